import { Module } from '@nestjs/common';
import { ContractsModule } from '@aftercare/contracts';
import { RepairModule } from '@aftercare/repair';
import { DecideContractCoverAgain } from './decide-contract-cover-again.subscriber.js';

@Module({ imports: [ContractsModule, RepairModule], providers: [DecideContractCoverAgain] })
export class ContractsWorkerModule {}
