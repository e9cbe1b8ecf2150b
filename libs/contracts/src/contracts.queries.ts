import {
  type Calendar,
  type CivilDate,
  civilDateIn,
  Clock,
  daysBetween,
  type Id,
  normalizeSerial,
} from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  centerScope,
  containsPattern,
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
import { Injectable } from '@nestjs/common';
import {
  billingDays,
  type BillingTerms,
  type Instalment,
  type InstalmentState,
  planInstalments,
} from './billing-plan.js';
import { actsOf, type ContractAct, type ContractBlocker, type ContractState } from './contract-status.js';
import {
  type ContractInForce,
  type ContractKind,
  type ContractScope,
  type ContractTerms,
  coverOf,
  left,
  type TermsChange,
  termsOn,
} from './contract-terms.js';

/** How much of what was agreed on is used and left; `left` is null where there is no limit. Minutes of labour. */
export interface ContractMeter {
  readonly visitsUsed: number;
  readonly visitsLeft: number | null;
  readonly minutesUsed: number;
  readonly minutesLeft: number | null;
  /** Days that are left, today included; 0 before the start and after the end. */
  readonly daysLeft: number;
  readonly days: number;
}

/** `terms` are those of today; the customer's name comes with `customer.read` only. */
export interface ContractSummary {
  readonly id: Id;
  readonly number: string;
  readonly kind: ContractKind;
  readonly customer: { readonly id: Id; readonly name: string | null };
  readonly state: ContractState;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly scope: ContractScope;
  readonly terms: ContractTerms;
  readonly meter: ContractMeter;
  readonly version: number;
}

export interface ContractDevice {
  readonly id: Id;
  readonly brand: Name;
  readonly product: Name;
  readonly serial: string | null;
  readonly coveredFrom: CivilDate;
  readonly coveredTo: CivilDate | null;
}

export interface AddendumView extends TermsChange {
  readonly addedDeviceIds: readonly Id[];
  readonly removedDeviceIds: readonly Id[];
  readonly text: string;
  readonly agreedBy: string;
  readonly agreedOn: CivilDate;
  readonly agreementNo: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** What an order holds of the contract from then on; 0 visits: it gave everything back. */
export interface ContractUseView {
  readonly orderId: Id;
  readonly orderNumber: string;
  readonly deviceId: Id;
  readonly visits: number;
  readonly labourMinutes: number;
  readonly by: string;
  readonly at: string;
}

/** How the price is billed. `billedElsewhere` in minor units: what was billed of it before there was a plan. */
export interface BillingView extends Omit<BillingTerms, 'centerId'> {
  readonly center: { readonly id: Id; readonly name: Name };
  readonly billedElsewhere: number;
}

/** A part of the price; once it is billed with its invoice. */
export interface InstalmentView extends Instalment {
  readonly state: InstalmentState;
  readonly invoice: { readonly id: Id; readonly number: string } | null;
}

export interface ContractView extends ContractSummary {
  readonly stateReason: string | null;
  readonly productGroup: { readonly id: Id; readonly name: Name } | null;
  readonly deviceLimit: number | null;
  readonly devices: readonly ContractDevice[];
  readonly centers: readonly { readonly id: Id; readonly name: Name }[];
  readonly sites: readonly string[];
  readonly noticeDays: number;
  /** Null where the price is not billed here. */
  readonly billing: BillingView | null;
  /** In order of their days; of a draft as they will be. */
  readonly instalments: readonly InstalmentView[];
  readonly note: string | null;
  /** As they were signed. */
  readonly signedTerms: ContractTerms;
  readonly addenda: readonly AddendumView[];
  /** The latest hundred, newest first. */
  readonly uses: readonly ContractUseView[];
  readonly renews: { readonly id: Id; readonly number: string } | null;
  readonly renewedBy: { readonly id: Id; readonly number: string } | null;
  readonly allowedActions: readonly ContractAct[];
  readonly blockedActions: readonly { readonly action: ContractAct; readonly reasons: readonly ContractBlocker[] }[];
}

/** A contract as it stands for one device on a day. */
export interface DeviceContract extends ContractSummary {
  readonly deviceId: Id;
  /** Null when it pays nothing that day. */
  readonly inForce: ContractInForce | null;
}

export interface ContractFilter {
  readonly q?: string;
  readonly state?: readonly ContractState[];
  readonly kind?: readonly ContractKind[];
  readonly customerId?: Id;
  /** Ends on or before this day's evening and has not ended yet. */
  readonly endsBefore?: CivilDate;
  readonly limit: number;
  readonly cursor?: string;
}

const SUMMARY = `
  c.id, c.number, c.kind, c.state, c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.scope, c.terms, c.version,
  c.visits_used AS "visitsUsed", c.minutes_used AS "minutesUsed",
  c.customer_id AS "customerId", cu.name AS "customerName",
  (SELECT coalesce(json_agg(json_build_object('number', a.number, 'effectiveOn', a.effective_on, 'changes', a.changes,
            'addedDeviceIds', a.added_devices, 'removedDeviceIds', a.removed_devices, 'text', a.text,
            'agreedBy', a.agreed_by, 'agreedOn', a.agreed_on, 'agreementNo', a.agreement_no,
            'recordedBy', a.recorded_by, 'recordedAt', a.recorded_at) ORDER BY a.number), '[]')
     FROM service_contract_addendum a WHERE a.contract_id = c.id) AS addenda`;
// A contract that names centres is a matter of those; $1 is the actor's.
const VISIBLE = `($1::uuid[] IS NULL OR NOT EXISTS (SELECT FROM service_contract_center WHERE contract_id = c.id)
  OR EXISTS (SELECT FROM service_contract_center WHERE contract_id = c.id AND center_id = ANY($1)))`;

const sql = {
  list: statement(
    'contracts.list',
    `SELECT ${SUMMARY} FROM service_contract c JOIN customer cu ON cu.id = c.customer_id
      WHERE ${VISIBLE} AND ($2::text IS NULL OR c.number_norm LIKE $2 OR cu.search_text LIKE $3)
        AND ($4::text[] IS NULL OR c.state = ANY($4)) AND ($5::text[] IS NULL OR c.kind = ANY($5))
        AND ($6::uuid IS NULL OR c.customer_id = $6)
        AND ($7::date IS NULL OR (c.ends_on <= $7 AND c.state IN ('active', 'suspended')))
        AND ($8::uuid IS NULL OR c.id < $8)
      ORDER BY c.id DESC LIMIT $9`,
  ),
  one: statement(
    'contracts.one',
    `SELECT ${SUMMARY}, c.state_reason AS "stateReason", c.device_limit AS "deviceLimit", c.sites,
            c.notice_days AS "noticeDays", c.note,
            CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'name', ${nameJson('g')}) END AS "productGroup",
            (SELECT coalesce(json_agg(json_build_object('id', d.id, 'brand', ${nameJson('b')}, 'product', ${nameJson('p')},
                      'serial', d.serial, 'coveredFrom', l.covered_from, 'coveredTo', l.covered_to)
                      ORDER BY l.covered_to DESC NULLS FIRST, l.id), '[]')
               FROM service_contract_device l JOIN device d ON d.id = l.device_id JOIN product p ON p.id = d.product_id
               JOIN brand b ON b.id = d.brand_id WHERE l.contract_id = c.id) AS devices,
            (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', ${nameJson('s')}) ORDER BY s.code), '[]')
               FROM service_contract_center m JOIN service_center s ON s.id = m.center_id
              WHERE m.contract_id = c.id) AS centers,
            (SELECT coalesce(json_agg(each), '[]') FROM (
               SELECT u.order_id AS "orderId", o.number AS "orderNumber", u.device_id AS "deviceId", u.visits,
                      u.minutes AS "labourMinutes", u.actor_name AS by, u.at
                 FROM service_contract_use u JOIN repair_order o ON o.id = u.order_id
                WHERE u.contract_id = c.id AND ($1::uuid[] IS NULL OR o.center_id = ANY($1))
                ORDER BY u.id DESC LIMIT 100) each) AS uses,
            CASE WHEN f.id IS NOT NULL THEN json_build_object(
              'every', c.billing_every, 'due', c.billing_due, 'center', json_build_object('id', f.id, 'name', ${nameJson('f')}),
              'billedElsewhere', c.billed_elsewhere) END AS billing,
            (SELECT coalesce(json_agg(json_build_object(
                      'number', p.number, 'dueOn', p.due_on, 'amount', p.amount,
                      'state', CASE WHEN i.id IS NOT NULL THEN 'billed' WHEN p.told_on IS NOT NULL THEN 'due'
                                    WHEN c.state = 'suspended' THEN 'held' ELSE 'planned' END,
                      'invoice', CASE WHEN i.id IS NOT NULL THEN json_build_object('id', i.id, 'number', i.number) END)
                      ORDER BY p.due_on, p.number), '[]')
               FROM service_contract_instalment p LEFT JOIN invoice_line l ON l.instalment_id = p.id
               LEFT JOIN invoice i ON i.id = l.invoice_id WHERE p.contract_id = c.id) AS instalments,
            (SELECT json_build_object('id', r.id, 'number', r.number) FROM service_contract r WHERE r.id = c.renews_id) AS renews,
            (SELECT json_build_object('id', r.id, 'number', r.number) FROM service_contract r WHERE r.renews_id = c.id)
              AS "renewedBy"
       FROM service_contract c JOIN customer cu ON cu.id = c.customer_id LEFT JOIN product_group g ON g.id = c.product_group_id
       LEFT JOIN service_center f ON f.id = c.billing_center_id
      WHERE ${VISIBLE} AND c.id = $2`,
  ),
  // $2 devices. Listed ones by their row, others by their owner and, where it is named, their group.
  ofDevices: statement(
    'contracts.of-devices',
    `WITH RECURSIVE device_group AS (
       SELECT d.id AS device_id, g.id, g.parent_id
         FROM device d JOIN product p ON p.id = d.product_id JOIN product_group g ON g.id = p.group_id
        WHERE d.id = ANY($2::uuid[])
       UNION ALL
       SELECT below.device_id, g.id, g.parent_id FROM product_group g JOIN device_group below ON below.parent_id = g.id
     ), covered AS (
       SELECT device_id, contract_id, covered_from, covered_to FROM service_contract_device WHERE device_id = ANY($2::uuid[])
       UNION ALL
       SELECT o.device_id, w.id, w.starts_on, NULL FROM device_ownership o JOIN service_contract w ON w.customer_id = o.customer_id
        WHERE o.device_id = ANY($2::uuid[]) AND o.owned_to IS NULL AND w.scope <> 'devices'
          AND (w.scope = 'customer' OR EXISTS (SELECT FROM device_group
                                                WHERE device_id = o.device_id AND id = w.product_group_id))
     )
     SELECT ${SUMMARY}, covered.device_id AS "deviceId", covered.covered_from AS "coveredFrom",
            covered.covered_to AS "coveredTo"
       FROM covered JOIN service_contract c ON c.id = covered.contract_id JOIN customer cu ON cu.id = c.customer_id
      WHERE ${VISIBLE} AND c.state <> 'draft' ORDER BY c.ends_on DESC, c.id LIMIT 50`,
  ),
  byNumber: statement(
    'contracts.by-number',
    `SELECT ${SUMMARY} FROM service_contract c JOIN customer cu ON cu.id = c.customer_id
      WHERE ${VISIBLE} AND c.id IN (SELECT id FROM service_contract WHERE number_norm = $2 UNION ALL
                                    SELECT contract_id FROM invoice WHERE $3 AND normalize_serial(number) = $2)`,
  ),
  listedDevices: statement(
    'contracts.devices-listed-in',
    'SELECT device_id AS id FROM service_contract_device WHERE contract_id = $1 AND covered_to IS NULL ORDER BY id LIMIT $2',
  ),
} as const;

type SummaryRow = Omit<ContractSummary, 'customer' | 'meter'> & {
  readonly customerId: Id;
  readonly customerName: string;
  readonly visitsUsed: number;
  readonly minutesUsed: number;
  readonly addenda: readonly AddendumView[];
};
type ContractRow = SummaryRow &
  Omit<ContractView, keyof ContractSummary | 'addenda' | 'signedTerms' | 'allowedActions' | 'blockedActions'>;

/** Every read of contracts. One that names centres shows only in those. */
@Injectable()
export class ContractsQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** The newest first; `q` is a part of the number or of the customer's name. */
  async list(actor: Actor, filter: ContractFilter): Promise<Page<ContractSummary>> {
    const after = decodeCursor(filter.cursor, 1);
    const number = normalizeSerial(filter.q ?? '');
    const [today, rows] = await Promise.all([
      this.today(),
      this.db.rows<SummaryRow>(sql.list, [
        centerScope(actor),
        number === '' ? null : `%${number.replace(/[\\%_]/g, '\\$&')}%`,
        hasPermission(actor, 'customer.read') ? containsPattern(filter.q) : null,
        filter.state ?? null,
        filter.kind ?? null,
        filter.customerId ?? null,
        filter.endsBefore ?? null,
        after?.[0] ?? null,
        filter.limit + 1,
      ]),
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => summaryOf(actor, row, today),
    );
  }

  /** One contract with everything its page shows. 404 when it is a matter of other centres. */
  async get(actor: Actor, id: Id): Promise<ContractView> {
    const [{ timeZone, calendar }, row] = await Promise.all([
      this.company.current(),
      this.db.row<ContractRow>(sql.one, [centerScope(actor), id]),
    ]);
    const today = civilDateIn(this.clock.now(), timeZone);
    if (!row) throw notFound();
    const {
      stateReason,
      productGroup,
      deviceLimit,
      devices,
      centers,
      sites,
      noticeDays,
      billing,
      note,
      uses,
      renews,
      renewedBy,
    } = row;
    const about = { state: row.state, over: row.endsOn <= today, renewed: renewedBy !== null };
    const manages = hasPermission(actor, 'contract.manage') && (actor.centers === 'all' || worksInAll(actor, centers));
    return {
      ...summaryOf(actor, row, today),
      stateReason,
      productGroup,
      deviceLimit,
      devices,
      centers,
      sites,
      noticeDays,
      billing,
      instalments: row.state === 'draft' && billing ? drafted(row, billing, calendar) : row.instalments,
      note,
      signedTerms: row.terms,
      addenda: row.addenda,
      uses,
      renews,
      renewedBy,
      ...(manages ? actsOf(about) : { allowedActions: [], blockedActions: [] }),
    };
  }

  /** Contracts of devices, drafts left out, each with what it pays on the day; the one that ends last first. */
  async ofDevices(actor: Actor, deviceIds: readonly Id[], on: CivilDate): Promise<DeviceContract[]> {
    if (deviceIds.length === 0) return [];
    const rows = await this.db.rows<SummaryRow & { deviceId: Id; coveredFrom: CivilDate; coveredTo: CivilDate | null }>(
      sql.ofDevices,
      [centerScope(actor), deviceIds],
    );
    return rows.map((row) => ({
      ...summaryOf(actor, row, on),
      deviceId: row.deviceId,
      inForce: row.coveredFrom <= on && (row.coveredTo === null || on < row.coveredTo) ? inForceOn(row, on) : null,
    }));
  }

  /** Contracts of one device, drafts left out, as they stand today; the one that ends last first. */
  async ofDevice(actor: Actor, deviceId: Id): Promise<DeviceContract[]> {
    return this.ofDevices(actor, [deviceId], await this.today());
  }

  /**
   * The contract with this number, or billed by the invoice with it, digits and letters folded, and some of the devices it
   * lists; null without one.
   */
  async findByNumber(
    actor: Actor,
    number: string,
    on: CivilDate,
  ): Promise<{ contract: ContractSummary; deviceIds: Id[] } | null> {
    const row = await this.db.row<SummaryRow>(sql.byNumber, [
      centerScope(actor),
      normalizeSerial(number),
      hasPermission(actor, 'billing.read'),
    ]);
    if (!row) return null;
    const devices = await this.db.rows<{ id: Id }>(sql.listedDevices, [row.id, 10]);
    return { contract: summaryOf(actor, row, on), deviceIds: devices.map(({ id }) => id) };
  }

  private async today(): Promise<CivilDate> {
    const { timeZone } = await this.company.current();
    return civilDateIn(this.clock.now(), timeZone);
  }
}

function summaryOf(actor: Actor, row: SummaryRow, day: CivilDate): ContractSummary {
  const { id, number, kind, state, startsOn, endsOn, scope, version, visitsUsed, minutesUsed } = row;
  const terms = termsOn(row.terms, row.addenda, day);
  return {
    id,
    number,
    kind,
    customer: { id: row.customerId, name: hasPermission(actor, 'customer.read') ? row.customerName : null },
    state,
    startsOn,
    endsOn,
    scope,
    terms,
    meter: {
      visitsUsed,
      visitsLeft: left(terms.visits, visitsUsed),
      minutesUsed,
      minutesLeft: left(terms.labourMinutes, minutesUsed),
      daysLeft: startsOn <= day && day < endsOn ? daysBetween(day, endsOn) : 0,
      days: daysBetween(startsOn, endsOn),
    },
    version,
  };
}

/** C12. What a draft will ask for once it is signed. */
function drafted(row: ContractRow, billing: BillingView, calendar: Calendar): InstalmentView[] {
  return planInstalments(row.terms.price, billingDays(row, billing, calendar), row.startsOn).map((instalment) => ({
    ...instalment,
    state: 'planned',
    invoice: null,
  }));
}

function inForceOn(row: SummaryRow, on: CivilDate): ContractInForce | null {
  if (on < row.startsOn || on >= row.endsOn || (row.state !== 'active' && row.state !== 'expired')) return null;
  const terms = termsOn(row.terms, row.addenda, on);
  return {
    id: row.id,
    number: row.number,
    endsOn: row.endsOn,
    cover: coverOf(terms, left(terms.labourMinutes, row.minutesUsed)),
    visitsLeft: left(terms.visits, row.visitsUsed),
  };
}

function worksInAll(actor: Actor, centers: readonly { readonly id: Id }[]): boolean {
  return centers.length > 0 && centers.every(({ id }) => actor.centers === 'all' || actor.centers.includes(id));
}
