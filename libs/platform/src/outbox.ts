import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@aftercare/kernel';
import type { Actor } from './actor.js';
import { execute, statement, type Tx } from './database.js';
import type { DomainEvent } from './events.js';

const record = statement(
  'outbox.record',
  `WITH fact AS (
     INSERT INTO outbox_event (id, name, version, subject_type, subject_id, center_id, payload,
                               actor_account_id, actor_name, request_id, occurred_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   )
   INSERT INTO audit_entry (id, action, subject_type, subject_id, center_id, details,
                            actor_kind, actor_account_id, actor_name, request_id, occurred_at)
   VALUES ($1, $2, $4, $5, $6, $12, $13, $8, $9, $10, $11)`,
);

const auditOnly = statement(
  'audit.record',
  `INSERT INTO audit_entry (id, action, subject_type, subject_id, center_id, details,
                            actor_kind, actor_account_id, actor_name, request_id, occurred_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

@Injectable()
export class Outbox {
  constructor(private readonly clock: Clock) {}

  /**
   * Records a fact in the transaction of the change it tells of, and with it the audit entry: who, what, when, from
   * which request. `details` adds to the audit what the fact itself does not carry (old values, a reason).
   */
  async publish(tx: Tx, actor: Actor, fact: DomainEvent, details: object = {}): Promise<void> {
    await execute(tx, record, [
      newId(),
      fact.name,
      fact.version,
      fact.subject.type,
      fact.subject.id,
      fact.centerId,
      JSON.stringify(fact.payload),
      actor.accountId,
      actor.name,
      actor.requestId,
      this.clock.now(),
      JSON.stringify({ ...fact.payload, ...details }),
      actor.kind,
    ]);
  }

  /** An audit entry for what is no fact of a domain: sign-ins, refusals, reads of secrets. */
  async audit(
    tx: Tx,
    actor: Actor,
    entry: Pick<DomainEvent, 'name' | 'subject' | 'centerId'> & { readonly details?: object },
  ): Promise<void> {
    await execute(tx, auditOnly, [
      newId(),
      entry.name,
      entry.subject.type,
      entry.subject.id,
      entry.centerId,
      JSON.stringify(entry.details ?? {}),
      actor.kind,
      actor.accountId,
      actor.name,
      actor.requestId,
      this.clock.now(),
    ]);
  }
}
