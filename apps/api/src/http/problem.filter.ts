import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import {
  bodyTooLarge,
  conflict,
  internalError,
  invalidInput,
  malformedRequest,
  methodNotAllowed,
  notAllowed,
  notFound,
  notSignedIn,
  type ProblemDefinition,
  type ProblemError,
  refusalOf,
  sqlState,
  tooManyRequests,
  unavailable,
  unsupportedMediaType,
} from '@aftercare/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** What a problem of Nest or Fastify, which only know a status, is called here. */
const BY_STATUS: Readonly<Record<number, ProblemDefinition>> = {
  400: malformedRequest,
  401: notSignedIn,
  403: notAllowed as ProblemDefinition,
  404: notFound,
  405: methodNotAllowed,
  409: conflict,
  413: bodyTooLarge,
  415: unsupportedMediaType,
  422: invalidInput,
  429: tooManyRequests as ProblemDefinition,
  503: unavailable,
};

/** The one place where an error becomes an answer: RFC 9457, for every source of errors. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = asProblem(error);
    if (problem.status >= 500) this.logger.error({ requestId: request.id, err: error }, problem.code);
    if (!reply.sent) sendProblem(problem, request, reply);
  }
}

/** Answers a request with a problem, in the one shape they all have. */
export function sendProblem(problem: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  const { code, title, status, params, errors } = problem;
  const retryAfter = params['retryAfterSeconds'] ?? (status === 503 ? 2 : undefined);
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `/problems/${code}`,
        title,
        status,
        detail: errors.length > 0 ? `${title} ${errors.map((e) => `${e.pointer} ${e.detail}`).join('; ')}` : title,
        instance: request.id,
        code,
        params,
        ...(errors.length > 0 ? { errors } : {}),
      }),
    );
}

/** Any error as a problem; what nobody declared is `internal` and tells nothing. */
function asProblem(error: unknown): ProblemError {
  const refusal = refusalOf(error);
  if (refusal) return refusal;
  const state = sqlState(error);
  if (state !== undefined) return ofDatabase(state);
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return (BY_STATUS[status] ?? internalError)();
}

function ofDatabase(state: string): ProblemError {
  if (state.startsWith('22') || state === '23502' || state === '23514') return invalidInput();
  if (state.startsWith('23')) return conflict();
  // Locked, shutting down, out of resources, unreachable: worth another try.
  if (
    state === '55P03' ||
    state.startsWith('57') ||
    state.startsWith('53') ||
    state.startsWith('08') ||
    state.startsWith('40')
  )
    return unavailable();
  return internalError();
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  const { statusCode, code, message } = error as { statusCode?: unknown; code?: unknown; message?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  // PostgreSQL away, or its pool exhausted.
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOENT') return 503;
  return typeof message === 'string' &&
    /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(message)
    ? 503
    : 500;
}
