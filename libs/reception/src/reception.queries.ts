import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import { customerSearch } from '@aftercare/customers';
import {
  type Actor,
  centerScope,
  Database,
  decodeCursor,
  hasPermission,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
  worksIn,
} from '@aftercare/platform';
import type { Estimate, RepairState } from '@aftercare/repair';
import type { Headline } from '@aftercare/warranty';
import type { DataConsent } from './receptions.service.js';

export interface ArrivalView {
  readonly id: Id;
  readonly centerId: Id;
  readonly note: string | null;
  readonly arrivedAt: Date;
}

export interface ReceptionSummary {
  readonly id: Id;
  readonly number: string;
  readonly centerId: Id;
  readonly receivedAt: Date;
  readonly customer: { readonly id: Id; readonly name: string };
  readonly devices: number;
  readonly delivered: number;
}

export interface ReceptionFilter {
  readonly centerId?: Id;
  readonly customerId?: Id;
  /** A civil day of the centre's zone. */
  readonly receivedOn?: CivilDate;
  /** In the receipt's number, or the customer's name or mobile. */
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

interface SummaryRow {
  id: Id;
  number: string;
  center_id: Id;
  received_at: Date;
  cursor_at: string;
  customer_id: Id;
  name: string;
  devices: number;
  delivered: number;
}

/** A receipt with everything its printed form shows. The tracking code is for the customer's eyes and the receipt. */
export interface ReceptionView {
  readonly id: Id;
  readonly number: string;
  readonly trackingCode: string;
  readonly company: { readonly name: Name; readonly currency: string };
  readonly center: {
    readonly id: Id;
    readonly code: string;
    readonly name: Name;
    readonly phone: string | null;
    readonly address: string | null;
  };
  readonly customer: {
    readonly id: Id;
    readonly name: string;
    readonly mobile: string | null;
    readonly locale: 'fa' | 'en';
  };
  readonly bearerName: string | null;
  readonly arrivedAt: string;
  readonly servedAt: string;
  readonly receivedAt: string;
  readonly receivedBy: string | null;
  readonly termsVersion: string;
  readonly note: string | null;
  readonly items: readonly {
    readonly orderId: Id;
    readonly orderNumber: string;
    readonly state: RepairState;
    readonly promisedOn: CivilDate | null;
    readonly declaredFault: string;
    /** The guarantee as it stood at reception; later decisions do not touch the paper. Null where none was taken. */
    readonly guarantee: Headline | null;
    /** What was told at the counter; null where nothing was agreed on yet. */
    readonly estimate: Estimate | null;
    readonly device: {
      readonly id: Id;
      readonly serial: string | null;
      readonly imei: string | null;
      readonly imei2: string | null;
      readonly brand: Name;
      readonly product: Name;
    };
    /** What is seen, when and where, by the codes of the counter; only what was told. */
    readonly told: readonly Name[];
    readonly conditions: readonly Name[];
    readonly conditionNote: string | null;
    readonly dataConsent: DataConsent;
    readonly accessories: readonly {
      readonly id: Id;
      readonly name: Name;
      readonly label: string | null;
      readonly quantity: number;
      readonly handedOut: number;
    }[];
    readonly handedOverAt: string | null;
    readonly collectedBy: string | null;
  }[];
  readonly version: number;
}

const waiting = statement(
  'reception.waiting',
  `SELECT id, center_id AS "centerId", note, arrived_at AS "arrivedAt" FROM arrival
    WHERE center_id = $1 AND served_at IS NULL AND left_at IS NULL ORDER BY arrived_at LIMIT 200`,
);
const arrivalById = statement(
  'reception.arrival',
  `SELECT id, center_id AS "centerId", note, arrived_at AS "arrivedAt" FROM arrival WHERE id = $1`,
);
// $1 centres, $2 $3 the last receipt of the page before, $4 how many, $5 customer, $6 civil day of the centre as a range of
// instants that the index on received_at serves.
const KEPT = `($1::uuid[] IS NULL OR r.center_id = ANY($1))
  AND ($2::timestamptz IS NULL OR (r.received_at, r.id) < ($2, $3::uuid))
  AND ($5::uuid IS NULL OR r.customer_id = $5)
  AND ($6::date IS NULL OR (r.received_at >= $6::date::timestamp AT TIME ZONE c.time_zone
                        AND r.received_at < ($6::date + 1)::timestamp AT TIME ZONE c.time_zone))`;
const NEWEST = 'ORDER BY r.received_at DESC, r.id DESC LIMIT $4';
const AT_CENTER = 'JOIN service_center c ON c.id = r.center_id';
const summaries = (page: string): string => `
  SELECT r.id, r.number, r.center_id, r.received_at, r.received_at::text AS cursor_at, cu.id AS customer_id, cu.name,
         n.devices, n.delivered
    FROM (${page}) r
    JOIN customer cu ON cu.id = r.customer_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS devices, count(o.delivered_at)::int AS delivered FROM repair_order o WHERE o.reception_id = r.id) n
   ORDER BY r.received_at DESC, r.id DESC`;
const list = statement('reception.list', summaries(`SELECT r.* FROM reception r ${AT_CENTER} WHERE ${KEPT} ${NEWEST}`));
// One branch per kind of key, each on its own index and each cut to a page; UNION drops what is found twice.
const found = statement(
  'reception.found',
  summaries(`
    SELECT * FROM (
      (SELECT r.* FROM reception r ${AT_CENTER} WHERE lower(r.number) LIKE $7 AND ${KEPT} ${NEWEST})
      UNION (SELECT r.* FROM customer k JOIN reception r ON r.customer_id = k.id ${AT_CENTER}
              WHERE k.search_text LIKE $7 AND ${KEPT} ${NEWEST})
      UNION (SELECT r.* FROM customer k JOIN reception r ON r.customer_id = k.id ${AT_CENTER}
              WHERE k.mobile >= $8 AND k.mobile < $8 || ':' AND ${KEPT} ${NEWEST})
    ) r ${NEWEST}`),
);
const one = statement(
  'reception.one',
  `SELECT r.id, r.number, r.tracking_code AS "trackingCode", r.bearer_name AS "bearerName", r.arrived_at AS "arrivedAt",
     r.served_at AS "servedAt", r.received_at AS "receivedAt", a.display_name AS "receivedBy", r.terms_version AS "termsVersion",
     r.note, r.version, r.center_id,
     (SELECT json_build_object('name', json_build_object('fa', name_fa, 'en', name_en), 'currency', currency) FROM company) AS company,
     json_build_object('id', c.id, 'code', c.code, 'name', ${nameJson('c')},
       'phone', c.phone, 'address', c.address) AS center,
     json_build_object('id', cu.id, 'name', cu.name, 'mobile', cu.mobile, 'locale', cu.locale) AS customer,
     (SELECT json_agg(json_build_object(
        'orderId', o.id, 'orderNumber', o.number, 'state', o.state, 'promisedOn', o.promised_on, 'declaredFault', o.declared_fault,
        'device', json_build_object('id', d.id, 'serial', d.serial, 'imei', d.imei, 'imei2', d.imei2,
          'brand', ${nameJson('b')}, 'product', ${nameJson('p')}),
        'told', (SELECT coalesce(json_agg(${nameJson('k')} ORDER BY told.place), '[]')
           FROM unnest(ARRAY[i.symptom_code_id, i.occurrence_code_id, i.circumstance_code_id]) WITH ORDINALITY told(id, place)
           JOIN service_code k ON k.id = told.id),
        'conditions', (SELECT coalesce(json_agg(${nameJson('k')} ORDER BY k.code), '[]')
           FROM service_code k WHERE k.id = ANY(i.condition_code_ids)),
        'conditionNote', i.condition_note, 'dataConsent', i.data_consent,
        'accessories', (SELECT coalesce(json_agg(json_build_object('id', x.id, 'label', x.label, 'quantity', x.quantity,
            'handedOut', x.handed_out, 'name', ${nameJson('k')}) ORDER BY x.position), '[]')
           FROM reception_accessory x LEFT JOIN service_code k ON k.id = x.code_id WHERE x.item_id = i.id),
        'guarantee', (SELECT cd.result -> 'headline' FROM coverage_decision cd
           WHERE cd.subject_id = o.id AND cd.supersedes_id IS NULL), 'estimate', i.estimate,
        'handedOverAt', h.handed_over_at, 'collectedBy', h.collected_by) ORDER BY i.position)
        FROM reception_item i JOIN repair_order o ON o.id = i.order_id JOIN device d ON d.id = i.device_id
        JOIN brand b ON b.id = d.brand_id JOIN product p ON p.id = d.product_id LEFT JOIN hand_over h ON h.order_id = o.id
       WHERE i.reception_id = r.id) AS items
   FROM reception r JOIN service_center c ON c.id = r.center_id JOIN customer cu ON cu.id = r.customer_id
   LEFT JOIN account a ON a.id = r.received_by
  WHERE r.id = $1`,
);

/** Every read of receipts and of the waiting line, within the actor's centres. */
@Injectable()
export class ReceptionQueries {
  constructor(private readonly db: Database) {}

  async waiting(actor: Actor, centerId: Id): Promise<ArrivalView[]> {
    if (!worksIn(actor, centerId)) throw notFound();
    return this.db.rows<ArrivalView>(waiting, [centerId]);
  }

  async arrival(actor: Actor, id: Id): Promise<ArrivalView> {
    const arrival = await this.db.row<ArrivalView>(arrivalById, [id]);
    if (!arrival || !worksIn(actor, arrival.centerId)) throw notFound();
    return arrival;
  }

  /** Newest first. */
  async list(actor: Actor, filter: ReceptionFilter): Promise<Page<ReceptionSummary>> {
    if (filter.centerId !== undefined && !worksIn(actor, filter.centerId)) throw notFound();
    const after = decodeCursor(filter.cursor, 2);
    const search = customerSearch(filter.q);
    const page = [
      filter.centerId === undefined ? centerScope(actor) : [filter.centerId],
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.customerId ?? null,
      filter.receivedOn ?? null,
    ];
    const rows = await (search
      ? this.db.rows<SummaryRow>(found, [...page, search.name, search.mobile])
      : this.db.rows<SummaryRow>(list, page));
    return toPage(
      rows,
      filter.limit,
      (row) => [row.cursor_at, row.id],
      (row) => ({
        id: row.id,
        number: row.number,
        centerId: row.center_id,
        receivedAt: row.received_at,
        customer: { id: row.customer_id, name: row.name },
        devices: row.devices,
        delivered: row.delivered,
      }),
    );
  }

  async get(actor: Actor, id: Id): Promise<ReceptionView> {
    const row = await this.db.row<ReceptionView & { center_id: Id }>(one, [id]);
    if (!row || !worksIn(actor, row.center_id)) throw notFound();
    const { center_id: _, ...view } = row;
    const mobile = hasPermission(actor, 'customer.read') ? view.customer.mobile : null;
    return { ...view, customer: { ...view.customer, mobile } };
  }
}
