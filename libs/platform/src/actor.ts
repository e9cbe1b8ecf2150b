import type { Id } from '@aftercare/kernel';
import { notAllowed, notFound } from './platform.errors.js';
import type { Permission } from './permissions.js';

/**
 * Who does something, and within which bounds. Taken from the session (never from the request's body or
 * query) and handed explicitly to every service and query, so that a read without a scope does not compile.
 */
export interface Actor {
  readonly kind: 'staff' | 'customer' | 'system';
  /** The account, for staff; null for a customer on the portal and for the system itself. */
  readonly accountId: Id | null;
  /** Shown in histories: a name for staff, a masked number for a customer. */
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The service centres the actor works in, or the whole network. */
  readonly centers: readonly Id[] | 'all';
  readonly requestId: string | null;
}

/** The product itself: seeds, schedules and event subscribers. */
export const SYSTEM: Actor = {
  kind: 'system',
  accountId: null,
  name: 'system',
  permissions: new Set(),
  centers: 'all',
  requestId: null,
};

export function hasPermission(actor: Actor, permission: Permission): boolean {
  return actor.kind === 'system' || actor.permissions.has(permission);
}

/** Refuses with 403 where a right decides inside an act and not at its route. */
export function assertPermission(actor: Actor, permission: Permission): void {
  if (!hasPermission(actor, permission)) throw notAllowed({ permission });
}

export function worksIn(actor: Actor, centerId: Id): boolean {
  return actor.centers === 'all' || actor.centers.includes(centerId);
}

/** Another centre's things look as if they were not there. */
export function assertWorksIn(actor: Actor, centerId: Id): void {
  if (!worksIn(actor, centerId)) throw notFound();
}

/**
 * The actor's centres as a query parameter for `($1::uuid[] IS NULL OR center_id = ANY($1))`: null means all.
 */
export function centerScope(actor: Actor): readonly Id[] | null {
  return actor.centers === 'all' ? null : actor.centers;
}
