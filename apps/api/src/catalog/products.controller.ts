import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ProductsService,
  CatalogQueries,
  noticesOf,
  StructureQueries,
  StructureService,
  TariffsQueries,
} from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeProductDto,
  ProductNoticesDto,
  ProductNoticesQuery,
  CreateProductDto,
  ListProductsQuery,
  ProductDto,
  ProductPageDto,
} from './products.dto.js';
import { FittingPartsDto, SetStructureDto, StructureDto } from './structure.dto.js';

@ApiTags('products')
@Controller('products')
export class ProductsController {
  constructor(
    private readonly db: Database,
    private readonly products: ProductsService,
    private readonly catalog: CatalogQueries,
    private readonly tariffs: TariffsQueries,
    private readonly structureService: StructureService,
    private readonly structures: StructureQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: ProductPageDto })
  list(@Query() query: ListProductsQuery): Promise<ProductPageDto> {
    return this.catalog.listProducts(query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: ProductDto })
  get(@IdParam('id') id: string): Promise<ProductDto> {
    return this.catalog.getProduct(id);
  }

  /** For who takes a unit of it in: what does not fit, and whether it is still made and supported. */
  @Get(':id/notices')
  @Can('catalog.read')
  @ApiOkResponse({ type: ProductNoticesDto })
  async notices(@IdParam('id') id: string, @Query() query: ProductNoticesQuery): Promise<ProductNoticesDto> {
    const unit = { serial: query.serial ?? null, imei: query.imei ?? null };
    const today = await this.tariffs.today();
    return { notices: noticesOf(await this.catalog.getProduct(id), unit, today) };
  }

  @Get(':id/structure')
  @Can('catalog.read')
  @ApiOkResponse({ type: StructureDto })
  async structure(@IdParam('id') id: string): Promise<StructureDto> {
    return { components: await this.structures.structureOf(id) };
  }

  @Get(':id/parts')
  @Can('catalog.read')
  @ApiOkResponse({ type: FittingPartsDto, description: 'The parts that fit it by name' })
  async parts(@IdParam('id') id: string): Promise<FittingPartsDto> {
    return { data: await this.structures.fittingParts(id) };
  }

  @Put(':id/structure')
  @Can('catalog.manage')
  @ApiOkResponse({ type: StructureDto })
  async setStructure(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { components }: SetStructureDto,
  ): Promise<StructureDto> {
    await this.db.transaction((tx) => this.structureService.setStructure(tx, actor, id, version, components));
    return this.structure(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: ProductDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateProductDto): Promise<ProductDto> {
    const id = await this.db.transaction((tx) => this.products.create(tx, actor, input));
    return this.catalog.getProduct(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: ProductDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeProductDto,
  ): Promise<ProductDto> {
    await this.db.transaction((tx) => this.products.change(tx, actor, id, version, input));
    return this.catalog.getProduct(id);
  }
}
