import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BillingQueries } from './billing.queries.js';
import { Deposit } from './deposit.entity.js';
import { DepositsService } from './deposits.service.js';
import { InvoiceLine } from './invoice-line.entity.js';
import { Invoice } from './invoice.entity.js';
import { InvoicesService } from './invoices.service.js';
import { Payment, PaymentAllocation } from './payment.entity.js';
import { PaymentsService } from './payments.service.js';
import { TaxRate } from './tax-rate.entity.js';
import { TaxRatesService } from './tax-rates.service.js';

const services = [BillingQueries, DepositsService, InvoicesService, PaymentsService, TaxRatesService];

@Module({
  imports: [
    OrganizationModule,
    TypeOrmModule.forFeature([Deposit, Invoice, InvoiceLine, Payment, PaymentAllocation, TaxRate]),
  ],
  providers: services,
  exports: services,
})
export class BillingModule {}
