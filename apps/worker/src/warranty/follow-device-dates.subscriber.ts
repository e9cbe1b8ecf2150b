import { Injectable } from '@nestjs/common';
import { deviceFactsCorrected } from '@aftercare/devices';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { RegistrationsService } from '@aftercare/warranty';

const DATES = ['soldOn', 'deliveredOn', 'installedOn', 'activatedOn', 'madeOn'] as const;

/** R15 of warranty: a date that is put right on the device is put right in its guarantee. */
@Injectable()
@SubscribesTo({ name: 'follow-device-dates', queue: 'events', to: [deviceFactsCorrected] })
export class FollowDeviceDates {
  constructor(private readonly registrations: RegistrationsService) {}

  async handle(tx: Tx, { subject, payload }: RecordedEvent<{ fields: readonly string[] }>): Promise<void> {
    const dates = DATES.filter((date) => payload.fields.includes(date));
    if (dates.length > 0) await this.registrations.followDevice(tx, SYSTEM, subject.id, dates);
  }
}
