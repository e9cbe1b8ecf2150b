import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries, InvoicesService } from '@aftercare/billing';
import { ClaimsQueries } from '@aftercare/claims';
import { type Actor, Database } from '@aftercare/platform';
import { RepairsQueries } from '@aftercare/repair';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { InvoiceDto, InvoicePageDto, ListInvoicesQuery, WriteOffInvoiceDto } from './invoices.dto.js';

@ApiTags('invoices')
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly db: Database,
    private readonly invoices: InvoicesService,
    private readonly billing: BillingQueries,
    private readonly claims: ClaimsQueries,
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
    const [titles, claims] = await Promise.all([
      this.repairs.titlesOf([invoice.orderId]),
      this.claims.ofInvoice(actor, id),
    ]);
    return { ...invoice, order: titles.get(invoice.orderId) ?? null, claims };
  }

  /** Gives up the rest of an invoice that nobody will pay; once, and for good. */
  @Post(':id/write-off')
  @HttpCode(200)
  @Can('billing.write-off')
  @ApiOkResponse({ type: InvoiceDto })
  async writeOff(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: WriteOffInvoiceDto,
  ): Promise<InvoiceDto> {
    await this.db.transaction((tx) => this.invoices.writeOff(tx, actor, id, version, reason));
    return this.get(actor, id);
  }
}
