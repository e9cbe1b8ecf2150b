import { PAYMENT_METHODS, type PaymentMethod, SETTLEMENT_METHODS, type SettlementMethod } from '@aftercare/billing';
import { Amount, CivilDay, Code, Instant, Line, ListOf, Nested, OneOf, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { BilledCustomerDto } from './invoices.dto.js';

export class ListPaymentsQuery extends PageQuery {
  @Uuid({ optional: true })
  centerId?: string;

  @Uuid({ optional: true })
  invoiceId?: string;

  @CivilDay({ optional: true, description: "Taken on this day of the centre's time zone" })
  on?: string;
}

export class TakePaymentDto {
  @Uuid()
  invoiceId!: string;

  @OneOf(PAYMENT_METHODS, { name: 'PaymentMethod' })
  method!: PaymentMethod;

  @Amount({ min: 1, example: 14_080_000 })
  amount!: number;

  @Line({ nullable: true, max: 100, description: "The terminal's or the bank's own number of it" })
  reference!: string | null;
}

class AllocationDto {
  @Uuid()
  invoiceId!: string;

  @Code({ description: 'Number of the invoice' })
  number!: string;

  @Amount()
  amount!: number;
}

export class PaymentDto {
  @Uuid()
  id!: string;

  @Code({ example: 'PAY-THR1-1405-000087' })
  number!: string;

  @Uuid()
  centerId!: string;

  @Nested(() => BilledCustomerDto, { nullable: true, description: 'Null when the payer of a guarantee paid' })
  customer!: BilledCustomerDto | null;

  @OneOf(SETTLEMENT_METHODS, { name: 'SettlementMethod' })
  method!: SettlementMethod;

  @Amount()
  amount!: number;

  @Line({ example: 'IRR', description: 'ISO 4217' })
  currency!: string;

  @Line({ nullable: true })
  reference!: string | null;

  @Instant()
  receivedAt!: Date;

  @Line({ nullable: true })
  receivedBy!: string | null;

  @ListOf(() => AllocationDto, { description: 'The invoices it settles' })
  allocations!: readonly AllocationDto[];
}

export class PaymentPageDto extends PageDto {
  @ListOf(() => PaymentDto)
  data!: PaymentDto[];
}
