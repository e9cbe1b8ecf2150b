import { ApiProperty } from '@nestjs/swagger';
import {
  IMPORT_ACTIONS,
  IMPORT_FAILURES,
  IMPORT_KINDS,
  IMPORT_STATES,
  type ImportAction,
  type ImportFailure,
  type ImportKind,
  type ImportState,
  type Mapping,
  ROW_FAULTS,
  ROW_KINDS,
  type RowFaultCode,
  type RowKindName,
} from '@aftercare/imports';
import {
  Flag,
  Instant,
  Int,
  Json,
  Line,
  LineList,
  ListOf,
  Nested,
  OneOf,
  OneOfList,
  PageQuery,
  Uuid,
  UuidList,
} from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

export class RequestImportDto {
  @OneOf(IMPORT_KINDS, { name: 'ImportKind' })
  kind!: ImportKind;

  @UuidList({ min: 1, max: 20, description: 'Uploaded files, in the order in which they are read' })
  fileIds!: string[];

  @Flag({ description: 'Read and judge every row, and change nothing' })
  dryRun!: boolean;

  @Json({
    optional: true,
    description:
      'Field to column of the first file, for kinds with fields; guessed when absent, and remembered when given',
    example: { sku: 'part no', listPrice: 'price' },
  })
  mapping?: Record<string, string>;
}

export class FileColumnsQuery {
  @OneOf(ROW_KINDS, { name: 'RowKind' })
  kind!: RowKindName;
}

export class ExportQuery {
  @OneOf(EXPORT_FORMATS, { name: 'ExportFormat' })
  format!: ExportFormat;
}

export class ImportLabelDto {
  @Line()
  fa!: string;

  @Line()
  en!: string;
}

export class ImportFieldDto {
  @Line({ description: 'As in the header of an export' })
  name!: string;

  @Nested(() => ImportLabelDto)
  label!: ImportLabelDto;

  @Flag({ description: 'Every file needs a column for it: rows are told apart by it' })
  key!: boolean;

  @Flag({ description: 'A new row cannot do without it' })
  required!: boolean;
}

export class ImportKindDto {
  @OneOf(ROW_KINDS, { name: 'RowKind' })
  name!: RowKindName;

  @Nested(() => ImportLabelDto)
  label!: ImportLabelDto;

  @ListOf(() => ImportFieldDto)
  fields!: ImportFieldDto[];
}

export class ImportKindsDto {
  @ListOf(() => ImportKindDto)
  data!: ImportKindDto[];
}

export class FileColumnsDto {
  @LineList({ description: 'The header in small letters' })
  columns!: string[];

  @Json({ description: 'Field to column: as chosen last for this kind, else by name' })
  mapping!: Mapping;

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'The first rows, cell by cell',
  })
  sample!: string[][];
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

  @Json({ nullable: true, description: 'Field to column; null for kinds whose columns have fixed names' })
  mapping!: Mapping | null;

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

  @Json({
    description: 'Fills the text of the reason: column, value, found, expected, length, max, choices, problem, title',
  })
  params!: Record<string, unknown>;
}

export class ImportErrorPageDto extends PageDto {
  @ListOf(() => ImportErrorDto)
  data!: ImportErrorDto[];
}
