import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartsService, CatalogQueries, StructureQueries, StructureService, TariffsQueries } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ChangePartDto, CreatePartDto, ListPartsQuery, PartDto, PartPageDto } from './parts.dto.js';
import { PartRelationsDto, SetPartRelationsDto } from './structure.dto.js';

@ApiTags('parts')
@Controller('parts')
export class PartsController {
  constructor(
    private readonly db: Database,
    private readonly parts: PartsService,
    private readonly catalog: CatalogQueries,
    private readonly tariffs: TariffsQueries,
    private readonly structureService: StructureService,
    private readonly structures: StructureQueries,
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

  @Get(':id/relations')
  @Can('catalog.read')
  @ApiOkResponse({ type: PartRelationsDto, description: 'What it fits, and what may go in for it' })
  relations(@IdParam('id') id: string): Promise<PartRelationsDto> {
    return this.structures.relationsOf(id);
  }

  @Put(':id/relations')
  @Can('catalog.manage')
  @ApiOkResponse({ type: PartRelationsDto })
  async setRelations(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SetPartRelationsDto,
  ): Promise<PartRelationsDto> {
    await this.db.transaction((tx) => this.structureService.setRelations(tx, actor, id, version, input));
    return this.structures.relationsOf(id);
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
