import { Instant, Line, ListOf, Nested, PageQuery, Prose, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListFailedJobsQuery extends PageQuery {}

class JobSubjectDto {
  @Line({ example: 'repair-order' })
  type!: string;

  @Uuid()
  id!: string;
}

export class FailedJobDto {
  @Uuid()
  eventId!: string;

  @Line({ example: 'repair.ready' })
  eventName!: string;

  @Line({ example: 'notify-customer', description: 'The reaction that failed' })
  subscriber!: string;

  @Nested(() => JobSubjectDto)
  subject!: JobSubjectDto;

  @Uuid({ nullable: true })
  centerId!: string | null;

  @Prose()
  error!: string;

  @Instant()
  failedAt!: Date;
}

export class FailedJobPageDto extends PageDto {
  @ListOf(() => FailedJobDto)
  data!: FailedJobDto[];
}
