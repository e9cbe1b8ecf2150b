import { newId } from '@aftercare/kernel';
import { invalidQuery, malformedRequest, unsupportedMediaType } from '@aftercare/platform';
import type { FastifyInstance } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const MAX_URL = 8 * 1024;
const MAX_PARAMETERS = 50;
const MAX_DEPTH = 20;
const MAX_ITEMS = 500;
const MAX_KEYS = 200;

/** What Node itself limits: the time for the headers of a request, checked so often, and their size. */
export const NODE_LIMITS = {
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2_500,
  maxHeaderSize: 16 * 1024,
} as const;

/** Refuses requests beyond any size that a client of ours would send, before anything works on them. */
export function limitRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ url, headers }, _, next) => {
    if (url.length > MAX_URL) return next(malformedRequest());
    const query = url.indexOf('?');
    if (query !== -1 && url.slice(query).split('&').length > MAX_PARAMETERS) return next(invalidQuery());
    // A few compressed kilobytes may unpack to gigabytes.
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') return next(unsupportedMediaType());
    next();
  });
  fastify.addHook('preValidation', ({ body }, _, next) => {
    if (isModest(body, MAX_DEPTH)) next();
    else next(malformedRequest());
  });
}

/** Whether a value from JSON nests at most `depth` deep, and no list or object in it is too long. */
function isModest(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  if (parts.length > (Array.isArray(value) ? MAX_ITEMS : MAX_KEYS)) return false;
  return parts.every((part) => isModest(part, depth - 1));
}

/** Answers what Node could not read as a request at all, in the shape of every other refusal. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const { code, title } = malformedRequest;
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const instance = newId();
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, detail: title, instance, code, params: {} });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${instance}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
