import { Injectable } from '@nestjs/common';
import { assertListed, choosableCodes, type CodeKind } from '@aftercare/catalog';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { CoverageService, type CoverageOutcome, type Goodwill } from '@aftercare/warranty';
import { OrderCoverage } from './order-coverage.js';
import { factsInside } from './order-facts.js';
import { doaNotGranted, GUARD_PROBLEMS, unknownCode } from './repair.errors.js';
import { repairDiagnosed, repairDoaConfirmed } from './repair.events.js';
import { COVER_OPEN, RepairOrder } from './repair-order.entity.js';
import { lockOrder } from './lock-order.js';

/** What the technician found: the first finding is the main one. Each code is of the set that its field names. */
export interface Finding {
  readonly symptomCodeId: Id;
  /** Where in the device it sits. */
  readonly sectionCodeId?: Id | null;
  readonly faultCodeId: Id;
  readonly causeCodeId: Id | null;
  /** Why a guarantee does not pay for it, where a policy says so of this reason. */
  readonly exclusionCodeId?: Id | null;
  readonly note: string | null;
}

/** What the bench saw of a device that never worked; `evidence` names pictures or papers. */
export interface DoaFinding {
  readonly note: string;
  readonly evidence: readonly string[];
}

const productOf = statement('repair.diagnosed-product', 'SELECT product_id AS "productId" FROM device WHERE id = $1');
const clearFindings = statement('repair.clear-findings', 'DELETE FROM repair_finding WHERE order_id = $1');
const insertFindings = statement(
  'repair.insert-findings',
  `INSERT INTO repair_finding (id, order_id, position, symptom_code_id, section_code_id, fault_code_id, cause_code_id,
                               exclusion_code_id, note)
   SELECT f.id, $1, f.position, f."symptomCodeId", f."sectionCodeId", f."faultCodeId", f."causeCodeId", f."exclusionCodeId", f.note
     FROM jsonb_to_recordset($2) AS f(id uuid, position smallint, "symptomCodeId" uuid, "sectionCodeId" uuid,
                                      "faultCodeId" uuid, "causeCodeId" uuid, "exclusionCodeId" uuid, note text)`,
);

const insertDoa = statement(
  'repair.insert-doa',
  'INSERT INTO repair_doa (order_id, note, evidence, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5)',
);

const unfinishedOf = statement(
  'repair.unfinished-of-devices',
  'SELECT id FROM repair_order WHERE device_id = ANY($1) AND state = ANY($2::text[]) ORDER BY id',
);

/** Findings and the coverage decisions that follow from them. */
@Injectable()
export class DiagnosisService {
  constructor(
    private readonly coverage: CoverageService,
    private readonly orderCoverage: OrderCoverage,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Replaces the findings of an order and decides its cover anew: a fault code may exclude it. */
  async diagnose(tx: Tx, actor: Actor, orderId: Id, version: number, findings: readonly Finding[]): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    const codes = await knownCodes(tx, findings);
    await assertGoTogether(tx, order.deviceId, findings);
    await execute(tx, clearFindings, [orderId]);
    await execute(tx, insertFindings, [
      orderId,
      JSON.stringify(findings.map((finding, index) => ({ ...finding, id: newId(), position: index + 1 }))),
    ]);
    await this.orderCoverage.decide(tx, actor, order, { reason: 'diagnosis' });
    await saveRoot(tx, RepairOrder, order);
    const faultCodes = findings.map((finding) => codes.get(finding.faultCodeId) ?? '');
    await this.outbox.publish(tx, actor, repairDiagnosed(order, { orderId, number: order.number, faultCodes }));
  }

  /** Decides anew because facts outside the order changed (proof of purchase, a corrected date). Keeps the old decision. */
  async decideAgain(tx: Tx, actor: Actor, orderId: Id, version: number, reason: string): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    await this.orderCoverage.decide(tx, actor, order, { reason });
    await saveRoot(tx, RepairOrder, order);
  }

  /**
   * R17. The bench confirms that the device never worked. Refused with `repair.doa-not-granted` where the terms grant no
   * exchange on that day; then nothing is stored.
   */
  async confirmDoa(tx: Tx, actor: Actor, orderId: Id, version: number, { note, evidence }: DoaFinding): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    if (!(await factsInside(tx, orderId, this.clock.now())).coded) throw GUARD_PROBLEMS['not-coded']();
    await execute(tx, insertDoa, [orderId, note, evidence, actor.name, this.clock.now()]);
    const { verdict } = await this.orderCoverage.decide(tx, actor, order, { reason: 'doa-confirmed' });
    if (!verdict.remedies?.some(({ kind }) => kind === 'exchange')) throw doaNotGranted();
    await saveRoot(tx, RepairOrder, Object.assign(order, { type: 'doa' }));
    const fact = repairDoaConfirmed(order, { orderId, number: order.number, deviceId: order.deviceId });
    await this.outbox.publish(tx, actor, fact, { note, evidence });
  }

  /**
   * R11. What covers these devices changed: their orders whose work is not done are decided anew. A quote that is out stays as
   * it was sent; should it no longer cover the cost, R6 stops the work until another one is approved.
   */
  async decideAgainForDevices(tx: Tx, actor: Actor, deviceIds: readonly Id[], reason: string): Promise<void> {
    for (const { id } of await execute<{ id: Id }>(tx, unfinishedOf, [deviceIds, COVER_OPEN])) {
      const order = await lockOrder(tx, actor, id);
      if (!COVER_OPEN.includes(order.state)) continue; // moved on before it was locked
      const { isNew } = await this.orderCoverage.decide(tx, actor, order, { reason });
      if (isNew) await saveRoot(tx, RepairOrder, order); // who works on the order need not look again for nothing
    }
  }

  /** Goodwill on what was decided, by right and with a reason; 0 percent takes it back. */
  async override(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
    goodwill: Omit<Goodwill, 'subjectId'>,
  ): Promise<CoverageOutcome> {
    const order = await lockOrder(tx, actor, orderId, version);
    order.assertOpenForWork();
    const outcome = await this.coverage.override(tx, actor, { ...goodwill, subjectId: orderId });
    await this.orderCoverage.write(tx, orderId, outcome);
    await saveRoot(tx, RepairOrder, order);
    return outcome;
  }
}

async function knownCodes(tx: Tx, findings: readonly Finding[]): Promise<Map<Id, string>> {
  const wanted = findings.flatMap((finding): [CodeKind, Id | null | undefined][] => [
    ['symptom', finding.symptomCodeId],
    ['section', finding.sectionCodeId],
    ['fault', finding.faultCodeId],
    ['cause', finding.causeCodeId],
    ['exclusion', finding.exclusionCodeId],
  ]);
  const codes = await choosableCodes(
    tx,
    wanted.map(([, id]) => id),
  );
  if (wanted.some(([kind, id]) => id && codes.get(id)?.kind !== kind)) throw unknownCode();
  return new Map([...codes].map(([id, { code }]) => [id, code]));
}

/** C15 of the catalogue. */
async function assertGoTogether(tx: Tx, deviceId: Id, findings: readonly Finding[]): Promise<void> {
  const [device] = await execute<{ productId: Id }>(tx, productOf, [deviceId]);
  if (!device) throw new Error('the device of an order vanished');
  const used = findings.map(({ symptomCodeId, faultCodeId, causeCodeId }, index) => ({
    symptomId: symptomCodeId,
    faultId: faultCodeId,
    causeId: causeCodeId,
    repairId: null,
    pointer: `/findings/${index}/faultCodeId`,
  }));
  await assertListed(tx, device.productId, used);
}
