import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries } from '@aftercare/billing';
import type { Actor } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { InvoiceDto, InvoicePageDto, ListInvoicesQuery } from './invoices.dto.js';

@ApiTags('invoices')
@Controller('invoices')
export class InvoicesController {
  constructor(private readonly billing: BillingQueries) {}

  /** Newest first. The cashier's desk is `kind=customer&state=issued,part_paid`. */
  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: InvoicePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListInvoicesQuery): Promise<InvoicePageDto> {
    return this.billing.listInvoices(actor, query);
  }

  @Get(':id')
  @Can('billing.read')
  @ApiOkResponse({ type: InvoiceDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<InvoiceDto> {
    return this.billing.getInvoice(actor, id);
  }
}
