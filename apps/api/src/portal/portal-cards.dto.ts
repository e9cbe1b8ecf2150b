import { COVER_CLASSES, type CoverClass } from '@aftercare/warranty';
import { CivilDay, Int, Line, ListOf, NameDto, Nested, OneOf } from '../http/fields.js';

class CardInHandDto {
  @Line({ max: 60, example: 'WC-1405-000007', description: 'As typed or scanned: any case, with or without dashes' })
  cardNo!: string;

  @Line({ max: 40, description: 'The 16 digits below the scratch layer; Persian digits and gaps are read' })
  scratchCode!: string;
}

export class RequestCardCodeDto extends CardInHandDto {
  @Line({ max: 30, description: 'Of the holder, as typed' })
  mobile!: string;

  @OneOf(['fa', 'en'], { description: 'The language of the message' })
  locale!: 'fa' | 'en';
}

export class OpenCardVisitDto {
  @Line({ max: 30 })
  mobile!: string;

  @Line({ max: 20, example: '123456', description: 'From the message; Persian digits are read' })
  otp!: string;
}

export class ActivateOwnCardDto extends CardInHandDto {
  @Line({ optional: true, max: 60, description: 'Needed where the card is printed for no unit and was sold with none' })
  serial?: string;
}

class CoverPeriodDto {
  @OneOf(COVER_CLASSES, { name: 'CoverClass' })
  class!: CoverClass;

  @Int({ max: 100 })
  percent!: number;

  @CivilDay()
  startsOn!: string;

  @CivilDay({ description: 'The first day on which it is covered no more' })
  endsOn!: string;
}

/** The guarantee that a card became. */
export class ActiveCardDto {
  @Line()
  cardNo!: string;

  @Nested(() => NameDto)
  brand!: NameDto;

  @Nested(() => NameDto)
  product!: NameDto;

  @Line({ nullable: true })
  serial!: string | null;

  @ListOf(() => CoverPeriodDto)
  cover!: readonly CoverPeriodDto[];
}
