import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { staleVersion, versionRequired } from '@aftercare/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { documented } from './documented.js';

const versionFromHeader = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) throw versionRequired();
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw staleVersion();
  return Number(version);
});

/** The version the client saw, from a strong `If-Match: "7"`; 428 when absent, 412 when it cannot be ours. */
export function IfMatch(): ParameterDecorator {
  return documented(
    versionFromHeader(),
    ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the version that was read, `"7"`' }),
  );
}

/** An answer with a `version` is one resource: it gets that version as its strong ETag, to be sent back in If-Match. */
export function sendEtags(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_, reply, body: unknown, next) => {
    const version = typeof body === 'object' && body !== null ? (body as { version?: unknown }).version : undefined;
    if (typeof version === 'number') void reply.header('etag', `"${version}"`);
    next(null, body);
  });
}
