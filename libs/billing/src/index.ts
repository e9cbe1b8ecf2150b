export * from './billing.errors.js';
export * from './billing.events.js';
export * from './billing.module.js';
export * from './billing.queries.js';
export * from './deposits.service.js';
export { LINE_CLASSES, type LineClass } from './invoice-line.entity.js';
export {
  type BillableLine,
  type Claim,
  type ContractInstalment,
  lineForCustomer,
  type PricedLine,
  type RatesOfDay,
  type Sums,
  sumOf,
} from './invoice-lines.js';
export {
  INVOICE_KINDS,
  INVOICE_STATES,
  type InvoiceKind,
  type InvoiceState,
  WARRANTY_PAYERS,
  type WarrantyPayer,
} from './invoice.entity.js';
export * from './invoices.service.js';
export { PAYMENT_METHODS, type PaymentMethod, SETTLEMENT_METHODS, type SettlementMethod } from './payment.entity.js';
export * from './payments.service.js';
export { TAX_CATEGORIES, type TaxCategory } from './tax-rate.entity.js';
export * from './tax-rates.service.js';
