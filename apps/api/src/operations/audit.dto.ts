import { Instant, Json, Line, ListOf, Nested, OneOf, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListAuditEntriesQuery extends PageQuery {
  @Uuid({ optional: true, description: 'What was done to this record' })
  subjectId?: string;

  @Uuid({ optional: true, description: 'What this account did' })
  actorAccountId?: string;

  @Line({ optional: true, max: 100, description: 'One action, or an area and all its actions', example: 'identity' })
  action?: string;
}

class AuditSubjectDto {
  @Line({ example: 'account' })
  type!: string;

  @Uuid()
  id!: string;
}

class AuditActorDto {
  @OneOf(['staff', 'customer', 'system'], { name: 'ActorKind' })
  kind!: 'staff' | 'customer' | 'system';

  @Uuid({ nullable: true })
  accountId!: string | null;

  @Line({ description: 'A name for staff, a masked number for a customer' })
  name!: string;
}

export class AuditEntryDto {
  @Uuid()
  id!: string;

  @Line({ example: 'identity.account-disabled' })
  action!: string;

  @Nested(() => AuditSubjectDto)
  subject!: AuditSubjectDto;

  @Uuid({ nullable: true, description: 'Null for what belongs to the whole network' })
  centerId!: string | null;

  @Json({ description: 'Facts of the change; what they are depends on the action' })
  details!: Readonly<Record<string, unknown>>;

  @Nested(() => AuditActorDto)
  actor!: AuditActorDto;

  @Line({ nullable: true, description: 'The request it was done by; also in the logs' })
  requestId!: string | null;

  @Instant()
  occurredAt!: Date;
}

export class AuditEntryPageDto extends PageDto {
  @ListOf(() => AuditEntryDto)
  data!: AuditEntryDto[];
}
