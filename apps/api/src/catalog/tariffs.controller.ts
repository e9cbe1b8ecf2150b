import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TariffsQueries, TariffsService } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ChangeTariffDto, CreateTariffDto, ListTariffsQuery, TariffDto, TariffPageDto } from './tariffs.dto.js';

@ApiTags('tariffs')
@Controller('tariffs')
export class TariffsController {
  constructor(
    private readonly db: Database,
    private readonly tariffs: TariffsService,
    private readonly queries: TariffsQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: TariffPageDto })
  list(@Query() query: ListTariffsQuery): Promise<TariffPageDto> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: TariffDto })
  get(@IdParam('id') id: string): Promise<TariffDto> {
    return this.queries.get(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({
    type: TariffDto,
    description: 'The one for the same without an end now ends where this begins',
  })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateTariffDto): Promise<TariffDto> {
    const id = await this.db.transaction((tx) => this.tariffs.create(tx, actor, input));
    return this.queries.get(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: TariffDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeTariffDto,
  ): Promise<TariffDto> {
    await this.db.transaction((tx) => this.tariffs.change(tx, actor, id, version, input));
    return this.queries.get(id);
  }
}
