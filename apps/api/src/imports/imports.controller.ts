import { Body, Controller, Get, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { errorReport, ImportFiles, ImportsQueries, ImportsService, sampleOf } from '@aftercare/imports';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, Database, malformedRequest, unsupportedMediaType } from '@aftercare/platform';
import { Can, CurrentActor, type ApiRequest } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import {
  FileColumnsDto,
  FileColumnsQuery,
  ImportDto,
  ImportErrorPageDto,
  ImportKindsDto,
  ImportPageDto,
  ListImportErrorsQuery,
  ListImportsQuery,
  RequestImportDto,
  UploadedFileDto,
} from './imports.dto.js';

const SAMPLE_ROWS = 3;

@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly db: Database,
    private readonly files: ImportFiles,
    private readonly imports: ImportsService,
    private readonly queries: ImportsQueries,
  ) {}

  /** The same bytes uploaded twice are two files, and harm nobody: no Idempotency-Key. */
  @Post('files')
  @NoIdempotencyKey()
  @Can('import.run')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
    description: 'One CSV file of 64 MiB at most, or one XLSX file of 8 MiB of which the first sheet is taken',
  })
  @ApiCreatedResponse({ type: UploadedFileDto })
  async upload(@CurrentActor() actor: Actor, @Req() request: ApiRequest): Promise<UploadedFileDto> {
    if (!request.isMultipart()) throw unsupportedMediaType();
    assertNetworkWide(actor); // before the bytes are taken
    const part = await request.file();
    if (!part) throw malformedRequest();
    const { id, name, bytes, sha256, columns } = await this.files.store(part.file, part.filename);
    await this.db.transaction((tx) => this.imports.addFile(tx, actor, { id, name, bytes, sha256, columns }));
    return { id, name, bytes, sha256, columns: [...columns] };
  }

  /** What an upload says, for whoever chooses the columns. */
  @Get('files/:id/columns')
  @Can('import.run')
  @ApiOkResponse({ type: FileColumnsDto })
  async columns(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() query: FileColumnsQuery,
  ): Promise<FileColumnsDto> {
    const answer = await this.queries.columns(actor, id, query.kind);
    return { ...answer, sample: await sampleOf(this.files.pathOf(id), SAMPLE_ROWS) };
  }

  @Get('kinds')
  @Can('import.run')
  @ApiOkResponse({ type: ImportKindsDto, description: 'What the account may import and export, with its fields' })
  kinds(@CurrentActor() actor: Actor): ImportKindsDto {
    const data = this.queries.kinds(actor).map(({ name, label, fields, key }) => ({
      name,
      label,
      fields: Object.entries(fields).map(([field, { label: text, required }]) => ({
        name: field,
        label: text,
        key: key.includes(field),
        required,
      })),
    }));
    return { data };
  }

  @Post()
  @HttpCode(202)
  @Can('import.run')
  @ApiAcceptedResponse({
    type: ImportDto,
    description: 'A worker carries it out; ask for it again to see how far it is',
  })
  async request(@CurrentActor() actor: Actor, @Body() input: RequestImportDto): Promise<ImportDto> {
    const id = await this.db.transaction((tx) => this.imports.request(tx, actor, input));
    return this.get(actor, id);
  }

  @Get()
  @Can('import.run')
  @ApiOkResponse({ type: ImportPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListImportsQuery): Promise<ImportPageDto> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @Can('import.run')
  @ApiOkResponse({ type: ImportDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<ImportDto> {
    return this.queries.get(actor, id);
  }

  /** Without If-Match: the version rises with every batch, and the wish to stop holds whatever happened meanwhile. */
  @Post(':id/cancellation')
  @HttpCode(202)
  @Can('import.run')
  @ApiAcceptedResponse({ type: ImportDto, description: 'It stops after the batch in hand; what was taken stays' })
  async cancel(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<ImportDto> {
    await this.db.transaction((tx) => this.imports.cancel(tx, actor, id));
    return this.get(actor, id);
  }

  @Get(':id/errors')
  @Can('import.run')
  @ApiOkResponse({ type: ImportErrorPageDto })
  errors(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() query: ListImportErrorsQuery,
  ): Promise<ImportErrorPageDto> {
    return this.queries.errors(actor, id, query);
  }

  @Get(':id/errors.csv')
  @Can('import.run')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'All refused rows; no cell starts like a formula' })
  async errorFile(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<StreamableFile> {
    await this.queries.get(actor, id);
    return new StreamableFile(errorReport(this.queries.allErrors(actor, id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-errors-${id.slice(-12)}.csv"`,
    });
  }
}
