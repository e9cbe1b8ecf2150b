import { type BasisPoints, type CivilDate, type Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { InvoiceKind, WarrantyPayer } from './invoice.entity.js';
import type { PaymentMethod, SettlementMethod } from './payment.entity.js';
import type { TaxCategory } from './tax-rate.entity.js';

/** Amounts in minor units of `currency`. `payer` is null on a customer's invoice. */
interface InvoiceIssued {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly payer: WarrantyPayer | null;
  /** Null on the invoice of a contract, which names that. */
  readonly orderId: Id | null;
  readonly contractId: Id | null;
  readonly receptionId: Id | null;
  readonly customerId: Id | null;
  readonly total: number;
  readonly currency: string;
}

/** Amounts in minor units of `currency`; `due` is what the invoice still lacks after this payment. */
interface PaymentTaken {
  readonly number: string;
  readonly invoiceId: Id;
  /** Null where the invoice is of a contract. */
  readonly orderId: Id | null;
  readonly method: SettlementMethod;
  readonly amount: number;
  readonly due: number;
  readonly currency: string;
}

/** Amounts in minor units of `currency`. */
interface DepositFact {
  readonly number: string;
  readonly orderId: Id;
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly currency: string;
}

/** Amounts in minor units of `currency`: what was given up of an invoice. */
interface InvoiceWrittenOff {
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly payer: WarrantyPayer | null;
  /** Null where the invoice is of a contract. */
  readonly orderId: Id | null;
  readonly amount: number;
  readonly currency: string;
}

interface TaxRateAdded {
  readonly category: TaxCategory;
  readonly rateBp: BasisPoints;
  readonly validFrom: CivilDate;
}

export const invoiceIssued = event<InvoiceIssued>('billing.invoice-issued', 1, 'invoice');
export const invoiceWrittenOff = event<InvoiceWrittenOff>('billing.invoice-written-off', 1, 'invoice');
export const paymentTaken = event<PaymentTaken>('billing.payment-taken', 1, 'payment');
export const depositTaken = event<DepositFact>('billing.deposit-taken', 1, 'deposit');
/** `held` is what is still owed to the customer afterwards. */
export const depositRefunded = event<DepositFact & { readonly held: number }>('billing.deposit-refunded', 1, 'deposit');
export const taxRateAdded = event<TaxRateAdded>('billing.tax-rate-added', 1, 'tax-rate');
