import { latinDigits } from '@aftercare/kernel';
import { type Actor, SYSTEM } from '@aftercare/platform';
import type { FastifyRequest } from 'fastify';

/** Somebody before they have proven anything. */
export function stranger(request: FastifyRequest): Actor {
  return { ...SYSTEM, name: 'visitor', requestId: request.id };
}

/** A one-time code as it was typed, in digits of any script. */
export function digitsOf(otp: string): string {
  return latinDigits(otp).replace(/\D/g, '');
}
