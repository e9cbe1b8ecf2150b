import { Injectable } from '@nestjs/common';
import { contractAmended, type ContractFact, contractMoved, ContractsService } from '@aftercare/contracts';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { DiagnosisService } from '@aftercare/repair';

/** R11 of repair, for contracts. The reason is the event's own name: `contract-moved`, `contract-amended`. */
@Injectable()
@SubscribesTo({ name: 'decide-contract-cover-again', queue: 'events', to: [contractMoved, contractAmended] })
export class DecideContractCoverAgain {
  constructor(
    private readonly contracts: ContractsService,
    private readonly diagnosis: DiagnosisService,
  ) {}

  async handle(tx: Tx, { name, subject }: RecordedEvent<ContractFact>): Promise<void> {
    const devices = await this.contracts.coveredDevices(tx, subject.id);
    await this.diagnosis.decideAgainForDevices(tx, SYSTEM, devices, name.replace('contracts.', 'contract-'));
  }
}
