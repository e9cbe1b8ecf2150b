import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries, TaxRatesService } from '@aftercare/billing';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { AddTaxRateDto, ListTaxRatesQuery, TaxRateDto, TaxRatePageDto } from './tax-rates.dto.js';

@ApiTags('tax-rates')
@Controller('tax-rates')
export class TaxRatesController {
  constructor(
    private readonly db: Database,
    private readonly taxRates: TaxRatesService,
    private readonly billing: BillingQueries,
  ) {}

  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: TaxRatePageDto })
  list(@Query() query: ListTaxRatesQuery): Promise<TaxRatePageDto> {
    return this.billing.listTaxRates(query);
  }

  @Post()
  @HttpCode(201)
  @Can('billing.tax')
  @ApiCreatedResponse({ type: TaxRateDto })
  async add(@CurrentActor() actor: Actor, @Body() input: AddTaxRateDto): Promise<TaxRateDto> {
    const id = await this.db.transaction((tx) => this.taxRates.add(tx, actor, input));
    return this.billing.getTaxRate(id);
  }
}
