/**
 * Configuration comes from the environment, is read once at start, typed and frozen. Nobody else reads
 * `process.env`. `.env.example` lists exactly these variables; a test compares them.
 */
export interface Variable<T> {
  readonly description: string;
  /** Text form of the default; undefined where the variable has none. */
  readonly fallback: string | undefined;
  readonly secret: boolean;
  /** Throws an Error whose message completes "VARIABLE …". */
  readonly parse: (text: string) => T;
}

export type ConfigOf<S extends Record<string, Variable<unknown>>> = {
  readonly [K in keyof S]: S[K] extends Variable<infer T> ? T : never;
};

/** All faults of a configuration at once, one line each. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
  }
}

export const variable = {
  text: (description: string, fallback?: string): Variable<string> => ({
    description,
    fallback,
    secret: false,
    parse: (text) => text,
  }),
  optional: (description: string, options: { secret?: boolean } = {}): Variable<string | undefined> => ({
    description,
    fallback: '',
    secret: options.secret ?? false,
    parse: (text) => (text === '' ? undefined : text),
  }),
  integer: (description: string, fallback: number, range: { min: number; max: number }): Variable<number> => ({
    description,
    fallback: String(fallback),
    secret: false,
    parse: (text) => {
      const value = Number(text);
      if (!Number.isInteger(value) || value < range.min || value > range.max)
        throw new Error(`must be a whole number from ${range.min} to ${range.max}`);
      return value;
    },
  }),
  oneOf: <const T extends string>(description: string, values: readonly T[], fallback: T): Variable<T> => ({
    description: `${description} (${values.join(' | ')})`,
    fallback,
    secret: false,
    parse: (text) => {
      const value = values.find((candidate) => candidate === text);
      if (value === undefined) throw new Error(`must be one of ${values.join(', ')}`);
      return value;
    },
  }),
  list: (description: string, fallback: string): Variable<readonly string[]> => ({
    description,
    fallback,
    secret: false,
    parse: (text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
  }),
  /** A secret of at least 32 characters. `developmentOnly` is refused when NODE_ENV is production. */
  secret: (description: string, developmentOnly: string): Variable<string> => ({
    description,
    fallback: developmentOnly,
    secret: true,
    parse: (text) => {
      if (text.length < 32) throw new Error('must have 32 characters or more');
      return text;
    },
  }),
};

/** Reads and checks all variables of a schema; throws one ConfigError that lists every fault. */
export function loadConfig<S extends Record<string, Variable<unknown>>>(
  schema: S,
  environment: Readonly<Record<string, string | undefined>>,
): ConfigOf<S> {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, definition] of Object.entries(schema)) {
    const given = environment[name];
    const text = given === undefined || given === '' ? definition.fallback : given;
    if (text === undefined) {
      faults.push(`${name} is missing: ${definition.description}`);
      continue;
    }
    if (definition.secret && environment['NODE_ENV'] === 'production' && text !== '' && text === definition.fallback) {
      faults.push(`${name} still has its development value: set your own in production`);
      continue;
    }
    try {
      values[name] = definition.parse(text);
    } catch (error) {
      faults.push(`${name} ${error instanceof Error ? error.message : 'is invalid'}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(values) as ConfigOf<S>;
}

/** The variables that API and worker share. */
export const baseSchema = {
  NODE_ENV: variable.oneOf(
    'production refuses development secrets',
    ['development', 'test', 'production'],
    'development',
  ),
  DATABASE_URL: variable.text('PostgreSQL 15 or newer. `npm start` without it brings its own PostgreSQL', ''),
  DATABASE_POOL: variable.integer('connections per process', 10, { min: 2, max: 200 }),
  REDIS_URL: variable.optional('Redis for the job queues; without it they live in PostgreSQL', { secret: true }),
  DATA_DIR: variable.text(
    'folder of uploaded files, which API and workers share, and of the embedded database with its secrets',
    '.data',
  ),
  LOG_LEVEL: variable.oneOf(
    'least severity that is logged',
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    'info',
  ),
  OTP_SECRET: variable.secret('keys the stored one-time codes (HMAC)', 'development-only-secret-of-one-time-codes'),
  PORTAL_URL: variable.text(
    'where customers reach the tracking portal; goes into messages and QR codes',
    'http://localhost:3000/t',
  ),
} as const;
