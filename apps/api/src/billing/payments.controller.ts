import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BillingQueries, PaymentsService } from '@aftercare/billing';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { ListPaymentsQuery, PaymentDto, PaymentPageDto, TakePaymentDto } from './payments.dto.js';

@ApiTags('payments')
@Controller('payments')
export class PaymentsController {
  constructor(
    private readonly db: Database,
    private readonly payments: PaymentsService,
    private readonly billing: BillingQueries,
  ) {}

  @Get()
  @Can('billing.read')
  @ApiOkResponse({ type: PaymentPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListPaymentsQuery): Promise<PaymentPageDto> {
    return this.billing.listPayments(actor, query);
  }

  @Post()
  @HttpCode(201)
  @Can('payment.take')
  @ApiCreatedResponse({ type: PaymentDto })
  async take(@CurrentActor() actor: Actor, @Body() input: TakePaymentDto): Promise<PaymentDto> {
    const id = await this.db.transaction((tx) => this.payments.take(tx, actor, input));
    return this.billing.getPayment(actor, id);
  }
}
