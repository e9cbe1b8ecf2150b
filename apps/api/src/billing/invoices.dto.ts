import {
  INVOICE_KINDS,
  INVOICE_STATES,
  type InvoiceKind,
  type InvoiceState,
  LINE_CLASSES,
  type LineClass,
  SETTLEMENT_METHODS,
  type SettlementMethod,
  WARRANTY_PAYERS,
  type WarrantyPayer,
} from '@aftercare/billing';
import {
  Amount,
  CivilDay,
  Code,
  Instant,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  PageQuery,
  Prose,
  QueryList,
  Uuid,
} from '../http/fields.js';
import { ClaimStateRefDto } from '../claims/claims.dto.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto, NumberedRefDto } from '../http/refs.dto.js';
import { RepairTitleDto } from '../repair/repair-title.dto.js';

export class ListInvoicesQuery extends PageQuery {
  @Line({
    optional: true,
    description: "Letters anywhere in the number or the customer's name, or a beginning of the mobile",
  })
  q?: string;

  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true, description: 'The invoices of one repair order' })
  orderId?: string;

  @Uuid({ optional: true })
  customerId?: string;

  @QueryList(INVOICE_KINDS)
  kind?: InvoiceKind[];

  @QueryList(INVOICE_STATES)
  state?: InvoiceState[];
}

export class BilledCustomerDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;
}

abstract class InvoiceHeadDto {
  @Uuid()
  id!: string;

  @Line({ example: 'INV-THR1-1405-000231' })
  number!: string;

  @OneOf(INVOICE_KINDS, { name: 'InvoiceKind' })
  kind!: InvoiceKind;

  @OneOf(INVOICE_STATES, { name: 'InvoiceState' })
  state!: InvoiceState;

  @Uuid({ nullable: true, description: 'The repair order; null on the invoice of a contract' })
  orderId!: string | null;

  @Nested(() => NumberedRefDto, { nullable: true, description: 'Of the invoice of a contract only' })
  contract!: NumberedRefDto | null;

  @Nested(() => RepairTitleDto, { nullable: true, description: 'What was repaired; null on the invoice of a contract' })
  order!: RepairTitleDto | null;

  @Uuid({ nullable: true })
  receptionId!: string | null;

  @OneOf(WARRANTY_PAYERS, { name: 'WarrantyPayer', nullable: true })
  payer!: WarrantyPayer | null;

  @Line({ example: 'IRR', description: 'ISO 4217' })
  currency!: string;

  @Amount({ description: 'Without tax; on a warranty invoice the sum of the claims', example: 12_800_000 })
  net!: number;

  @Amount({ example: 1_280_000 })
  tax!: number;

  @Amount({ example: 14_080_000 })
  total!: number;

  @Amount()
  paid!: number;

  @Amount({ description: 'What is still owed' })
  due!: number;

  @CivilDay({ description: "In the centre's time zone" })
  issuedOn!: string;

  @Instant()
  issuedAt!: Date;

  @Int({ min: 1 })
  version!: number;
}

export class InvoiceSummaryDto extends InvoiceHeadDto {
  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @Nested(() => BilledCustomerDto, { nullable: true, description: 'Null on a warranty invoice' })
  customer!: BilledCustomerDto | null;
}

export class InvoicePageDto extends PageDto {
  @ListOf(() => InvoiceSummaryDto)
  data!: InvoiceSummaryDto[];
}

class SellerDto extends CodedRefDto {
  @Nested(() => NameDto)
  company!: NameDto;

  @Prose({ nullable: true })
  address!: string | null;

  @Line({ nullable: true })
  phone!: string | null;
}

class BuyerDto extends BilledCustomerDto {
  @Line({ nullable: true })
  mobile!: string | null;

  @Line({ nullable: true })
  nationalId!: string | null;
}

class InvoiceLineDto {
  @Uuid()
  id!: string;

  @Int({ min: 1 })
  position!: number;

  @Uuid({ nullable: true, description: 'Null on the invoice of a contract' })
  orderLineId!: string | null;

  @Uuid({ nullable: true, description: 'The coverage decision; null where nothing is covered' })
  decisionId!: string | null;

  @OneOf(LINE_CLASSES, { name: 'LineClass' })
  class!: LineClass;

  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  unitPrice!: number;

  @Amount({ description: 'Quantity times unit price' })
  listAmount!: number;

  @Int({ max: 100, description: 'Whole percent that the customer does not pay' })
  coveredPercent!: number;

  @Amount()
  coveredAmount!: number;

  @Amount({ description: 'What the customer pays, without tax' })
  chargedAmount!: number;

  @Amount({ nullable: true, description: "What the payer of the guarantee owes; null on a customer's invoice" })
  claimAmount!: number | null;

  @Int({ max: 10_000, description: 'Basis points: 1000 is 10 %' })
  taxRateBp!: number;

  @Amount()
  taxAmount!: number;
}

class InvoicePaymentDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;

  @OneOf(SETTLEMENT_METHODS, { name: 'SettlementMethod' })
  method!: SettlementMethod;

  @Amount({ description: 'The part of the payment that settles this invoice' })
  amount!: number;

  @Line({ nullable: true })
  reference!: string | null;

  @Instant()
  receivedAt!: string;

  @Line({ nullable: true })
  receivedBy!: string | null;
}

export class WriteOffInvoiceDto {
  @Prose({ max: 500, description: 'Why nobody will pay' })
  reason!: string;
}

class WriteOffDto {
  @Amount()
  amount!: number;

  @Prose()
  reason!: string;

  @Instant()
  writtenOffAt!: string;

  @Line({ nullable: true })
  writtenOffBy!: string | null;
}

/** All that a printed invoice shows. */
export class InvoiceDto extends InvoiceHeadDto {
  @Nested(() => SellerDto)
  seller!: SellerDto;

  @Nested(() => BuyerDto, { nullable: true, description: 'Null on a warranty invoice, which its payer owes' })
  buyer!: BuyerDto | null;

  @Line({ nullable: true, description: 'Who issued it; null for the system' })
  issuedBy!: string | null;

  @Amount({ description: 'Sum of the list amounts' })
  listTotal!: number;

  @Amount({ description: 'Sum of the covered amounts' })
  coveredTotal!: number;

  @ListOf(() => InvoiceLineDto)
  lines!: readonly InvoiceLineDto[];

  @ListOf(() => InvoicePaymentDto)
  payments!: readonly InvoicePaymentDto[];

  @Nested(() => WriteOffDto, { nullable: true, description: 'What was given up of it; null where nothing was' })
  writeOff!: WriteOffDto | null;

  @ListOf(() => ClaimStateRefDto, {
    description: 'Claims on suppliers for the lines of a warranty invoice; with claim.read',
  })
  claims!: readonly ClaimStateRefDto[];
}
