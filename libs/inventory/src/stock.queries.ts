import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  assertWorksIn,
  centerScope,
  codedJson,
  containsPattern,
  Database,
  decodeCursor,
  execute,
  type Name,
  nameJson,
  type Page,
  statement,
  toPage,
  type Tx,
} from '@aftercare/platform';
import type { RequisitionState } from './requisition.entity.js';
import type { LocationKind } from './stock-location.entity.js';
import type { DocumentType, MovementKind } from './stock.js';

/** A centre or location, named. */
export interface PlaceRef {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

export interface PartRef {
  readonly id: Id;
  readonly sku: string;
  readonly name: Name;
}

export interface PersonRef {
  readonly id: Id;
  readonly name: string;
}

export interface StockLocationView extends PlaceRef {
  readonly center: PlaceRef;
  readonly kind: LocationKind;
  readonly version: number;
}

/** Quantities in pieces; `value` and `averageCost` in minor units, the latter rounded and null where none is left. */
export interface StockBalanceView {
  readonly centerId: Id;
  readonly location: PlaceRef;
  readonly part: PartRef;
  readonly onHand: number;
  readonly reserved: number;
  readonly free: number;
  /** Pieces that orders wait for. */
  readonly short: number;
  readonly value: number;
  readonly averageCost: number | null;
}

/** `quantity` and `value` are signed: what came in is positive. */
export interface StockMovementView {
  readonly id: Id;
  readonly centerId: Id;
  readonly location: PlaceRef;
  readonly part: PartRef;
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly value: number;
  readonly onHandAfter: number;
  readonly valueAfter: number;
  readonly documentType: DocumentType;
  readonly documentId: Id;
  readonly orderId: Id | null;
  readonly reason: string | null;
  readonly actorName: string;
  readonly at: Date;
}

export interface GoodsReceiptSummary {
  readonly id: Id;
  readonly number: string;
  readonly center: PlaceRef;
  readonly location: PlaceRef;
  readonly supplier: string;
  readonly documentNo: string | null;
  readonly receivedAt: Date;
  readonly receivedBy: PersonRef | null;
  readonly value: number;
  readonly version: number;
}

export interface GoodsReceiptView extends GoodsReceiptSummary {
  readonly lines: readonly {
    readonly id: Id;
    readonly part: PartRef;
    readonly quantity: number;
    readonly unitCost: number;
    readonly value: number;
  }[];
}

/** One row of the storekeeper's desk: how many lines, pieces still to hand out, of these at hand and short. */
export interface RequisitionSummary {
  readonly id: Id;
  readonly number: string;
  readonly center: PlaceRef;
  readonly orderId: Id;
  readonly state: RequisitionState;
  readonly note: string | null;
  readonly requestedAt: Date;
  readonly requestedBy: PersonRef | null;
  readonly lineCount: number;
  readonly reserved: number;
  readonly short: number;
  readonly version: number;
}

/** Quantities in pieces, values in minor units. */
export interface RequisitionLineView {
  readonly id: Id;
  readonly orderLineId: Id;
  readonly part: PartRef;
  readonly location: PlaceRef;
  readonly requested: number;
  readonly reserved: number;
  readonly short: number;
  readonly issued: number;
  readonly returned: number;
  readonly cancelled: number;
  readonly issuedValue: number;
  readonly returnedValue: number;
}

export interface RequisitionView extends RequisitionSummary {
  readonly lines: readonly RequisitionLineView[];
}

/** What the store did for one line of a repair order, over all its requisitions. */
export interface OrderLineStock {
  readonly orderLineId: Id;
  readonly requested: number;
  readonly reserved: number;
  readonly short: number;
  readonly issued: number;
  readonly returned: number;
  readonly issuedValue: number;
  readonly returnedValue: number;
}

/** `free` in the branch of the centre asked for, `freeElsewhere` in those of all other centres together. */
export interface PartAvailability {
  readonly partId: Id;
  readonly onHand: number;
  readonly free: number;
  readonly freeElsewhere: number;
}

/** The page to show. */
export interface StockPageFilter {
  readonly limit: number;
  readonly cursor?: string;
}

const PART = `json_build_object('id', p.id, 'sku', p.sku, 'name', ${nameJson('p')})`;
const person = (account: string): string =>
  `CASE WHEN ${account}.id IS NOT NULL THEN json_build_object('id', ${account}.id, 'name', ${account}.display_name) END`;

const LOCATION = `l.id, l.code, ${nameJson('l')} AS name, l.kind, l.version, ${codedJson('c')} AS center
  FROM stock_location l JOIN service_center c ON c.id = l.center_id`;
const BALANCE = `
  l.center_id AS "centerId", ${codedJson('l')} AS location, ${PART} AS part, b.on_hand AS "onHand", b.reserved,
  b.on_hand - b.reserved AS free, waiting.short, b.value, round(b.value::numeric / nullif(b.on_hand, 0))::bigint AS "averageCost",
  p.sort_text
  FROM stock_balance b JOIN stock_location l ON l.id = b.location_id JOIN part p ON p.id = b.part_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(short), 0)::int AS short FROM requisition_line w
                       WHERE w.location_id = b.location_id AND w.part_id = b.part_id AND w.short > 0) waiting`;
const RECEIPT = `
  g.id, g.number, ${codedJson('c')} AS center, ${codedJson('l')} AS location, g.supplier, g.document_no AS "documentNo",
  g.received_at AS "receivedAt", ${person('a')} AS "receivedBy", g.version,
  (SELECT coalesce(sum(quantity * unit_cost), 0)::bigint FROM goods_receipt_line WHERE receipt_id = g.id) AS value`;
const RECEIPT_JOINS = `JOIN service_center c ON c.id = g.center_id JOIN stock_location l ON l.id = g.location_id
  LEFT JOIN account a ON a.id = g.received_by`;
const REQUISITION = `
  r.id, r.number, ${codedJson('c')} AS center, r.order_id AS "orderId", r.state, r.note, r.requested_at AS "requestedAt",
  ${person('a')} AS "requestedBy", r.version, sums.*`;
const REQUISITION_JOINS = `JOIN service_center c ON c.id = r.center_id LEFT JOIN account a ON a.id = r.requested_by
  CROSS JOIN LATERAL (SELECT count(*)::int AS "lineCount", sum(reserved)::int AS reserved, sum(short)::int AS short
                        FROM requisition_line WHERE requisition_id = r.id) sums`;

const sql = {
  locations: statement(
    'inventory.locations',
    `SELECT ${LOCATION}
      WHERE ($1::uuid[] IS NULL OR l.center_id = ANY($1)) AND ($2::text IS NULL OR (l.code, l.id) > ($2, $3::uuid))
        AND ($5::uuid IS NULL OR l.center_id = $5)
      ORDER BY l.code, l.id LIMIT $4`,
  ),
  location: statement(
    'inventory.location',
    `SELECT ${LOCATION} WHERE ($1::uuid[] IS NULL OR l.center_id = ANY($1)) AND l.id = $2`,
  ),
  balances: statement(
    'inventory.balances',
    `SELECT ${BALANCE}
      WHERE ($1::uuid[] IS NULL OR l.center_id = ANY($1))
        AND ($2::text IS NULL OR (p.sort_text, p.id, l.id) > ($2, $3::uuid, $4::uuid))
        AND ($6::text IS NULL OR p.search_text LIKE $6) AND ($7::uuid IS NULL OR l.center_id = $7)
        AND ($8::uuid IS NULL OR l.id = $8) AND ($9::uuid IS NULL OR p.id = $9) AND (NOT $10 OR waiting.short > 0)
      ORDER BY p.sort_text, p.id, l.id LIMIT $5`,
  ),
  oneBalance: statement(
    'inventory.one-balance',
    `SELECT ${BALANCE} WHERE ($1::uuid[] IS NULL OR l.center_id = ANY($1)) AND l.id = $2 AND p.id = $3`,
  ),
  movements: statement(
    'inventory.movements',
    `SELECT m.id, m.center_id AS "centerId", ${codedJson('l')} AS location, ${PART} AS part, m.kind, m.quantity, m.value,
            m.on_hand_after AS "onHandAfter", m.value_after AS "valueAfter", m.document_type AS "documentType",
            m.document_id AS "documentId", m.order_id AS "orderId", m.reason, m.actor_name AS "actorName", m.at
       FROM (SELECT * FROM stock_ledger
              WHERE ($1::uuid[] IS NULL OR center_id = ANY($1)) AND ($2::uuid IS NULL OR id < $2)
                AND ($4::uuid IS NULL OR center_id = $4) AND ($5::uuid IS NULL OR location_id = $5)
                AND ($6::uuid IS NULL OR part_id = $6) AND ($7::uuid IS NULL OR order_id = $7)
              ORDER BY id DESC LIMIT $3) m
       JOIN stock_location l ON l.id = m.location_id JOIN part p ON p.id = m.part_id
      ORDER BY m.id DESC`,
  ),
  receipts: statement(
    'inventory.receipts',
    `SELECT ${RECEIPT}
       FROM (SELECT * FROM goods_receipt
              WHERE ($1::uuid[] IS NULL OR center_id = ANY($1)) AND ($2::uuid IS NULL OR id < $2)
                AND ($4::uuid IS NULL OR center_id = $4)
              ORDER BY id DESC LIMIT $3) g ${RECEIPT_JOINS}
      ORDER BY g.id DESC`,
  ),
  receipt: statement(
    'inventory.receipt',
    `SELECT ${RECEIPT},
            (SELECT json_agg(json_build_object('id', gl.id, 'part', ${PART}, 'quantity', gl.quantity,
                      'unitCost', gl.unit_cost, 'value', gl.quantity * gl.unit_cost) ORDER BY gl.id)
               FROM goods_receipt_line gl JOIN part p ON p.id = gl.part_id WHERE gl.receipt_id = g.id) AS lines
       FROM goods_receipt g ${RECEIPT_JOINS}
      WHERE ($1::uuid[] IS NULL OR g.center_id = ANY($1)) AND g.id = $2`,
  ),
  requisitions: statement(
    'inventory.requisitions',
    `SELECT ${REQUISITION}
       FROM (SELECT * FROM requisition
              WHERE ($1::uuid[] IS NULL OR center_id = ANY($1)) AND ($2::uuid IS NULL OR id > $2)
                AND ($4::uuid IS NULL OR center_id = $4) AND ($5::text[] IS NULL OR state = ANY($5))
                AND ($6::uuid IS NULL OR order_id = $6)
              ORDER BY id LIMIT $3) r ${REQUISITION_JOINS}
      ORDER BY r.id`,
  ),
  requisition: statement(
    'inventory.requisition',
    `SELECT ${REQUISITION},
            (SELECT json_agg(json_build_object('id', rl.id, 'orderLineId', rl.order_line_id, 'part', ${PART},
                      'location', ${codedJson('l')}, 'requested', rl.requested, 'reserved', rl.reserved, 'short', rl.short,
                      'issued', rl.issued, 'returned', rl.returned, 'cancelled', rl.cancelled,
                      'issuedValue', rl.issued_value, 'returnedValue', rl.returned_value) ORDER BY rl.id)
               FROM requisition_line rl JOIN part p ON p.id = rl.part_id JOIN stock_location l ON l.id = rl.location_id
              WHERE rl.requisition_id = r.id) AS lines
       FROM requisition r ${REQUISITION_JOINS}
      WHERE ($1::uuid[] IS NULL OR r.center_id = ANY($1)) AND r.id = $2`,
  ),
  ofOrder: statement(
    'inventory.of-order',
    `SELECT l.order_line_id AS "orderLineId", sum(l.requested)::int AS requested, sum(l.reserved)::int AS reserved,
            sum(l.short)::int AS short, sum(l.issued)::int AS issued, sum(l.returned)::int AS returned,
            sum(l.issued_value)::bigint AS "issuedValue", sum(l.returned_value)::bigint AS "returnedValue"
       FROM requisition_line l JOIN requisition r ON r.id = l.requisition_id
      WHERE ($1::uuid[] IS NULL OR r.center_id = ANY($1)) AND r.order_id = $2
      GROUP BY l.order_line_id ORDER BY l.order_line_id`,
  ),
  availability: statement(
    'inventory.availability',
    `SELECT wanted.part_id AS "partId",
            coalesce(sum(b.on_hand) FILTER (WHERE l.center_id = $1), 0)::int AS "onHand",
            coalesce(sum(b.on_hand - b.reserved) FILTER (WHERE l.center_id = $1), 0)::int AS free,
            coalesce(sum(b.on_hand - b.reserved) FILTER (WHERE l.center_id <> $1), 0)::int AS "freeElsewhere"
       FROM (SELECT DISTINCT unnest($2::uuid[]) AS part_id) wanted
       LEFT JOIN (stock_balance b JOIN stock_location l ON l.id = b.location_id AND l.kind = 'branch') USING (part_id)
      GROUP BY wanted.part_id ORDER BY wanted.part_id`,
  ),
} as const;

/** Every read of the stock, within the actor's centres. */
@Injectable()
export class StockQueries {
  constructor(private readonly db: Database) {}

  async listLocations(actor: Actor, filter: StockPageFilter & { centerId?: Id }): Promise<Page<StockLocationView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<StockLocationView>(sql.locations, [
      centerScope(actor),
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.centerId ?? null,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.code, row.id],
      (row) => row,
    );
  }

  getLocation(actor: Actor, id: Id): Promise<StockLocationView> {
    return this.get(sql.location, actor, id);
  }

  /** Sorted by part name. `short` keeps the parts that orders wait for. */
  async listBalances(
    actor: Actor,
    filter: StockPageFilter & { q?: string; centerId?: Id; locationId?: Id; partId?: Id; short?: boolean },
  ): Promise<Page<StockBalanceView>> {
    const after = decodeCursor(filter.cursor, 3);
    const rows = await this.db.rows<StockBalanceView & { sort_text: string }>(sql.balances, [
      centerScope(actor),
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      filter.limit + 1,
      containsPattern(filter.q),
      filter.centerId ?? null,
      filter.locationId ?? null,
      filter.partId ?? null,
      filter.short ?? false,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.sort_text, row.part.id, row.location.id],
      ({ sort_text: _, ...view }) => view,
    );
  }

  async getBalance(actor: Actor, locationId: Id, partId: Id): Promise<StockBalanceView> {
    const { sort_text: _, ...view } = await this.get<StockBalanceView & { sort_text: string }>(
      sql.oneBalance,
      actor,
      locationId,
      partId,
    );
    return view;
  }

  /** The ledger, newest first. */
  async listMovements(
    actor: Actor,
    filter: StockPageFilter & { centerId?: Id; locationId?: Id; partId?: Id; orderId?: Id },
  ): Promise<Page<StockMovementView>> {
    return this.listById(sql.movements, actor, filter, [
      filter.centerId ?? null,
      filter.locationId ?? null,
      filter.partId ?? null,
      filter.orderId ?? null,
    ]);
  }

  /** Newest first. */
  listReceipts(actor: Actor, filter: StockPageFilter & { centerId?: Id }): Promise<Page<GoodsReceiptSummary>> {
    return this.listById(sql.receipts, actor, filter, [filter.centerId ?? null]);
  }

  getReceipt(actor: Actor, id: Id): Promise<GoodsReceiptView> {
    return this.get(sql.receipt, actor, id);
  }

  /** The storekeeper's desk, oldest request first. */
  listRequisitions(
    actor: Actor,
    filter: StockPageFilter & { centerId?: Id; state?: readonly RequisitionState[]; orderId?: Id },
  ): Promise<Page<RequisitionSummary>> {
    return this.listById(sql.requisitions, actor, filter, [
      filter.centerId ?? null,
      filter.state ?? null,
      filter.orderId ?? null,
    ]);
  }

  getRequisition(actor: Actor, id: Id): Promise<RequisitionView> {
    return this.get(sql.requisition, actor, id);
  }

  /** Per line of a repair order; lines that never asked for parts are absent. With `tx` it sees that transaction. */
  ofOrder(actor: Actor, orderId: Id, tx?: Tx): Promise<OrderLineStock[]> {
    const values = [centerScope(actor), orderId];
    return tx ? execute(tx, sql.ofOrder, values) : this.db.rows(sql.ofOrder, values);
  }

  /** One row for each of the parts, whether it was ever stocked or not. 404 outside the actor's centres. */
  async availability(actor: Actor, centerId: Id, partIds: readonly Id[]): Promise<PartAvailability[]> {
    assertWorksIn(actor, centerId);
    return this.db.rows(sql.availability, [centerId, partIds]);
  }

  private async listById<T extends { id: Id }>(
    query: (typeof sql)[keyof typeof sql],
    actor: Actor,
    filter: StockPageFilter,
    own: readonly unknown[],
  ): Promise<Page<T>> {
    const after = decodeCursor(filter.cursor, 1);
    const rows = await this.db.rows<T>(query, [centerScope(actor), after?.[0] ?? null, filter.limit + 1, ...own]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  private async get<T extends object>(
    query: (typeof sql)[keyof typeof sql],
    actor: Actor,
    ...keys: readonly Id[]
  ): Promise<T> {
    return (await this.db.one(query, [centerScope(actor), ...keys])) as T;
  }
}
