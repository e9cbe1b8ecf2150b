import { Injectable } from '@nestjs/common';
import { PaymentsService } from '@aftercare/billing';
import { apportion, type Id } from '@aftercare/kernel';
import { type Actor, execute, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { type AskedLine, shareAmongInvoices } from './claim-payments.js';
import type { SupplierClaim } from './supplier-claim.entity.js';

type SettledClaim = Pick<SupplierClaim, 'id' | 'number' | 'settledAmount'>;

const acceptedLines = statement(
  'claims.accepted-lines',
  `SELECT l.order_line_id AS "orderLineId", coalesce(sum(a.amount), 0)::bigint AS accepted
     FROM supplier_claim_line l LEFT JOIN supplier_claim_answer a ON a.line_id = l.id
    WHERE l.claim_id = $1 GROUP BY l.id ORDER BY l.id`,
);
// The invoice to the supplier itself comes first. What a centre bears itself is no debt (B14 of billing).
const askedLines = statement(
  'claims.asked-lines',
  `SELECT i.invoice_id AS "invoiceId", i.order_line_id AS "orderLineId", i.claim_amount + i.tax_amount AS asked
     FROM supplier_claim c JOIN supplier s ON s.id = c.supplier_id
     JOIN supplier_claim_line l ON l.claim_id = c.id
     JOIN invoice_line i ON i.order_line_id = l.order_line_id AND i.kind = 'warranty' AND i.payer <> 'centre'
    WHERE c.id = $1
    ORDER BY i.payer <> s.kind, array_position('{maker,importer,seller}', i.payer), i.invoice_id`,
);
const paidBefore = statement(
  'claims.paid-before',
  'SELECT invoice_id AS "invoiceId" FROM supplier_claim_payment WHERE claim_id = $1',
);
const insertPayment = statement(
  'claims.insert-payment',
  'INSERT INTO supplier_claim_payment (claim_id, invoice_id, payment_id) VALUES ($1, $2, $3)',
);
// Also those that are not settled: whoever settles one now has not seen the new invoice, or is seen by us.
const claimsOnOrder = statement(
  'claims.on-order',
  `SELECT id, number, state, settled_amount AS "settledAmount" FROM supplier_claim
    WHERE id IN (SELECT claim_id FROM supplier_claim_line WHERE order_id = $1) ORDER BY id FOR UPDATE`,
);

/** S16. Lets what suppliers gave pay the warranty invoices over the same lines. */
@Injectable()
export class ClaimPaymentsService {
  constructor(private readonly payments: PaymentsService) {}

  /** Of a settled claim that the caller has locked. An invoice it paid before is left alone. */
  async pay(tx: Tx, actor: Actor, { id, number: reference, settledAmount }: SettledClaim): Promise<void> {
    if (!settledAmount) return;
    const lines = await execute<{ orderLineId: Id | null; accepted: number }>(tx, acceptedLines, [id]);
    const parts = apportion(
      settledAmount,
      lines.map(({ accepted }) => accepted),
    );
    const settled = new Map(
      lines.flatMap(({ orderLineId }, index) => (orderLineId === null ? [] : [[orderLineId, parts[index] ?? 0]])),
    );
    const shares = shareAmongInvoices(settled, await execute<AskedLine>(tx, askedLines, [id]));
    for (const { invoiceId } of await execute<Pick<AskedLine, 'invoiceId'>>(tx, paidBefore, [id]))
      shares.delete(invoiceId);
    for (const [invoiceId, amount] of [...shares].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const paymentId = await this.payments.takeUpTo(tx, actor, { invoiceId, method: 'claim', amount, reference });
      if (paymentId !== null) await execute(tx, insertPayment, [id, invoiceId, paymentId]);
    }
  }

  /** For invoices that an order got after a claim on its lines was settled. */
  async payInvoicesOf(tx: Tx, orderId: Id): Promise<void> {
    const claims = await execute<SettledClaim & Pick<SupplierClaim, 'state'>>(tx, claimsOnOrder, [orderId]);
    for (const claim of claims) if (claim.state === 'settled') await this.pay(tx, SYSTEM, claim);
  }
}
