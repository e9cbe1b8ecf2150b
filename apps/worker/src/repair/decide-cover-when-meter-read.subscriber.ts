import { Injectable } from '@nestjs/common';
import { deviceMeterRead } from '@aftercare/devices';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { DiagnosisService } from '@aftercare/repair';

/** R11 of repair, for cover that ends with use. */
@Injectable()
@SubscribesTo({ name: 'decide-cover-when-meter-read', queue: 'events', to: [deviceMeterRead] })
export class DecideCoverWhenMeterRead {
  constructor(private readonly diagnosis: DiagnosisService) {}

  async handle(tx: Tx, { subject }: RecordedEvent): Promise<void> {
    await this.diagnosis.decideAgainForDevice(tx, SYSTEM, subject.id, 'meter-read');
  }
}
