import type { Id } from '@aftercare/kernel';
import type { BillableLine } from '@aftercare/billing';
import { execute, statement, type Tx } from '@aftercare/platform';
import { type ClaimShare, type CoverageVerdict, type PolicyTerms, shareClaims } from '@aftercare/warranty';
import { RepairLine } from './repair-line.entity.js';
import type { RepairOrder } from './repair-order.entity.js';

const issuedCost = statement(
  'repair.issued-cost',
  `SELECT rl.order_line_id, sum(rl.issued_value - rl.returned_value)::bigint AS cost
     FROM requisition_line rl JOIN requisition r ON r.id = rl.requisition_id
    WHERE r.order_id = $1 GROUP BY rl.order_line_id`,
);
const decisionOfOrder = statement(
  'repair.decision-terms',
  `SELECT d.result, v.terms FROM coverage_decision d LEFT JOIN warranty_policy_version v ON v.id = d.policy_version_id
    WHERE d.subject_id = $1 AND NOT EXISTS (SELECT 1 FROM coverage_decision n WHERE n.supersedes_id = d.id)`,
);

interface DecisionRow {
  readonly result: CoverageVerdict;
  readonly terms: PolicyTerms | null;
}

/**
 * R8. The present lines of an order as billing takes them: list price, the covered share with its decision, and what each
 * bearer of the guarantee is claimed: parts at issued cost with handling, or at list, as the policy says.
 */
export async function billableLines(tx: Tx, order: Pick<RepairOrder, 'id'>): Promise<BillableLine[]> {
  const lines = await tx
    .createQueryBuilder(RepairLine, 'line')
    .where('line.order_id = :id AND line.withdrawn_at IS NULL', { id: order.id })
    .orderBy('line.position')
    .getMany();
  const costs = new Map(
    (await execute<{ order_line_id: Id; cost: number }>(tx, issuedCost, [order.id])).map((row) => [
      row.order_line_id,
      row.cost,
    ]),
  );
  const [decision] = await execute<DecisionRow>(tx, decisionOfOrder, [order.id]);
  return lines.map((line) => ({
    orderLineId: line.id,
    decisionId: line.decisionId,
    description: { fa: line.descriptionFa, en: line.descriptionEn },
    class: line.class,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    coveredPercent: line.coveredPercent,
    coveredAtMost: line.coveredAtMost,
    claims: claimsOf(line, decision, costs.get(line.id) ?? 0),
  }));
}

function claimsOf(line: RepairLine, decision: DecisionRow | undefined, costAmount: number): ClaimShare[] {
  const verdict = decision?.result.lines.find((judged) => judged.lineId === line.id);
  const { class: name, listAmount } = line;
  return verdict ? shareClaims(verdict, decision?.terms?.claim ?? null, { class: name, listAmount, costAmount }) : [];
}
