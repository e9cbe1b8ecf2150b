import { type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, statement, type Tx } from '@aftercare/platform';
import { assertNetworkWide } from './network-wide.js';
import type { NewServiceCenter } from './service-centers.service.js';

const add = statement(
  'organization.ensure-centers',
  `INSERT INTO service_center (id, code, name_fa, name_en, time_zone, calendar, closed_on)
   SELECT given.*, ($7::timestamptz AT TIME ZONE time_zone)::date FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       AS given(id, code, fa, en, time_zone, calendar)
    WHERE NOT EXISTS (SELECT FROM service_center c WHERE c.code = given.code)
    ORDER BY code
   ON CONFLICT (code) DO NOTHING`,
);
const ids = statement(
  'organization.center-ids',
  `SELECT c.id FROM unnest($1::text[]) WITH ORDINALITY AS given(code, n) JOIN service_center c ON c.code = given.code
    ORDER BY n`,
);

/**
 * For bulk imports: the centres of these codes, in their order; missing ones are made, the others stay as they are. A new
 * one is closed, because it is a place of the past until somebody opens it. The import's own fact and audit entry stand
 * for theirs. Refuses accounts that are not of the whole network (O2).
 */
export async function ensureCenters(
  tx: Tx,
  actor: Actor,
  now: Date,
  centers: readonly Pick<NewServiceCenter, 'code' | 'name' | 'timeZone' | 'calendar'>[],
): Promise<Id[]> {
  assertNetworkWide(actor);
  const codes = centers.map(({ code }) => code);
  await execute(tx, add, [
    centers.map(newId),
    codes,
    centers.map(({ name }) => name.fa),
    centers.map(({ name }) => name.en),
    centers.map(({ timeZone }) => timeZone),
    centers.map(({ calendar }) => calendar),
    now,
  ]);
  return (await execute<{ id: Id }>(tx, ids, [codes])).map(({ id }) => id);
}
