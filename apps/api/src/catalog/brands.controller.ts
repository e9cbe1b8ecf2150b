import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BrandsService, CatalogQueries } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ChangeBrandDto, CreateBrandDto, ListBrandsQuery, BrandDto, BrandPageDto } from './brands.dto.js';

@ApiTags('brands')
@Controller('brands')
export class BrandsController {
  constructor(
    private readonly db: Database,
    private readonly brands: BrandsService,
    private readonly catalog: CatalogQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: BrandPageDto })
  list(@Query() query: ListBrandsQuery): Promise<BrandPageDto> {
    return this.catalog.listBrands(query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: BrandDto })
  get(@IdParam('id') id: string): Promise<BrandDto> {
    return this.catalog.getBrand(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: BrandDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateBrandDto): Promise<BrandDto> {
    const id = await this.db.transaction((tx) => this.brands.create(tx, actor, input));
    return this.catalog.getBrand(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: BrandDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeBrandDto,
  ): Promise<BrandDto> {
    await this.db.transaction((tx) => this.brands.change(tx, actor, id, version, input));
    return this.catalog.getBrand(id);
  }
}
