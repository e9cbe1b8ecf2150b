import { type BasisPoints, type Id, shareOf } from '@aftercare/kernel';
import type { InvoiceLine, LineClass } from './invoice-line.entity.js';
import type { WarrantyPayer } from './invoice.entity.js';
import type { TaxCategory } from './tax-rate.entity.js';

/** One finished line of an order. Amounts in minor units without tax; `coveredPercent` is whole percent, 0 to 100. */
export interface BillableLine {
  readonly orderLineId: Id;
  /** The decision that covers it; needed where anything is covered. */
  readonly decisionId: Id | null;
  readonly description: { readonly fa: string | null; readonly en: string | null };
  readonly class: Exclude<LineClass, 'contract'>;
  /** Whole pieces, or times a service item was done. */
  readonly quantity: number;
  readonly unitPrice: number;
  readonly coveredPercent: number;
  /** What a limit of the guarantee leaves of the line; null without one. */
  readonly coveredAtMost: number | null;
  /** Who owes what for the covered share of the whole line; needed where anything is covered. */
  readonly claims: readonly Claim[];
}

/** One part of a contract's price that is due. `amount` in minor units without tax. */
export interface ContractInstalment {
  readonly contractId: Id;
  readonly instalmentId: Id;
  readonly customerId: Id;
  readonly centerId: Id;
  readonly description: { readonly fa: string | null; readonly en: string | null };
  readonly amount: number;
}

/** One payer's part of what a covered line costs the guarantee, in minor units without tax. */
export interface Claim {
  readonly payer: WarrantyPayer;
  readonly amount: number;
}

/** A line as it stands on an invoice, but for the invoice it belongs to. */
export type PricedLine = Omit<InvoiceLine, 'id' | 'invoiceId' | 'kind' | 'position'>;

/** The same of an order's line. */
export type PricedOrderLine = PricedLine & { readonly orderLineId: Id };

/** The sums of an invoice's head. */
export interface Sums {
  readonly net: number;
  readonly tax: number;
  readonly total: number;
}

/** The tax rates of one day; where a category has none of its own, the standard one holds. */
export type RatesOfDay = Partial<Record<TaxCategory, BasisPoints>> & { readonly standard: BasisPoints };

/** B2, B3. What the customer sees: list price, covered share, own share, and the tax on that. */
export function lineForCustomer(line: BillableLine, rates: RatesOfDay): PricedOrderLine {
  const shared = shareOut(line);
  const taxRateBp = rateFor(line.class, rates);
  return { ...shared, payer: null, claimAmount: null, taxRateBp, taxAmount: shareOf(shared.chargedAmount, taxRateBp) };
}

/** B4. What the payer of the guarantee sees: list price, covered share, and the amount claimed. */
export function lineForPayer(line: BillableLine, { payer, amount }: Claim, rates: RatesOfDay | null): PricedLine {
  const taxRateBp = rates ? rateFor(line.class, rates) : 0;
  return { ...shareOut(line), payer, claimAmount: amount, taxRateBp, taxAmount: shareOf(amount, taxRateBp) };
}

/** B16. A part of the price of a contract, whole and covered by nothing. */
export function lineOfInstalment(
  { instalmentId, description, amount }: Pick<ContractInstalment, 'instalmentId' | 'description' | 'amount'>,
  rates: RatesOfDay,
): PricedLine {
  const taxRateBp = rateFor('contract', rates);
  return {
    orderLineId: null,
    instalmentId,
    decisionId: null,
    class: 'contract',
    description,
    quantity: 1,
    unitPrice: amount,
    listAmount: amount,
    coveredPercent: 0,
    coveredAmount: 0,
    chargedAmount: amount,
    payer: null,
    claimAmount: null,
    taxRateBp,
    taxAmount: shareOf(amount, taxRateBp),
  };
}

/** B1. Lines are rounded, sums never again. */
export function sumOf(lines: readonly PricedLine[]): Sums {
  const net = lines.reduce((sum, line) => sum + (line.claimAmount ?? line.chargedAmount), 0);
  const tax = lines.reduce((sum, line) => sum + line.taxAmount, 0);
  return { net, tax, total: net + tax };
}

function shareOut(line: BillableLine): Omit<PricedOrderLine, 'payer' | 'claimAmount' | 'taxRateBp' | 'taxAmount'> {
  const { orderLineId, decisionId, description, quantity, unitPrice, coveredPercent, coveredAtMost } = line;
  const listAmount = quantity * unitPrice;
  const share = shareOf(listAmount, coveredPercent * 100);
  const coveredAmount = Math.min(share, coveredAtMost ?? share);
  return {
    orderLineId,
    instalmentId: null,
    decisionId,
    class: line.class,
    description,
    quantity,
    unitPrice,
    listAmount,
    coveredPercent,
    coveredAmount,
    chargedAmount: listAmount - coveredAmount,
  };
}

const CATEGORY_OF: Readonly<Record<LineClass, TaxCategory>> = {
  parts: 'part',
  unit: 'part',
  labour: 'service',
  travel: 'service',
  shipping: 'service',
  contract: 'service',
};

/** B5. */
function rateFor(lineClass: LineClass, rates: RatesOfDay): BasisPoints {
  return rates[CATEGORY_OF[lineClass]] ?? rates.standard;
}
