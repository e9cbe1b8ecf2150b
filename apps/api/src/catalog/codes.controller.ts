import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CodesService, CatalogQueries } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeServiceCodeDto,
  CreateServiceCodeDto,
  ListCodesQuery,
  ServiceCodeDto,
  ServiceCodePageDto,
} from './codes.dto.js';

@ApiTags('codes')
@Controller('codes')
export class CodesController {
  constructor(
    private readonly db: Database,
    private readonly codes: CodesService,
    private readonly catalog: CatalogQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: ServiceCodePageDto })
  list(@Query() query: ListCodesQuery): Promise<ServiceCodePageDto> {
    return this.catalog.listCodes(query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: ServiceCodeDto })
  get(@IdParam('id') id: string): Promise<ServiceCodeDto> {
    return this.catalog.getCode(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: ServiceCodeDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateServiceCodeDto): Promise<ServiceCodeDto> {
    const id = await this.db.transaction((tx) => this.codes.create(tx, actor, input));
    return this.catalog.getCode(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: ServiceCodeDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeServiceCodeDto,
  ): Promise<ServiceCodeDto> {
    await this.db.transaction((tx) => this.codes.change(tx, actor, id, version, input));
    return this.catalog.getCode(id);
  }
}
