import type { Id } from '@aftercare/kernel';
import { type Actor, centerScope, type Name } from '@aftercare/platform';

/** A supplier or a centre, as a row names it. */
export interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** One page of what suppliers owe, of one centre or supplier when these are given. */
export interface ClaimScopeFilter {
  readonly limit: number;
  readonly cursor?: string;
  readonly supplierId?: Id;
  readonly centerId?: Id;
}

/** $1 the actor's centres, $2 one centre, $3 one supplier. */
export const scoped = (of: string): string =>
  `($1::uuid[] IS NULL OR ${of}.center_id = ANY($1)) AND ($2::uuid IS NULL OR ${of}.center_id = $2)
   AND ($3::uuid IS NULL OR ${of}.supplier_id = $3)`;

/** The values for `scoped`. */
export function scopeOf(actor: Actor, { centerId, supplierId }: { centerId?: Id; supplierId?: Id }): unknown[] {
  return [centerScope(actor), centerId ?? null, supplierId ?? null];
}
