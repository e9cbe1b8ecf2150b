import { PAYMENT_METHODS, type PaymentMethod } from '@aftercare/billing';
import { CivilDay, Int, ListOf, OneOf, Uuid } from '../http/fields.js';

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

  @Int({ min: Number.MIN_SAFE_INTEGER, description: 'In minor units, deposits included' })
  amount!: number;

  @Int({ min: Number.MIN_SAFE_INTEGER, description: 'Deposits taken less those given back' })
  deposits!: number;
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

  @Int({ min: Number.MIN_SAFE_INTEGER, description: 'In minor units, deposits included' })
  amount!: number;
}
