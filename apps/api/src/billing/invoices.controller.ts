import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries, InvoicesService } from '@aftercare/billing';
import { ClaimsQueries } from '@aftercare/claims';
import type { Id } from '@aftercare/kernel';
import { type Actor, Database } from '@aftercare/platform';
import { RepairsQueries, type RepairTitle } from '@aftercare/repair';
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

  /** Newest first. The cashier's desk is `kind=customer,contract&state=issued,part_paid`. */
  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: InvoicePageDto })
  async list(@CurrentActor() actor: Actor, @Query() query: ListInvoicesQuery): Promise<InvoicePageDto> {
    const { data, page } = await this.billing.listInvoices(actor, query);
    return { data: await this.withOrders(data), page };
  }

  @Get(':id')
  @Can('billing.read')
  @ApiOkResponse({ type: InvoiceDto })
  async get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<InvoiceDto> {
    const [[invoice], claims] = await Promise.all([
      this.billing.getInvoice(actor, id).then((found) => this.withOrders([found])),
      this.claims.ofInvoice(actor, id),
    ]);
    return { ...invoice!, claims };
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

  /** Billing knows an order by its id only; its name comes from the workshop. */
  private async withOrders<I extends { readonly orderId: Id | null }>(
    invoices: readonly I[],
  ): Promise<(I & { order: RepairTitle | null })[]> {
    const titles = await this.repairs.titlesOf(invoices.flatMap(({ orderId }) => orderId ?? []));
    return invoices.map((each) => ({ ...each, order: (each.orderId && titles.get(each.orderId)) || null }));
  }
}
