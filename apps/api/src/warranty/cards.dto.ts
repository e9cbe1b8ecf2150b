import {
  CARD_ACTIONS,
  CARD_CHANNELS,
  type CardAction,
  type CardChannel,
  MAX_BATCH,
  REGISTRATION_STATES,
  type RegistrationState,
} from '@aftercare/warranty';
import {
  CivilDay,
  Code,
  Instant,
  Int,
  Line,
  LineList,
  ListOf,
  NameDto,
  Nested,
  OneOf,
  OneOfList,
  PageQuery,
  Prose,
  Uuid,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { CARD_FORMS, type CardForm } from './card-paper.js';
import { RegistrationPolicyDto } from './registrations.dto.js';

export class IssueCardsDto {
  @Uuid({ description: 'The version of it that binds now is what the cards promise' })
  policyId!: string;

  @Uuid({ nullable: true, description: 'Null for cards that any product may get' })
  productId!: string | null;

  @Int({ optional: true, min: 1, max: MAX_BATCH, description: 'So many cards; or else serials' })
  count?: number;

  @LineList({
    optional: true,
    max: 500,
    maxLength: 60,
    description: 'One card for each of these units of the product; or else count',
  })
  serials?: string[];
}

export class ListCardBatchesQuery extends PageQuery {}

class CardProductDto extends CodedRefDto {
  @Nested(() => NameDto)
  brand!: NameDto;
}

export class CardBatchDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;

  @Nested(() => RegistrationPolicyDto)
  policy!: RegistrationPolicyDto;

  @Nested(() => CardProductDto, { nullable: true })
  product!: CardProductDto | null;

  @Int({ min: 1 })
  size!: number;

  @Int({ description: 'How many of them are in use' })
  activated!: number;

  @CivilDay()
  issuedOn!: string;

  @Line()
  issuedBy!: string;

  @Instant({ nullable: true, description: 'When codes were made for them last' })
  printedAt!: Date | null;

  @Int({ min: 1 })
  version!: number;
}

export class CardBatchPageDto extends PageDto {
  @ListOf(() => CardBatchDto)
  data!: CardBatchDto[];
}

class PrintedCardDto {
  @Uuid()
  id!: string;

  @Code()
  cardNo!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @Line({ example: '4821930577120649', description: '16 digits. Told here and nowhere again' })
  scratchCode!: string;
}

/** What goes onto the paper. */
export class PrintedBatchDto {
  @Nested(() => CardBatchDto)
  batch!: CardBatchDto;

  @ListOf(() => PrintedCardDto, { max: MAX_BATCH, description: 'Those that nobody activated yet' })
  cards!: readonly PrintedCardDto[];

  @Line({ description: 'Where holders activate cards: with /<card number> it is the link of a card’s QR code' })
  activationUrl!: string;
}

class CardCodeDto {
  @Uuid()
  id!: string;

  @Line({ max: 16, description: 'As printing told it' })
  scratchCode!: string;
}

export class CardPapersDto {
  @OneOf(CARD_FORMS, { name: 'CardForm', description: '85 × 54 mm, or A6' })
  form!: CardForm;

  @OneOf(['fa', 'en'])
  language!: 'fa' | 'en';

  @ListOf(() => CardCodeDto, { min: 1, max: 500 })
  cards!: CardCodeDto[];
}

export class ListCardsQuery extends PageQuery {
  @Line({ optional: true, max: 60, description: 'The beginning of a card number or of a serial number' })
  q?: string;

  @OneOf(REGISTRATION_STATES, { optional: true, name: 'RegistrationState' })
  state?: RegistrationState;

  @Uuid({ optional: true })
  batchId?: string;
}

class CardBatchRefDto {
  @Uuid()
  id!: string;

  @Code()
  number!: string;
}

export class CardDto {
  @Uuid()
  id!: string;

  @Code()
  cardNo!: string;

  @Nested(() => CardBatchRefDto)
  batch!: CardBatchRefDto;

  @Nested(() => RegistrationPolicyDto)
  policy!: RegistrationPolicyDto;

  @Nested(() => CardProductDto, { nullable: true })
  product!: CardProductDto | null;

  @Line({ nullable: true, description: 'The unit it is printed for' })
  serial!: string | null;

  @OneOf(REGISTRATION_STATES, { name: 'RegistrationState' })
  state!: RegistrationState;

  @Line({ nullable: true })
  stateReason!: string | null;

  @CivilDay()
  issuedOn!: string;

  @CivilDay({ nullable: true })
  soldOn!: string | null;

  @Instant({ nullable: true })
  activatedAt!: Date | null;

  @OneOf(CARD_CHANNELS, { nullable: true, name: 'CardChannel' })
  activatedBy!: CardChannel | null;

  @Uuid({ nullable: true, description: 'From the moment it was sold with a unit or became its guarantee' })
  deviceId!: string | null;

  @CivilDay({ nullable: true })
  startsOn!: string | null;

  @CivilDay({ nullable: true, description: 'The first day on which nothing is covered any more' })
  endsOn!: string | null;

  @OneOfList(CARD_ACTIONS, { name: 'CardAction' })
  allowedActions!: readonly CardAction[];

  @Int({ min: 1 })
  version!: number;
}

export class CardPageDto extends PageDto {
  @ListOf(() => CardDto)
  data!: CardDto[];
}

export class ActivateCardDto {
  @Line({ max: 60, description: 'As typed or scanned: any case, with or without dashes' })
  cardNo!: string;

  @Line({ optional: true, max: 60, description: 'Needed where the card is printed for no unit' })
  serial?: string;

  @Uuid({ optional: true, description: 'Needed where the card is for any product and the unit is not known yet' })
  productId?: string;

  @Line({ optional: true, max: 30, description: 'Of the holder: a device that is nobody’s becomes that customer’s' })
  mobile?: string;

  @CivilDay({ optional: true })
  soldOn?: string;
}

export class CardReasonDto {
  @Prose({ max: 500 })
  reason!: string;
}
