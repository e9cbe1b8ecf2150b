import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries } from '@aftercare/billing';
import type { Actor } from '@aftercare/platform';
import { RepairsQueries } from '@aftercare/repair';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { InvoiceDto, InvoicePageDto, ListInvoicesQuery } from './invoices.dto.js';

@ApiTags('invoices')
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly billing: BillingQueries,
    private readonly repairs: RepairsQueries,
  ) {}

  /** Newest first. The cashier's desk is `kind=customer&state=issued,part_paid`. */
  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: InvoicePageDto })
  async list(@CurrentActor() actor: Actor, @Query() query: ListInvoicesQuery): Promise<InvoicePageDto> {
    const { data, page } = await this.billing.listInvoices(actor, query);
    // Billing knows an order by its id only; its name comes from the workshop.
    const titles = await this.repairs.titlesOf(data.map(({ orderId }) => orderId));
    return { data: data.map((each) => ({ ...each, order: titles.get(each.orderId) ?? null })), page };
  }

  @Get(':id')
  @Can('billing.read')
  @ApiOkResponse({ type: InvoiceDto })
  async get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<InvoiceDto> {
    const invoice = await this.billing.getInvoice(actor, id);
    const titles = await this.repairs.titlesOf([invoice.orderId]);
    return { ...invoice, order: titles.get(invoice.orderId) ?? null };
  }
}
