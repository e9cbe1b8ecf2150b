import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProductGroupsService, CatalogQueries } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeProductGroupDto,
  CreateProductGroupDto,
  ListProductGroupsQuery,
  ProductGroupDto,
  ProductGroupPageDto,
} from './product-groups.dto.js';

@ApiTags('product-groups')
@Controller('product-groups')
export class ProductGroupsController {
  constructor(
    private readonly db: Database,
    private readonly productGroups: ProductGroupsService,
    private readonly catalog: CatalogQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: ProductGroupPageDto })
  list(@Query() query: ListProductGroupsQuery): Promise<ProductGroupPageDto> {
    return this.catalog.listGroups(query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: ProductGroupDto })
  get(@IdParam('id') id: string): Promise<ProductGroupDto> {
    return this.catalog.getGroup(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: ProductGroupDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateProductGroupDto): Promise<ProductGroupDto> {
    const id = await this.db.transaction((tx) => this.productGroups.create(tx, actor, input));
    return this.catalog.getGroup(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: ProductGroupDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeProductGroupDto,
  ): Promise<ProductGroupDto> {
    await this.db.transaction((tx) => this.productGroups.change(tx, actor, id, version, input));
    return this.catalog.getGroup(id);
  }
}
