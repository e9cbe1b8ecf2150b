import type { Id } from '@aftercare/kernel';
import { execute, lockRoot, notFound, statement, type Tx } from '@aftercare/platform';
import { WarrantyCard } from './warranty-card.entity.js';

const cardByNumber = statement(
  'warranty.card-id-by-number',
  'SELECT id FROM warranty_card WHERE card_key = normalize_serial($1)',
);

const unitById = statement('warranty.unit-by-id', 'SELECT product_id AS "productId", serial FROM device WHERE id = $1');

/** The card of this number, in any form and script; null where there is none. */
export async function lockCard(tx: Tx, cardNo: string): Promise<WarrantyCard | null> {
  const [found] = await execute<{ id: Id }>(tx, cardByNumber, [cardNo]);
  return found ? lockRoot(tx, WarrantyCard, found.id) : null;
}

/** The unit a card was sold with. */
export async function getUnit(
  tx: Tx,
  deviceId: Id,
): Promise<{ readonly productId: Id; readonly serial: string | null }> {
  const [unit] = await execute<{ productId: Id; serial: string | null }>(tx, unitById, [deviceId]);
  if (!unit) throw notFound();
  return unit;
}
