import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, newId, normalizeSerial } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Device } from './device.entity.js';
import { DeviceHistory } from './device-history.js';
import { componentSerialDiffers } from './devices.errors.js';
import { devicePartReplaced, devicePartTakenBack } from './devices.events.js';
import { readIdentity } from './identity.js';

/** A part in its place: which one went in and which came out, by which line of work. Null = not readable, or no serial. */
export interface FittedPart {
  readonly lineId: Id;
  readonly partId: Id;
  readonly slot: string;
  readonly serialIn: string | null;
  readonly serialOut: string | null;
  readonly on: CivilDate;
}

const inSlot = statement(
  'devices.part-in-slot',
  'SELECT id, serial FROM device_component WHERE device_id = $1 AND slot = $2 AND removed_on IS NULL',
);
const takeOut = statement(
  'devices.take-part-out',
  `UPDATE device_component SET removed_on = $2, removed_line_id = $3, serial = coalesce(serial, $4) WHERE id = $1`,
);
const insert = statement(
  'devices.insert-part',
  `INSERT INTO device_component (id, device_id, slot, part_id, serial, fitted_on, fitted_line_id, removed_on, removed_line_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
// What the line fitted, and what it found there and nobody had known before; then what it took out is back in its place.
const forget = statement(
  'devices.forget-part',
  `DELETE FROM device_component
    WHERE (fitted_line_id = $1 AND removed_on IS NULL) OR (removed_line_id = $1 AND fitted_line_id IS NULL) RETURNING slot`,
);
const putBack = statement(
  'devices.put-part-back',
  'UPDATE device_component SET removed_on = NULL, removed_line_id = NULL WHERE removed_line_id = $1',
);

/** D12. The parts of a device by place: what sits there, what sat there, and since when. */
@Injectable()
export class FittedPartsService {
  constructor(private readonly history: DeviceHistory) {}

  /**
   * Puts a part in its place and closes what sat there. Saying it again for the same line corrects it. Refuses a serial
   * that comes out with `devices.component-serial-differs` when another is known to sit there.
   */
  async replace(tx: Tx, actor: Actor, deviceId: Id, part: FittedPart): Promise<void> {
    const device = await lockRoot(tx, Device, deviceId);
    const { lineId, partId, slot, on } = part;
    const { serial: serialIn } = readIdentity({ serial: part.serialIn });
    const { serial: serialOut } = readIdentity({ serial: part.serialOut });
    await undo(tx, lineId);
    const [old] = await execute<{ id: Id; serial: string | null }>(tx, inSlot, [deviceId, slot]);
    if (old?.serial && serialOut !== null && normalizeSerial(old.serial) !== normalizeSerial(serialOut))
      throw componentSerialDiffers({ serial: old.serial });
    if (old) await execute(tx, takeOut, [old.id, on, lineId, serialOut]);
    else if (serialOut !== null)
      await execute(tx, insert, [newId(), deviceId, slot, partId, serialOut, null, null, on, lineId]);
    await execute(tx, insert, [newId(), deviceId, slot, partId, serialIn, on, lineId, null, null]);
    await saveRoot(tx, Device, device);
    const fact = { lineId, partId, slot, serialIn, serialOut: serialOut ?? old?.serial ?? null };
    await this.history.tell(tx, actor, devicePartReplaced({ id: deviceId, centerId: null }, fact));
  }

  /** The piece was taken out again before the work was done: what sat there before is back. Nothing recorded, nothing done. */
  async takeBack(tx: Tx, actor: Actor, deviceId: Id, lineId: Id): Promise<void> {
    const device = await lockRoot(tx, Device, deviceId);
    const slot = await undo(tx, lineId);
    if (slot === null) return;
    await saveRoot(tx, Device, device);
    await this.history.tell(tx, actor, devicePartTakenBack({ id: deviceId, centerId: null }, { lineId, slot }));
  }
}

async function undo(tx: Tx, lineId: Id): Promise<string | null> {
  const [gone] = await execute<{ slot: string }>(tx, forget, [lineId]);
  await execute(tx, putBack, [lineId]);
  return gone?.slot ?? null;
}
