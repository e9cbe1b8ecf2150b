import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries, DepositsService } from '@aftercare/billing';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { DepositDto, DepositListDto, DepositsQuery, RefundDepositDto, TakeDepositDto } from './deposits.dto.js';

/** Money left ahead for an order: its invoice takes it, or it goes back the way it came. */
@ApiTags('payments')
@Controller('deposits')
export class DepositsController {
  constructor(
    private readonly db: Database,
    private readonly deposits: DepositsService,
    private readonly billing: BillingQueries,
  ) {}

  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: DepositListDto })
  async list(@CurrentActor() actor: Actor, @Query() { orderId }: DepositsQuery): Promise<DepositListDto> {
    return { data: await this.billing.listDeposits(actor, orderId) };
  }

  @Post()
  @HttpCode(201)
  @Can('payment.take')
  @ApiCreatedResponse({ type: DepositDto })
  async take(@CurrentActor() actor: Actor, @Body() input: TakeDepositDto): Promise<DepositDto> {
    const id = await this.db.transaction((tx) => this.deposits.take(tx, actor, input));
    return this.billing.getDeposit(actor, id);
  }

  @Post(':id/refunds')
  @HttpCode(200)
  @Can('payment.take')
  @ApiOkResponse({ type: DepositDto })
  async refund(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RefundDepositDto,
  ): Promise<DepositDto> {
    await this.db.transaction((tx) => this.deposits.refund(tx, actor, id, version, input));
    return this.billing.getDeposit(actor, id);
  }
}
