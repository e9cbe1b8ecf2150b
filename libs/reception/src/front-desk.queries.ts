import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, latinDigits, normalizeSerial, parseMobile } from '@aftercare/kernel';
import { BlocksQueries, type BlockView } from '@aftercare/devices';
import {
  type Actor,
  centerScope,
  containsPattern,
  Database,
  hasPermission,
  type Name,
  type Permission,
  statement,
} from '@aftercare/platform';
import { ENDED_STATES, type RepairState } from '@aftercare/repair';
import { type ReadingNeeded, READINGS_NEEDED } from './readings-needed.js';
import { readTrackingCode } from './tracking-code.js';

/** What the counter sees the moment a serial is typed: the device, its guarantee, its owner and its last visits. */
export interface DeviceAtCounter {
  readonly id: Id;
  readonly serial: string | null;
  readonly imei: string | null;
  readonly imei2: string | null;
  readonly provenance: 'verified' | 'declared' | 'unknown' | 'blocked';
  readonly brand: { readonly id: Id; readonly name: Name };
  readonly product: { readonly id: Id; readonly code: string; readonly name: Name };
  /** With `customer.read` only. */
  readonly owner: { readonly id: Id; readonly name: string; readonly mobile: string } | null;
  readonly guarantee: {
    readonly cardNo: string;
    readonly state: string;
    readonly policyCode: string;
    readonly startsOn: CivilDate | null;
    readonly endsOn: CivilDate | null;
  } | null;
  readonly readingNeeded: readonly ReadingNeeded[];
  readonly openOrder: { readonly id: Id; readonly number: string; readonly centerName: Name } | null;
  readonly visits: readonly {
    readonly id: Id;
    readonly number: string;
    readonly state: RepairState;
    readonly receivedAt: string;
    readonly declaredFault: string;
  }[];
}

// The ids come first, as an array: joined as a subquery the planner reads every device in the order of the answer.
const lookup = statement(
  'front-desk.lookup',
  `SELECT d.id, d.serial, d.imei, d.imei2, d.provenance,
     b.id AS brand_id, b.name_fa AS brand_fa, b.name_en AS brand_en,
     p.id AS product_id, p.code AS product_code, p.name_fa AS product_fa, p.name_en AS product_en,
     cu.id AS owner_id, cu.name AS owner_name, cu.mobile AS owner_mobile,
     w.card_no, w.state AS card_state, w.starts_on, w.ends_on, wp.code AS policy_code,
     coalesce(v.visits, '[]') AS visits, ${READINGS_NEEDED} AS reading_needed,
     EXISTS (SELECT FROM device_block b WHERE b.lifted_at IS NULL AND (
       b.device_id = d.id OR b.serial_norm IN ($1, d.serial_norm) OR b.imei IN ($1, d.imei, d.imei2))) AS listed
   FROM device d
   JOIN brand b ON b.id = d.brand_id
   JOIN product p ON p.id = d.product_id
   LEFT JOIN device_ownership o ON o.device_id = d.id AND o.owned_to IS NULL
   LEFT JOIN customer cu ON cu.id = o.customer_id
   LEFT JOIN LATERAL (
     SELECT * FROM warranty_registration wr WHERE wr.device_id = d.id
      ORDER BY wr.state IN ('raw', 'sold', 'active', 'suspended') DESC, wr.id DESC LIMIT 1) w ON true
   LEFT JOIN warranty_policy_version wv ON wv.id = w.policy_version_id
   LEFT JOIN warranty_policy wp ON wp.id = wv.policy_id
   LEFT JOIN LATERAL (
     SELECT json_agg(json_build_object('id', r.id, 'number', r.number, 'state', r.state, 'receivedAt', r.received_at,
              'declaredFault', r.declared_fault, 'centerFa', c.name_fa, 'centerEn', c.name_en) ORDER BY r.received_at DESC, r.id DESC) AS visits
       FROM (SELECT * FROM repair_order WHERE device_id = d.id ORDER BY received_at DESC, id DESC LIMIT 5) r
       JOIN service_center c ON c.id = r.center_id) v ON true
  WHERE d.id = ANY (ARRAY(SELECT coalesce(merged_into_id, id) FROM device WHERE serial_norm = $1
                    UNION ALL SELECT device_id FROM device_imei WHERE imei = $1))
  ORDER BY d.id LIMIT 10`,
);

interface LookupRow {
  id: Id;
  serial: string | null;
  imei: string | null;
  imei2: string | null;
  provenance: DeviceAtCounter['provenance'];
  brand_id: Id;
  brand_fa: string | null;
  brand_en: string | null;
  product_id: Id;
  product_code: string;
  product_fa: string | null;
  product_en: string | null;
  owner_id: Id | null;
  owner_name: string;
  owner_mobile: string;
  card_no: string | null;
  card_state: string;
  starts_on: CivilDate | null;
  ends_on: CivilDate | null;
  policy_code: string;
  reading_needed: ReadingNeeded[];
  /** Whether the register of blocks may say something of it. */
  listed: boolean;
  visits: (DeviceAtCounter['visits'][number] & { centerFa: string | null; centerEn: string | null })[];
}

/** One record that a search found. `exact` = it was named fully, so Enter may open it. */
export interface SearchHit {
  readonly kind: 'repair-order' | 'reception' | 'device' | 'invoice' | 'customer' | 'warranty' | 'contract';
  readonly id: Id;
  readonly title: string;
  readonly subtitle: string | null;
  readonly exact: boolean;
}

const NEEDED: Record<SearchHit['kind'], Permission> = {
  'repair-order': 'repair.read',
  reception: 'reception.read',
  device: 'device.read',
  invoice: 'billing.read',
  customer: 'customer.read',
  warranty: 'warranty.read',
  contract: 'contract.read',
};

// $1 upper-case number, $2 tracking code, $3 E.164 mobile, $4 name pattern, $5 as typed (serial), $6 centres, $7 kinds.
const search = statement(
  'front-desk.search',
  `SELECT * FROM (
     (SELECT 'repair-order' AS kind, id, number AS title, declared_fault AS subtitle, true AS exact, 1 AS rank FROM repair_order
       WHERE number = $1 AND ($6::uuid[] IS NULL OR center_id = ANY($6)))
     UNION ALL
     (SELECT 'reception', id, number, NULL, true, 1 FROM reception
       WHERE (number = $1 OR tracking_code = $2) AND ($6::uuid[] IS NULL OR center_id = ANY($6)))
     UNION ALL
     (SELECT 'invoice', id, number, NULL, true, 1 FROM invoice WHERE number = $1 AND ($6::uuid[] IS NULL OR center_id = ANY($6)))
     UNION ALL
     (SELECT 'warranty', id, card_no, NULL, true, 1 FROM warranty_registration WHERE card_no = $1)
     UNION ALL
     (SELECT 'contract', c.id, c.number, cu.name, true, 1 FROM service_contract c JOIN customer cu ON cu.id = c.customer_id
       WHERE c.number_norm = normalize_serial($5)
         AND ($6::uuid[] IS NULL OR NOT EXISTS (SELECT FROM service_contract_center WHERE contract_id = c.id)
              OR EXISTS (SELECT FROM service_contract_center WHERE contract_id = c.id AND center_id = ANY($6))))
     UNION ALL
     (SELECT 'device', d.id, d.serial, concat_ws(' ', coalesce(b.name_en, b.name_fa), coalesce(p.name_en, p.name_fa)), true, 2
        FROM device d JOIN brand b ON b.id = d.brand_id JOIN product p ON p.id = d.product_id
       WHERE d.serial_norm = normalize_serial($5) ORDER BY d.id LIMIT 10)
     UNION ALL
     (SELECT 'device', d.id, coalesce(d.serial, i.imei), concat_ws(' ', coalesce(b.name_en, b.name_fa), coalesce(p.name_en, p.name_fa)), true, 2
        FROM device_imei i JOIN device d ON d.id = i.device_id JOIN brand b ON b.id = d.brand_id JOIN product p ON p.id = d.product_id
       WHERE i.imei = $1 AND d.serial_norm IS DISTINCT FROM normalize_serial($5))
     UNION ALL
     (SELECT 'customer', id, name, mobile, true, 3 FROM customer WHERE mobile = $3 ORDER BY id LIMIT 10)
     UNION ALL
     (SELECT 'customer', id, name, mobile, false, 4 FROM customer WHERE search_text LIKE $4 ORDER BY search_text, id LIMIT 10)
   ) hit WHERE kind = ANY($7::text[]) ORDER BY rank, title LIMIT 20`,
);

/** The reads of the counter that cross all domains: who stands there, and with what. */
@Injectable()
export class FrontDeskQueries {
  constructor(
    private readonly db: Database,
    private readonly blocks: BlocksQueries,
  ) {}

  /** Devices with this serial or IMEI, as typed, several only where two brands share a serial; and what the register of blocks says. */
  async lookup(actor: Actor, serial: string): Promise<{ data: DeviceAtCounter[]; blocks: BlockView[] }> {
    const seesPeople = hasPermission(actor, 'customer.read');
    const rows = await this.db.rows<LookupRow>(lookup, [normalizeSerial(serial)]);
    const ids = rows.map(({ id }) => id);
    const mayBeListed = rows.length === 0 || rows.some(({ listed }) => listed);
    const blocks = mayBeListed ? await this.blocks.live(serial, ids) : [];
    const data = rows.map((row) => {
      const open = row.visits.find((visit) => !ENDED_STATES.includes(visit.state));
      return {
        id: row.id,
        serial: row.serial,
        imei: row.imei,
        imei2: row.imei2,
        provenance: row.provenance,
        brand: { id: row.brand_id, name: { fa: row.brand_fa, en: row.brand_en } },
        product: { id: row.product_id, code: row.product_code, name: { fa: row.product_fa, en: row.product_en } },
        owner:
          seesPeople && row.owner_id !== null
            ? { id: row.owner_id, name: row.owner_name, mobile: row.owner_mobile }
            : null,
        guarantee:
          row.card_no === null
            ? null
            : {
                cardNo: row.card_no,
                state: row.card_state,
                policyCode: row.policy_code,
                startsOn: row.starts_on,
                endsOn: row.ends_on,
              },
        readingNeeded: row.reading_needed,
        openOrder: open
          ? { id: open.id, number: open.number, centerName: { fa: open.centerFa, en: open.centerEn } }
          : null,
        visits: row.visits.map(({ centerFa: _fa, centerEn: _en, ...visit }) => visit),
      };
    });
    return { data, blocks };
  }

  /** F1. One box for serial, IMEI, order, receipt, tracking code, card, contract, invoice, mobile and name; only what the actor may read. */
  async search(actor: Actor, typed: string): Promise<SearchHit[]> {
    const kinds = Object.entries(NEEDED).filter(([, permission]) => hasPermission(actor, permission));
    const pattern = containsPattern(typed);
    const rows = await this.db.rows<SearchHit & { rank: number }>(search, [
      latinDigits(typed).trim().toUpperCase(),
      readTrackingCode(typed),
      parseMobile(typed),
      // Two letters find half the register: a name is searched from three on.
      pattern !== null && pattern.length >= 5 ? pattern : null,
      typed,
      centerScope(actor),
      kinds.map(([kind]) => kind),
    ]);
    return rows.map(({ rank: _, ...hit }) => hit);
  }
}
