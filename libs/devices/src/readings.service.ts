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

const lastReadings = statement(
  'devices.last-readings',
  `SELECT asked.meter, r.value FROM unnest($2::text[]) AS asked(meter)
    CROSS JOIN LATERAL (SELECT value FROM device_reading WHERE device_id = ANY(device_twins($1)) AND meter = asked.meter
                         ORDER BY id DESC LIMIT 1) r`,
);
const insertReadings = statement(
  'devices.insert-readings',
  `INSERT INTO device_reading (id, device_id, meter, value, reason, read_at, actor_account_id, actor_name)
   SELECT given.id, $1, given.meter, given.value, given.reason, $6, $7, $8
     FROM unnest($2::uuid[], $3::text[], $4::int[], $5::text[]) AS given(id, meter, value, reason)`,
);

@Injectable()
export class ReadingsService {
  constructor(
    private readonly history: DeviceHistory,
    private readonly clock: Clock,
  ) {}

  /**
   * D11. Writes down what the meters of a device show. A figure below the last one needs a reason, else
   * `devices.reading-lower`.
   */
  async record(
    tx: Tx,
    actor: Actor,
    deviceId: Id,
    version: number | undefined,
    readings: readonly NewReading[],
  ): Promise<void> {
    if (readings.length === 0) return;
    const device = await lockRoot(tx, Device, deviceId, version); // readings of one device queue here
    const meters = readings.map(({ meter }) => meter);
    const before = await execute<{ meter: Meter; value: number }>(tx, lastReadings, [deviceId, meters]);
    const last = new Map(before.map((shown) => [shown.meter, shown.value]));
    for (const { meter, value, reason } of readings) {
      const shown = last.get(meter) ?? 0;
      if (value < shown && reason === null) throw readingLower({ meter, value: shown });
      last.set(meter, value);
    }
    await execute(tx, insertReadings, [
      deviceId,
      readings.map(newId),
      meters,
      readings.map(({ value }) => value),
      readings.map(({ reason }) => reason),
      this.clock.now(),
      actor.accountId,
      actor.name,
    ]);
    await saveRoot(tx, Device, device);
    for (const { meter, value, reason } of readings) {
      const fact = deviceMeterRead({ id: deviceId, centerId: null }, { meter, value });
      await this.history.tell(tx, actor, fact, { reason });
    }
  }
}
