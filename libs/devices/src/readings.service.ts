import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Device, type Meter } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { readingLower } from './devices.errors.js';
import { deviceMeterRead } from './devices.events.js';

/** What a meter shows; `reason` explains a lower figure than before (a new instrument, an earlier misreading). */
export interface NewReading {
  readonly meter: Meter;
  readonly value: number;
  readonly reason: string | null;
}

const lastReading = statement(
  'devices.last-reading',
  'SELECT value FROM device_reading WHERE device_id = ANY(device_twins($1)) AND meter = $2 ORDER BY id DESC LIMIT 1',
);
const insertReading = statement(
  'devices.insert-reading',
  `INSERT INTO device_reading (id, device_id, meter, value, reason, read_at, actor_account_id, actor_name)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

@Injectable()
export class ReadingsService {
  constructor(
    private readonly history: DeviceHistory,
    private readonly clock: Clock,
  ) {}

  /** D11. Writes down what a meter shows. A figure below the last one needs a reason, else `devices.reading-lower`. */
  async record(tx: Tx, actor: Actor, deviceId: Id, version: number | undefined, input: NewReading): Promise<void> {
    const device = await lockRoot(tx, Device, deviceId, version); // readings of one device queue here
    const { meter, value, reason } = input;
    const [last] = await execute<{ value: number }>(tx, lastReading, [deviceId, meter]);
    if (last && value < last.value && reason === null) throw readingLower({ meter, value: last.value });
    const values = [newId(), deviceId, meter, value, reason, this.clock.now(), actor.accountId, actor.name];
    await execute(tx, insertReading, values);
    await saveRoot(tx, Device, device);
    await this.history.tell(tx, actor, deviceMeterRead({ id: deviceId, centerId: null }, { meter, value }), { reason });
  }
}
