import { Injectable } from '@nestjs/common';
import { addMonths, type Calendar, type CivilDate, type Id } from '@aftercare/kernel';
import { Database, type Name, nameJson, notFound, statement } from '@aftercare/platform';
import { type CoverLine, coverPeriods, type PolicyTerms } from '@aftercare/warranty';

/** A part in a device, or one that was there: when it came and went, by which order, and how long it is free to replace. */
export interface ComponentHistoryView {
  readonly id: Id;
  readonly slot: string;
  readonly part: { readonly id: Id; readonly code: string; readonly name: Name };
  readonly serial: string | null;
  /** Null for a part that was there before the network met the device. */
  readonly fittedOn: CivilDate | null;
  readonly fittedBy: { readonly id: Id; readonly number: string } | null;
  readonly removedOn: CivilDate | null;
  readonly removedBy: { readonly id: Id; readonly number: string } | null;
  /** The first day its replacement is charged: the longer of promise and product cover; null for none, and once removed. */
  readonly coveredUntil: CivilDate | null;
}

interface Row extends Omit<ComponentHistoryView, 'coveredUntil'> {
  readonly groups: string[] | null;
  readonly promise: { readonly on: CivilDate; readonly months: number; readonly calendar: Calendar } | null;
  readonly startsOn: CivilDate | null;
  readonly terms: PolicyTerms | null;
}

const order = (line: string): string =>
  `(SELECT json_build_object('id', o.id, 'number', o.number) FROM repair_line l JOIN repair_order o ON o.id = l.order_id
     WHERE l.id = ${line})`;

const sql = {
  ofDevice: statement(
    'repair.components-of-device',
    `SELECT c.id, c.slot, json_build_object('id', p.id, 'code', p.sku, 'name', ${nameJson('p')}) AS part, c.serial,
            c.fitted_on AS "fittedOn", ${order('c.fitted_line_id')} AS "fittedBy",
            c.removed_on AS "removedOn", ${order('c.removed_line_id')} AS "removedBy",
            product_group_codes(p.group_id) AS groups,
            (SELECT json_build_object('on', w.starts_on, 'months', w.months, 'calendar', w.calendar)
               FROM repair_promise w WHERE w.device_id = ANY(device_twins(c.device_id)) AND w.part_id = c.part_id
              ORDER BY w.starts_on DESC LIMIT 1) AS promise,
            r.starts_on AS "startsOn", v.terms
       FROM device_component c
       JOIN part p ON p.id = c.part_id
       LEFT JOIN warranty_registration r ON r.device_id = c.device_id AND r.state IN ('raw', 'sold', 'active')
       LEFT JOIN warranty_policy_version v ON v.id = r.policy_version_id
      WHERE c.device_id = $1
      ORDER BY c.slot, c.removed_on DESC NULLS FIRST, c.fitted_on DESC NULLS LAST, c.id`,
  ),
  deviceExists: statement('repair.component-device-exists', 'SELECT 1 AS found FROM device WHERE id = $1'),
} as const;

/** The parts of devices as the workshop left them. */
@Injectable()
export class ComponentsQueries {
  constructor(private readonly db: Database) {}

  /** Everything that sits or sat in a device, by place, the present one first. */
  async ofDevice(deviceId: Id): Promise<ComponentHistoryView[]> {
    const rows = await this.db.rows<Row>(sql.ofDevice, [deviceId]);
    if (rows.length === 0 && !(await this.db.row(sql.deviceExists, [deviceId]))) throw notFound();
    return rows.map(({ groups, promise, startsOn, terms, ...view }) => {
      if (view.removedOn !== null) return { ...view, coveredUntil: null };
      const promised = promise && addMonths(promise.on, promise.months, promise.calendar);
      const product = startsOn && terms && productCover(terms, startsOn, groups ?? []);
      return { ...view, coveredUntil: promised && product && promised < product ? product : (promised ?? product) };
    });
  }
}

/** R4 of warranty: the line for the nearest group of the part, else the one for the whole device. */
function productCover(terms: PolicyTerms, startsOn: CivilDate, groups: readonly string[]): CivilDate | null {
  const periods = coverPeriods(terms, startsOn).filter((each) => each.class === 'parts');
  const named = (group: CoverLine['componentGroup']) => periods.find(({ componentGroup }) => componentGroup === group);
  const own = groups.map(named).find((period) => period !== undefined) ?? named(undefined);
  return own && own.percent > 0 ? own.endsOn : null;
}
