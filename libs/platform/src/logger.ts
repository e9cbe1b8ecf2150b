import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

// Whatever is named like a secret or like a person's data never reaches a log line.
const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'code',
  'otp',
  'secret',
  'trackingCode',
];
const PERSONAL_FIELDS = ['mobile', 'mobiles', 'email', 'nationalId', 'recipient', 'address'];

/** Structured logs: one JSON object a line, UTC, request id included, secrets and personal data left out. */
export function createLogger(level: string): Logger {
  const fields = [...SECRET_FIELDS, ...PERSONAL_FIELDS];
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [...fields, ...fields.map((field) => `*.${field}`), 'req.headers.authorization', 'req.headers.cookie'],
      censor: '[left out]',
    },
  });
}

/** Where Nest tells at each start, line by line, what it is made of: some 400 lines that say nothing of the day's work. */
const PARTS_LISTS = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer'];

/** Nest's own messages through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    const from = context.at(-1);
    if (PARTS_LISTS.includes(from as string)) this.logger.debug({ context: from }, String(message));
    else this.logger.info({ context: from }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    this.logger.error(
      { context: context.at(-1), err: message instanceof Error ? message : undefined },
      String(message),
    );
  }
  warn(message: unknown, ...context: unknown[]): void {
    // API and worker in one process have a container each: their data sources do not override each other.
    if (context.at(-1) === 'DataSourceNameRegistry') return;
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
  verbose(message: unknown, ...context: unknown[]): void {
    this.logger.trace({ context: context.at(-1) }, String(message));
  }
}
