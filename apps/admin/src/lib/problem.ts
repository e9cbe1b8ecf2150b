/** One refused field of a request: `pointer` is a JSON pointer into the body, `/customer/mobile`. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail?: string;
}

interface ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly instance?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldProblem[];
}

/**
 * Why the server refused (RFC 9457), or why it could not be asked (`client.unreachable`, status 0).
 * `code` is stable and is what the screens translate; `instance` is the request id to quote to support.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly instance: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldProblem[];

  constructor(document: ProblemDocument, options?: ErrorOptions) {
    super(`${document.status} ${document.code}`, options);
    this.name = 'Problem';
    this.status = document.status;
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.instance = document.instance;
    this.params = document.params ?? {};
    this.errors = document.errors ?? [];
  }

  /** The request may have reached the server or not: trying the very same request again is right. */
  get isUncertain(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** Any thrown value as a problem, so that screens have one shape to show. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem({ status: 0, code: 'client.unreachable' }, { cause: error });
  return new Problem({ status: 0, code: 'client.unexpected' }, { cause: error });
}

/** The problem in an answer that is not 2xx; proxies answer in HTML, so the body is not trusted to be JSON. */
export function problemOf(response: Response, body: unknown): Problem {
  const document = typeof body === 'object' && body !== null ? (body as Partial<ProblemDocument>) : {};
  const code = typeof document.code === 'string' ? document.code : `http.${response.status}`;
  return new Problem({ ...document, status: response.status, code });
}
