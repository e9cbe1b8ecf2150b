import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CoresQueries, CoresService, SupplierLegsQueries } from '@aftercare/claims';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { CorePageDto, ListCoresQuery, MoveCoreDto } from './cores.dto.js';
import { SupplierLegsDto } from './supplier-legs.dto.js';

@ApiTags('supplier-claims')
@Controller()
export class CoresController {
  constructor(
    private readonly db: Database,
    private readonly cores: CoresService,
    private readonly queries: CoresQueries,
    private readonly legs: SupplierLegsQueries,
  ) {}

  /** Old parts that suppliers want back, the nearest deadline first. */
  @Get('claim-cores')
  @Can('claim.read')
  @ApiOkResponse({ type: CorePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListCoresQuery): Promise<CorePageDto> {
    return this.queries.list(actor, query);
  }

  /** Takes an old part in, sends it, or notes what the supplier said of it. */
  @Post('claim-cores/:id/moves')
  @HttpCode(204)
  @Can('claim.core')
  @ApiNoContentResponse()
  async move(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: MoveCoreDto,
  ): Promise<void> {
    await this.db.transaction((tx) => this.cores.move(tx, actor, id, version, input));
  }

  /** Beside the customer's verdict: which supplier answers for each line of an order, and the claim it is in. */
  @Get('repair-orders/:id/supplier-cover')
  @Can('repair.read')
  @ApiOkResponse({ type: SupplierLegsDto })
  async ofOrder(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<SupplierLegsDto> {
    return { data: await this.legs.ofOrder(actor, id) };
  }
}
