import { CONTRACT_KINDS, CONTRACT_STATES } from '@aftercare/contracts';
import { ENTITLEMENT_KEYS, type Entitlement, type EntitlementKey } from '@aftercare/reception';
import { REGISTRATION_STATES } from '@aftercare/warranty';
import { ContractSummaryDto, DiscountDto } from '../contracts/contracts.dto.js';
import { CivilDay, Code, Flag, Int, Line, ListOf, NameDto, Nested, OneOf, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { HeadlineDto, MeterReadingDto } from '../warranty/coverage.dto.js';
import { ReadingNeededDto } from './front-desk.dto.js';
import { CardDto } from '../warranty/cards.dto.js';

export class EntitlementQuery {
  @Line({
    max: 100,
    description: 'Serial, IMEI, guarantee card, invoice, sale document, contract, subscription, service card or plan',
  })
  key!: string;
}

class EntitledCoverDto extends DiscountDto {
  @Int({ optional: true, description: 'What is left of it for a repair, in minor units; absent without a limit' })
  amountLeft?: number;
}

export class EntitlementDto {
  @OneOf(['work-warranty', 'product-warranty', 'contract'] as const, {
    name: 'EntitlementRule',
    description: 'In order of precedence',
  })
  rule!: Entitlement['rule'];

  @OneOf(['repair-promise', 'guarantee', ...CONTRACT_KINDS] as const, { name: 'EntitlementKind' })
  kind!: Entitlement['kind'];

  @Uuid()
  id!: string;

  @Code({ description: 'Of the repair order, the card or the contract, as the id' })
  number!: string;

  @Nested(() => NameDto, { nullable: true, description: 'The part or the work that a repair promised something for' })
  item!: NameDto | null;

  @OneOf([...new Set([...REGISTRATION_STATES, ...CONTRACT_STATES])], { name: 'EntitlementState' })
  state!: Entitlement['state'];

  @CivilDay({ nullable: true })
  startsOn!: string | null;

  @CivilDay({ nullable: true, description: 'The first day outside' })
  endsOn!: string | null;

  @ListOf(() => EntitledCoverDto)
  cover!: readonly EntitledCoverDto[];

  @Int({ description: 'Today included' })
  daysLeft!: number;

  @Int({ nullable: true, description: 'Null: any number' })
  visitsLeft!: number | null;

  @Int({ nullable: true, description: 'Minutes of labour; null: any number' })
  minutesLeft!: number | null;

  @Nested(() => MeterReadingDto, {
    nullable: true,
    description:
      'What the meter shows when the promise of a repair ends; null where no use ends it or nobody read it then',
  })
  endsAtReading!: MeterReadingDto | null;

  @Flag({ description: 'It gives something today' })
  pays!: boolean;
}

class EntitledDeviceDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Line({ nullable: true })
  imei!: string | null;

  @Line({ nullable: true })
  imei2!: string | null;

  @Nested(() => NameDto)
  brand!: NameDto;

  @Nested(() => CodedRefDto)
  product!: CodedRefDto;
}

class EntitledOwnerDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;
}

export class DeviceEntitlementsDto {
  @Nested(() => EntitledDeviceDto)
  device!: EntitledDeviceDto;

  @Nested(() => EntitledOwnerDto, { nullable: true, description: 'With customer.read' })
  owner!: EntitledOwnerDto | null;

  @OneOf(ENTITLEMENT_KEYS, { name: 'EntitlementKey' })
  foundBy!: EntitlementKey;

  @Nested(() => HeadlineDto, { description: 'The verdict before anything is diagnosed' })
  headline!: HeadlineDto;

  @ListOf(() => ReadingNeededDto, { description: 'Meters that cover of the device ends with' })
  readingNeeded!: readonly ReadingNeededDto[];

  @ListOf(() => EntitlementDto, { description: 'In order of precedence' })
  entitlements!: readonly EntitlementDto[];
}

export class EntitlementAnswerDto {
  @CivilDay({ description: 'The day that was looked at: today' })
  on!: string;

  @Nested(() => ContractSummaryDto, { nullable: true, description: 'The one whose number was given' })
  contract!: ContractSummaryDto | null;

  @ListOf(() => CardDto, {
    max: 10,
    description: 'Printed cards that are no guarantee: they wait for their activation, are held back or void',
  })
  cards!: readonly CardDto[];

  @ListOf(() => DeviceEntitlementsDto, { max: 10 })
  devices!: readonly DeviceEntitlementsDto[];
}
