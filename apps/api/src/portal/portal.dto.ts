import { MONEY_DISPLAYS, type MoneyDisplay } from '@aftercare/organization';
import {
  JOURNEY_STATUSES,
  JOURNEY_STEPS,
  type JourneyStatus,
  type JourneyStep,
  type TrackedQuote,
} from '@aftercare/portal';
import { QUOTE_STATES } from '@aftercare/repair';
import {
  Amount,
  CivilDay,
  Flag,
  Instant,
  Int,
  Line,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  Prose,
  Uuid,
} from '../http/fields.js';

export class TrackingCodeDto {
  @Line({ max: 100, example: '8Q2K7H4M3T9WX', description: 'As typed: any case, with or without dashes' })
  code!: string;
}

export class OpenVisitDto extends TrackingCodeDto {
  @Line({ max: 20, example: '123456', description: 'From the message; Persian digits are read' })
  otp!: string;
}

export class VisitDto {
  @Line({ max: 2000 })
  token!: string;

  @Int({ description: 'Seconds' })
  expiresIn!: number;
}

export class AnswerOwnQuoteDto {
  @Uuid()
  orderId!: string;

  @Int({ min: 1, description: 'The quote that was seen' })
  number!: number;

  @Amount({ description: 'Its total, as it was seen' })
  total!: number;

  @Flag()
  approved!: boolean;
}

class OpeningHoursDto {
  @Int({ min: 1, max: 7, description: '1 Saturday to 7 Friday' })
  weekday!: number;

  @Line({ example: '08:30' })
  opens!: string;

  @Line({ example: '24:00' })
  closes!: string;
}

class TrackedCenterDto {
  @Nested(() => NameDto)
  name!: NameDto;

  @Line({ nullable: true })
  phone!: string | null;

  @Line({ nullable: true })
  address!: string | null;

  @Line({ description: 'IANA' })
  timeZone!: string;

  @ListOf(() => OpeningHoursDto)
  hours!: readonly OpeningHoursDto[];
}

class JourneyStepDto {
  @OneOf(JOURNEY_STEPS, { name: 'JourneyStep' })
  step!: JourneyStep;

  @OneOf(['done', 'current', 'ahead'])
  standing!: 'done' | 'current' | 'ahead';

  @Instant({ nullable: true })
  at!: string | null;
}

class JourneyDto {
  @OneOf(JOURNEY_STATUSES, { name: 'JourneyStatus' })
  status!: JourneyStatus;

  @ListOf(() => JourneyStepDto)
  steps!: readonly JourneyStepDto[];
}

class TrackedDeviceDto {
  @Nested(() => NameDto)
  brand!: NameDto;

  @Nested(() => NameDto)
  product!: NameDto;

  @CivilDay({ nullable: true })
  promisedOn!: string | null;

  @Nested(() => JourneyDto)
  journey!: JourneyDto;
}

/** What a tracking code alone shows. */
export class TrackingDto {
  @OneOf(['fa', 'en'], { description: 'The customer’s language' })
  locale!: 'fa' | 'en';

  @Nested(() => TrackedCenterDto)
  center!: TrackedCenterDto;

  @ListOf(() => TrackedDeviceDto)
  devices!: readonly TrackedDeviceDto[];
}

class TrackedQuoteLineDto {
  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  listAmount!: number;

  @Amount()
  coveredAmount!: number;

  @Amount()
  chargedAmount!: number;

  @Amount()
  taxAmount!: number;
}

class TrackedQuoteDto {
  @Int({ min: 1 })
  number!: number;

  @OneOf(QUOTE_STATES.filter((state) => state !== 'superseded'), { name: 'TrackedQuoteState' })
  state!: TrackedQuote['state'];

  @ListOf(() => TrackedQuoteLineDto)
  lines!: readonly TrackedQuoteLineDto[];

  @Amount()
  net!: number;

  @Amount()
  tax!: number;

  @Amount()
  total!: number;

  @CivilDay()
  validUntil!: string;

  @Instant({ nullable: true })
  answeredAt!: string | null;

  @Flag({ description: 'It waits for the customer’s word' })
  answerable!: boolean;
}

class OwnInvoiceDto {
  @Line()
  number!: string;

  @Amount()
  total!: number;

  @Amount()
  paid!: number;

  @Amount({ description: 'What is still owed' })
  due!: number;
}

class OwnDeviceDto extends TrackedDeviceDto {
  @Uuid()
  orderId!: string;

  @Line()
  orderNumber!: string;

  @Prose()
  declaredFault!: string;

  @Nested(() => TrackedQuoteDto, { nullable: true })
  quote!: TrackedQuoteDto | null;

  @ListOf(() => OwnInvoiceDto)
  invoices!: readonly OwnInvoiceDto[];
}

/** What the customer sees after the one-time code. */
export class OwnTrackingDto {
  @Line()
  number!: string;

  @Line({ description: 'First name of a person, name of a firm' })
  customerName!: string;

  @OneOf(['fa', 'en'])
  locale!: 'fa' | 'en';

  @Nested(() => TrackedCenterDto)
  center!: TrackedCenterDto;

  @Line({ description: 'ISO 4217' })
  currency!: string;

  @OneOf(MONEY_DISPLAYS)
  moneyDisplay!: MoneyDisplay;

  @ListOf(() => OwnDeviceDto)
  devices!: readonly OwnDeviceDto[];
}
