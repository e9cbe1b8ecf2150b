import { Injectable } from '@nestjs/common';
import { SupplierCoverService } from '@aftercare/claims';
import { deviceSwapped } from '@aftercare/devices';
import { type RecordedEvent, SubscribesTo, type Tx } from '@aftercare/platform';

/** S15 of claims. A swap in the office, or one that cost us nothing, is no supplier's matter. */
@Injectable()
@SubscribesTo({ name: 'claim-swapped-unit', queue: 'events', to: [deviceSwapped] })
export class ClaimSwappedUnit {
  constructor(private readonly cover: SupplierCoverService) {}

  async handle(tx: Tx, { payload }: RecordedEvent<ReturnType<typeof deviceSwapped>['payload']>): Promise<void> {
    const { deviceId, orderId, on, cost } = payload;
    if (orderId !== null && cost !== null) await this.cover.claimUnit(tx, { deviceId, orderId, on, cost });
  }
}
