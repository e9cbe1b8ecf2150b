import {
  type BillingRhythm,
  type BillingTerms,
  type BillingTime,
  type ContractBillingService,
  type ContractDraft,
  type ContractKind,
  type ContractScope,
  type ContractsService,
  type ContractState,
  DISCOUNT_CLASSES,
} from '@aftercare/contracts';
import type { CustomersService } from '@aftercare/customers';
import { foldText, type Id, normalizeSerial } from '@aftercare/kernel';
import type { CompanyQueries } from '@aftercare/organization';
import { execute, statement, type Tx } from '@aftercare/platform';
import { alias, amount, choice, code, day, type Label, line, prose, required, type RowOf, whole } from '../cells.js';
import { RowFault, RowFaults } from '../row-fault.js';
import { type RowKind, rowKind, type SavedRow } from '../row-kind.js';
import { brandField, centerOf, deviceOf, groupOf, mobileField, printedNumber } from './references.js';

const KIND_LABELS: Readonly<Record<ContractKind, Label>> = {
  contract: { fa: 'قرارداد خدمات', en: 'Service contract' },
  subscription: { fa: 'اشتراک', en: 'Subscription' },
  'service-card': { fa: 'کارت سرویس دوره‌ای', en: 'Periodic-service card' },
  'service-plan': { fa: 'طرح خدمات', en: 'Service plan' },
};
const STATE_LABELS: Readonly<Record<ContractState, Label>> = {
  draft: { fa: 'پیش‌نویس', en: 'Draft' },
  active: { fa: 'برقرار', en: 'Active' },
  suspended: { fa: 'معلق', en: 'Suspended' },
  expired: { fa: 'پایان‌یافته', en: 'Expired' },
  terminated: { fa: 'خاتمه‌یافته', en: 'Terminated' },
};
const SCOPE_LABELS: Readonly<Record<ContractScope, Label>> = {
  devices: { fa: 'دستگاه‌های نام‌برده', en: 'Listed devices' },
  group: { fa: 'یک گروه کالا', en: 'Product group' },
  customer: { fa: 'همهٔ دستگاه‌های مشتری', en: 'All of the customer' },
};
const RHYTHM_LABELS: Readonly<Record<BillingRhythm, Label>> = {
  once: { fa: 'یک‌جا', en: 'At once' },
  month: { fa: 'ماهانه', en: 'Monthly' },
  quarter: { fa: 'سه‌ماهه', en: 'Quarterly' },
  year: { fa: 'سالانه', en: 'Yearly' },
};
const TIME_LABELS: Readonly<Record<BillingTime, Label>> = {
  'in-advance': { fa: 'در آغاز دوره', en: 'In advance' },
  'in-arrears': { fa: 'در پایان دوره', en: 'In arrears' },
};
const percent = (fa: string, en: string) => whole(fa, en, { max: 100 });
const MOST_MINUTES = 525_600;

const ofContract = {
  number: required(alias(code('شمارهٔ قرارداد', 'Contract number'), 'contract', 'number', 'شماره')),
  kind: required(alias(choice<ContractKind>('نوع', 'Kind', KIND_LABELS), 'type')),
  state: alias(choice<ContractState>('وضعیت', 'State', STATE_LABELS), 'status'),
  customer: required(alias(line('مشتری', 'Customer'), 'name', 'نام مشتری')),
  mobile: required(mobileField),
  startsOn: required(alias(day('از تاریخ', 'Starts on'), 'from', 'start', 'تاریخ شروع')),
  endsOn: required(alias(day('تا تاریخ', 'Ends on'), 'until', 'end', 'تاریخ پایان')),
  scope: required(alias(choice<ContractScope>('پوشش', 'Scope', SCOPE_LABELS))),
  group: alias(code('کد گروه کالا', 'Product group code'), 'group', 'گروه'),
  deviceLimit: alias(whole('حداکثر دستگاه', 'Devices at most', { min: 1, max: 100_000 })),
  centers: alias(line('کد مرکزها', 'Centre codes', 2_000), 'centers', 'centres'),
  visits: alias(whole('تعداد مراجعه', 'Visits', { max: 10_000 })),
  labourMinutes: alias(whole('دقیقهٔ کار', 'Labour minutes', { max: 10_000_000 })),
  responseMinutes: alias(whole('مهلت پاسخ (دقیقه)', 'Response minutes', { min: 1, max: MOST_MINUTES })),
  resolutionMinutes: alias(whole('مهلت رفع (دقیقه)', 'Resolution minutes', { min: 1, max: MOST_MINUTES })),
  parts: percent('درصد قطعه', 'Parts %'),
  labour: percent('درصد اجرت', 'Labour %'),
  travel: percent('درصد ایاب‌وذهاب', 'Travel %'),
  shipping: percent('درصد حمل', 'Shipping %'),
  unit: percent('درصد تعویض دستگاه', 'Unit %'),
  price: required(alias(amount('مبلغ قرارداد', 'Price'), 'مبلغ')),
  billing: alias(choice<BillingRhythm>('دورهٔ فاکتور', 'Billed', RHYTHM_LABELS), 'billing'),
  billingDue: alias(choice<BillingTime>('سررسید فاکتور', 'Billing due', TIME_LABELS)),
  billingCenter: alias(code('کد مرکز صادرکنندهٔ فاکتور', 'Billing centre code'), 'billing center', 'billing centre'),
  billedElsewhere: alias(amount('فاکتورشده در جای دیگر', 'Billed elsewhere')),
  noticeDays: alias(whole('روزهای یادآوری', 'Notice days', { max: 365 })),
  note: alias(prose('یادداشت', 'Note', 2_000)),
};
const fields = {
  ...ofContract,
  brand: brandField,
  serial: alias(printedNumber('شمارهٔ سریال', 'Serial number'), 'serial', 'serial no', 'سریال'),
};
type Fields = typeof fields;

const before = statement(
  'imports.contract-of-number',
  `SELECT c.id, c.version, c.state, c.sites,
          ARRAY(SELECT device_id FROM service_contract_device WHERE contract_id = c.id AND covered_to IS NULL ORDER BY id)
            AS "deviceIds"
     FROM service_contract c WHERE c.number_norm = normalize_serial($1) FOR UPDATE`,
);

interface Before {
  readonly id: Id;
  readonly version: number;
  readonly state: ContractState;
  readonly sites: readonly string[];
  readonly deviceIds: readonly Id[];
}

const discounts = DISCOUNT_CLASSES.map(
  (name) =>
    `(SELECT (d->>'percent')::int FROM jsonb_array_elements(c.terms->'discounts') d WHERE d->>'class' = '${name}') AS ${name}`,
).join(', ');

/**
 * Contracts as they were signed, one row for each device they list, or one for all others; the rows of a contract are
 * taken together. A draft is worded anew, and `active` signs it; what is signed changes by addenda only. One that comes
 * signed is billed from the day it comes on.
 */
export const contractsKind = (
  contracts: ContractsService,
  contractBilling: ContractBillingService,
  customers: CustomersService,
  company: CompanyQueries,
): RowKind =>
  rowKind({
    name: 'contracts',
    label: { fa: 'قراردادها و دستگاه‌هایشان', en: 'Contracts with their devices' },
    permission: 'contract.manage',
    fields,
    key: ['number'],
    keyOf: ({ number, brand, serial }) =>
      [normalizeSerial(String(number)), serial && foldText(String(brand)), serial && normalizeSerial(serial)]
        .map((each) => each ?? '')
        .join('|'),
    select: `
      SELECT c.number_norm || '|' || coalesce(fold_text(coalesce(b.name_en, b.name_fa)), '') || '|' || coalesce(d.serial_norm, '')
               AS key, c.number_norm AS whole, c.id, c.version, c.number, c.kind, c.state, cu.name AS customer, cu.mobile,
             c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.scope, g.code AS "group", c.device_limit AS "deviceLimit",
             (SELECT string_agg(s.code, ' ' ORDER BY s.code) FROM service_contract_center m
                JOIN service_center s ON s.id = m.center_id WHERE m.contract_id = c.id) AS centers,
             (c.terms->>'visits')::int AS visits, (c.terms->>'labourMinutes')::int AS "labourMinutes",
             (c.terms->>'responseMinutes')::int AS "responseMinutes",
             (c.terms->>'resolutionMinutes')::int AS "resolutionMinutes", ${discounts},
             (c.terms->>'price')::bigint AS price, c.billing_every AS billing, c.billing_due AS "billingDue",
             f.code AS "billingCenter", nullif(c.billed_elsewhere, 0) AS "billedElsewhere", c.notice_days AS "noticeDays", c.note,
             coalesce(b.name_en, b.name_fa) AS brand, d.serial, l.id AS line_id
        FROM service_contract c JOIN customer cu ON cu.id = c.customer_id LEFT JOIN product_group g ON g.id = c.product_group_id
        LEFT JOIN service_center f ON f.id = c.billing_center_id
        LEFT JOIN service_contract_device l ON l.contract_id = c.id AND l.covered_to IS NULL
        LEFT JOIN device d ON d.id = l.device_id LEFT JOIN brand b ON b.id = d.brand_id
       WHERE l.id IS NULL OR d.serial_norm IS NOT NULL`,
    order: 'id, line_id',
    whole: {
      of: ({ number }) => normalizeSerial(String(number)),
      fields: Object.keys(ofContract) as (keyof typeof ofContract)[],
      async save(tx, actor, rows) {
        const { number, kind, state, customer, mobile } = rows[0]!.row;
        const [known] = await execute<Before>(tx, before, [number]);
        const wanted = state ?? known?.state ?? 'draft';
        if (wanted !== (known?.state ?? 'draft') && (wanted !== 'active' || (known && known.state !== 'draft')))
          throw new RowFault('cannot-change', { column: 'state', value: wanted });
        const { locale } = await company.current(tx);
        const owner = { kind: 'person', name: customer, mobile, locale } as const;
        const { customerId } = await customers.findOrCreate(tx, actor, owner);
        const { billing, ...unbilled } = await draftOf(tx, rows, customerId, known);
        // What runs already is billed from today on only, and less what was billed elsewhere: a plan, and no draft's.
        const runs = wanted === 'active';
        const draft = runs ? unbilled : { ...unbilled, billing };
        const { billedElsewhere } = rows[0]!.row;
        if (billedElsewhere !== null && !(runs && billing))
          throw new RowFault('cannot-change', { column: 'billedElsewhere', value: String(billedElsewhere) });
        if (known) await contracts.revise(tx, actor, known.id, known.version, draft);
        const id = known?.id ?? (await contracts.draft(tx, actor, { ...draft, kind, number }));
        if (!runs) return;
        const version = (known?.version ?? 0) + 1;
        await contracts.move(tx, actor, id, version, 'activate', null);
        if (billing) {
          const plan = { ...billing, billedElsewhere: billedElsewhere ?? 0 };
          await contractBilling.plan(tx, actor, id, version + 1, plan);
        }
      },
    },
  });

async function draftOf(
  tx: Tx,
  rows: readonly SavedRow<Fields>[],
  customerId: Id,
  known: Before | undefined,
): Promise<ContractDraft> {
  const { startsOn, endsOn, scope, deviceLimit, noticeDays, note, group, centers, price, ...terms } = rows[0]!.row;
  return {
    customerId,
    startsOn,
    endsOn,
    scope,
    deviceIds: [...new Set([...(known?.deviceIds ?? []), ...(await devicesOf(tx, rows))])],
    productGroupId: await groupOf(tx, group),
    deviceLimit,
    centerIds: await centersOf(tx, centers),
    sites: known?.sites ?? [],
    terms: {
      visits: terms.visits,
      labourMinutes: terms.labourMinutes,
      responseMinutes: terms.responseMinutes,
      resolutionMinutes: terms.resolutionMinutes,
      discounts: DISCOUNT_CLASSES.flatMap((name) => (terms[name] ? [{ class: name, percent: terms[name] }] : [])),
      price,
    },
    billing: await billingOf(tx, terms),
    noticeDays: noticeDays ?? DEFAULT_NOTICE_DAYS,
    note,
  };
}

const DEFAULT_NOTICE_DAYS = 30;

async function billingOf(
  tx: Tx,
  row: Pick<RowOf<Fields>, 'billing' | 'billingDue' | 'billingCenter'>,
): Promise<BillingTerms | null> {
  if (row.billing === null) return null;
  const centerId = await centerOf(tx, row.billingCenter, 'billingCenter');
  if (centerId === null) throw new RowFault('value-missing', { column: 'billingCenter', value: '' });
  return { every: row.billing, due: row.billingDue ?? 'in-advance', centerId };
}

async function centersOf(tx: Tx, codes: string | null): Promise<Id[]> {
  const ids: Id[] = [];
  for (const each of codes?.split(/[\s,،;]+/).filter(Boolean) ?? []) ids.push((await centerOf(tx, each, 'centers'))!);
  return ids;
}

async function devicesOf(tx: Tx, rows: readonly SavedRow<Fields>[]): Promise<Id[]> {
  const ids: Id[] = [];
  const faults = new Map<number, RowFault>();
  for (const [index, { row }] of rows.entries()) {
    if (row.serial === null) continue;
    try {
      ids.push(await deviceOf(tx, row.brand, row.serial));
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      faults.set(index, error);
    }
  }
  if (faults.size > 0) throw new RowFaults(faults);
  return ids;
}
