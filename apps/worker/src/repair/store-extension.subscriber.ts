import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { extensionDue, HandoverService } from '@aftercare/repair';

/** R26 of warranty: the days of repairs from before they were stored count in the end of the guarantee, too. */
@Injectable()
@SubscribesTo({ name: 'store-extension', queue: 'events', to: [extensionDue] })
export class StoreExtension {
  constructor(private readonly handover: HandoverService) {}

  async handle(tx: Tx, { payload }: RecordedEvent<{ deviceId: Id; centerId: Id }>): Promise<void> {
    await this.handover.lengthen(tx, SYSTEM, payload);
  }
}
