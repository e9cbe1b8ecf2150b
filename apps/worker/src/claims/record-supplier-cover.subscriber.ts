import { Injectable } from '@nestjs/common';
import { SupplierCoverService } from '@aftercare/claims';
import { type RecordedEvent, SubscribesTo, type Tx } from '@aftercare/platform';
import { repairDelivered, repairReady } from '@aftercare/repair';

/** S6 of claims. Work that is done may be claimed; until the device leaves its lines may still change. */
@Injectable()
@SubscribesTo({ name: 'record-supplier-cover', queue: 'events', to: [repairReady, repairDelivered] })
export class RecordSupplierCover {
  constructor(private readonly cover: SupplierCoverService) {}

  async handle(tx: Tx, { subject }: RecordedEvent): Promise<void> {
    await this.cover.record(tx, subject.id);
  }
}
