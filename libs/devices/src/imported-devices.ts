import { type CivilDate, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, statement, type Tx } from '@aftercare/platform';

/** A unit of unknown serial, known by its key in the system it comes from. */
export interface ImportedDevice {
  readonly externalRef: string;
  readonly brandId: Id;
  readonly productId: Id;
  readonly madeOn: CivilDate | null;
}

// D3, D8. A unit whose identity somebody has found out since is theirs: it keeps what they wrote.
const upsert = statement(
  'devices.upsert-imported',
  `WITH given AS (
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::date[], $6::uuid[])
         AS given(id, external_ref, brand_id, product_id, made_on, event_id)
   ), before AS (
     SELECT d.id, d.external_ref, d.product_id, d.made_on FROM device d JOIN given USING (external_ref)
   ), written AS (
     INSERT INTO device (id, brand_id, product_id, provenance, made_on, external_ref)
     SELECT id, brand_id, product_id, 'unknown', made_on, external_ref FROM given
     ON CONFLICT (external_ref) DO UPDATE
       SET brand_id = excluded.brand_id, product_id = excluded.product_id, made_on = excluded.made_on,
           version = device.version + 1
       WHERE device.provenance = 'unknown' AND device.serial IS NULL AND device.imei IS NULL
         AND (device.product_id, device.made_on) IS DISTINCT FROM (excluded.product_id, excluded.made_on)
     RETURNING id, external_ref
   ), told AS (
     INSERT INTO device_event (id, device_id, kind, at, actor_account_id, actor_name, details)
     SELECT g.event_id, w.id, CASE WHEN b.id IS NULL THEN 'registered' ELSE 'facts-corrected' END, $7, $8, $9,
            CASE WHEN b.id IS NULL
              THEN jsonb_build_object('brandId', g.brand_id, 'productId', g.product_id, 'provenance', 'unknown',
                                      'customerId', NULL)
              ELSE jsonb_build_object('fields', jsonb_build_array('productId', 'madeOn'),
                     'before', jsonb_build_object('productId', b.product_id, 'madeOn', b.made_on),
                     'after', jsonb_build_object('productId', g.product_id, 'madeOn', g.made_on))
            END
       FROM written w JOIN given g USING (external_ref) LEFT JOIN before b USING (external_ref)
   )
   SELECT g.external_ref, coalesce(w.id, b.id) AS id
     FROM given g LEFT JOIN written w USING (external_ref) LEFT JOIN before b USING (external_ref)`,
);

/**
 * For bulk imports: registers or corrects units of unknown serial by `externalRef`, each with its line in the timeline,
 * and gives their ids in the order asked. The import's own fact and audit entry stand for theirs.
 */
export async function upsertImportedDevices(
  tx: Tx,
  actor: Actor,
  now: Date,
  devices: readonly ImportedDevice[],
): Promise<Id[]> {
  const rows = await execute<{ external_ref: string; id: Id }>(tx, upsert, [
    devices.map(newId),
    devices.map(({ externalRef }) => externalRef),
    devices.map(({ brandId }) => brandId),
    devices.map(({ productId }) => productId),
    devices.map(({ madeOn }) => madeOn),
    devices.map(newId),
    now,
    actor.accountId,
    actor.name,
  ]);
  const ids = new Map(rows.map((row) => [row.external_ref, row.id]));
  return devices.map(({ externalRef }) => ids.get(externalRef)!);
}
