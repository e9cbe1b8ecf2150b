import { PAYMENT_METHODS, type PaymentMethod } from '@aftercare/billing';
import { Amount, Code, Instant, Int, Line, ListOf, OneOf, Prose, Uuid } from '../http/fields.js';

export class DepositsQuery {
  @Uuid()
  orderId!: string;
}

export class TakeDepositDto {
  @Uuid()
  orderId!: string;

  @OneOf(PAYMENT_METHODS, { name: 'PaymentMethod' })
  method!: PaymentMethod;

  @Amount({ min: 1, example: 2_000_000 })
  amount!: number;

  @Line({ nullable: true, max: 100, description: "The terminal's or the bank's own number of it" })
  reference!: string | null;
}

export class RefundDepositDto {
  @Amount({ min: 1, description: 'It goes back the way it came' })
  amount!: number;

  @Line({ nullable: true, max: 100 })
  reference!: string | null;

  @Prose({ max: 500 })
  reason!: string;
}

class DepositRefundDto {
  @Amount()
  amount!: number;

  @Line({ nullable: true })
  reference!: string | null;

  @Prose()
  reason!: string;

  @Instant()
  refundedAt!: string;

  @Line({ nullable: true })
  refundedBy!: string | null;
}

export class DepositDto {
  @Uuid()
  id!: string;

  @Code({ example: 'DEP-THR1-1405-000012' })
  number!: string;

  @Uuid()
  orderId!: string;

  @OneOf(PAYMENT_METHODS, { name: 'PaymentMethod' })
  method!: PaymentMethod;

  @Amount()
  amount!: number;

  @Amount({ description: 'What no invoice took and was not given back' })
  held!: number;

  @Line({ example: 'IRR', description: 'ISO 4217' })
  currency!: string;

  @Line({ nullable: true })
  reference!: string | null;

  @Instant()
  takenAt!: Date;

  @Line({ nullable: true })
  takenBy!: string | null;

  @ListOf(() => DepositRefundDto)
  refunds!: readonly DepositRefundDto[];

  @Int({ min: 1 })
  version!: number;
}

export class DepositListDto {
  @ListOf(() => DepositDto)
  data!: DepositDto[];
}

export class CustomerBalanceDto {
  @Amount({ description: 'Still to pay on invoices' })
  receivable!: number;

  @Amount({ description: 'Held ahead of invoices' })
  deposits!: number;
}
