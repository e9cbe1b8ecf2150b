import { Module } from '@nestjs/common';
import { BillingModule } from '@aftercare/billing';
import { ContractsModule } from '@aftercare/contracts';
import { RepairModule } from '@aftercare/repair';
import { DecideContractCoverAgain } from './decide-contract-cover-again.subscriber.js';
import { InvoiceInstalment } from './invoice-instalment.subscriber.js';

@Module({
  imports: [BillingModule, ContractsModule, RepairModule],
  providers: [DecideContractCoverAgain, InvoiceInstalment],
})
export class ContractsWorkerModule {}
