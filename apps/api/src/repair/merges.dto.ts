import { MERGE_CONFLICTS, type MergeConflict } from '@aftercare/repair';
import { Int, OneOfList, Prose, Uuid } from '../http/fields.js';

export class MergePreviewQuery {
  @Uuid({ description: 'The record that would be closed' })
  loserId!: string;
}

export class MergeDeviceDto {
  @Uuid({ description: 'The record that is closed' })
  loserId!: string;

  @Prose({ max: 500 })
  reason!: string;
}

export class MergePreviewDto {
  @OneOfList(MERGE_CONFLICTS, {
    name: 'MergeConflict',
    description: 'Problem codes; empty when nothing stands against it',
  })
  conflicts!: readonly MergeConflict[];

  @Int()
  orders!: number;

  @Int()
  registrations!: number;

  @Int()
  contracts!: number;

  @Int({ description: 'Parts fitted now or once' })
  parts!: number;

  @Int({ description: 'Units that sit in it' })
  components!: number;

  @Int()
  readings!: number;
}
