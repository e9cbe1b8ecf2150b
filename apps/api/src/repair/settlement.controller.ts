import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Database } from '@aftercare/platform';
import { HandoverService, QuotesService, RepairsQueries } from '@aftercare/repair';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { AnswerQuoteDto, SendQuoteDto } from './quotes.dto.js';
import { RepairOrderDto } from './repair-orders.dto.js';

/** What the customer is asked to pay, and answers; and the invoices of a finished order. */
@ApiTags('repair orders')
@Controller('repair-orders/:id')
export class SettlementController {
  constructor(
    private readonly db: Database,
    private readonly quotes: QuotesService,
    private readonly handover: HandoverService,
    private readonly repairs: RepairsQueries,
  ) {}

  @Post('quotes')
  @HttpCode(200)
  @Can('repair.quote')
  @ApiOkResponse({ type: RepairOrderDto })
  async sendQuote(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SendQuoteDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.quotes.send(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  /** The customer’s word, given at the counter or by phone. */
  @Post('quotes/:number/answer')
  @HttpCode(200)
  @Can('repair.quote')
  @ApiOkResponse({ type: RepairOrderDto })
  async answerQuote(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Param('number', ParseIntPipe) number: number,
    @IfMatch() version: number,
    @Body() input: AnswerQuoteDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.quotes.answer(tx, actor, id, { ...input, number, address: null }, version));
    return this.repairs.get(actor, id);
  }

  @Post('invoices')
  @HttpCode(200)
  @Can('billing.issue')
  @ApiOkResponse({ type: RepairOrderDto })
  async invoice(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.handover.invoice(tx, actor, id, version));
    return this.repairs.get(actor, id);
  }
}
