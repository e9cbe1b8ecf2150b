import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  nextNumber,
  notFound,
  Outbox,
  statement,
  type Tx,
} from '@aftercare/platform';
import { customerOwnedHasNoValue, valueTooLarge } from './inventory.errors.js';
import { goodsReceived } from './inventory.events.js';
import { Shortages } from './shortages.js';
import { StockLocation } from './stock-location.entity.js';
import { Stock } from './stock.js';

/** `unitCost` is what one piece cost, in minor units of the company currency. */
export interface GoodsReceiptInput {
  readonly centerId: Id;
  readonly locationId: Id;
  readonly supplier: string;
  readonly documentNo: string | null;
  readonly lines: readonly { readonly partId: Id; readonly quantity: number; readonly unitCost: number }[];
}

const insertReceipt = statement(
  'inventory.insert-receipt',
  `INSERT INTO goods_receipt (id, number, center_id, location_id, supplier, document_no, received_at, received_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const insertReceiptLines = statement(
  'inventory.insert-receipt-lines',
  `INSERT INTO goods_receipt_line (id, receipt_id, part_id, quantity, unit_cost)
   SELECT line.id, $1, line.part_id, line.quantity, line.unit_cost
     FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::bigint[]) AS line (id, part_id, quantity, unit_cost)`,
);

@Injectable()
export class GoodsReceiptsService {
  constructor(
    private readonly stock: Stock,
    private readonly shortages: Shortages,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in bought pieces at their cost, and hands them first to the orders that wait for them. 404 for a location
   * outside the centre.
   */
  async receive(tx: Tx, actor: Actor, input: GoodsReceiptInput): Promise<Id> {
    const { centerId, locationId } = input;
    assertWorksIn(actor, centerId);
    const location = await tx.findOneBy(StockLocation, { id: locationId, centerId });
    if (!location) throw notFound();
    const lines = input.lines.map((line) => ({ ...line, id: newId(), value: line.quantity * line.unitCost }));
    if (!lines.every((line) => Number.isSafeInteger(line.value))) throw valueTooLarge();
    if (location.kind === 'customer_owned' && lines.some((line) => line.value > 0)) throw customerOwnedHasNoValue();

    const id = newId();
    const now = this.clock.now();
    await this.stock.lock(
      tx,
      lines.map(({ partId }) => ({ locationId, partId })),
    );
    const number = await nextNumber(tx, 'GR', await this.company.yearAt(now, tx));
    await execute(tx, insertReceipt, [
      id,
      number,
      centerId,
      locationId,
      input.supplier,
      input.documentNo,
      now,
      actor.accountId,
    ]);
    await execute(tx, insertReceiptLines, [
      id,
      lines.map((line) => line.id),
      lines.map((line) => line.partId),
      lines.map((line) => line.quantity),
      lines.map((line) => line.unitCost),
    ]);
    const cause = { kind: 'receipt', documentType: 'goods-receipt', documentId: id } as const;
    for (const { partId, quantity, value } of lines) {
      await this.stock.put(tx, actor, { locationId, partId }, quantity, value, cause);
    }
    const fact = goodsReceived(
      { id, centerId },
      {
        receiptId: id,
        locationId,
        lines: lines.map(({ partId, quantity, value }) => ({ partId, quantity, value })),
      },
    );
    await this.outbox.publish(tx, actor, fact, { number, supplier: input.supplier, documentNo: input.documentNo });
    await this.shortages.fill(
      tx,
      actor,
      lines.map(({ partId }) => ({ locationId, partId })),
    );
    return id;
  }
}
