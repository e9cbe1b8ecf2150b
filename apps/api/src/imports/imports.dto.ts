import {
  IMPORT_ACTIONS,
  IMPORT_FAILURES,
  IMPORT_KINDS,
  IMPORT_STATES,
  type ImportAction,
  type ImportFailure,
  type ImportKind,
  type ImportState,
  ROW_FAULTS,
  type RowFaultCode,
} from '@aftercare/imports';
import {
  Flag,
  Instant,
  Int,
  Json,
  Line,
  LineList,
  ListOf,
  OneOf,
  OneOfList,
  PageQuery,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class RequestImportDto {
  @OneOf(IMPORT_KINDS, { name: 'ImportKind' })
  kind!: ImportKind;

  @UuidList({ min: 1, max: 20, description: 'Uploaded files, in the order in which they are read' })
  fileIds!: string[];

  @Flag({ description: 'Read and judge every row, and change nothing' })
  dryRun!: boolean;
}

export class ListImportsQuery extends PageQuery {}

export class ListImportErrorsQuery extends PageQuery {}

export class UploadedFileDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;

  @Int()
  bytes!: number;

  @Line({ description: 'SHA-256, hex' })
  sha256!: string;

  @LineList({ description: 'The header in small letters' })
  columns!: string[];
}

export class ImportedFileDto {
  @Uuid({ nullable: true, description: 'The upload; null for a file that the command line read where it lay' })
  id!: string | null;

  @Line()
  name!: string;

  @Int()
  bytes!: number;

  @Line({ description: 'SHA-256, hex' })
  sha256!: string;
}

export class ImportDto {
  @Uuid()
  id!: string;

  @OneOf(IMPORT_KINDS, { name: 'ImportKind' })
  kind!: ImportKind;

  @Flag()
  dryRun!: boolean;

  @OneOf(IMPORT_STATES, { name: 'ImportState' })
  state!: ImportState;

  @ListOf(() => ImportedFileDto)
  files!: ImportedFileDto[];

  @Int({ description: 'Of all files' })
  bytesTotal!: number;

  @Int({ description: 'Read so far' })
  bytesDone!: number;

  @Int({ description: 'Rows judged so far: the sum of the four below' })
  rows!: number;

  @Int()
  created!: number;

  @Int()
  updated!: number;

  @Int()
  unchanged!: number;

  @Int({ description: 'See the errors of this import' })
  rejected!: number;

  @OneOf(IMPORT_FAILURES, { nullable: true, name: 'ImportFailure', description: 'Why the import as a whole failed' })
  failure!: ImportFailure | null;

  @Instant({ nullable: true })
  cancelRequestedAt!: Date | null;

  @Uuid({ nullable: true })
  createdById!: string | null;

  @Line()
  createdBy!: string;

  @Instant()
  createdAt!: Date;

  @Instant({ nullable: true })
  startedAt!: Date | null;

  @Instant({ nullable: true })
  finishedAt!: Date | null;

  @OneOfList(IMPORT_ACTIONS, {
    name: 'ImportAction',
    description: 'cancel: ask it to stop. carry-out: order the same files again with dryRun false',
  })
  allowedActions!: ImportAction[];

  @Int({ min: 1, description: 'Rises with every batch' })
  version!: number;
}

export class ImportPageDto extends PageDto {
  @ListOf(() => ImportDto)
  data!: ImportDto[];
}

export class ImportErrorDto {
  @Int({ min: 1, description: 'Counts the refused rows of the import' })
  position!: number;

  @Line()
  file!: string;

  @Int({ min: 1, description: 'Physical line on which the row begins; the header is 1' })
  line!: number;

  @OneOf(ROW_FAULTS, { name: 'ImportRowFault' })
  reason!: RowFaultCode;

  @Json({ description: 'Fills the text of the reason: column, value, found, expected, length, max' })
  params!: Record<string, unknown>;
}

export class ImportErrorPageDto extends PageDto {
  @ListOf(() => ImportErrorDto)
  data!: ImportErrorDto[];
}
