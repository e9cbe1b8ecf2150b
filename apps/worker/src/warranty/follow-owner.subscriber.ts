import { Injectable } from '@nestjs/common';
import { deviceOwnerChanged } from '@aftercare/devices';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { RegistrationsService } from '@aftercare/warranty';

/** R33 of warranty: the cover follows the new owner of a device, waits for their notice, or ends. */
@Injectable()
@SubscribesTo({ name: 'follow-owner', queue: 'events', to: [deviceOwnerChanged] })
export class FollowOwner {
  constructor(private readonly registrations: RegistrationsService) {}

  async handle(tx: Tx, { subject }: RecordedEvent): Promise<void> {
    await this.registrations.followOwner(tx, SYSTEM, subject.id);
  }
}
