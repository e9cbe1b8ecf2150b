import { preferences } from '../../lib/preferences';
import { orNull } from '../../lib/values';
import type { PickerOption } from '../../ui/picker-field';
import type {
  CostBearer,
  CoverClass,
  ExchangeType,
  Meter,
  OwnerChange,
  PolicyScope,
  PolicyTerms,
  TermsNote,
} from './api';

/** What terms may promise beside the cover; each is left out until somebody adds it. */
export const rightNames = [
  'doa',
  'partWarranty',
  'workWarranty',
  'shopTime',
  'repairExtension',
  'replacement',
  'loaner',
  'ownerChange',
  'returns',
] as const;
export type RightName = (typeof rightNames)[number];

/** What a note is usually about; others are kept as they are written. */
export const noteTopics = [
  'calendar',
  'startBasis',
  'startCapMonths',
  'shelfMonths',
  'cover',
  'exclusions',
  'doaDays',
  'exchange',
  'partWarranty',
  'workWarranty',
  'shopTime',
  'repairExtension',
  'replacement',
  'loaner',
  'ownerChange',
  'returns',
  'costBearers',
  'claim',
  'support',
  'writing',
  'proof',
] as const;

export interface CoverValues {
  class: CoverClass;
  months: number | null;
  percent: number | null;
  /** For one group of components only, then named by `componentGroup`. */
  ofGroup: boolean;
  componentGroup: PickerOption | null;
  /** Limits beside the time are shown. */
  limited: boolean;
  usage: UsageValues;
  claims: number | null;
  limit: { perRepair: number | null; inTotal: number | null };
  /** Who bear the line; nobody: the policy's cost bearers. */
  bearers: ShareValues[];
}

export interface ShareValues {
  bearer: CostBearer;
  percent: number | null;
}

interface UsageValues {
  meter: Meter | null;
  max: number | null;
}

interface PromiseValues {
  months: number | null;
  percent: number | null;
  usage: UsageValues;
}

/** The terms while they are edited; numbers that are not typed yet are null. Of the rights only those of `has` count. */
export interface TermsValues {
  has: Record<RightName, boolean>;
  terms: {
    calendar: PolicyTerms['calendar'];
    startBasis: PolicyTerms['startBasis'];
    startCapMonths: number | null;
    shelfMonths: number | null;
    cover: CoverValues[];
    exclusions: { faultCode: PickerOption | null; evidence: number | null }[];
    costBearers: ShareValues[];
    claim: { partsAt: PolicyTerms['claim']['partsAt']; handlingPercent: number | null };
    doaDays: number | null;
    exchange: ExchangeType;
    partWarranty: PromiseValues & { labour: boolean };
    workWarranty: PromiseValues;
    shopTime: { overDays: number | null; counts: 'all' | 'beyond' };
    repairExtension: { months: number | null };
    replacement: { sameFault: number | null; daysInShop: number | null };
    loaner: { afterDays: number | null };
    ownerChange: { cover: OwnerChange; withinDays: number | null };
    returns: NonNullable<PolicyTerms['returns']>;
    notes: NoteValues[];
  };
}

/** A translation that is blank is none. */
export type NoteValues = TermsNote & Required<Pick<TermsNote, 'translation'>>;

/** What about a policy is no promise. */
export interface PolicyValues {
  name: { fa: string; en: string };
  scopes: ScopeValues[];
  responsible: readonly PickerOption[];
}

export interface ScopeValues {
  brand: PickerOption | null;
  group: PickerOption | null;
  productId: PickerOption | null;
}

const WHOLE = 100;

export const newCoverLine: CoverValues = {
  class: 'parts',
  months: 12,
  percent: 100,
  ofGroup: false,
  componentGroup: null,
  limited: false,
  usage: { meter: null, max: null },
  claims: null,
  limit: { perRepair: null, inTotal: null },
  bearers: [],
};

const starting: PolicyTerms = {
  calendar: 'jalali',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 12, percent: 100 },
  ],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
};

/** Names of what terms name by its code alone. */
export interface TermsNames {
  readonly fault: (code: string) => string | undefined;
  readonly group: (code: string) => string | undefined;
}

const nameless: TermsNames = { fault: () => undefined, group: () => undefined };

/** The fields of terms that are there, or of a usual guarantee to begin from. */
export function termsValues(terms: PolicyTerms = starting, names: TermsNames = nameless): TermsValues {
  const option = (code: string, name: string | undefined): PickerOption => ({ id: code, code, text: name ?? '' });
  return {
    has: {
      doa: terms.doaDays !== undefined || terms.exchange !== undefined,
      partWarranty: terms.partWarranty !== undefined,
      workWarranty: terms.workWarranty !== undefined,
      shopTime: terms.shopTime !== undefined,
      repairExtension: terms.repairExtension !== undefined,
      replacement: terms.replacement !== undefined,
      loaner: terms.loaner !== undefined,
      ownerChange: terms.ownerChange !== undefined,
      returns: terms.returns !== undefined,
    },
    terms: {
      calendar: terms.calendar,
      startBasis: terms.startBasis,
      startCapMonths: terms.startCapMonths ?? null,
      shelfMonths: terms.shelfMonths ?? null,
      cover: terms.cover.map(({ componentGroup, usage, claims, limit, bearer, bearers, ...line }) => ({
        ...line,
        ofGroup: componentGroup !== undefined,
        componentGroup: componentGroup === undefined ? null : option(componentGroup, names.group(componentGroup)),
        limited: [usage, claims, limit, bearer, bearers].some((each) => each !== undefined),
        usage: usageValues(usage),
        claims: claims ?? null,
        limit: { perRepair: limit?.perRepair ?? null, inTotal: limit?.inTotal ?? null },
        bearers: bearer ? [{ bearer, percent: WHOLE }] : (bearers ?? []).map((share) => ({ ...share })),
      })),
      exclusions: terms.exclusions.map(({ faultCode, evidence }) => ({
        faultCode: option(faultCode, names.fault(faultCode)),
        evidence,
      })),
      costBearers: terms.costBearers.map((share) => ({ ...share })),
      claim: { ...terms.claim },
      doaDays: terms.doaDays ?? 7,
      exchange: terms.exchange ?? 'return',
      partWarranty: {
        months: 6,
        percent: 100,
        labour: true,
        ...terms.partWarranty,
        usage: usageValues(terms.partWarranty?.usage),
      },
      workWarranty: { months: 3, percent: 100, ...terms.workWarranty, usage: usageValues(terms.workWarranty?.usage) },
      shopTime: { overDays: 14, counts: 'beyond', ...terms.shopTime },
      repairExtension: { months: 12, ...terms.repairExtension },
      replacement: {
        sameFault: terms.replacement ? (terms.replacement.sameFault ?? null) : 3,
        daysInShop: terms.replacement?.daysInShop ?? null,
      },
      loaner: { afterDays: 14, ...terms.loaner },
      ownerChange: { cover: terms.ownerChange?.cover ?? 'ends', withinDays: terms.ownerChange?.withinDays ?? 30 },
      returns: terms.returns ?? { route: 'repair', oldUnit: 'quarantine' },
      notes: (terms.notes ?? []).map((note) => ({ ...note, translation: note.translation ?? noTranslation() })),
    },
  };
}

/** The terms as the API takes them; the cap belongs to cover that starts on activation. */
export function termsBody({ has, terms: values }: TermsValues): PolicyTerms {
  const { calendar, startBasis, startCapMonths, shelfMonths, claim, replacement } = values;
  const promise = ({ months, percent, usage }: PromiseValues) => ({
    months: months ?? 0,
    percent: percent ?? 0,
    ...usageBody(usage),
  });
  return {
    calendar,
    startBasis,
    ...(startBasis === 'activation' && startCapMonths !== null && { startCapMonths }),
    ...(shelfMonths !== null && { shelfMonths }),
    cover: values.cover.map((line) => ({
      class: line.class,
      months: line.months ?? 0,
      percent: line.percent ?? 0,
      ...(line.ofGroup && { componentGroup: line.componentGroup?.id ?? '' }),
      ...(line.limited && usageBody(line.usage)),
      ...(line.limited && line.claims !== null && { claims: line.claims }),
      ...(line.limited && limitBody(line.limit)),
      ...(line.limited && bearersBody(line.bearers)),
    })),
    exclusions: values.exclusions.map(({ faultCode, evidence }) => ({
      faultCode: faultCode?.id ?? '',
      evidence: evidence ?? 0,
    })),
    costBearers: sharesBody(values.costBearers),
    claim: { partsAt: claim.partsAt, handlingPercent: claim.handlingPercent ?? 0 },
    ...(has.doa && { doaDays: values.doaDays ?? 0, exchange: values.exchange }),
    ...(has.partWarranty && {
      partWarranty: { ...promise(values.partWarranty), labour: values.partWarranty.labour },
    }),
    ...(has.workWarranty && { workWarranty: promise(values.workWarranty) }),
    ...(has.shopTime && { shopTime: { ...values.shopTime, overDays: values.shopTime.overDays ?? 0 } }),
    ...(has.repairExtension && { repairExtension: { months: values.repairExtension.months ?? 0 } }),
    ...(has.replacement && {
      replacement: {
        ...(replacement.sameFault !== null && { sameFault: replacement.sameFault }),
        ...(replacement.daysInShop !== null && { daysInShop: replacement.daysInShop }),
      },
    }),
    ...(has.returns && { returns: values.returns }),
    ...(has.ownerChange && { ownerChange: ownerChangeBody(values.ownerChange) }),
    ...(has.loaner && { loaner: { afterDays: values.loaner.afterDays ?? 0 } }),
    ...(values.notes.length > 0 && { notes: values.notes.map(noteBody) }),
  };
}

/** Whoever writes a note writes in the language they read; the other one may follow. */
export function noTranslation(): NoteValues['translation'] {
  return { locale: preferences.get().language === 'fa' ? 'en' : 'fa', text: '', source: '' };
}

function noteBody({ translation, ...note }: NoteValues): TermsNote {
  return translation.text || translation.source ? { ...note, translation } : note;
}

function usageValues(usage: PolicyTerms['cover'][number]['usage']): UsageValues {
  return { meter: usage?.meter ?? null, max: usage?.max ?? null };
}

function usageBody({ meter, max }: UsageValues): Pick<PolicyTerms['cover'][number], 'usage'> {
  return meter ? { usage: { meter, max: max ?? 0 } } : {};
}

function ownerChangeBody({ cover, withinDays }: TermsValues['terms']['ownerChange']): PolicyTerms['ownerChange'] {
  return { cover, ...(cover === 'on-notice' && { withinDays: withinDays ?? 0 }) };
}

function limitBody({ perRepair, inTotal }: CoverValues['limit']): Pick<PolicyTerms['cover'][number], 'limit'> {
  if (perRepair === null && inTotal === null) return {};
  return { limit: { ...(perRepair !== null && { perRepair }), ...(inTotal !== null && { inTotal }) } };
}

function bearersBody(shares: readonly ShareValues[]): Pick<PolicyTerms['cover'][number], 'bearer' | 'bearers'> {
  const [first, ...others] = shares;
  if (!first) return {};
  return others.length === 0 && first.percent === WHOLE ? { bearer: first.bearer } : { bearers: sharesBody(shares) };
}

function sharesBody(shares: readonly ShareValues[]): PolicyTerms['costBearers'] {
  return shares.map(({ bearer, percent }) => ({ bearer, percent: percent ?? 0 }));
}

/** A product says its brand and group itself. */
/** What a policy is called, for which devices it is and who answers for it. */
export function policyBody({ name, scopes, responsible }: PolicyValues) {
  return {
    name: { fa: orNull(name.fa), en: orNull(name.en) },
    scopes: scopes.map(scopeBody),
    responsibleIds: responsible.map(({ id }) => id),
  };
}

function scopeBody({ brand, group, productId }: ScopeValues): PolicyScope {
  return productId
    ? { brandId: null, productGroupId: null, productId: productId.id }
    : { brandId: brand?.id ?? null, productGroupId: group?.id ?? null, productId: null };
}
