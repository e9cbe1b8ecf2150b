import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, centerScope } from './actor.js';
import { Database, statement } from './database.js';
import { decodeCursor, type Page, toPage } from './paging.js';

/** Who did what to which record, when, and from which request. Written with the change, never changed. */
export interface AuditEntryView {
  readonly id: Id;
  /** `<area>.<what happened>`, as the fact it was written with. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: Id };
  /** Null for what belongs to the whole network. */
  readonly centerId: Id | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly actor: { readonly kind: Actor['kind']; readonly accountId: Id | null; readonly name: string };
  readonly requestId: string | null;
  readonly occurredAt: Date;
}

export interface AuditFilter {
  readonly subjectId?: Id;
  readonly actorAccountId?: Id;
  /** One action, or an area and all its actions: `identity`. */
  readonly action?: string;
  readonly limit: number;
  readonly cursor?: string;
}

// Entries without a centre belong to the whole network and are read from there only. Ids grow with time.
const entries = statement(
  'audit.entries',
  `SELECT id, action, json_build_object('type', subject_type, 'id', subject_id) AS subject, center_id AS "centerId",
          details, json_build_object('kind', actor_kind, 'accountId', actor_account_id, 'name', actor_name) AS actor,
          request_id AS "requestId", occurred_at AS "occurredAt"
     FROM audit_entry
    WHERE ($1::uuid[] IS NULL OR center_id = ANY($1)) AND ($2::uuid IS NULL OR id < $2)
      AND ($3::uuid IS NULL OR subject_id = $3) AND ($4::uuid IS NULL OR actor_account_id = $4)
      AND ($5::text IS NULL OR action = $5 OR starts_with(action, $5 || '.'))
    ORDER BY id DESC LIMIT $6`,
);

/** The record of every change, as far as the actor's centres reach. */
@Injectable()
export class AuditQueries {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async list(actor: Actor, filter: AuditFilter): Promise<Page<AuditEntryView>> {
    const rows = await this.db.rows<AuditEntryView>(entries, [
      centerScope(actor),
      decodeCursor(filter.cursor, 1)?.[0] ?? null,
      filter.subjectId ?? null,
      filter.actorAccountId ?? null,
      filter.action ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }
}
