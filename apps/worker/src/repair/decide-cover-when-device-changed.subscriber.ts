import { Injectable } from '@nestjs/common';
import { deviceMeterRead, deviceProvenanceChanged, devicesMerged } from '@aftercare/devices';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { DiagnosisService } from '@aftercare/repair';

/** R11 of repair, for what is known of the device itself: a proof that arrives, cover that ends with use. */
@Injectable()
@SubscribesTo({
  name: 'decide-cover-when-device-changed',
  queue: 'events',
  to: [deviceMeterRead, deviceProvenanceChanged, devicesMerged],
})
export class DecideCoverWhenDeviceChanged {
  constructor(private readonly diagnosis: DiagnosisService) {}

  async handle(tx: Tx, { name, subject }: RecordedEvent): Promise<void> {
    await this.diagnosis.decideAgainForDevices(tx, SYSTEM, [subject.id], name.replace('devices.', ''));
  }
}
