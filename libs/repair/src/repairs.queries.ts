import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  Database,
  decodeCursor,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
  worksIn,
} from '@aftercare/platform';
import { factsFor } from './order-facts.js';
import { INVOICEABLE, REPAIR_STATES, type RepairState } from './repair-status.js';
import { CURSOR, JOINS, type RepairSummary, SUMMARY, summaryFor, type SummaryRow } from './repair-summary.js';
import { orderById, type OrderRow, type RepairView, viewOf } from './repair-view.js';

/** What names an order on the papers of other desks: its number, and which device it is about. */
export interface RepairTitle {
  readonly number: string;
  readonly brand: Name;
  readonly product: Name;
  readonly serial: string | null;
}

/** What the store still owes an order that waits for it: pieces not in hand, and how many of them lie reserved. */
export interface MissingParts {
  readonly orderId: Id;
  readonly parts: readonly { readonly description: Name; readonly quantity: number; readonly reserved: number }[];
}

export interface RepairFilter {
  readonly centerId?: Id;
  readonly state?: readonly RepairState[];
  /** Only orders that can be invoiced now. */
  readonly toInvoice?: boolean;
  readonly technicianId?: Id;
  /** Only orders that nobody has taken. */
  readonly unassigned?: boolean;
  readonly deviceId?: Id;
  readonly customerId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

// One technician's orders, or those that nobody has taken.
const BENCH = `($6::uuid IS NULL OR r.technician_id = $6) AND (NOT $7::boolean OR r.technician_id IS NULL)`;

// One index range per centre and state, each already in order; the merge sorts a few hundred rows at most.
const listDesk = statement(
  'repair.list-desk',
  `SELECT ${SUMMARY}, ${CURSOR} FROM (
     SELECT r.* FROM unnest($1::uuid[]) AS center(id) CROSS JOIN unnest($2::text[]) AS wanted(state)
      CROSS JOIN LATERAL (
        SELECT * FROM repair_order r
         WHERE r.center_id = center.id AND r.state = wanted.state
           AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
           AND ${BENCH}
         ORDER BY r.received_at DESC, r.id DESC LIMIT $5
      ) r
     ORDER BY r.received_at DESC, r.id DESC LIMIT $5
   ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
);
const listNewest = statement(
  'repair.list-newest',
  `SELECT ${SUMMARY}, ${CURSOR} FROM (
     SELECT * FROM repair_order r
      WHERE ($1::uuid[] IS NULL OR r.center_id = ANY($1)) AND r.state = ANY($2::text[])
        AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
        AND ${BENCH}
      ORDER BY r.received_at DESC, r.id DESC LIMIT $5
   ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
);
const listOf = (name: string, column: 'device_id' | 'customer_id') =>
  statement(
    name,
    `SELECT ${SUMMARY}, ${CURSOR} FROM (
       SELECT * FROM repair_order r
        WHERE r.${column} = $1 AND r.state = ANY($2::text[])
          AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
          AND ${BENCH}
        ORDER BY r.received_at DESC, r.id DESC LIMIT $5
     ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
  );
const listOfDevice = listOf('repair.list-of-device', 'device_id');
const listOfCustomer = listOf('repair.list-of-customer', 'customer_id');

// Few devices stand ready and unbilled at a time; the partial sort is over these.
const listToInvoice = statement(
  'repair.list-to-invoice',
  `SELECT ${SUMMARY}, ${CURSOR} FROM (
     SELECT * FROM repair_order r
      WHERE ($1::uuid[] IS NULL OR r.center_id = ANY($1)) AND r.state = ANY($2::text[])
        AND ($3::timestamptz IS NULL OR (r.received_at, r.id) < ($3, $4::uuid))
        AND ${BENCH} AND r.customer_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM repair_line l WHERE l.order_id = r.id AND l.withdrawn_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = r.id)
      ORDER BY r.received_at DESC, r.id DESC LIMIT $5
   ) o ${JOINS} ORDER BY o.received_at DESC, o.id DESC`,
);

const titles = statement(
  'repair.titles',
  `SELECT o.id, o.number, ${nameJson('b')} AS brand, ${nameJson('p')} AS product, d.serial
     FROM repair_order o JOIN device d ON d.id = o.device_id JOIN product p ON p.id = d.product_id
     JOIN brand b ON b.id = d.brand_id
    WHERE o.id = ANY($1::uuid[])`,
);

const missingParts = statement(
  'repair.missing-parts',
  `SELECT o.id AS "orderId", json_agg(json_build_object(
            'description', json_build_object('fa', l.description_fa, 'en', l.description_en),
            'quantity', l.quantity - st.held, 'reserved', st.reserved) ORDER BY l.position) AS parts
     FROM repair_order o
     JOIN repair_line l ON l.order_id = o.id AND l.kind = 'part' AND l.withdrawn_at IS NULL
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(issued - returned), 0)::int AS held, coalesce(sum(reserved), 0)::int AS reserved
        FROM requisition_line rl WHERE rl.order_line_id = l.id) st
    WHERE o.technician_id = $2 AND o.state = 'awaiting_parts' AND l.quantity > st.held
      AND ($1::uuid[] IS NULL OR o.center_id = ANY($1))
    GROUP BY o.id`,
);

const countByState = statement(
  'repair.count-by-state',
  `SELECT state, count(*)::int AS orders, count(*) FILTER (WHERE promised_on < $2)::int AS late,
          count(*) FILTER (WHERE technician_id = $3)::int AS mine
     FROM repair_order
    WHERE ($1::uuid[] IS NULL OR center_id = ANY($1)) AND state NOT IN ('closed', 'cancelled', 'disposed', 'delivered')
    GROUP BY state`,
);

// Up to here one index range per centre and state beats a walk down the newest orders.
const MOST_RANGES = 64;

/** Every read of repair orders. Lists and single orders show the actor's centres; a device's history shows all. */
@Injectable()
export class RepairsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. With `deviceId` the visits in all centres: a device's history belongs to the network. */
  async list(actor: Actor, filter: RepairFilter): Promise<Page<RepairSummary>> {
    const after = decodeCursor(filter.cursor, 2);
    const states = (filter.state ?? REPAIR_STATES).filter((state) => !filter.toInvoice || INVOICEABLE.includes(state));
    const scope = centerScope(actor);
    if (filter.centerId !== undefined && !worksIn(actor, filter.centerId)) throw notFound();
    const centers = filter.centerId === undefined ? scope : [filter.centerId];
    const byCenter = centers !== null && centers.length * states.length <= MOST_RANGES ? listDesk : listNewest;
    const [query, key] = filter.toInvoice
      ? [listToInvoice, centers]
      : filter.deviceId
        ? [listOfDevice, filter.deviceId]
        : filter.customerId
          ? [listOfCustomer, filter.customerId]
          : [byCenter, centers];
    const rows = await this.db.rows<SummaryRow>(query, [
      key,
      states,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.technicianId ?? null,
      filter.unassigned ?? false,
    ]);
    return toPage(rows, filter.limit, (row) => [row.cursor_at, row.id], summaryFor(actor));
  }

  /** For whoever found papers of these orders within the actor's centres. */
  async titlesOf(ids: readonly Id[]): Promise<ReadonlyMap<Id, RepairTitle>> {
    const rows = await this.db.rows<RepairTitle & { id: Id }>(titles, [ids]);
    return new Map(rows.map(({ id, ...title }) => [id, title]));
  }

  /** What is missing on one technician's bench, for all of its waiting orders at once; an order that has all is left out. */
  listMissingParts(actor: Actor, technicianId: Id): Promise<MissingParts[]> {
    return this.db.rows(missingParts, [centerScope(actor), technicianId]);
  }

  /** Open orders by state, with how many are past their promise and how many are the actor's own. */
  async counts(
    actor: Actor,
    today: CivilDate,
    centerId?: Id,
  ): Promise<{ state: RepairState; orders: number; late: number; mine: number }[]> {
    if (centerId !== undefined && !worksIn(actor, centerId)) throw notFound();
    return this.db.rows(countByState, [
      centerId === undefined ? centerScope(actor) : [centerId],
      today,
      actor.accountId,
    ]);
  }

  /** One order with everything its page shows, and what this actor may do with it. */
  async get(actor: Actor, id: Id): Promise<RepairView> {
    const [row, facts] = await Promise.all([
      this.db.row<OrderRow>(orderById, [id]),
      factsFor(this.db, id, this.clock.now()).catch(() => null),
    ]);
    if (!row || !facts || !worksIn(actor, row.center_id)) throw notFound();
    return viewOf(row, facts, actor);
  }
}
