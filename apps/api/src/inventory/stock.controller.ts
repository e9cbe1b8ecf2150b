import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StockAdjustmentsService, StockQueries } from '@aftercare/inventory';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import {
  AdjustStockDto,
  ListStockBalancesQuery,
  ListStockMovementsQuery,
  StockBalanceDto,
  StockBalancePageDto,
  StockMovementPageDto,
} from './stock.dto.js';

@ApiTags('stock')
@Controller()
export class StockController {
  constructor(
    private readonly db: Database,
    private readonly adjustments: StockAdjustmentsService,
    private readonly stock: StockQueries,
  ) {}

  /** Sorted by the name of the part. */
  @Get('stock-balances')
  @Can('inventory.read')
  @ApiOkResponse({ type: StockBalancePageDto })
  listBalances(@CurrentActor() actor: Actor, @Query() query: ListStockBalancesQuery): Promise<StockBalancePageDto> {
    return this.stock.listBalances(actor, query);
  }

  /** Every movement, newest first. */
  @Get('stock-ledger')
  @Can('inventory.read')
  @ApiOkResponse({ type: StockMovementPageDto })
  listMovements(@CurrentActor() actor: Actor, @Query() query: ListStockMovementsQuery): Promise<StockMovementPageDto> {
    return this.stock.listMovements(actor, query);
  }

  /** Answers with the corrected balance. */
  @Post('stock-adjustments')
  @HttpCode(201)
  @Can('inventory.manage')
  @ApiCreatedResponse({ type: StockBalanceDto })
  async adjust(@CurrentActor() actor: Actor, @Body() input: AdjustStockDto): Promise<StockBalanceDto> {
    await this.db.transaction((tx) => this.adjustments.adjust(tx, actor, input));
    return this.stock.getBalance(actor, input.locationId, input.partId);
  }
}
