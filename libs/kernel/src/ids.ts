import { v7 } from 'uuid';

/** A UUIDv7: opaque, unique, and ascending in time, so primary-key indexes stay compact. */
export type Id = string;

/** A new id. Ids made later compare greater, within the millisecond too. */
export function newId(): Id {
  return v7();
}
