import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries } from '@aftercare/billing';
import type { Actor } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { CustomerBalanceDto } from './deposits.dto.js';

@ApiTags('customers')
@Controller('customers/:id/balance')
export class CustomerBalancesController {
  constructor(private readonly billing: BillingQueries) {}

  /** What the customer owes the reader's centres, and what these hold for the customer. */
  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: CustomerBalanceDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<CustomerBalanceDto> {
    return this.billing.balanceOf(actor, id);
  }
}
