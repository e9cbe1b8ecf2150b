import {
  type ContractKind,
  ContractsQueries,
  type ContractState,
  type ContractSummary,
  type DeviceContract,
  type Discount,
} from '@aftercare/contracts';
import {
  addMonths,
  type Calendar,
  type CivilDate,
  civilDateIn,
  Clock,
  daysBetween,
  type Id,
  normalizeSerial,
} from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, codedJson, Database, hasPermission, type Name, nameJson, statement } from '@aftercare/platform';
import {
  CardQueries,
  type CardView,
  COVERAGE_RULES,
  type CoverageRuleName,
  type DeviceCover,
  type Headline,
  type MeterReading,
  type RegistrationState,
  WarrantyQueries,
} from '@aftercare/warranty';
import { Injectable } from '@nestjs/common';
import { type ReadingNeeded, READINGS_NEEDED } from './readings-needed.js';

/** By which number a device was found. */
export const ENTITLEMENT_KEYS = ['serial', 'imei', 'card', 'invoice', 'sale-document', 'contract'] as const;
export type EntitlementKey = (typeof ENTITLEMENT_KEYS)[number];

/** What it takes off a class, in whole percent; `amountLeft` in minor units where it is limited. */
export interface EntitledCover extends Discount {
  readonly amountLeft?: number;
}

/**
 * One right to service: where it comes from and what is left of it. Visits and minutes of labour are null where there is
 * no limit. `pays` is false when it gives nothing today.
 */
export interface Entitlement {
  readonly rule: Extract<CoverageRuleName, 'work-warranty' | 'product-warranty' | 'contract'>;
  readonly kind: 'repair-promise' | 'guarantee' | ContractKind;
  /** Of the repair order, the card or the contract, as its number. */
  readonly id: Id;
  readonly number: string;
  /** The part or the work that a repair promised something for. */
  readonly item: Name | null;
  readonly state: RegistrationState | ContractState;
  readonly startsOn: CivilDate | null;
  readonly endsOn: CivilDate | null;
  readonly cover: readonly EntitledCover[];
  readonly daysLeft: number;
  readonly visitsLeft: number | null;
  readonly minutesLeft: number | null;
  /** What the meter shows when the promise of a repair ends; null where no use ends it or nobody read it then. */
  readonly endsAtReading: MeterReading | null;
  readonly pays: boolean;
}

/** What a device is entitled to today, in order of precedence, and the verdict in one line. */
export interface DeviceEntitlements {
  readonly device: {
    readonly id: Id;
    readonly serial: string | null;
    readonly imei: string | null;
    readonly imei2: string | null;
    readonly brand: Name;
    readonly product: { readonly id: Id; readonly code: string; readonly name: Name };
  };
  /** With `customer.read` only. */
  readonly owner: { readonly id: Id; readonly name: string } | null;
  readonly foundBy: EntitlementKey;
  readonly headline: Headline;
  readonly readingNeeded: readonly ReadingNeeded[];
  readonly entitlements: readonly Entitlement[];
}

/**
 * `contract` is the one whose number, or an invoice's of it, was typed, with or without devices of its own; `cards` are
 * printed ones that are no guarantee: they wait for their activation, are held back or void.
 */
export interface EntitlementAnswer {
  readonly on: CivilDate;
  readonly contract: ContractSummary | null;
  readonly cards: readonly CardView[];
  readonly devices: readonly DeviceEntitlements[];
}

const MOST_DEVICES = 10;

// $1 the number folded, $2 may see cards, $3 invoices. Each branch has its index.
const resolve = statement(
  'entitlements.resolve',
  `SELECT DISTINCT ON (device_id) device_id AS "deviceId", found_by AS "foundBy" FROM (
     (SELECT 1 AS rank, 'serial' AS found_by, coalesce(merged_into_id, id) AS device_id FROM device WHERE serial_norm = $1 LIMIT ${MOST_DEVICES})
     UNION ALL
     (SELECT 2, 'imei', device_id FROM device_imei WHERE imei = $1)
     UNION ALL
     (SELECT 3, 'card', device_id FROM warranty_registration WHERE $2 AND normalize_serial(card_no) = $1
       LIMIT ${MOST_DEVICES})
     UNION ALL
     (SELECT 3, 'card', device_id FROM warranty_card WHERE $2 AND card_key = $1 AND device_id IS NOT NULL)
     UNION ALL
     (SELECT 4, 'invoice', o.device_id FROM invoice i JOIN repair_order o ON o.id = i.order_id
       WHERE $3 AND normalize_serial(i.number) = $1 LIMIT ${MOST_DEVICES})
     UNION ALL
     (SELECT 5, 'sale-document', coalesce(merged_into_id, id) FROM device
       WHERE sale_document_no IS NOT NULL AND normalize_serial(sale_document_no) = $1 LIMIT ${MOST_DEVICES})
   ) found ORDER BY device_id, rank LIMIT ${MOST_DEVICES}`,
);
const devicesById = statement(
  'entitlements.devices',
  `SELECT d.id, d.serial, d.imei, d.imei2, ${nameJson('b')} AS brand, ${codedJson('p')} AS product,
          CASE WHEN cu.id IS NOT NULL THEN json_build_object('id', cu.id, 'name', cu.name) END AS owner,
          ${READINGS_NEEDED} AS "readingNeeded"
     FROM device d JOIN brand b ON b.id = d.brand_id JOIN product p ON p.id = d.product_id
     LEFT JOIN device_ownership o ON o.device_id = d.id AND o.owned_to IS NULL
     LEFT JOIN customer cu ON cu.id = o.customer_id
    WHERE d.id = ANY($1::uuid[]) ORDER BY d.id`,
);

// The promises of earlier repairs; whether one still runs depends on its calendar.
const promisesOf = statement(
  'entitlements.promises',
  `SELECT asked.id AS "deviceId", w.kind, w.starts_on AS "startsOn", w.months, w.calendar, w.percent, o.id, o.number,
          CASE WHEN known.started_at IS NOT NULL THEN json_build_object('meter', w.meter, 'value', known.started_at + w.max_use) END
            AS "endsAtReading",
          (SELECT m.value FROM device_reading m WHERE m.device_id = ANY(device_twins(asked.id)) AND m.meter = w.meter
            ORDER BY m.id DESC LIMIT 1) AS "lastReading",
          json_build_object('fa', l.description_fa, 'en', l.description_en) AS item
     FROM unnest($1::uuid[]) AS asked(id) CROSS JOIN device_promises(asked.id) known JOIN repair_promise w USING (line_id)
     JOIN repair_order o ON o.id = w.order_id JOIN repair_line l ON l.id = w.line_id
    ORDER BY w.line_id`,
);

interface PromiseRow extends Pick<Entitlement, 'id' | 'number' | 'item' | 'endsAtReading'> {
  readonly deviceId: Id;
  readonly kind: 'part' | 'work';
  readonly startsOn: CivilDate;
  readonly months: number;
  readonly calendar: Calendar;
  readonly percent: number;
  readonly lastReading: number | null;
}

/** What somebody at the counter may claim, by whichever number they bring. */
@Injectable()
export class EntitlementsQueries {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractsQueries,
    private readonly warranty: WarrantyQueries,
    private readonly cards: CardQueries,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * F2. By serial, IMEI, guarantee card, invoice, sale document, or number of a contract, subscription, service card or
   * plan, digits and letters folded. Each kind only for who may read it; contracts of other centres are not there.
   */
  async lookUp(actor: Actor, key: string): Promise<EntitlementAnswer> {
    const { timeZone } = await this.company.current();
    const on = civilDateIn(this.clock.now(), timeZone);
    const seesContracts = hasPermission(actor, 'contract.read');
    const [resolved, byNumber] = await Promise.all([
      this.db.rows<{ deviceId: Id; foundBy: EntitlementKey }>(resolve, [
        normalizeSerial(key),
        hasPermission(actor, 'warranty.read'),
        hasPermission(actor, 'billing.read'),
      ]),
      seesContracts ? this.contracts.findByNumber(actor, key, on) : null,
    ]);
    const contract = byNumber?.contract ?? null;
    const byOwnNumber = contract !== null && normalizeSerial(contract.number) === normalizeSerial(key);
    const foundBy = new Map<Id, EntitlementKey>(
      (byNumber?.deviceIds ?? []).map((id) => [id, byOwnNumber ? 'contract' : 'invoice']),
    );
    for (const found of resolved) foundBy.set(found.deviceId, found.foundBy);
    const ids = [...foundBy.keys()].slice(0, MOST_DEVICES);
    const cards = hasPermission(actor, 'warranty.read') ? await this.cards.waiting(key, ids) : [];
    if (ids.length === 0) return { on, contract, cards, devices: [] };

    const [devices, contracts, promises] = await Promise.all([
      this.db.rows<DeviceEntitlements['device'] & Pick<DeviceEntitlements, 'owner' | 'readingNeeded'>>(devicesById, [
        ids,
      ]),
      seesContracts ? this.contracts.ofDevices(actor, ids, on) : [],
      hasPermission(actor, 'repair.read') ? this.db.rows<PromiseRow>(promisesOf, [ids]) : [],
    ]);
    const contractsOf = (id: Id): DeviceContract[] => contracts.filter(({ deviceId }) => deviceId === id);
    const covers = await this.warranty.coverOf(ids, on, (id) =>
      contractsOf(id).flatMap(({ inForce }) => {
        if (!inForce) return [];
        const { id: _, ...facts } = inForce;
        return [facts];
      }),
    );
    return {
      on,
      contract,
      cards,
      devices: devices.flatMap(({ owner, readingNeeded, ...device }) => {
        const cover = covers.find(({ deviceId }) => deviceId === device.id);
        if (!cover) return [];
        return [
          {
            device,
            owner: hasPermission(actor, 'customer.read') ? owner : null,
            foundBy: foundBy.get(device.id) ?? 'serial',
            headline: cover.verdict.headline,
            readingNeeded,
            entitlements: [
              ...promises.flatMap((promise) => (promise.deviceId === device.id ? runningPromise(promise, on) : [])),
              ...(hasPermission(actor, 'warranty.read') ? guaranteeOf(cover) : []),
              ...contractsOf(device.id).map(entitlementBy),
            ].sort(byPrecedence),
          },
        ];
      }),
    };
  }
}

function runningPromise(
  { kind, startsOn, months, calendar, percent, endsAtReading, lastReading, ...of }: PromiseRow,
  on: CivilDate,
): Entitlement[] {
  const endsOn = addMonths(startsOn, months, calendar);
  if (on < startsOn || on >= endsOn) return [];
  const { id, number, item } = of;
  return [
    {
      rule: 'work-warranty',
      kind: 'repair-promise',
      id,
      number,
      item,
      state: 'active',
      startsOn,
      endsOn,
      cover: [{ class: kind === 'part' ? 'parts' : 'labour', percent }],
      daysLeft: daysBetween(on, endsOn),
      visitsLeft: null,
      minutesLeft: null,
      endsAtReading,
      pays: !endsAtReading || lastReading === null || lastReading < endsAtReading.value,
    },
  ];
}

function guaranteeOf({ registration, verdict }: DeviceCover): Entitlement[] {
  if (!registration) return [];
  const { id, cardNo: number, state, startsOn, endsOn } = registration;
  const classes = verdict.classes.filter(({ componentGroup }) => componentGroup === undefined);
  return [
    {
      rule: 'product-warranty',
      kind: 'guarantee',
      id,
      number,
      item: null,
      state,
      startsOn,
      endsOn,
      cover: classes.flatMap(({ class: name, percent, amountLeft }) =>
        percent > 0 ? [{ class: name, percent, ...(amountLeft === undefined ? {} : { amountLeft }) }] : [],
      ),
      daysLeft: Math.max(0, ...verdict.classes.map(({ daysLeft }) => daysLeft)),
      visitsLeft: null,
      minutesLeft: null,
      endsAtReading: null,
      pays: verdict.classes.some(({ percent }) => percent > 0),
    },
  ];
}

function entitlementBy({
  id,
  number,
  kind,
  state,
  startsOn,
  endsOn,
  meter,
  terms,
  inForce,
}: DeviceContract): Entitlement {
  const { daysLeft, visitsLeft, minutesLeft } = meter;
  return {
    rule: 'contract',
    kind,
    id,
    number,
    item: null,
    state,
    startsOn,
    endsOn,
    cover: inForce?.cover ?? terms.discounts,
    daysLeft,
    visitsLeft,
    minutesLeft,
    endsAtReading: null,
    pays: inForce !== null && inForce.visitsLeft !== 0 && inForce.cover.length > 0,
  };
}

/** R9 of warranty; then what pays before what does not, and what lasts longer first. */
function byPrecedence(a: Entitlement, b: Entitlement): number {
  return (
    COVERAGE_RULES.indexOf(a.rule) - COVERAGE_RULES.indexOf(b.rule) ||
    Number(b.pays) - Number(a.pays) ||
    (b.endsOn ?? '').localeCompare(a.endsOn ?? '')
  );
}
