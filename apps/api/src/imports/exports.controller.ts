import { Controller, Get, Param, type PipeTransform, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ExportsService, ROW_KINDS, type RowKindName } from '@aftercare/imports';
import { type Actor, notFound } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { ExportQuery } from './imports.dto.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is no kind is not there. */
const KindPipe: PipeTransform<string, RowKindName> = {
  transform(text) {
    const kind = ROW_KINDS.find((name) => name === text);
    if (!kind) throw notFound();
    return kind;
  },
};

@ApiTags('imports')
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** The same right as importing: it takes away everything there is of a kind. */
  @Get(':kind')
  @Can('import.run')
  @ApiParam({ name: 'kind', enum: ROW_KINDS, enumName: 'RowKind' })
  @ApiProduces('text/csv', XLSX)
  @ApiOkResponse({
    schema: { type: 'string', format: 'binary' },
    description: 'Every entry of the kind, in the columns in which it is imported; no cell is read as a formula',
  })
  async export(
    @CurrentActor() actor: Actor,
    @Param('kind', KindPipe) kind: RowKindName,
    @Query() { format }: ExportQuery,
  ): Promise<StreamableFile> {
    const isCsv = format === 'csv';
    const file = isCsv ? await this.exports.csv(actor, kind) : await this.exports.xlsx(actor, kind);
    const options = {
      type: isCsv ? 'text/csv; charset=utf-8' : XLSX,
      disposition: `attachment; filename="${kind}.${format}"`,
    };
    return file instanceof Uint8Array ? new StreamableFile(file, options) : new StreamableFile(file, options);
  }
}
