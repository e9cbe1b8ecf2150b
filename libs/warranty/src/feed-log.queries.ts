import type { Id } from '@aftercare/kernel';
import { assertNetworkWide } from '@aftercare/organization';
import { type Actor, Database, decodeCursor, type FieldFault, type Page, statement, toPage } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { FeedKind } from './feed-log.service.js';

/** `refused` counts what still waits to be taken. */
export interface FeedSource {
  readonly source: string;
  readonly kind: FeedKind;
  readonly lastAt: Date;
  readonly refused: number;
}

/** One request of an outside system. */
export interface FeedDelivery {
  readonly id: Id;
  readonly source: string;
  readonly kind: FeedKind;
  readonly accepted: number;
  readonly refused: number;
  readonly by: string;
  readonly at: Date;
}

/** A unit or document that was not taken, as it was told last. */
export interface FeedRefusalView {
  readonly id: Id;
  readonly source: string;
  readonly kind: FeedKind;
  readonly key: string;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly FieldFault[];
  readonly tries: number;
  readonly by: string;
  readonly refusedAt: Date;
}

/** A unit or document that was taken, with the first of the devices it speaks of. */
export interface FeedEntry {
  readonly source: string;
  readonly kind: FeedKind;
  readonly key: string;
  readonly revision: number;
  readonly changedAt: Date;
  readonly deviceCount: number;
  readonly devices: readonly { readonly id: Id; readonly serial: string | null }[];
}

export interface FeedFilter {
  readonly limit: number;
  readonly cursor?: string;
  readonly source?: string;
  readonly kind?: FeedKind;
  /** The beginning of the key. */
  readonly q?: string;
}

const OF = (row: string): string =>
  `($1::text IS NULL OR ${row}.source = $1) AND ($2::text IS NULL OR ${row}.kind = $2)`;

const sql = {
  sources: statement(
    'warranty.feed-sources',
    `SELECT d.source, d.kind, max(d.at) AS "lastAt",
            (SELECT count(*)::int FROM feed_refusal r WHERE r.source = d.source AND r.kind = d.kind) AS refused
       FROM feed_delivery d GROUP BY d.source, d.kind ORDER BY d.source, d.kind`,
  ),
  deliveries: statement(
    'warranty.feed-deliveries',
    `SELECT id, source, kind, accepted, refused, actor_name AS by, at FROM feed_delivery d
      WHERE ${OF('d')} AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
  ),
  refusals: statement(
    'warranty.feed-refusals',
    `SELECT id, source, kind, key, code, title, errors, tries, actor_name AS by, refused_at AS "refusedAt",
            refused_at::text AS place
       FROM feed_refusal r
      WHERE ${OF('r')} AND ($3::text IS NULL OR starts_with(key, $3))
        AND ($4::timestamptz IS NULL OR (refused_at, id) < ($4, $5::uuid))
      ORDER BY refused_at DESC, id DESC LIMIT $6`,
  ),
  told: statement('warranty.feed-refusal-told', 'SELECT source, kind, key, told FROM feed_refusal WHERE id = $1'),
  // Each half is cut off by its own index before they are merged.
  entries: statement(
    'warranty.feed-entries',
    `WITH units AS (
       SELECT u.source, 'units' AS kind, u.key, u.revision, u.changed_at, NULL::uuid AS document_id, u.device_id
         FROM fed_unit u
        WHERE ($1::text IS NULL OR u.source = $1) AND coalesce($2, 'units') = 'units'
          AND ($3::text IS NULL OR starts_with(u.key, $3))
          AND ($4::timestamptz IS NULL OR (u.changed_at, u.source, 'units', u.key) < ($4, $5, $6, $7))
        ORDER BY u.changed_at DESC, u.source DESC, u.key DESC LIMIT $8
     ), documents AS (
       SELECT s.source, 'sales-' || CASE s.kind WHEN 'delivery' THEN 'deliveries' ELSE 'returns' END AS kind,
              s.document_no AS key, s.revision, s.changed_at, s.id AS document_id, NULL::uuid AS device_id
         FROM sales_document s
        WHERE ($1::text IS NULL OR s.source = $1)
          AND ($2::text IS NULL OR $2 = CASE s.kind WHEN 'delivery' THEN 'sales-deliveries' ELSE 'sales-returns' END)
          AND ($3::text IS NULL OR starts_with(s.document_no, $3))
          AND ($4::timestamptz IS NULL
               OR (s.changed_at, s.source, 'sales-' || CASE s.kind WHEN 'delivery' THEN 'deliveries' ELSE 'returns' END,
                   s.document_no) < ($4, $5, $6, $7))
        ORDER BY s.changed_at DESC, s.source DESC, 2 DESC, s.document_no DESC LIMIT $8
     ), page AS (
       SELECT * FROM units UNION ALL SELECT * FROM documents
        ORDER BY changed_at DESC, source DESC, kind DESC, key DESC LIMIT $8
     )
     SELECT e.source, e.kind, e.key, e.revision, e.changed_at AS "changedAt", e.changed_at::text AS place,
            CASE WHEN e.document_id IS NULL THEN 1
                 ELSE (SELECT count(*)::int FROM sales_line l WHERE l.document_id = e.document_id) END AS "deviceCount",
            (SELECT coalesce(json_agg(json_build_object('id', d.id, 'serial', coalesce(d.serial, d.imei))), '[]')
               FROM (SELECT e.device_id AS id WHERE e.device_id IS NOT NULL
                     UNION ALL
                     (SELECT l.device_id FROM sales_line l WHERE l.document_id = e.document_id ORDER BY l.position LIMIT 3)
                    ) of JOIN device d ON d.id = of.id) AS devices
       FROM page e ORDER BY e.changed_at DESC, e.source DESC, e.kind DESC, e.key DESC`,
  ),
} as const;

/** S6. What outside systems told, for accounts of the whole network. */
@Injectable()
export class FeedLogQueries {
  constructor(private readonly db: Database) {}

  /** Every system that told something in the last 90 days, for each kind. */
  async sources(actor: Actor): Promise<FeedSource[]> {
    assertNetworkWide(actor);
    return this.db.rows<FeedSource>(sql.sources);
  }

  /** Requests, the latest first. */
  async deliveries(actor: Actor, { source, kind, cursor, limit }: FeedFilter): Promise<Page<FeedDelivery>> {
    assertNetworkWide(actor);
    const after = decodeCursor(cursor, 1);
    const values = [source ?? null, kind ?? null, after?.[0] ?? null, limit + 1];
    const rows = await this.db.rows<FeedDelivery>(sql.deliveries, values);
    return toPage(
      rows,
      limit,
      ({ id }) => [id],
      (row) => row,
    );
  }

  /** What waits to be taken, the latest first. */
  async refusals(actor: Actor, { source, kind, q, cursor, limit }: FeedFilter): Promise<Page<FeedRefusalView>> {
    assertNetworkWide(actor);
    const after = decodeCursor(cursor, 2);
    const place = [after?.[0] ?? null, after?.[1] ?? null];
    const values = [source ?? null, kind ?? null, q ?? null, ...place, limit + 1];
    const rows = await this.db.rows<FeedRefusalView & { place: string }>(sql.refusals, values);
    return toPage(
      rows,
      limit,
      (row) => [row.place, row.id],
      ({ place: _, ...row }) => row,
    );
  }

  /** A refusal as it was told, to be tried again. 404 once it is taken. */
  told(actor: Actor, id: Id): Promise<{ source: string; kind: FeedKind; key: string; told: object }> {
    assertNetworkWide(actor);
    return this.db.one(sql.told, [id]);
  }

  /** What was taken, what changed last first. */
  async entries(actor: Actor, { source, kind, q, cursor, limit }: FeedFilter): Promise<Page<FeedEntry>> {
    assertNetworkWide(actor);
    const after = decodeCursor(cursor, 4) ?? [null, null, null, null];
    const values = [source ?? null, kind ?? null, q ?? null, ...after, limit + 1];
    const rows = await this.db.rows<FeedEntry & { place: string }>(sql.entries, values);
    return toPage(
      rows,
      limit,
      (row) => [row.place, row.source, row.kind, row.key],
      ({ place: _, ...row }) => row,
    );
  }
}
