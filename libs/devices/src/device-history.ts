import { Injectable } from '@nestjs/common';
import { Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, type DomainEvent, execute, Outbox, statement, type Tx } from '@aftercare/platform';

/** What the timeline of a device tells. */
export const DEVICE_EVENT_KINDS = [
  'registered',
  'facts-corrected',
  'provenance-changed',
  'blocked',
  'unblocked',
  'owner-changed',
  'component-fitted',
  'component-removed',
  'part-replaced',
  'part-taken-back',
  'meter-read',
  'swapped',
  'merged',
  'withdrawn',
] as const;
export type DeviceEventKind = (typeof DEVICE_EVENT_KINDS)[number];

const record = statement(
  'devices.record',
  `INSERT INTO device_event (id, device_id, kind, at, actor_account_id, actor_name, details)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** D8. Writes what happened to a device into its timeline and, as a fact, into the outbox. */
@Injectable()
export class DeviceHistory {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** `details` says in the timeline and the audit what the fact does not carry. */
  async tell(tx: Tx, actor: Actor, fact: DomainEvent, details: object = {}): Promise<void> {
    const { id, kind } = { id: fact.subject.id, kind: fact.name.replace('devices.', '') as DeviceEventKind };
    await this.note(tx, actor, id, kind, { ...fact.payload, ...details });
    await this.outbox.publish(tx, actor, fact, details);
  }

  /** A line of the timeline alone, where the fact is told of another device. */
  async note(tx: Tx, actor: Actor, deviceId: Id, kind: DeviceEventKind, details: object): Promise<void> {
    await execute(tx, record, [
      newId(),
      deviceId,
      kind,
      this.clock.now(),
      actor.accountId,
      actor.name,
      JSON.stringify(details),
    ]);
  }
}
