import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  nextNumber,
  notFound,
  Outbox,
  saveRoot,
  statement,
  type Tx,
  worksIn,
} from '@aftercare/platform';
import { noBranchLocation, requisitionFinished } from './inventory.errors.js';
import { partsIssued, partsReturned, requisitionSubmitted, reservationsReleased } from './inventory.events.js';
import { RequisitionLine } from './requisition-line.entity.js';
import { keepLine, linesOf } from './requisition-lines.js';
import { Requisition } from './requisition.entity.js';
import { Shortages } from './shortages.js';
import { Stock, type StockPlace } from './stock.js';

export interface NewRequisition {
  readonly orderId: Id;
  readonly centerId: Id;
  readonly note?: string | null;
  readonly lines: readonly { readonly orderLineId: Id; readonly partId: Id; readonly quantity: number }[];
}

/** What became of the request, line by line, in pieces. */
export interface SubmittedRequisition {
  readonly requisitionId: Id;
  readonly lines: readonly { readonly orderLineId: Id; readonly reserved: number; readonly short: number }[];
}

/** Pieces of one requisition line. */
export interface LineQuantity {
  readonly lineId: Id;
  readonly quantity: number;
}

interface LinePlace {
  readonly center_id: Id;
  readonly requisition_id: Id;
  readonly location_id: Id;
  readonly part_id: Id;
}

const branchOf = statement(
  'inventory.branch-location',
  `SELECT id FROM stock_location WHERE center_id = $1 AND kind = 'branch'`,
);
const placesOfLines = statement(
  'inventory.places-of-lines',
  `SELECT r.center_id, r.id AS requisition_id, l.location_id, l.part_id
     FROM requisition_line l JOIN requisition r ON r.id = l.requisition_id
    WHERE l.requisition_id = $1 AND l.id = ANY($2::uuid[])`,
);
const placesOfOrder = statement(
  'inventory.places-of-order',
  `SELECT r.center_id, r.id AS requisition_id, l.location_id, l.part_id
     FROM requisition_line l JOIN requisition r ON r.id = l.requisition_id
    WHERE r.order_id = $1 AND r.state IN ('submitted', 'partly_issued', 'issued')
    ORDER BY r.id`,
);

/**
 * From the technician's request to the last piece handed out. The balances of a story are locked before its
 * requisitions (I2), so the quantities of a line change only under the lock of its balance.
 */
@Injectable()
export class RequisitionsService {
  constructor(
    private readonly stock: Stock,
    private readonly shortages: Shortages,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks the branch location of the centre for parts: reserves what is free, the rest is short. Never refuses for want
   * of stock. 409 inventory.no-branch-location, 422 inventory.unknown-reference for a part that does not exist.
   */
  async submit(tx: Tx, actor: Actor, input: NewRequisition): Promise<SubmittedRequisition> {
    const { centerId, orderId } = input;
    assertWorksIn(actor, centerId);
    const [branch] = await execute<{ id: Id }>(tx, branchOf, [centerId]);
    if (!branch) throw noBranchLocation();
    const locationId = branch.id;
    const free = await this.reserveSums(tx, locationId, input.lines);

    const requisition = Object.assign(new Requisition(), {
      id: newId(),
      number: await nextNumber(tx, 'RQ', await this.company.yearAt(this.clock.now(), tx)),
      centerId,
      orderId,
      state: 'submitted' as const,
      note: input.note ?? null,
      requestedBy: actor.accountId,
      requestedAt: this.clock.now(),
      version: 1,
    });
    const lines = input.lines.map(({ orderLineId, partId, quantity }) => {
      const reserved = Math.min(quantity, free.get(partId) ?? 0);
      free.set(partId, (free.get(partId) ?? 0) - reserved);
      return Object.assign(new RequisitionLine(), {
        id: newId(),
        requisitionId: requisition.id,
        orderLineId,
        partId,
        locationId,
        requested: quantity,
        reserved,
        issued: 0,
        returned: 0,
        cancelled: 0,
        issuedValue: 0,
        returnedValue: 0,
        firstIssueWhole: reserved < quantity ? false : null,
      });
    });
    await tx.insert(Requisition, requisition);
    await tx.insert(RequisitionLine, lines);

    const fact = requisitionSubmitted(requisition, {
      orderId,
      requisitionId: requisition.id,
      lines: lines.map((line) => ({
        lineId: line.id,
        orderLineId: line.orderLineId,
        partId: line.partId,
        quantity: line.requested,
        reserved: line.reserved,
        short: line.short,
      })),
    });
    await this.outbox.publish(tx, actor, fact, { number: requisition.number, note: requisition.note });
    await this.shortages.raise(tx, actor, requisition, lines);
    return {
      requisitionId: requisition.id,
      lines: lines.map((line) => ({ orderLineId: line.orderLineId, reserved: line.reserved, short: line.short })),
    };
  }

  /**
   * Hands out reserved pieces at the moving average. 409 inventory.not-reserved, inventory.requisition-finished; 412
   * when the requisition changed since `version`.
   */
  async issue(
    tx: Tx,
    actor: Actor,
    requisitionId: Id,
    version: number,
    quantities: readonly LineQuantity[],
  ): Promise<void> {
    const { requisition, lines, wanted } = await this.open(tx, actor, requisitionId, quantities, version);
    if (!requisition.isOpen) throw requisitionFinished({ state: requisition.state });
    const issued = [];
    for (const [line, quantity] of wanted) {
      line.assertReserved(quantity);
      const value = await this.stock.takeReserved(tx, actor, line, quantity, causeOf('issue', requisition));
      line.issue(quantity, value);
      await keepLine(tx, line);
      issued.push({ lineId: line.id, orderLineId: line.orderLineId, partId: line.partId, quantity, value });
    }
    requisition.settle(lines);
    await saveRoot(tx, Requisition, requisition);
    const payload = { orderId: requisition.orderId, requisitionId, lines: issued };
    await this.outbox.publish(tx, actor, partsIssued(requisition, payload));
  }

  /** Takes unused pieces of one line back at the cost they were issued at. 409 inventory.not-issued. */
  async returnUnused(tx: Tx, actor: Actor, requisitionLineId: Id, quantity: number): Promise<void> {
    const line = await tx.findOneBy(RequisitionLine, { id: requisitionLineId });
    if (!line) throw notFound();
    await this.returnLines(tx, actor, line.requisitionId, [{ lineId: line.id, quantity }]);
  }

  /** The same for several lines of a requisition, in any of its states: a refused order still sends its parts back. */
  async returnLines(tx: Tx, actor: Actor, requisitionId: Id, quantities: readonly LineQuantity[]): Promise<void> {
    const { requisition, wanted } = await this.open(tx, actor, requisitionId, quantities);
    const returned = [];
    for (const [line, quantity] of wanted) {
      const value = line.giveBack(quantity);
      await this.stock.put(tx, actor, line, quantity, value, causeOf('return', requisition));
      await keepLine(tx, line);
      returned.push({ lineId: line.id, orderLineId: line.orderLineId, partId: line.partId, quantity, value });
    }
    await saveRoot(tx, Requisition, requisition);
    const payload = { orderId: requisition.orderId, requisitionId, lines: returned };
    await this.outbox.publish(tx, actor, partsReturned(requisition, payload));
    await this.shortages.fill(
      tx,
      actor,
      wanted.map(([line]) => line),
    );
  }

  /**
   * The order needs no further parts (completed, refused, cancelled): frees its reservations and closes its
   * requisitions. The caller holds the order and has checked the actor's centres, who may be a customer.
   */
  async releaseOrder(tx: Tx, actor: Actor, orderId: Id): Promise<void> {
    const rows = await execute<LinePlace>(tx, placesOfOrder, [orderId]);
    const places = rows.map(placeOf);
    await this.stock.lock(tx, places);
    for (const requisitionId of new Set(rows.map((row) => row.requisition_id))) {
      const requisition = await lockRoot(tx, Requisition, requisitionId);
      const lines = await linesOf(tx, requisitionId);
      const waited = lines.filter((line) => line.outstanding > 0);
      const freed = [];
      for (const line of waited) {
        const quantity = line.cancelRest();
        await this.stock.release(tx, line, quantity);
        await keepLine(tx, line);
        freed.push({ lineId: line.id, orderLineId: line.orderLineId, partId: line.partId, quantity });
      }
      requisition.close(lines);
      await saveRoot(tx, Requisition, requisition);
      const payload = { orderId, requisitionId, lines: freed };
      if (waited.length > 0) await this.outbox.publish(tx, actor, reservationsReleased(requisition, payload));
    }
    await this.shortages.fill(tx, actor, places);
  }

  /** Locks the balances of the named lines, then their requisition. 404 for a line of another requisition. */
  private async open(
    tx: Tx,
    actor: Actor,
    requisitionId: Id,
    quantities: readonly LineQuantity[],
    version?: number,
  ): Promise<{ requisition: Requisition; lines: RequisitionLine[]; wanted: [RequisitionLine, number][] }> {
    const sums = new Map<Id, number>();
    for (const { lineId, quantity } of quantities) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
    const places = await execute<LinePlace>(tx, placesOfLines, [requisitionId, [...sums.keys()]]);
    const [first] = places;
    if (!first || places.length < sums.size || !worksIn(actor, first.center_id)) throw notFound();
    await this.stock.lock(tx, places.map(placeOf));
    const requisition = await lockRoot(tx, Requisition, requisitionId, version);
    const lines = await linesOf(tx, requisitionId);
    const wanted = lines.flatMap((line): [RequisitionLine, number][] => {
      const quantity = sums.get(line.id);
      return quantity === undefined ? [] : [[line, quantity]];
    });
    return { requisition, lines, wanted };
  }

  /** Reserves the sum of each part over the lines, as far as it is free; gives how many pieces per part. */
  private async reserveSums(tx: Tx, locationId: Id, lines: NewRequisition['lines']): Promise<Map<Id, number>> {
    const sums = new Map<Id, number>();
    for (const { partId, quantity } of lines) sums.set(partId, (sums.get(partId) ?? 0) + quantity);
    await this.stock.lock(
      tx,
      [...sums.keys()].map((partId) => ({ locationId, partId })),
    );
    for (const [partId, wanted] of sums) {
      sums.set(partId, await this.stock.reserve(tx, { locationId, partId }, wanted));
    }
    return sums;
  }
}

function placeOf(row: LinePlace): StockPlace {
  return { locationId: row.location_id, partId: row.part_id };
}

function causeOf(kind: 'issue' | 'return', { id, orderId }: Requisition) {
  return { kind, documentType: 'requisition', documentId: id, orderId } as const;
}
