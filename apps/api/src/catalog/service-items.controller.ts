import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ServiceItemsService, CatalogQueries, TariffsQueries } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeServiceItemDto,
  CreateServiceItemDto,
  ListServiceItemsQuery,
  ServiceItemDto,
  ServiceItemPageDto,
} from './service-items.dto.js';

@ApiTags('service-items')
@Controller('service-items')
export class ServiceItemsController {
  constructor(
    private readonly db: Database,
    private readonly serviceItems: ServiceItemsService,
    private readonly catalog: CatalogQueries,
    private readonly tariffs: TariffsQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: ServiceItemPageDto })
  async list(@Query() query: ListServiceItemsQuery): Promise<ServiceItemPageDto> {
    return this.tariffs.withApplied(await this.catalog.listServiceItems(query), query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: ServiceItemDto })
  get(@IdParam('id') id: string): Promise<ServiceItemDto> {
    return this.catalog.getServiceItem(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: ServiceItemDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateServiceItemDto): Promise<ServiceItemDto> {
    const id = await this.db.transaction((tx) => this.serviceItems.create(tx, actor, input));
    return this.catalog.getServiceItem(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: ServiceItemDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeServiceItemDto,
  ): Promise<ServiceItemDto> {
    await this.db.transaction((tx) => this.serviceItems.change(tx, actor, id, version, input));
    return this.catalog.getServiceItem(id);
  }
}
