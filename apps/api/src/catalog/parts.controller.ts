import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartsService, CatalogQueries, TariffsQueries } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ChangePartDto, CreatePartDto, ListPartsQuery, PartDto, PartPageDto } from './parts.dto.js';

@ApiTags('parts')
@Controller('parts')
export class PartsController {
  constructor(
    private readonly db: Database,
    private readonly parts: PartsService,
    private readonly catalog: CatalogQueries,
    private readonly tariffs: TariffsQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: PartPageDto })
  async list(@Query() query: ListPartsQuery): Promise<PartPageDto> {
    return this.tariffs.withApplied(await this.catalog.listParts(query), query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: PartDto })
  get(@IdParam('id') id: string): Promise<PartDto> {
    return this.catalog.getPart(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: PartDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreatePartDto): Promise<PartDto> {
    const id = await this.db.transaction((tx) => this.parts.create(tx, actor, input));
    return this.catalog.getPart(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: PartDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangePartDto,
  ): Promise<PartDto> {
    await this.db.transaction((tx) => this.parts.change(tx, actor, id, version, input));
    return this.catalog.getPart(id);
  }
}
