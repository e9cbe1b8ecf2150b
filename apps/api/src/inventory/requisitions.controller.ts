import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequisitionsService, StockQueries } from '@aftercare/inventory';
import { type Actor, Database } from '@aftercare/platform';
import { RepairsQueries } from '@aftercare/repair';
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
    private readonly repairs: RepairsQueries,
  ) {}

  /** The storekeeper's desk, oldest request first. */
  @Get()
  @Can('inventory.read')
  @ApiOkResponse({ type: RequisitionPageDto })
  async list(@CurrentActor() actor: Actor, @Query() query: ListRequisitionsQuery): Promise<RequisitionPageDto> {
    const { data, page } = await this.stock.listRequisitions(actor, query);
    const titles = await this.repairs.titlesOf(data.map(({ orderId }) => orderId));
    return { data: data.map((each) => ({ ...each, order: titles.get(each.orderId) ?? null })), page };
  }

  @Get(':id')
  @Can('inventory.read')
  @ApiOkResponse({ type: RequisitionDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<RequisitionDto> {
    return this.view(actor, id);
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
    return this.view(actor, id);
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
    return this.view(actor, id);
  }

  /** The store knows an order by its id only; its name comes from the workshop. */
  private async view(actor: Actor, id: string): Promise<RequisitionDto> {
    const requisition = await this.stock.getRequisition(actor, id);
    const titles = await this.repairs.titlesOf([requisition.orderId]);
    return { ...requisition, order: titles.get(requisition.orderId) ?? null };
  }
}
