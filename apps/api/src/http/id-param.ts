import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { notFound } from '@aftercare/platform';
import type { FastifyRequest } from 'fastify';
import { documented } from './documented.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const idFromPath = createParamDecorator((name: string, context: ExecutionContext): string => {
  const value = (context.switchToHttp().getRequest<FastifyRequest>().params as Record<string, string>)[name];
  if (value === undefined || !UUID.test(value)) throw notFound();
  return value.toLowerCase();
});

/** An id from the path. What is no id names nothing: 404, like any other absent thing. */
export function IdParam(name: string): ParameterDecorator {
  return documented(idFromPath(name), ApiParam({ name, schema: { type: 'string', format: 'uuid' } }));
}
