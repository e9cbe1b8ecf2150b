import type { Id } from '@aftercare/kernel';
import { execute, statement, type Tx } from '@aftercare/platform';
import { RequisitionLine } from './requisition-line.entity.js';

const writeQuantities = statement(
  'inventory.write-line-quantities',
  `UPDATE requisition_line SET reserved = $2, issued = $3, returned = $4, cancelled = $5, issued_value = $6,
          returned_value = $7, first_issue_whole = $8
    WHERE id = $1`,
);

/** The lines of a requisition in the order they were asked for. */
export function linesOf(tx: Tx, requisitionId: Id): Promise<RequisitionLine[]> {
  return tx.find(RequisitionLine, { where: { requisitionId }, order: { id: 'ASC' } });
}

/** Writes the quantities of a line back. The caller holds the lock of its balance (I2). */
export async function keepLine(tx: Tx, line: RequisitionLine): Promise<void> {
  await execute(tx, writeQuantities, [
    line.id,
    line.reserved,
    line.issued,
    line.returned,
    line.cancelled,
    line.issuedValue,
    line.returnedValue,
    line.firstIssueWhole,
  ]);
}
