import { Injectable } from '@nestjs/common';
import { type ContractDraw, type ContractInForce, ContractUseService } from '@aftercare/contracts';
import { civilDateIn, Clock, daysBetween, type Id } from '@aftercare/kernel';
import { type Actor, execute, statement, type Tx } from '@aftercare/platform';
import {
  type CoverageOutcome,
  CoverageService,
  type CoverageVerdict,
  type EarlierWork,
  type HistoryFacts,
  type LineFacts,
  type MeterReading,
  type Redecision,
  RegistrationsService,
} from '@aftercare/warranty';
import type { RepairOrder } from './repair-order.entity.js';

/**
 * $1 the order, $2 its device. A line without a fault of its own mends the main one. An earlier part speaks for the same
 * part, and where its promise says so for the labour on it; earlier work speaks for labour on the same fault (R13).
 */
const linesToJudge = statement(
  'repair.lines-to-judge',
  `WITH line AS (
     SELECT l.*, coalesce(l.fault_code_id, (SELECT d.fault_code_id FROM repair_finding d WHERE d.order_id = $1
                                             ORDER BY d.position LIMIT 1)) AS fault_id
       FROM repair_line l WHERE l.order_id = $1 AND l.withdrawn_at IS NULL
   ), promise AS MATERIALIZED (
     SELECT w.*, known.started_at AS counts_from FROM device_promises($2) known JOIN repair_promise w USING (line_id)
   )
   SELECT l.id AS "lineId", l.class, f.code AS "faultCode",
          (SELECT x.code FROM repair_finding d JOIN service_code x ON x.id = d.exclusion_code_id
            WHERE d.order_id = $1 AND d.fault_code_id = l.fault_id ORDER BY d.position LIMIT 1) AS "exclusionCode", cardinality(l.evidence) AS "evidenceCount",
          l.minutes, l.quantity * l.unit_price AS "listAmount",
          product_group_codes(coalesce(p.group_id, i.group_id)) AS "componentGroups", promised.works AS earlier
     FROM line l
     LEFT JOIN service_code f ON f.id = l.fault_id
     LEFT JOIN part p ON p.id = l.part_id
     LEFT JOIN service_item i ON i.id = l.service_item_id
     LEFT JOIN LATERAL (
       SELECT json_agg(json_strip_nulls(json_build_object(
                'orderNumber', o.number, 'kind', w.kind, 'on', w.starts_on, 'months', w.months, 'calendar', w.calendar,
                'percent', w.percent, 'bearers', w.bearers, 'exclusions', w.exclusions,
                'usage', CASE WHEN w.meter IS NOT NULL THEN json_build_object(
                  'meter', w.meter, 'max', w.max_use, 'startedAt', w.counts_from) END)) ORDER BY w.line_id) AS works
         FROM promise w JOIN repair_order o ON o.id = w.order_id
        WHERE w.part_id = l.part_id
          OR l.class = 'labour' AND w.labour
             AND EXISTS (SELECT FROM line s WHERE s.part_id = w.part_id AND s.fault_id IS NOT DISTINCT FROM l.fault_id)
          OR l.class = 'labour' AND w.kind = 'work' AND w.fault_code_id = l.fault_id
     ) promised ON true
    ORDER BY l.position`,
);
/**
 * $1 the order, null for none, $2 its device, $3 its centre. The history is that of the registration that stands: earlier visits which
 * left the shop with work the guarantee paid, also of a unit that this one replaced. A claim counts on the cover line the terms name for the component.
 */
const circumstances = statement(
  'repair.circumstances',
  `WITH RECURSIVE standing AS (
     SELECT r.id, r.device_id, r.continues_id, v.terms
       FROM warranty_registration r JOIN warranty_policy_version v ON v.id = r.policy_version_id
      WHERE r.device_id = $2 AND r.state IN ('raw', 'sold', 'active', 'suspended')
     UNION ALL
     SELECT r.id, r.device_id, r.continues_id, standing.terms
       FROM standing JOIN warranty_registration r ON r.id = standing.continues_id
   ), visit AS (
     SELECT o.id, o.outcome, d.result, (o.received_at AT TIME ZONE c.time_zone)::date AS came,
            (o.ready_at AT TIME ZONE c.time_zone)::date AS done
       FROM standing s
       JOIN coverage_decision d ON d.device_id = ANY(device_twins(s.device_id)) AND d.registration_id = s.id
       JOIN repair_order o ON o.id = d.subject_id
       JOIN service_center c ON c.id = o.center_id
      WHERE o.id IS DISTINCT FROM $1 AND o.delivered_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM coverage_decision next WHERE next.supersedes_id = d.id)
        AND d.result @? '$.lines[*].rule ? (@ == "product-warranty" || @ == "work-warranty" || @ == "doa")'
   ), claim AS (
     SELECT l.class, named.code AS component_group, count(DISTINCT v.id)::int AS count
       FROM visit v CROSS JOIN (SELECT terms FROM standing LIMIT 1) s
       CROSS JOIN LATERAL jsonb_to_recordset(v.result->'lines') AS j("lineId" uuid, rule text)
       JOIN repair_line l ON l.id = j."lineId"
       LEFT JOIN part p ON p.id = l.part_id
       LEFT JOIN service_item i ON i.id = l.service_item_id
       LEFT JOIN LATERAL (
         SELECT g.code FROM unnest(product_group_codes(coalesce(p.group_id, i.group_id))) WITH ORDINALITY g(code, distance)
          WHERE s.terms @> jsonb_build_object('cover', jsonb_build_array(
                  jsonb_build_object('class', l.class, 'componentGroup', g.code)))
          ORDER BY g.distance LIMIT 1
       ) named ON true
      WHERE j.rule = 'product-warranty'
      GROUP BY l.class, named.code
   )
   SELECT c.time_zone AS zone, EXISTS (SELECT FROM repair_doa WHERE order_id = $1) AS "doaConfirmed",
          (SELECT array_agg(done - came ORDER BY came, id) FROM visit WHERE done IS NOT NULL) AS "shopDays",
          coalesce((SELECT bool_or(outcome = 'repaired') FROM visit), false) AS repaired,
          (SELECT count(*)::int FROM visit WHERE EXISTS (
             SELECT FROM repair_finding f WHERE f.order_id = visit.id AND f.fault_code_id = (
               SELECT fault_code_id FROM repair_finding WHERE order_id = $1 ORDER BY position LIMIT 1))) AS "faultBefore",
          (SELECT json_agg(json_build_object('class', class, 'componentGroup', component_group, 'count', count)
                           ORDER BY class, component_group) FROM claim) AS claims,
          (SELECT json_agg(json_build_object('meter', m.meter, 'value', m.value) ORDER BY m.meter)
             FROM (SELECT DISTINCT ON (meter) meter, value FROM device_reading WHERE device_id = ANY(device_twins($2))
                    ORDER BY meter, id DESC) m) AS readings
     FROM service_center c WHERE c.id = $3`,
);
const applyVerdict = statement(
  'repair.apply-verdict',
  `UPDATE repair_line l SET covered_percent = v.percent, covered_at_most = v.at_most, decision_id = $2
     FROM unnest($3::uuid[], $4::int[], $5::bigint[]) AS v(line_id, percent, at_most)
    WHERE l.id = v.line_id AND l.order_id = $1`,
);

interface LineRow extends Omit<LineFacts, 'exclusionCode' | 'componentGroups' | 'earlier'> {
  readonly exclusionCode: string | null;
  readonly minutes: number | null;
  readonly componentGroups: string[] | null;
  readonly earlier: EarlierWork[] | null;
}

interface Circumstances {
  readonly zone: string;
  readonly doaConfirmed: boolean;
  readonly shopDays: number[] | null;
  readonly repaired: boolean;
  readonly faultBefore: number;
  readonly claims: HistoryFacts['claims'] | null;
  readonly readings: MeterReading[] | null;
}

/** Hands warranty what the workshop knows of an order, and writes what it decides to the order's lines. */
@Injectable()
export class OrderCoverage {
  constructor(
    private readonly coverage: CoverageService,
    private readonly contracts: ContractUseService,
    private readonly registrations: RegistrationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * R7. Decides the cover of an order's present lines and writes each line's share with the decision it rests on. The day
   * that counts is the civil day of reception in the centre. Same facts, same decision: nothing new is stored.
   * What the verdict takes from contracts is drawn on them (C6 of contracts).
   */
  async decide(
    tx: Tx,
    actor: Actor,
    order: Pick<RepairOrder, 'id' | 'centerId' | 'deviceId' | 'receivedAt' | 'promisedOn'>,
    again?: Redecision,
  ): Promise<CoverageOutcome> {
    const { id, centerId, deviceId } = order;
    const [known] = await execute<Circumstances>(tx, circumstances, [id, deviceId, centerId]);
    if (!known) throw new Error('the centre of an order vanished');
    const lines = await execute<LineRow>(tx, linesToJudge, [id, deviceId]);
    const on = civilDateIn(order.receivedAt, known.zone);
    const today = civilDateIn(this.clock.now(), known.zone);
    const until = order.promisedOn && order.promisedOn > today ? order.promisedOn : today;
    const daysInShop = daysBetween(on, until);
    const history = historyOf(known);
    const repair = { orderId: id, deviceId, centerId, on };
    const contracts = await this.contracts.find(tx, repair);
    const outcome = await this.coverage.decide(
      tx,
      actor,
      {
        subjectId: id,
        centerId,
        deviceId,
        on,
        ...(known.doaConfirmed ? { doaConfirmed: true } : {}),
        ...(daysInShop > 0 ? { daysInShop } : {}),
        ...(history ? { history } : {}),
        ...(contracts.inForce.length > 0 ? { contracts: contracts.inForce.map(({ id: _, ...facts }) => facts) } : {}),
        ...(known.readings ? { readings: known.readings } : {}),
        lines: lines.map(({ exclusionCode, componentGroups, earlier, minutes: _, ...line }) => ({
          ...line,
          ...(exclusionCode ? { exclusionCode } : {}),
          ...(componentGroups ? { componentGroups } : {}),
          ...(earlier ? { earlier } : {}),
        })),
      },
      again,
    );
    await this.contracts.settle(tx, actor, repair, contracts, drawsOf(contracts.inForce, outcome.verdict, lines));
    await this.write(tx, id, outcome);
    return outcome;
  }

  /** R26 of warranty. On the way out: what the covered visits of the device, this one too, add to its guarantee. */
  async lengthen(
    tx: Tx,
    actor: Actor,
    { deviceId, centerId }: Pick<RepairOrder, 'deviceId' | 'centerId'>,
  ): Promise<void> {
    const [known] = await execute<Circumstances>(tx, circumstances, [null, deviceId, centerId]);
    if (known) await this.registrations.extend(tx, actor, deviceId, historyOf(known) ?? {});
  }

  /** What a cancelled order drew on contracts, and took of limited cover, goes back to them. */
  async giveBack(tx: Tx, actor: Actor, { id, deviceId, centerId }: RepairOrder): Promise<void> {
    await this.contracts.giveBack(tx, actor, { orderId: id, deviceId, centerId });
    await this.coverage.giveBack(tx, id, null);
  }

  /** R31 of warranty. Withdrawn lines free what they took of limited cover. */
  async giveBackLines(tx: Tx, orderId: Id, lineIds: readonly Id[]): Promise<void> {
    if (lineIds.length > 0) await this.coverage.giveBack(tx, orderId, lineIds);
  }

  async write(tx: Tx, orderId: Id, { decisionId, verdict }: CoverageOutcome): Promise<void> {
    if (verdict.lines.length === 0) return;
    const { lines } = verdict;
    await execute(tx, applyVerdict, [
      orderId,
      decisionId,
      lines.map((line) => line.lineId),
      lines.map((line) => line.coveredPercent),
      lines.map((line) => line.coveredAmount ?? null),
    ]);
  }
}

/** What the lines of a verdict take from each contract: a visit once, and the labour it pays for. */
function drawsOf(
  contracts: readonly ContractInForce[],
  verdict: CoverageVerdict,
  lines: readonly Pick<LineRow, 'lineId' | 'class' | 'minutes'>[],
): ContractDraw[] {
  const minutesOf = new Map(lines.map((line) => [line.lineId, line.class === 'labour' ? (line.minutes ?? 0) : 0]));
  return contracts.flatMap(({ id: contractId, number }) => {
    const paid = verdict.lines.filter(
      ({ payers, reasons }) =>
        payers.some(({ rule }) => rule === 'contract') &&
        reasons.some(({ code, params }) => code === 'contract-in-force' && params.contract === number),
    );
    if (paid.length === 0) return [];
    return [{ contractId, labourMinutes: paid.reduce((sum, { lineId }) => sum + (minutesOf.get(lineId) ?? 0), 0) }];
  });
}

/** Null for a device that never left the shop with work the guarantee paid. */
function historyOf({ shopDays, repaired, faultBefore, claims }: Circumstances): HistoryFacts | null {
  const history: HistoryFacts = {
    ...(shopDays ? { shopDays } : {}),
    ...(repaired ? { repairedUnderCover: true } : {}),
    ...(faultBefore > 0 ? { sameFault: faultBefore + 1 } : {}),
    ...(claims ? { claims } : {}),
  };
  return Object.keys(history).length > 0 ? history : null;
}
