import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequisitionsService, StockQueries } from '@aftercare/inventory';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ListRequisitionsQuery, MovePartsDto, RequisitionDto, RequisitionPageDto } from './requisitions.dto.js';

@ApiTags('requisitions')
@Controller('requisitions')
export class RequisitionsController {
  constructor(
    private readonly db: Database,
    private readonly requisitions: RequisitionsService,
    private readonly stock: StockQueries,
  ) {}

  /** The storekeeper's desk, oldest request first. */
  @Get()
  @Can('inventory.read')
  @ApiOkResponse({ type: RequisitionPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListRequisitionsQuery): Promise<RequisitionPageDto> {
    return this.stock.listRequisitions(actor, query);
  }

  @Get(':id')
  @Can('inventory.read')
  @ApiOkResponse({ type: RequisitionDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<RequisitionDto> {
    return this.stock.getRequisition(actor, id);
  }

  /** Hands out reserved pieces. */
  @Post(':id/issues')
  @HttpCode(200)
  @Can('inventory.issue')
  @ApiOkResponse({ type: RequisitionDto })
  async issue(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: MovePartsDto,
  ): Promise<RequisitionDto> {
    await this.db.transaction((tx) => this.requisitions.issue(tx, actor, id, version, input.lines));
    return this.stock.getRequisition(actor, id);
  }

  /** Takes unused pieces back at the cost they were issued at. */
  @Post(':id/returns')
  @HttpCode(200)
  @Can('inventory.issue')
  @ApiOkResponse({ type: RequisitionDto })
  async takeBack(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Body() input: MovePartsDto,
  ): Promise<RequisitionDto> {
    await this.db.transaction((tx) => this.requisitions.returnLines(tx, actor, id, input.lines));
    return this.stock.getRequisition(actor, id);
  }
}
