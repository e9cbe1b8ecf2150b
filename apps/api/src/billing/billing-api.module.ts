import { Module } from '@nestjs/common';
import { BillingModule } from '@aftercare/billing';
import { ClaimsModule } from '@aftercare/claims';
import { RepairModule } from '@aftercare/repair';
import { CashUpsController } from './cash-ups.controller.js';
import { CustomerBalancesController } from './customer-balances.controller.js';
import { DepositsController } from './deposits.controller.js';
import { InvoicesController } from './invoices.controller.js';
import { PaymentsController } from './payments.controller.js';
import { TaxRatesController } from './tax-rates.controller.js';

@Module({
  imports: [BillingModule, ClaimsModule, RepairModule],
  controllers: [
    CashUpsController,
    CustomerBalancesController,
    DepositsController,
    InvoicesController,
    PaymentsController,
    TaxRatesController,
  ],
})
export class BillingApiModule {}
