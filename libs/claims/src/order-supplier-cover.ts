import { type CivilDate, civilDateIn, type Id } from '@aftercare/kernel';
import { Database, execute, statement, type Statement, type Tx } from '@aftercare/platform';
import {
  type AgreementFacts,
  type CoverageVerdict,
  type CoverClass,
  decideSupplierCover,
  guaranteedShare,
  type GuaranteedShare,
  type SupplierCoverFacts,
  type SupplierStartFacts,
  type SupplierTerms,
  type SupplierVerdict,
} from '@aftercare/warranty';

/**
 * $1 the order. What a repair fitted before and this line replaces counts from its hand-over; it was bought, and sent to
 * us, with the last receipt of such parts in that centre before it was fitted.
 */
const linesOfOrder = statement(
  'claims.lines-of-order',
  `SELECT o.device_id AS "deviceId", o.center_id AS "centerId", c.time_zone AS zone, o.received_at AS "receivedAt",
          o.ready_at AS "readyAt", d.brand_id AS "brandId", d.product_id AS "productId", o.technician_id AS "technicianId",
          json_build_object('purchasedOn', d.purchased_on, 'shippedOn', d.shipped_on, 'soldOn', d.sold_on) AS device,
          (SELECT v.result FROM coverage_decision v WHERE v.subject_id = o.id
              AND NOT EXISTS (SELECT FROM coverage_decision next WHERE next.supersedes_id = v.id)) AS verdict,
          (SELECT coalesce(json_agg(json_build_object(
                    'lineId', l.id, 'class', l.class, 'partId', l.part_id, 'quantity', l.quantity, 'minutes', l.minutes,
                    'listAmount', l.quantity * l.unit_price,
                    'costAmount', coalesce((SELECT sum(r.issued_value - r.returned_value) FROM requisition_line r
                                             WHERE r.order_line_id = l.id), 0),
                    'part', (SELECT json_build_object('purchasedOn', bought.day, 'shippedOn', bought.day, 'soldOn', w.starts_on)
                               FROM repair_promise w JOIN repair_order e ON e.id = w.order_id
                              CROSS JOIN LATERAL (
                                SELECT max((g.received_at AT TIME ZONE c.time_zone)::date) AS day
                                  FROM goods_receipt_line gl JOIN goods_receipt g ON g.id = gl.receipt_id
                                 WHERE gl.part_id = l.part_id AND g.center_id = e.center_id AND g.received_at <= e.ready_at
                              ) bought
                              WHERE w.device_id = o.device_id AND w.part_id = l.part_id AND w.order_id <> o.id
                              ORDER BY w.starts_on DESC LIMIT 1)) ORDER BY l.position), '[]')
             FROM repair_line l WHERE l.order_id = o.id AND l.withdrawn_at IS NULL) AS lines
     FROM repair_order o JOIN device d ON d.id = o.device_id JOIN service_center c ON c.id = o.center_id
    WHERE o.id = $1`,
);
/** $1 product, $2 brand, $3 parts: what fits by its scope, the narrowest first. A version lasts until the next one starts. */
const fittingAgreements = statement(
  'claims.fitting-agreements',
  `WITH RECURSIVE groups AS (
     SELECT g.id, g.parent_id, 0 AS distance FROM product p JOIN product_group g ON g.id = p.group_id WHERE p.id = $1
     UNION ALL
     SELECT g.id, g.parent_id, groups.distance + 1 FROM product_group g JOIN groups ON groups.parent_id = g.id
   )
   SELECT a.id AS "agreementId", a.supplier_id AS "supplierId", s.code AS "supplierCode", a.number AS version,
          a.part_id AS "partId", a.valid_from AS "validFrom", a.terms,
          lead(a.valid_from) OVER (PARTITION BY a.supplier_id, a.brand_id, a.product_group_id, a.product_id, a.part_id
                                   ORDER BY a.number) AS "validTo"
     FROM supplier_agreement a JOIN supplier s ON s.id = a.supplier_id LEFT JOIN groups ON groups.id = a.product_group_id
    WHERE a.part_id = ANY($3::uuid[])
       OR a.part_id IS NULL AND coalesce(a.product_id, $1) = $1 AND coalesce(a.brand_id, $2) = $2
          AND (a.product_group_id IS NULL OR groups.id IS NOT NULL)
    ORDER BY a.part_id IS NULL, a.product_id IS NULL, groups.distance NULLS LAST, a.brand_id IS NULL, s.code, a.number`,
);

/** $1 the order, $2 the unit that came back in its course. */
const unitOfOrder = statement(
  'claims.unit-of-order',
  `SELECT o.center_id AS "centerId", c.time_zone AS zone, o.received_at AS "receivedAt", d.brand_id AS "brandId",
          d.product_id AS "productId",
          json_build_object('purchasedOn', d.purchased_on, 'shippedOn', d.shipped_on, 'soldOn', d.sold_on) AS device
     FROM repair_order o JOIN service_center c ON c.id = o.center_id JOIN device d ON d.id = $2
    WHERE o.id = $1`,
);

interface OrderRow {
  readonly deviceId: Id;
  readonly centerId: Id;
  readonly zone: string;
  readonly receivedAt: Date;
  readonly readyAt: Date | null;
  readonly brandId: Id;
  readonly productId: Id;
  readonly technicianId: Id | null;
  readonly device: SupplierStartFacts;
  readonly verdict: CoverageVerdict | null;
  readonly lines: readonly {
    readonly lineId: Id;
    readonly class: CoverClass;
    readonly partId: Id | null;
    readonly quantity: number;
    readonly minutes: number | null;
    readonly listAmount: number;
    readonly costAmount: number;
    readonly part: SupplierStartFacts | null;
  }[];
}

interface AgreementRow extends Omit<AgreementFacts, 'ofPart'> {
  readonly partId: Id | null;
  readonly terms: SupplierTerms;
}

/** One line of an order with the supplier's leg and all that it rests on. */
export interface JudgedLine {
  readonly lineId: Id;
  readonly partId: Id | null;
  readonly quantity: number;
  readonly facts: SupplierCoverFacts;
  readonly verdict: SupplierVerdict;
}

/** An order with the supplier's leg of each present line. */
export interface JudgedOrder extends Pick<
  OrderRow,
  'deviceId' | 'centerId' | 'brandId' | 'productId' | 'technicianId'
> {
  readonly doneOn: CivilDate;
  readonly lines: readonly JudgedLine[];
}

/** S1. Inside a transaction; null without such an order. */
export async function judgeInside(tx: Tx, orderId: Id, now: Date): Promise<JudgedOrder | null> {
  return judge((query, values) => execute(tx, query, values), orderId, now);
}

/** The same for a view, outside any transaction. */
export async function judgeFor(db: Database, orderId: Id, now: Date): Promise<JudgedOrder | null> {
  return judge((query, values) => db.rows(query, values), orderId, now);
}

/** A whole unit that was swapped in the course of an order, for what its replacement cost the company. */
export interface SwappedUnit {
  readonly deviceId: Id;
  readonly orderId: Id;
  readonly on: CivilDate;
  /** Minor units. */
  readonly cost: number;
}

/** S1, S15. The supplier's leg of a swapped unit; null without such an order. */
export async function judgeUnit(
  tx: Tx,
  { deviceId, orderId, on: doneOn, cost }: SwappedUnit,
): Promise<{ centerId: Id; facts: SupplierCoverFacts; verdict: SupplierVerdict } | null> {
  const rows: Rows = (query, values) => execute(tx, query, values);
  const [unit] = await rows<Pick<OrderRow, 'centerId' | 'zone' | 'receivedAt' | 'brandId' | 'productId' | 'device'>>(
    unitOfOrder,
    [orderId, deviceId],
  );
  if (!unit) return null;
  const agreements = await agreementsFor(rows, unit, []);
  const facts: SupplierCoverFacts = {
    on: civilDateIn(unit.receivedAt, unit.zone),
    doneOn,
    line: { class: 'unit', guaranteed: { part: 1, whole: 1 }, listAmount: cost, costAmount: cost, minutes: null },
    device: unit.device,
    part: null,
    agreements: agreements.map(({ partId: _, ...each }) => ({ ...each, ofPart: false })),
  };
  return { centerId: unit.centerId, facts, verdict: decideSupplierCover(facts) };
}

/** Which versions of agreements fit a product, its brand and these parts, narrowest first. */
async function agreementsFor(
  rows: Rows,
  { productId, brandId }: Pick<OrderRow, 'productId' | 'brandId'>,
  partIds: readonly Id[],
): Promise<readonly AgreementRow[]> {
  return rows<AgreementRow>(fittingAgreements, [productId, brandId, partIds]);
}

const NOTHING: GuaranteedShare = { part: 0, whole: 1 };

type Rows = <R extends object>(query: Statement, values: readonly unknown[]) => Promise<R[]>;

async function judge(rows: Rows, orderId: Id, now: Date): Promise<JudgedOrder | null> {
  const [order] = await rows<OrderRow>(linesOfOrder, [orderId]);
  if (!order) return null;
  const partIds = order.lines.flatMap(({ partId }) => partId ?? []);
  const agreements = await agreementsFor(rows, order, partIds);
  const on = civilDateIn(order.receivedAt, order.zone);
  const doneOn = civilDateIn(order.readyAt ?? now, order.zone);
  const verdicts = new Map(order.verdict?.lines.map((line) => [line.lineId, line]));
  const lines = order.lines.map(({ lineId, partId, quantity, part, ...line }): JudgedLine => {
    const judged = verdicts.get(lineId);
    const facts: SupplierCoverFacts = {
      on,
      doneOn,
      line: { ...line, guaranteed: judged ? guaranteedShare(judged) : NOTHING },
      device: order.device,
      part,
      agreements: agreements
        .filter((each) => each.partId === null || each.partId === partId)
        .map(({ partId: ofPart, ...each }) => ({ ...each, ofPart: ofPart !== null })),
    };
    return { lineId, partId, quantity, facts, verdict: decideSupplierCover(facts) };
  });
  const { deviceId, centerId, brandId, productId, technicianId } = order;
  return { deviceId, centerId, brandId, productId, technicianId, doneOn, lines };
}
