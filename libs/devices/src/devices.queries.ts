import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, normalizeSerial } from '@aftercare/kernel';
import { customerSearch } from '@aftercare/customers';
import {
  type Actor,
  codedJson,
  Database,
  decodeCursor,
  hasPermission,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import type { DeviceStatus, Meter, Provenance, SwapCause } from './device.entity.js';
import type { DeviceEventKind } from './device-history.js';
import { readImei } from './identity.js';

/** The present owner; name and mobile are null for who may not read customers. */
export interface DeviceOwnerView {
  readonly id: Id;
  readonly name: string | null;
  readonly mobile: string | null;
  readonly ownedFrom: CivilDate;
}

export interface DeviceListItem {
  readonly id: Id;
  readonly serial: string | null;
  readonly imei: string | null;
  readonly imei2: string | null;
  readonly provenance: Provenance;
  readonly status: DeviceStatus;
  readonly brand: { readonly id: Id; readonly name: Name };
  readonly product: { readonly id: Id; readonly code: string; readonly name: Name };
  readonly group: { readonly id: Id; readonly code: string; readonly name: Name };
  readonly owner: DeviceOwnerView | null;
  readonly version: number;
}

export interface ComponentView {
  readonly id: Id;
  readonly slot: string;
  readonly serial: string | null;
  readonly product: { readonly id: Id; readonly code: string; readonly name: Name };
}

export interface ReadingView {
  readonly meter: Meter;
  readonly value: number;
  readonly readAt: string;
  readonly readBy: string;
}

export interface SwappedUnit {
  readonly id: Id;
  readonly serial: string | null;
  readonly on: CivilDate;
  readonly cause: SwapCause;
}

export interface DeviceView extends DeviceListItem {
  readonly blockedReason: string | null;
  readonly parentId: Id | null;
  readonly componentSlot: string | null;
  readonly madeOn: CivilDate | null;
  readonly purchasedOn: CivilDate | null;
  readonly shippedOn: CivilDate | null;
  readonly soldOn: CivilDate | null;
  readonly deliveredOn: CivilDate | null;
  readonly installedOn: CivilDate | null;
  readonly activatedOn: CivilDate | null;
  readonly saleDocumentNo: string | null;
  readonly externalRef: string | null;
  /** The record of the same device that stayed. */
  readonly mergedIntoId: Id | null;
  /** The unit that took its place, and the one whose place it took. */
  readonly replacedBy: SwappedUnit | null;
  readonly replaces: SwappedUnit | null;
  readonly components: ComponentView[];
  /** What each meter showed last. */
  readonly readings: ReadingView[];
  readonly createdAt: Date;
}

/** A device of a customer's and when it was theirs; `ownedTo` is the day it was theirs no more, null while it is. */
export interface OwnedDeviceView extends DeviceListItem {
  readonly ownedFrom: CivilDate;
  readonly ownedTo: CivilDate | null;
}

/** One line of a timeline. `details` depends on the kind and holds ids, never names or numbers of people. */
export interface DeviceEventView {
  readonly id: Id;
  readonly kind: DeviceEventKind;
  readonly at: Date;
  readonly actorName: string;
  readonly details: Record<string, unknown>;
}

export interface DeviceFilter {
  readonly q?: string;
  readonly brandId?: Id;
  readonly productId?: Id;
  /** The present owner. */
  readonly customerId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

const ITEM = `
  d.id, d.serial, d.imei, d.imei2, d.provenance, d.status, d.version,
  json_build_object('id', b.id, 'name', ${nameJson('b')}) AS brand, ${codedJson('p')} AS product, ${codedJson('g')} AS "group"`;
// $1 whether the reader may see customers. A device without an owner has no owner row.
const OWNER = `
  CASE WHEN o.id IS NOT NULL THEN json_build_object(
    'id', o.customer_id, 'name', CASE WHEN $1 THEN c.name END, 'mobile', CASE WHEN $1 THEN c.mobile END,
    'ownedFrom', o.owned_from) END AS owner`;
const NAMED = `
  JOIN product p ON p.id = d.product_id JOIN brand b ON b.id = d.brand_id JOIN product_group g ON g.id = p.group_id
  LEFT JOIN device_ownership o ON o.device_id = d.id AND o.owned_to IS NULL
  LEFT JOIN customer c ON c.id = o.customer_id AND $1::boolean`;

// $2 the last id of the page before, $3 how many, $4 brand, $5 product, $6 present owner. Newest first.
const WANTED = `
  ($2::uuid IS NULL OR d.id < $2) AND ($4::uuid IS NULL OR d.brand_id = $4) AND ($5::uuid IS NULL OR d.product_id = $5)
  AND ($6::uuid IS NULL OR d.id = ANY (ARRAY(
        SELECT device_id FROM device_ownership WHERE customer_id = $6 AND owned_to IS NULL)))`;
const PAGE = 'ORDER BY d.id DESC LIMIT $3';

const swapped = (other: 'old' | 'new', self: 'old' | 'new'): string => `
  (SELECT json_build_object('id', w.id, 'serial', w.serial, 'on', s.swapped_on, 'cause', s.cause)
     FROM device_swap s JOIN device w ON w.id = s.${other}_device_id WHERE s.${self}_device_id = ANY(device_twins(d.id)) ORDER BY s.id DESC LIMIT 1)`;

const sql = {
  all: statement(
    'devices.all',
    `SELECT ${ITEM}, ${OWNER} FROM (SELECT * FROM device d WHERE ${WANTED} ${PAGE}) d ${NAMED} ORDER BY d.id DESC`,
  ),
  // One branch per key, each on its own index and each cut to a page; UNION drops what is found twice.
  found: statement(
    'devices.found',
    `WITH owners AS MATERIALIZED (
       (SELECT id FROM customer WHERE $1 AND search_text LIKE $9 LIMIT 200)
       UNION (SELECT id FROM customer WHERE $1 AND mobile >= $10 AND mobile < $10 || ':' LIMIT 200)
     ), found AS (
       (SELECT d.id FROM device d WHERE serial_norm >= $7 AND serial_norm < $7 || chr(1114111) AND ${WANTED} ${PAGE})
       UNION (SELECT DISTINCT d.id FROM device_imei i JOIN device d ON d.id = i.device_id
              WHERE i.imei >= $8 AND i.imei < $8 || ':' AND ${WANTED} ${PAGE})
       UNION (SELECT d.id FROM owners JOIN device_ownership m ON m.customer_id = owners.id AND m.owned_to IS NULL
                JOIN device d ON d.id = m.device_id WHERE ${WANTED} ${PAGE})
     )
     SELECT ${ITEM}, ${OWNER} FROM (SELECT * FROM device d WHERE id IN (SELECT id FROM found) ${PAGE}) d ${NAMED}
      ORDER BY d.id DESC`,
  ),
  one: statement(
    'devices.one',
    `SELECT ${ITEM}, ${OWNER}, d.blocked_reason AS "blockedReason", d.parent_id AS "parentId",
            d.component_slot AS "componentSlot", d.made_on AS "madeOn", d.purchased_on AS "purchasedOn",
            d.shipped_on AS "shippedOn", d.sold_on AS "soldOn",
            d.delivered_on AS "deliveredOn", d.installed_on AS "installedOn", d.activated_on AS "activatedOn",
            d.sale_document_no AS "saleDocumentNo", d.external_ref AS "externalRef", d.merged_into_id AS "mergedIntoId", d.created_at AS "createdAt",
            ${swapped('new', 'old')} AS "replacedBy", ${swapped('old', 'new')} AS replaces,
            (SELECT coalesce(json_agg(json_build_object('id', k.id, 'slot', k.component_slot, 'serial', k.serial,
                                                        'product', ${codedJson('kp')}) ORDER BY k.component_slot), '[]')
               FROM device k JOIN product kp ON kp.id = k.product_id WHERE k.parent_id = d.id) AS components,
            (SELECT coalesce(json_agg(json_build_object('meter', m.meter, 'value', m.value, 'readAt', m.read_at,
                                                        'readBy', m.actor_name) ORDER BY m.meter), '[]')
               FROM (SELECT DISTINCT ON (meter) * FROM device_reading WHERE device_id = ANY(device_twins(d.id)) ORDER BY meter, id DESC) m)
              AS readings
       FROM device d ${NAMED} WHERE d.id = $2`,
  ),
  // $2 the customer, $3 the last ownership of the page before, $4 how many.
  ofCustomer: statement(
    'devices.of-customer',
    `SELECT ${ITEM}, ${OWNER}, h.owned_from AS "ownedFrom", h.owned_to AS "ownedTo", h.id AS ownership_id
       FROM (SELECT * FROM device_ownership WHERE customer_id = $2 AND ($3::uuid IS NULL OR id < $3)
              ORDER BY id DESC LIMIT $4) h
       JOIN device d ON d.id = h.device_id ${NAMED} ORDER BY h.id DESC`,
  ),
  customerExists: statement('devices.customer-exists', 'SELECT 1 AS found FROM customer WHERE id = $1'),
  timeline: statement(
    'devices.timeline',
    `SELECT id, kind, at, actor_name AS "actorName", details FROM device_event
      WHERE device_id = ANY(device_twins($1)) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
  ),
  exists: statement('devices.exists', 'SELECT 1 AS found FROM device WHERE id = $1'),
} as const;

/** Every read of the installed base. Devices are known to the whole network; who owns them only to who may read customers. */
@Injectable()
export class DevicesQueries {
  constructor(private readonly db: Database) {}

  /** Newest first. `q` is a beginning of a serial or an IMEI, or (for who may read customers) the owner's name or mobile. */
  async list(actor: Actor, filter: DeviceFilter): Promise<Page<DeviceListItem>> {
    const values = [
      mayReadCustomers(actor),
      decodeCursor(filter.cursor, 1)?.[0] ?? null,
      filter.limit + 1,
      filter.brandId ?? null,
      filter.productId ?? null,
      filter.customerId ?? null,
    ];
    const owner = customerSearch(filter.q);
    const rows = await (filter.q === undefined || owner === null
      ? this.db.rows<DeviceListItem>(sql.all, values)
      : this.db.rows<DeviceListItem>(sql.found, [
          ...values,
          normalizeSerial(filter.q) || null,
          digitsOf(filter.q),
          owner.name,
          owner.mobile,
        ]));
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  async get(actor: Actor, id: Id): Promise<DeviceView> {
    return this.db.one<DeviceView>(sql.one, [mayReadCustomers(actor), id]);
  }

  /** What happened to a device, newest first. */
  async timeline(id: Id, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<DeviceEventView>> {
    const after = decodeCursor(page.cursor, 1)?.[0] ?? null;
    const rows = await this.db.rows<DeviceEventView>(sql.timeline, [id, after, page.limit + 1]);
    if (rows.length === 0 && !(await this.db.row(sql.exists, [id]))) throw notFound();
    return toPage(
      rows,
      page.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  /** What a customer owns and owned, latest first. */
  async ofCustomer(
    actor: Actor,
    customerId: Id,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<OwnedDeviceView>> {
    const rows = await this.db.rows<OwnedDeviceView & { readonly ownership_id: Id }>(sql.ofCustomer, [
      mayReadCustomers(actor),
      customerId,
      decodeCursor(page.cursor, 1)?.[0] ?? null,
      page.limit + 1,
    ]);
    if (rows.length === 0 && !(await this.db.row(sql.customerExists, [customerId]))) throw notFound();
    return toPage(
      rows,
      page.limit,
      (row) => [row.ownership_id],
      ({ ownership_id: _, ...view }) => view,
    );
  }
}

function mayReadCustomers(actor: Actor): boolean {
  return hasPermission(actor, 'customer.read');
}

/** The digits of what may be the beginning of an IMEI, else null. */
function digitsOf(typed: string): string | null {
  const digits = readImei(typed);
  return /^\d{1,15}$/.test(digits) ? digits : null;
}
