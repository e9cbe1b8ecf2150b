import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StockLocationsService, StockQueries } from '@aftercare/inventory';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeStockLocationDto,
  CreateStockLocationDto,
  ListStockLocationsQuery,
  StockLocationDto,
  StockLocationPageDto,
} from './stock-locations.dto.js';

@ApiTags('stock-locations')
@Controller('stock-locations')
export class StockLocationsController {
  constructor(
    private readonly db: Database,
    private readonly locations: StockLocationsService,
    private readonly stock: StockQueries,
  ) {}

  @Get()
  @Can('inventory.read')
  @ApiOkResponse({ type: StockLocationPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListStockLocationsQuery): Promise<StockLocationPageDto> {
    return this.stock.listLocations(actor, query);
  }

  @Get(':id')
  @Can('inventory.read')
  @ApiOkResponse({ type: StockLocationDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<StockLocationDto> {
    return this.stock.getLocation(actor, id);
  }

  @Post()
  @HttpCode(201)
  @Can('inventory.manage')
  @ApiCreatedResponse({ type: StockLocationDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateStockLocationDto): Promise<StockLocationDto> {
    const id = await this.db.transaction((tx) => this.locations.create(tx, actor, input));
    return this.stock.getLocation(actor, id);
  }

  @Patch(':id')
  @Can('inventory.manage')
  @ApiOkResponse({ type: StockLocationDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeStockLocationDto,
  ): Promise<StockLocationDto> {
    await this.db.transaction((tx) => this.locations.change(tx, actor, id, version, input));
    return this.stock.getLocation(actor, id);
  }
}
