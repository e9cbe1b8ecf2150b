import { PAYMENT_METHODS, type PaymentMethod } from '@aftercare/billing';
import { Amount, CivilDay, Int, ListOf, OneOf, Uuid } from '../http/fields.js';

export class CashUpQuery {
  @Uuid()
  centerId!: string;

  @CivilDay({ description: "A day of the centre's time zone" })
  on!: string;
}

class CashUpMethodDto {
  @OneOf(PAYMENT_METHODS, { name: 'PaymentMethod' })
  method!: PaymentMethod;

  @Int({ description: 'Payments taken' })
  count!: number;

  @Amount()
  amount!: number;
}

export class CashUpDto {
  @Uuid()
  centerId!: string;

  @CivilDay()
  on!: string;

  @ListOf(() => CashUpMethodDto, { description: 'Every method, those without a payment too' })
  methods!: readonly CashUpMethodDto[];

  @Int()
  count!: number;

  @Amount()
  amount!: number;
}
