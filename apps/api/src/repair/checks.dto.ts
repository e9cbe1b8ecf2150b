import { Flag, Instant, Line, Prose } from '../http/fields.js';

export class CheckViewDto {
  @Flag()
  passed!: boolean;

  @Prose({ nullable: true })
  note!: string | null;

  @Line()
  testedBy!: string;

  @Instant()
  testedAt!: string;
}

export class CheckRepairDto {
  @Flag()
  passed!: boolean;

  @Prose({ nullable: true, max: 1000, description: 'What was found; needed when it failed' })
  note!: string | null;
}

export class CloseUnrepairedDto {
  @Prose({ max: 1000 })
  reason!: string;
}
