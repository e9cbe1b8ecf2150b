import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isCleanLine } from '@aftercare/kernel';
import { notFound } from '@aftercare/platform';
import type { FastifyRequest } from 'fastify';
import { documented } from './documented.js';

export const MAX_KEY = 100;

const keyFromPath = createParamDecorator((name: string, context: ExecutionContext): string => {
  const value = (context.switchToHttp().getRequest<FastifyRequest>().params as Record<string, string>)[name] ?? '';
  const key = value.normalize('NFC').trim();
  if (key === '' || key.length > MAX_KEY || !isCleanLine(key)) throw notFound();
  return key;
});

/** A name that others gave, in the path, percent-encoded: one line of at most 100 characters. */
export function KeyParam(name: string, description: string): ParameterDecorator {
  return documented(keyFromPath(name), ApiParam({ name, description, schema: { type: 'string', maxLength: MAX_KEY } }));
}
