import { Injectable } from '@nestjs/common';
import { SecurityNotices } from '@aftercare/notifications';
import { type RecordedEvent, SubscribesTo, type Tx } from '@aftercare/platform';
import { blockedDevicePresented, listedUnitPresented } from '@aftercare/reception';

type Presented = ReturnType<typeof blockedDevicePresented | typeof listedUnitPresented>['payload'];

/** RC5 of reception. Whoever keeps watch learns of it while the bearer still stands at the counter. */
@Injectable()
@SubscribesTo({ name: 'notify-security', queue: 'events', to: [blockedDevicePresented, listedUnitPresented] })
export class NotifySecurity {
  constructor(private readonly notices: SecurityNotices) {}

  async handle(tx: Tx, fact: RecordedEvent<Presented>): Promise<void> {
    const { payload } = fact;
    const deviceId = 'deviceId' in payload ? payload.deviceId : null;
    await this.notices.tell(tx, fact, { deviceId, blockId: payload.blockId ?? null });
  }
}
