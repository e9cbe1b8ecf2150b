import { Injectable } from '@nestjs/common';
import { addMonths, type Calendar, type CivilDate, type Id } from '@aftercare/kernel';
import { codedJson, Database, type Name, nameJson, notFound, statement } from '@aftercare/platform';
import { type CoverLine, coverPeriods, type PolicyTerms } from '@aftercare/warranty';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** A part in a device, or one that was there: when it came and went, by which order, and how long it is free to replace. */
export interface ComponentHistoryView {
  readonly id: Id;
  readonly slot: string;
  readonly part: Coded;
  readonly serial: string | null;
  /** Null for a part that was there before the network met the device. */
  readonly fittedOn: CivilDate | null;
  readonly fittedBy: { readonly id: Id; readonly number: string } | null;
  readonly removedOn: CivilDate | null;
  readonly removedBy: { readonly id: Id; readonly number: string } | null;
  /** The first day its replacement is charged: the longer of promise and product cover; null for none, and once removed. */
  readonly coveredUntil: CivilDate | null;
}

/** A place of a device: as its product was designed, and what sits and sat there in this one. */
export interface DevicePlaceView {
  readonly slot: string;
  /** The place it lies below; null at the top. */
  readonly parentSlot: string | null;
  /** Null for a place that the design of the product does not name. The code of a part is its stock number. */
  readonly designed: {
    readonly part: Coded | null;
    readonly group: Coded | null;
    readonly quantity: number;
    readonly serialised: boolean;
  } | null;
  /** A unit of the register that sits there. */
  readonly unit: { readonly id: Id; readonly serial: string | null; readonly product: Coded } | null;
  /** Parts the workshop knows of, the present one first. */
  readonly parts: readonly ComponentHistoryView[];
  /** The first day on which replacing what sits there is charged; null for no cover. */
  readonly coveredUntil: CivilDate | null;
}

interface PlaceRow extends Pick<DevicePlaceView, 'slot' | 'parentSlot' | 'designed' | 'unit'> {
  readonly groups: string[] | null;
  readonly startsOn: CivilDate | null;
  readonly terms: PolicyTerms | null;
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
  // A place of the design, a unit that sits somewhere, or both where they meet.
  places: statement(
    'repair.places-of-device',
    `SELECT coalesce(c.slot, k.component_slot) AS slot, c.parent_slot AS "parentSlot",
            CASE WHEN c.id IS NOT NULL THEN json_build_object(
              'part', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'code', p.sku, 'name', ${nameJson('p')}) END,
              'group', CASE WHEN g.id IS NOT NULL THEN ${codedJson('g')} END,
              'quantity', c.quantity, 'serialised', c.serialised) END AS designed,
            CASE WHEN k.id IS NOT NULL THEN json_build_object(
              'id', k.id, 'serial', k.serial, 'product', ${codedJson('kp')}) END AS unit,
            product_group_codes(coalesce(c.group_id, p.group_id, kp.group_id)) AS groups, r.starts_on AS "startsOn", v.terms
       FROM (SELECT c.* FROM device d JOIN product_component c ON c.product_id = d.product_id WHERE d.id = $1) c
       FULL JOIN (SELECT * FROM device WHERE parent_id = $1) k ON k.component_slot = c.slot
       LEFT JOIN product kp ON kp.id = k.product_id
       LEFT JOIN part p ON p.id = c.part_id
       LEFT JOIN product_group g ON g.id = c.group_id
       LEFT JOIN warranty_registration r ON r.device_id = $1 AND r.state IN ('raw', 'sold', 'active')
       LEFT JOIN warranty_policy_version v ON v.id = r.policy_version_id
      ORDER BY c.position, slot`,
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

  /**
   * A device as designed and as it is: the places of its product in their order, then those only this device has. A place
   * where nothing was ever done holds what the design says.
   */
  async structureOf(deviceId: Id): Promise<DevicePlaceView[]> {
    const [places, parts] = await Promise.all([
      this.db.rows<PlaceRow>(sql.places, [deviceId]),
      this.ofDevice(deviceId),
    ]);
    const known = new Set(places.map(({ slot }) => slot));
    const elsewhere = [...new Set(parts.map(({ slot }) => slot))].filter((slot) => !known.has(slot));
    return [
      ...places.map(({ groups, startsOn, terms, ...place }) => {
        const there = parts.filter(({ slot }) => slot === place.slot);
        const present = there.find(({ removedOn }) => removedOn === null);
        const cover = startsOn && terms && productCover(terms, startsOn, groups ?? []);
        return { ...place, parts: there, coveredUntil: present ? present.coveredUntil : cover };
      }),
      ...elsewhere.map((slot) => {
        const there = parts.filter((part) => part.slot === slot);
        const coveredUntil = there.find(({ removedOn }) => removedOn === null)?.coveredUntil ?? null;
        return { slot, parentSlot: null, designed: null, unit: null, parts: there, coveredUntil };
      }),
    ];
  }
}

/** R4 of warranty: the line for the nearest group of the part, else the one for the whole device. */
function productCover(terms: PolicyTerms, startsOn: CivilDate, groups: readonly string[]): CivilDate | null {
  const periods = coverPeriods(terms, startsOn).filter((each) => each.class === 'parts');
  const named = (group: CoverLine['componentGroup']) => periods.find(({ componentGroup }) => componentGroup === group);
  const own = groups.map(named).find((period) => period !== undefined) ?? named(undefined);
  return own && own.percent > 0 ? own.endsOn : null;
}
