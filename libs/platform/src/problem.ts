/** Values that fill a problem's translated text, e.g. `{ available: 2 }`. */
export type ProblemParams = Readonly<Record<string, string | number | boolean | null>>;

/** One invalid field of a request, addressed by JSON Pointer: `/lines/0/quantity`. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A refusal the product knows: a stable public code, an HTTP status and a plain English title. */
export interface ProblemDefinition<P extends ProblemParams = ProblemParams> {
  (params?: P, errors?: readonly FieldFault[]): ProblemError;
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** Thrown for every refusal; the API's problem filter turns it into an RFC 9457 answer. */
export class ProblemError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly params: ProblemParams = {},
    readonly errors: readonly FieldFault[] = [],
  ) {
    super(`${code}: ${title}`);
    this.name = 'ProblemError';
  }
}

const registry = new Map<string, ProblemDefinition>();
const byConstraint = new Map<string, ProblemDefinition>();

/**
 * Declares a refusal, once, in a `*.errors.ts`. The result is called to make the error to throw:
 * `throw insufficientStock({ available: 2 })`. Constraints named here answer with this problem when
 * PostgreSQL is the one that refuses. Codes are public API: unique and never renamed.
 */
export function problem<P extends ProblemParams = ProblemParams>(
  code: string,
  status: number,
  title: string,
  options: { readonly constraints?: readonly string[] } = {},
): ProblemDefinition<P> {
  if (registry.has(code)) throw new Error(`problem ${code} is declared twice`);
  const make = (params?: P, errors?: readonly FieldFault[]): ProblemError =>
    new ProblemError(code, status, title, params, errors);
  const definition = Object.assign(make, { code, status, title }) as ProblemDefinition<P>;
  registry.set(code, definition as ProblemDefinition);
  for (const name of options.constraints ?? []) byConstraint.set(name, definition as ProblemDefinition);
  return definition;
}

/** Every declared refusal, by code: the source of `docs/problems.md` and of the locale completeness test. */
export function allProblems(): readonly ProblemDefinition[] {
  return [...registry.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** The refusal an error stands for, the database's own too; undefined for what is none: that is a fault of ours. */
export function refusalOf(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  const { constraint, driverError } = error as { constraint?: unknown; driverError?: unknown };
  if (typeof constraint === 'string') return byConstraint.get(constraint)?.();
  return refusalOf(driverError);
}
