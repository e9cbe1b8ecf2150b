import { Injectable } from '@nestjs/common';
import { type AppliedTariff, assertListed, choosableCodes, tariffsFor } from '@aftercare/catalog';
import { civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, notFound, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { OrderCoverage } from './order-coverage.js';
import { lineInStore, unknownCode, unknownItem } from './repair.errors.js';
import { repairLinesChanged } from './repair.events.js';
import { LINE_KINDS, type LineKind, RepairLine } from './repair-line.entity.js';
import { RepairOrder } from './repair-order.entity.js';
import { lockOrder } from './lock-order.js';

/** A new line names a service item or a part; price, class and texts come from the catalogue. */
export interface NewLine {
  readonly serviceItemId: Id | null;
  readonly partId: Id | null;
  readonly quantity: number;
  readonly faultCodeId: Id | null;
  /** What is done, of the set of repairs. */
  readonly repairCodeId?: Id | null;
  readonly evidence: readonly string[];
}

export interface LineChanges {
  readonly quantity?: number;
  readonly minutes?: number | null;
  readonly faultCodeId?: Id | null;
  readonly repairCodeId?: Id | null;
  readonly evidence?: readonly string[];
}

// $3 the lines in their order. One whose item is not in the catalogue is not written.
const insertion = statement(
  'repair.insert-lines',
  `INSERT INTO repair_line (id, order_id, position, kind, class, service_item_id, part_id, description_fa, description_en,
                            quantity, unit_price, minutes, technician_id, fault_code_id, repair_code_id, evidence)
   SELECT l.id, $1, coalesce((SELECT max(position) FROM repair_line WHERE order_id = $1), 0) + l.position,
          item.kind, item.class, l."serviceItemId", l."partId", item.name_fa, item.name_en, l.quantity,
          coalesce(l.price, item.price), coalesce(l.minutes, item.minutes),
          CASE WHEN item.kind = 'operation' THEN $2::uuid END, l."faultCodeId", l."repairCodeId", l.evidence
     FROM jsonb_to_recordset($3) AS l(id uuid, position int, "serviceItemId" uuid, "partId" uuid, quantity int,
                                      price bigint, minutes int, "faultCodeId" uuid, "repairCodeId" uuid, evidence text[])
     JOIN LATERAL (
       SELECT 'operation' AS kind, cover_class AS class, name_fa, name_en, price, standard_minutes AS minutes
         FROM service_item WHERE id = l."serviceItemId" AND retired_on IS NULL
       UNION ALL
       SELECT 'part', 'parts', name_fa, name_en, list_price, NULL
         FROM part WHERE id = l."partId" AND retired_on IS NULL
     ) item ON true
   RETURNING id`,
);
const pricedFor = statement(
  'repair.priced-for',
  `SELECT d.product_id AS "productId", o.center_id AS "centerId", c.time_zone AS zone
     FROM repair_order o JOIN device d ON d.id = o.device_id JOIN service_center c ON c.id = o.center_id WHERE o.id = $1`,
);
// $2 the fault of a line; without one it mends the main finding.
const foundFor = statement(
  'repair.found-for-line',
  `SELECT d.product_id AS "productId", f.symptom_code_id AS "symptomId", coalesce($2, f.fault_code_id) AS "faultId",
          f.cause_code_id AS "causeId"
     FROM repair_order o JOIN device d ON d.id = o.device_id
     LEFT JOIN LATERAL (SELECT * FROM repair_finding x WHERE x.order_id = o.id AND ($2::uuid IS NULL OR x.fault_code_id = $2)
                         ORDER BY x.position LIMIT 1) f ON true
    WHERE o.id = $1`,
);
const storeStateOf = statement(
  'repair.line-in-store',
  `SELECT coalesce(sum(reserved), 0)::int AS reserved, coalesce(sum(issued - returned), 0)::int AS held
     FROM requisition_line WHERE order_line_id = $1`,
);

const withdrawUnfitted = statement(
  'repair.withdraw-unfitted',
  `UPDATE repair_line SET withdrawn_at = $2
    WHERE order_id = $1 AND withdrawn_at IS NULL AND kind = ANY($3::text[]) AND fitted_quantity = 0 RETURNING id`,
);

/** Operations and parts of an order. Every change decides the cover anew, so that no line is ever undecided. */
@Injectable()
export class LinesService {
  constructor(
    private readonly coverage: OrderCoverage,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async add(tx: Tx, actor: Actor, orderId: Id, version: number, line: NewLine): Promise<Id> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    await assertMends(tx, orderId, line.faultCodeId, line.repairCodeId);
    const worker = order.technicianId ?? actor.accountId;
    const [id = ''] = await insertLines(tx, orderId, [line], worker, this.clock.now());
    await this.settle(tx, actor, order, id, 'added');
    return id;
  }

  async change(tx: Tx, actor: Actor, orderId: Id, version: number, lineId: Id, changes: LineChanges): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    const line = await getLine(tx, orderId, lineId);
    await assertCodes(tx, [changes]);
    const { faultCodeId = line.faultCodeId, repairCodeId = line.repairCodeId } = changes;
    if (faultCodeId !== line.faultCodeId || repairCodeId !== line.repairCodeId)
      await assertMends(tx, orderId, faultCodeId, repairCodeId);
    // What the store reserved or gave out belongs to the old quantity.
    if (changes.quantity !== undefined && changes.quantity !== line.quantity) await assertNotInStore(tx, lineId);
    await tx.update(RepairLine, { id: lineId }, { ...changes, evidence: [...(changes.evidence ?? line.evidence)] });
    await this.settle(tx, actor, order, lineId, 'changed');
  }

  /** A withdrawn line stays readable in the history and counts nowhere. */
  async withdraw(tx: Tx, actor: Actor, orderId: Id, version: number, lineId: Id): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    await getLine(tx, orderId, lineId);
    await assertNotInStore(tx, lineId);
    await tx.update(RepairLine, { id: lineId }, { withdrawnAt: this.clock.now() });
    await this.settle(tx, actor, order, lineId, 'withdrawn');
  }

  /** A refused quote withdraws all work that was not done; an order closed without repair keeps the work of looking. */
  async withdrawUndone(tx: Tx, orderId: Id, kinds: readonly LineKind[] = LINE_KINDS): Promise<void> {
    const withdrawn = await execute<{ id: Id }>(tx, withdrawUnfitted, [orderId, this.clock.now(), kinds]);
    await this.coverage.giveBackLines(
      tx,
      orderId,
      withdrawn.map(({ id }) => id),
    );
  }

  private async settle(
    tx: Tx,
    actor: Actor,
    order: RepairOrder,
    lineId: Id,
    change: 'added' | 'changed' | 'withdrawn',
  ): Promise<void> {
    await this.coverage.decide(tx, actor, order, { reason: `line-${change}` });
    await saveRoot(tx, RepairOrder, order);
    await this.outbox.publish(
      tx,
      actor,
      repairLinesChanged(order, { orderId: order.id, number: order.number, lineId, change }),
    );
  }
}

/** Writes lines as the catalogue describes them; the caller has locked the order and decides its cover afterwards. */
export async function insertLines(
  tx: Tx,
  orderId: Id,
  lines: readonly NewLine[],
  worker: Id | null,
  at: Date,
): Promise<Id[]> {
  if (lines.length === 0) return [];
  await assertCodes(tx, lines);
  const tariffs = await tariffsOf(tx, orderId, lines, at);
  const rows = lines.map((line, index) => ({
    ...line,
    ...tariffs.get(line.serviceItemId ?? line.partId ?? ''),
    id: newId(),
    position: index + 1,
  }));
  const written = await execute(tx, insertion, [orderId, worker, JSON.stringify(rows)]);
  if (written.length !== lines.length) throw unknownItem();
  return rows.map(({ id }) => id);
}

/** The tariffs that hold for the order's product in its centre; the lines keep them, whatever comes later. */
async function tariffsOf(tx: Tx, orderId: Id, lines: readonly NewLine[], at: Date): Promise<Map<Id, AppliedTariff>> {
  const itemIds = lines.flatMap(({ serviceItemId, partId }) => serviceItemId ?? partId ?? []);
  if (itemIds.length === 0) return new Map();
  const [scope] = await execute<{ productId: Id; centerId: Id; zone: string }>(tx, pricedFor, [orderId]);
  return scope ? tariffsFor(tx, itemIds, { ...scope, on: civilDateIn(at, scope.zone) }) : new Map();
}

async function getLine(tx: Tx, orderId: Id, lineId: Id): Promise<RepairLine> {
  const line = await tx.findOneBy(RepairLine, { id: lineId, orderId });
  if (!line || line.withdrawnAt !== null) throw notFound();
  return line;
}

async function assertCodes(tx: Tx, lines: readonly Pick<LineChanges, 'faultCodeId' | 'repairCodeId'>[]): Promise<void> {
  const wanted = lines.flatMap(({ faultCodeId, repairCodeId }) => [
    ['fault', faultCodeId] as const,
    ['repair', repairCodeId] as const,
  ]);
  const codes = await choosableCodes(
    tx,
    wanted.map(([, id]) => id),
  );
  if (wanted.some(([kind, id]) => id && codes.get(id)?.kind !== kind)) throw unknownCode();
}

/** C15 of the catalogue: what is done goes with what was found. */
async function assertMends(
  tx: Tx,
  orderId: Id,
  faultCodeId: Id | null,
  repairId: Id | null | undefined,
): Promise<void> {
  if (!repairId) return;
  const [found] = await execute<{ productId: Id; symptomId: Id | null; faultId: Id | null; causeId: Id | null }>(
    tx,
    foundFor,
    [orderId, faultCodeId],
  );
  if (!found) throw new Error('the device of an order vanished');
  const { productId, ...codes } = found;
  await assertListed(tx, productId, [{ ...codes, repairId, pointer: '/repairCodeId' }]);
}

async function assertNotInStore(tx: Tx, lineId: Id): Promise<void> {
  const [store] = await execute<{ reserved: number; held: number }>(tx, storeStateOf, [lineId]);
  if (store && store.reserved + store.held > 0) throw lineInStore();
}
