import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GoodsReceiptsService, StockQueries } from '@aftercare/inventory';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { GoodsReceiptDto, GoodsReceiptPageDto, ListGoodsReceiptsQuery, ReceiveGoodsDto } from './goods-receipts.dto.js';

@ApiTags('goods-receipts')
@Controller('goods-receipts')
export class GoodsReceiptsController {
  constructor(
    private readonly db: Database,
    private readonly receipts: GoodsReceiptsService,
    private readonly stock: StockQueries,
  ) {}

  /** Newest first. */
  @Get()
  @Can('inventory.read')
  @ApiOkResponse({ type: GoodsReceiptPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListGoodsReceiptsQuery): Promise<GoodsReceiptPageDto> {
    return this.stock.listReceipts(actor, query);
  }

  @Get(':id')
  @Can('inventory.read')
  @ApiOkResponse({ type: GoodsReceiptDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<GoodsReceiptDto> {
    return this.stock.getReceipt(actor, id);
  }

  /** Takes in bought parts; orders that wait for them get them at once. */
  @Post()
  @HttpCode(201)
  @Can('inventory.receive')
  @ApiCreatedResponse({ type: GoodsReceiptDto })
  async receive(@CurrentActor() actor: Actor, @Body() input: ReceiveGoodsDto): Promise<GoodsReceiptDto> {
    const id = await this.db.transaction((tx) => this.receipts.receive(tx, actor, input));
    return this.stock.getReceipt(actor, id);
  }
}
