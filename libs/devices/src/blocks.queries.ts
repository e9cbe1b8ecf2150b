import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, normalizeSerial } from '@aftercare/kernel';
import {
  codedJson,
  Database,
  decodeCursor,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import type { BlockKind } from './device-block.entity.js';

/** One entry of the register of blocks. */
export interface BlockView {
  readonly id: Id;
  readonly kind: BlockKind;
  readonly serial: string | null;
  readonly imei: string | null;
  readonly brand: { readonly id: Id; readonly name: Name } | null;
  readonly product: { readonly id: Id; readonly code: string; readonly name: Name } | null;
  /** The device that bears the number, where we have met it; one of them where several do. */
  readonly deviceId: Id | null;
  readonly source: string;
  readonly reference: string | null;
  readonly listedOn: CivilDate;
  /** The first day on which it holds no more. */
  readonly until: CivilDate | null;
  readonly note: string | null;
  readonly raisedBy: string;
  readonly raisedAt: Date;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  /** Null while it holds, and where its last day passed. */
  readonly liftReason: string | null;
  readonly version: number;
}

export interface BlockFilter {
  readonly kind?: BlockKind;
  readonly state?: 'live' | 'lifted';
  /** How a serial or IMEI begins, or a whole reference. */
  readonly q?: string;
  readonly deviceId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

const ITEM = `
  b.id, b.kind, b.serial, b.imei,
  CASE WHEN br.id IS NOT NULL THEN json_build_object('id', br.id, 'name', ${nameJson('br')}) END AS brand,
  CASE WHEN p.id IS NOT NULL THEN ${codedJson('p')} END AS product,
  coalesce(b.device_id,
    (SELECT d.id FROM device d WHERE d.serial_norm = b.serial_norm AND (b.brand_id IS NULL OR d.brand_id = b.brand_id)
        AND (b.product_id IS NULL OR d.product_id = b.product_id) AND d.status <> 'merged' LIMIT 1),
    (SELECT device_id FROM device_imei i WHERE i.imei = b.imei)) AS "deviceId",
  b.source, b.reference, b.listed_on AS "listedOn", b.until, b.note, b.raised_by AS "raisedBy", b.raised_at AS "raisedAt",
  b.lifted_at AS "liftedAt", b.lifted_by AS "liftedBy", b.lift_reason AS "liftReason", b.version`;
const NAMED = 'LEFT JOIN brand br ON br.id = b.brand_id LEFT JOIN product p ON p.id = b.product_id';
// $1 the last id of the page before, $2 how many, $3 kind, $4 whether it holds. Newest first.
const WANTED = `($1::uuid IS NULL OR b.id < $1) AND ($3::text IS NULL OR b.kind = $3)
  AND ($4::boolean IS NULL OR (b.lifted_at IS NULL) = $4)`;
const PAGE = 'ORDER BY b.id DESC LIMIT $2';
// Whether an entry speaks of device d.
const OF_DEVICE = `(b.device_id = d.id
  OR (b.serial_norm = d.serial_norm AND (b.brand_id IS NULL OR b.brand_id = d.brand_id)
      AND (b.product_id IS NULL OR b.product_id = d.product_id))
  OR b.imei IN (d.imei, d.imei2, d.serial_norm))`;

const sql = {
  all: statement('devices.blocks', `SELECT ${ITEM} FROM device_block b ${NAMED} WHERE ${WANTED} ${PAGE}`),
  // One branch per key, each on its own index; UNION drops what is found twice.
  found: statement(
    'devices.blocks-found',
    `WITH found AS (
       (SELECT b.id FROM device_block b WHERE b.serial_norm >= $5 AND b.serial_norm < $5 || chr(1114111) AND ${WANTED} ${PAGE})
       UNION (SELECT b.id FROM device_block b WHERE b.imei >= $5 AND b.imei < $5 || ':' AND ${WANTED} ${PAGE})
       UNION (SELECT b.id FROM device_block b WHERE b.reference = $6 AND ${WANTED} ${PAGE})
     )
     SELECT ${ITEM} FROM device_block b ${NAMED} WHERE b.id IN (SELECT id FROM found) ${PAGE}`,
  ),
  ofDevice: statement(
    'devices.blocks-of-device',
    `SELECT ${ITEM} FROM device d JOIN device_block b ON ${OF_DEVICE} ${NAMED} WHERE d.id = $5 AND ${WANTED} ${PAGE}`,
  ),
  one: statement('devices.block', `SELECT ${ITEM} FROM device_block b ${NAMED} WHERE b.id = $1`),
  byReference: statement(
    'devices.block-by-reference',
    `SELECT ${ITEM} FROM device_block b ${NAMED} WHERE b.source = $1 AND b.reference = $2`,
  ),
  // $1 the number as it is compared, $2 the devices that bear it.
  live: statement(
    'devices.live-blocks',
    `SELECT ${ITEM} FROM device_block b ${NAMED}
      WHERE b.lifted_at IS NULL AND b.id IN (
        SELECT id FROM device_block WHERE serial_norm = $1
        UNION SELECT id FROM device_block WHERE imei = $1
        UNION SELECT b.id FROM device d JOIN device_block b ON ${OF_DEVICE} WHERE d.id = ANY($2::uuid[]))
      ORDER BY b.id DESC LIMIT 10`,
  ),
} as const;

/** Every read of the register of blocks. It is of the whole network. */
@Injectable()
export class BlocksQueries {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async list({ kind, state, q, deviceId, limit, cursor }: BlockFilter): Promise<Page<BlockView>> {
    const after = decodeCursor(cursor, 1)?.[0] ?? null;
    const wanted = [after, limit + 1, kind ?? null, state === undefined ? null : state === 'live'];
    const rows = await (deviceId !== undefined
      ? this.db.rows<BlockView>(sql.ofDevice, [...wanted, deviceId])
      : q === undefined
        ? this.db.rows<BlockView>(sql.all, wanted)
        : this.db.rows<BlockView>(sql.found, [...wanted, normalizeSerial(q) || null, q.trim()]));
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  async get(id: Id): Promise<BlockView> {
    return this.db.one<BlockView>(sql.one, [id]);
  }

  /** 404 for a reference this source never named. */
  async ofSource(source: string, reference: string): Promise<BlockView> {
    const block = await this.db.row<BlockView>(sql.byReference, [source, reference]);
    if (!block) throw notFound();
    return block;
  }

  /** What holds now for a number as typed, and for the devices found by it. */
  async live(number: string, deviceIds: readonly Id[]): Promise<BlockView[]> {
    return this.db.rows<BlockView>(sql.live, [normalizeSerial(number), deviceIds]);
  }
}
