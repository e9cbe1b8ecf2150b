import type { CivilDate, Id } from '@aftercare/kernel';
import { type Actor, hasPermission, type Name, worksIn } from '@aftercare/platform';
import type { RepairPriority, RepairType } from './repair-order.entity.js';
import type { RepairState } from './repair-status.js';

/** One order in a list. */
export interface RepairSummary {
  readonly id: Id;
  readonly number: string;
  readonly state: RepairState;
  readonly type: RepairType;
  readonly priority: RepairPriority;
  readonly receivedAt: Date;
  readonly promisedOn: CivilDate | null;
  readonly readyAt: Date | null;
  readonly declaredFault: string;
  readonly center: { readonly id: Id; readonly code: string; readonly name: Name };
  readonly device: {
    readonly id: Id;
    readonly serial: string | null;
    readonly brand: Name;
    readonly productId: Id;
    readonly product: Name;
  };
  /** Null for imported orders without a customer; the mobile only with `customer.read`. */
  readonly customer: { readonly id: Id; readonly name: string; readonly mobile: string | null } | null;
  readonly technician: { readonly id: Id; readonly name: string } | null;
  readonly version: number;
}

export const SUMMARY = `
  o.id, o.number, o.state, o.type, o.priority, o.received_at, o.promised_on, o.ready_at, o.declared_fault, o.version,
  o.center_id, c.code AS center_code, c.name_fa AS center_fa, c.name_en AS center_en,
  o.device_id, d.serial, b.name_fa AS brand_fa, b.name_en AS brand_en, p.id AS product_id, p.name_fa AS product_fa, p.name_en AS product_en,
  o.customer_id, cu.name AS customer_name, cu.mobile AS customer_mobile, o.technician_id, t.display_name AS technician_name`;
export const JOINS = `
  JOIN service_center c ON c.id = o.center_id
  JOIN device d ON d.id = o.device_id
  JOIN product p ON p.id = d.product_id
  JOIN brand b ON b.id = d.brand_id
  LEFT JOIN customer cu ON cu.id = o.customer_id
  LEFT JOIN account t ON t.id = o.technician_id`;

export interface SummaryRow {
  id: Id;
  number: string;
  state: RepairState;
  type: RepairType;
  priority: RepairPriority;
  received_at: Date;
  promised_on: CivilDate | null;
  ready_at: Date | null;
  declared_fault: string;
  version: number;
  center_id: Id;
  center_code: string;
  center_fa: string | null;
  center_en: string | null;
  device_id: Id;
  serial: string | null;
  brand_fa: string | null;
  brand_en: string | null;
  product_id: Id;
  product_fa: string | null;
  product_en: string | null;
  customer_id: Id | null;
  customer_name: string | null;
  customer_mobile: string | null;
  technician_id: Id | null;
  technician_name: string | null;
  cursor_at: string;
}

// The cursor keeps the full precision of the instant: a JavaScript Date would cut the microseconds off.
export const CURSOR = `o.received_at::text AS cursor_at`;

/** People’s names are for the order’s own centre or by right; their mobiles always need the right. */
export function summaryFor(actor: Actor): (row: SummaryRow) => RepairSummary {
  const seesPeople = hasPermission(actor, 'customer.read');
  return (row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    type: row.type,
    priority: row.priority,
    receivedAt: row.received_at,
    promisedOn: row.promised_on,
    readyAt: row.ready_at,
    declaredFault: row.declared_fault,
    center: { id: row.center_id, code: row.center_code, name: { fa: row.center_fa, en: row.center_en } },
    device: {
      id: row.device_id,
      serial: row.serial,
      brand: { fa: row.brand_fa, en: row.brand_en },
      productId: row.product_id,
      product: { fa: row.product_fa, en: row.product_en },
    },
    customer:
      row.customer_id === null || row.customer_name === null || !(seesPeople || worksIn(actor, row.center_id))
        ? null
        : { id: row.customer_id, name: row.customer_name, mobile: seesPeople ? row.customer_mobile : null },
    technician:
      row.technician_id === null || row.technician_name === null
        ? null
        : { id: row.technician_id, name: row.technician_name },
    version: row.version,
  });
}
