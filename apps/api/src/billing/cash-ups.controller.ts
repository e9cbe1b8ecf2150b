import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries } from '@aftercare/billing';
import type { Actor } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { CashUpDto, CashUpQuery } from './cash-ups.dto.js';

@ApiTags('payments')
@Controller('cash-ups')
export class CashUpsController {
  constructor(private readonly billing: BillingQueries) {}

  /** What a centre took on one day, by method. */
  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: CashUpDto })
  get(@CurrentActor() actor: Actor, @Query() query: CashUpQuery): Promise<CashUpDto> {
    return this.billing.cashUp(actor, query.centerId, query.on);
  }
}
