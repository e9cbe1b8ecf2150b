import type { Actor } from '@aftercare/platform';
import { networkOnly } from './organization.errors.js';

/** O2. What belongs to the whole network is changed by accounts of the network only; throws `organization.network-only`. */
export function assertNetworkWide(actor: Actor): void {
  if (actor.centers !== 'all') throw networkOnly();
}
