import { Amount, CivilDay, Int, ListOf, Nested, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';

export class RecoveryQuery {
  @CivilDay({ description: 'Claims that were sent on this day or later' })
  from!: string;

  @CivilDay({ description: 'The first day outside' })
  to!: string;

  @Uuid({ optional: true })
  centerId?: string;
}

class OpenClaimsDto {
  @Amount()
  to30!: number;

  @Amount()
  to60!: number;

  @Amount()
  to90!: number;

  @Amount()
  over90!: number;
}

class RecoveryDto {
  @Nested(() => CodedRefDto)
  supplier!: CodedRefDto;

  @Int()
  claims!: number;

  @Amount()
  claimed!: number;

  @Amount()
  accepted!: number;

  @Amount()
  settled!: number;

  @Int({ nullable: true, description: 'Basis points of what was claimed; null where nothing was' })
  rateBp!: number | null;

  @Int({ nullable: true, description: 'On average' })
  daysToSettle!: number | null;

  @Nested(() => OpenClaimsDto, { description: 'Claimed and not settled, by the days since it was sent' })
  open!: OpenClaimsDto;
}

export class RecoveryListDto {
  @ListOf(() => RecoveryDto)
  data!: readonly RecoveryDto[];
}
