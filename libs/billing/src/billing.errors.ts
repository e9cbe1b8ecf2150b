import { problem } from '@aftercare/platform';

export const nothingToInvoice = problem('billing.nothing-to-invoice', 409, 'There is no line to be invoiced.');
export const alreadyInvoiced = problem('billing.already-invoiced', 409, 'It is invoiced already.', {
  constraints: ['invoice_line_once_uq', 'invoice_line_instalment_uq'],
});
export const coverUnexplained = problem<{ position: number }>(
  'billing.cover-unexplained',
  422,
  'A covered line needs its coverage decision, its payer and the amount claimed.',
  { constraints: ['invoice_line_decision_ck'] },
);
export const noTaxRate = problem<{ on: string }>('billing.no-tax-rate', 409, 'No tax rate is known for that day.');
export const invoiceFrozen = problem('billing.invoice-frozen', 409, 'An issued invoice is never changed or deleted.', {
  constraints: ['invoice_frozen_ck'],
});
export const overpayment = problem<{ due: number }>(
  'billing.overpayment',
  409,
  'The payment is more than what is still due.',
  { constraints: ['invoice_paid_ck'] },
);
export const nothingDue = problem('billing.nothing-due', 409, 'Nothing is due on the invoice.', {
  constraints: ['invoice_write_off_pk'],
});
export const depositSpent = problem<{ held: number }>(
  'billing.deposit-spent',
  409,
  'The deposit does not hold so much any more.',
  { constraints: ['deposit_held_ck'] },
);
export const depositAfterInvoice = problem(
  'billing.deposit-after-invoice',
  409,
  'The order is invoiced already: take a payment.',
);
export const taxRateOverlap = problem(
  'billing.tax-rate-overlap',
  409,
  'Another rate of this category begins on that day or later.',
  { constraints: ['tax_rate_overlap_ex', 'tax_rate_period_ck'] },
);
