import { CivilDay, Int, ListOf, Nested, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { ClaimLineSubjectDto, ClaimScopeQuery } from './claims.dto.js';

export class ListClaimableQuery extends ClaimScopeQuery {
  @Uuid({ optional: true })
  orderId?: string;

  @CivilDay({ optional: true, description: 'Only what must be claimed on or before this day' })
  claimBefore?: string;
}

export class ClaimableLineDto extends ClaimLineSubjectDto {
  @Nested(() => CodedRefDto)
  supplier!: CodedRefDto;

  @Nested(() => CodedRefDto)
  center!: CodedRefDto;

  @Int({ description: 'To the deadline, that day included; 0 when it has passed' })
  daysLeft!: number;
}

export class ClaimableLinePageDto extends PageDto {
  @ListOf(() => ClaimableLineDto)
  data!: ClaimableLineDto[];
}
