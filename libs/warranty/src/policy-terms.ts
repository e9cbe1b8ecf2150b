import { type Meter, METERS } from '@aftercare/devices';
import { type Calendar, mulDivHalfUp } from '@aftercare/kernel';

/** What a line of work is, as far as cover is concerned. */
export const COVER_CLASSES = ['parts', 'labour', 'travel', 'shipping', 'unit'] as const;
export type CoverClass = (typeof COVER_CLASSES)[number];

/** The dated fact that starts the cover. */
export const START_BASES = ['sale', 'delivery', 'installation', 'activation', 'manufacture'] as const;
export type StartBasis = (typeof START_BASES)[number];

/** Who pays what the customer does not. */
export const COST_BEARERS = ['maker', 'importer', 'seller', 'centre'] as const;
export type CostBearer = (typeof COST_BEARERS)[number];

/** How a unit is exchanged: the new one is sent first, the old one comes first, or a loaner bridges the time. */
export const EXCHANGE_TYPES = ['advance', 'return', 'loaner'] as const;
export type ExchangeType = (typeof EXCHANGE_TYPES)[number];

/** Use that ends the cover before its time does: it stands while the meter shows less than `max`. */
export interface UsageLimit {
  readonly meter: Meter;
  readonly max: number;
}

/** What a cover line pays at most, in minor units: for one repair, over the life of the registration, or both. */
export interface AmountLimit {
  readonly perRepair?: number;
  readonly inTotal?: number;
}

/** How long and to which share (whole percent) one class is covered. A class without a line is not covered. */
export interface CoverLine {
  readonly class: CoverClass;
  readonly months: number;
  readonly percent: number;
  /** Only for components of this group (its code), in place of the line for the whole device. */
  readonly componentGroup?: string;
  readonly usage?: UsageLimit;
  /** At most this many claims over the whole period. */
  readonly claims?: number;
  readonly limit?: AmountLimit;
  /** Who alone bears this line, in place of the policy's cost bearers. */
  readonly bearer?: CostBearer;
  /** Who share this line, in place of the policy's cost bearers; not beside `bearer`. */
  readonly bearers?: readonly CostShare[];
}

/** What is promised for a part that was fitted, or for work that was done, from the day of hand-over. */
export interface WorkPromise {
  readonly months: number;
  readonly percent: number;
  /** Use from the hand-over on that ends the promise before its time does: it stands while less than `max` was added. */
  readonly usage?: UsageLimit;
}

/** Time in the shop that lengthens the cover: of a visit of more than `overDays` all days, or those beyond. */
export interface ShopTimeTerms {
  readonly overDays: number;
  readonly counts: 'all' | 'beyond';
}

/** What becomes of the cover when the device gets another owner. */
export const OWNER_CHANGES = ['follows', 'on-notice', 'ends'] as const;
export interface OwnerChangeTerms {
  readonly cover: (typeof OWNER_CHANGES)[number];
  /** With `on-notice`: the new owner tells of it within so many days, and gets nothing until then. */
  readonly withinDays?: number;
}

/** What is done with a covered unit: mended and given back, another one given for it, or sent on to the supplier to mend. */
export const RETURN_ROUTES = ['repair', 'exchange', 'supplier'] as const;
export type ReturnRoute = (typeof RETURN_ROUTES)[number];

/** Where a unit that another took the place of is kept: apart until somebody decides, for the supplier, or as scrap. */
export const OLD_UNIT_PLACES = ['quarantine', 'vendor', 'defective'] as const;
export type OldUnitPlace = (typeof OLD_UNIT_PLACES)[number];

/** How a unit that comes back under the guarantee circulates; who pays its way are the cover lines of shipping. */
export interface ReturnTerms {
  readonly route: ReturnRoute;
  readonly oldUnit: OldUnitPlace;
}

/** Where a rule of the terms comes from, and how sure that is. Read by people only. */
export interface TermsNote {
  readonly about: string;
  readonly text: string;
  readonly source: string;
  readonly confidence: 'high' | 'medium' | 'low';
  /** The same for readers of another language. */
  readonly translation?: { readonly locale: 'fa' | 'en'; readonly text: string; readonly source: string };
}

/**
 * What the policy does not cover, once that many pieces of evidence (photos, reports) prove it: a code of the set of faults, or
 * of that of reasons for no cover.
 */
export interface Exclusion {
  readonly faultCode: string;
  readonly evidence: number;
}

/** One bearer's part of the covered share, in whole percent. */
export interface CostShare {
  readonly bearer: CostBearer;
  readonly percent: number;
}

/** How covered lines are claimed: parts at list price or at cost plus a handling percentage, the rest at list. */
export interface ClaimTerms {
  readonly partsAt: 'list' | 'cost';
  readonly handlingPercent: number;
  /** Suppliers only: what an hour of labour is paid with, in minor units, in place of the list price. */
  readonly labourRate?: number;
}

/** The terms of one version of a policy, storable as JSON. Months are counted in `calendar`. */
export interface PolicyTerms {
  readonly calendar: Calendar;
  readonly startBasis: StartBasis;
  /** With activation only: cover starts at the latest this many months after the card's date. */
  readonly startCapMonths?: number;
  /** Cover may start this many months after manufacture when no better fact is known; absent = never. */
  readonly shelfMonths?: number;
  readonly cover: readonly CoverLine[];
  readonly exclusions: readonly Exclusion[];
  readonly costBearers: readonly CostShare[];
  readonly claim: ClaimTerms;
  /** Days from the start within which a confirmed fault counts as dead on arrival. */
  readonly doaDays?: number;
  readonly exchange?: ExchangeType;
  /** On parts that a repair fits; `labour` = fitting them again is covered as well. */
  readonly partWarranty?: WorkPromise & { readonly labour: boolean };
  /** On the work of a repair, for the same fault. */
  readonly workWarranty?: WorkPromise;
  readonly shopTime?: ShopTimeTerms;
  /** Months added to the cover, once, when the device was repaired under it. */
  readonly repairExtension?: { readonly months: number };
  /** What gives the right to another unit: the same fault that many times, or more days in the shop than that. */
  readonly replacement?: { readonly sameFault?: number; readonly daysInShop?: number };
  /** A device on loan when the repair takes more days than that. */
  readonly loaner?: { readonly afterDays: number };
  /** Absent: the cover follows the device. */
  readonly ownerChange?: OwnerChangeTerms;
  /** Absent: repaired and given back; an exchanged unit is kept apart. */
  readonly returns?: ReturnTerms;
  readonly notes?: readonly TermsNote[];
}

/** One thing wrong with terms: where (JSON pointer), a stable code, and a sentence. */
export interface TermsFault {
  readonly pointer: string;
  readonly code: TermsFaultCode;
  readonly detail: string;
}
export type TermsFaultCode =
  'type' | 'unknown-field' | 'one-of' | 'range' | 'required' | 'duplicate' | 'sum' | 'conflict';

const MAX_MONTHS = 600;
const MAX_EVIDENCE = 20;
const MAX_EXCLUSIONS = 200;
const MAX_HANDLING_PERCENT = 1000;
const MAX_COVER_LINES = 60;
const MAX_CLAIMS = 1000;
const MAX_METER = 100_000_000;
const MAX_AMOUNT = 1_000_000_000_000;
const MAX_DAYS = 3650;
const MAX_NOTES = 50;
const GROUP_CODE = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/;
// No control or bidi characters; what people write about a rule.
const SENTENCE = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,1000}$/u;
const FAULT_CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

/** Everything wrong with a value that should be terms, in reading order; an empty list means it is `PolicyTerms`. */
export function findTermsFaults(value: unknown): TermsFault[] {
  const faults: TermsFault[] = [];
  const terms = new Reader(faults, '', value, [
    'calendar',
    'startBasis',
    'startCapMonths',
    'shelfMonths',
    'cover',
    'exclusions',
    'costBearers',
    'claim',
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
    'notes',
  ]);
  if (!terms.readable) return faults;

  terms.oneOf('calendar', ['jalali', 'gregorian']);
  const basis = terms.oneOf('startBasis', START_BASES);
  const cap = terms.optionalInteger('startCapMonths', 0, MAX_MONTHS);
  if (cap !== undefined && basis !== undefined && basis !== 'activation') {
    terms.refuse('startCapMonths', 'conflict', 'only cover that starts on activation can be capped by the card date');
  }
  const shelf = terms.optionalInteger('shelfMonths', 0, MAX_MONTHS);
  if (basis === 'manufacture' && shelf === undefined && !terms.has('shelfMonths')) {
    terms.refuse('shelfMonths', 'required', 'cover that starts on manufacture needs the months on the shelf');
  }

  const lineFields = ['class', 'months', 'percent', 'componentGroup', 'usage', 'claims', 'limit', 'bearer', 'bearers'];
  const lines = terms.list('cover', 1, MAX_COVER_LINES, lineFields, (line) => {
    line.integer('months', 1, MAX_MONTHS);
    line.integer('percent', 0, 100);
    line.optionalInteger('claims', 1, MAX_CLAIMS);
    if (line.has('bearer')) line.oneOf('bearer', COST_BEARERS);
    if (line.has('bearers')) findShareFaults(line, 'bearers');
    if (line.has('bearer') && line.has('bearers')) {
      line.refuse('bearers', 'conflict', 'one alone bears the line, or several share it');
    }
    findUsageFaults(line);
    line.optionalObject('limit', ['perRepair', 'inTotal'], (limit) => {
      limit.optionalInteger('perRepair', 1, MAX_AMOUNT);
      limit.optionalInteger('inTotal', 1, MAX_AMOUNT);
      if (!limit.has('perRepair') && !limit.has('inTotal')) {
        line.refuse('limit', 'required', 'needs an amount for one repair or in total');
      }
    });
    const name = line.oneOf('class', COVER_CLASSES);
    const group = line.has('componentGroup') ? line.text('componentGroup', GROUP_CODE) : undefined;
    return name && (group === undefined ? name : `${name} of ${group}`);
  });
  terms.refuseRepeats('cover', 'class', lines);

  const faultCodes = terms.list('exclusions', 0, MAX_EXCLUSIONS, ['faultCode', 'evidence'], (exclusion) => {
    exclusion.integer('evidence', 1, MAX_EVIDENCE);
    return exclusion.text('faultCode', FAULT_CODE);
  });
  terms.refuseRepeats('exclusions', 'faultCode', faultCodes);

  findShareFaults(terms, 'costBearers');

  const claim = terms.object('claim', ['partsAt', 'handlingPercent']);
  if (claim.readable) {
    claim.oneOf('partsAt', ['list', 'cost']);
    claim.integer('handlingPercent', 0, MAX_HANDLING_PERCENT);
  }
  findRemedyFaults(terms);
  return faults;
}

function findPromiseFaults(promise: Reader): void {
  promise.integer('months', 1, MAX_MONTHS);
  promise.integer('percent', 1, 100);
  findUsageFaults(promise);
}

function findUsageFaults(owner: Reader): void {
  owner.optionalObject('usage', ['meter', 'max'], (usage) => {
    usage.oneOf('meter', METERS);
    usage.integer('max', 1, MAX_METER);
  });
}

/** Who share a cost: each once, together the whole. */
function findShareFaults(owner: Reader, name: string): void {
  const shares: (number | undefined)[] = [];
  const bearers = owner.list(name, 1, COST_BEARERS.length, ['bearer', 'percent'], (share) => {
    shares.push(share.integer('percent', 1, 100));
    return share.oneOf('bearer', COST_BEARERS);
  });
  owner.refuseRepeats(name, 'bearer', bearers);
  const sum = shares.reduce<number>((total, share) => total + (share ?? Number.NaN), 0);
  if (bearers.length > 0 && !Number.isNaN(sum) && sum !== 100) {
    owner.refuse(name, 'sum', `the percentages must add to 100, not ${sum}`);
  }
}

/** The terms on what a repair promises, adds to the cover or gives a right to. */
function findRemedyFaults(terms: Reader): void {
  terms.optionalInteger('doaDays', 1, MAX_DAYS);
  if (terms.has('exchange')) terms.oneOf('exchange', EXCHANGE_TYPES);
  terms.optionalObject('partWarranty', ['months', 'percent', 'usage', 'labour'], (promise) => {
    findPromiseFaults(promise);
    promise.flag('labour');
  });
  terms.optionalObject('workWarranty', ['months', 'percent', 'usage'], findPromiseFaults);
  terms.optionalObject('shopTime', ['overDays', 'counts'], (shopTime) => {
    shopTime.integer('overDays', 0, MAX_DAYS);
    shopTime.oneOf('counts', ['all', 'beyond']);
  });
  terms.optionalObject('repairExtension', ['months'], (extension) => {
    extension.integer('months', 1, MAX_MONTHS);
  });
  terms.optionalObject('replacement', ['sameFault', 'daysInShop'], (replacement) => {
    replacement.optionalInteger('sameFault', 2, MAX_CLAIMS);
    replacement.optionalInteger('daysInShop', 1, MAX_DAYS);
    if (!replacement.has('sameFault') && !replacement.has('daysInShop')) {
      terms.refuse('replacement', 'required', 'needs a number of same faults or of days in the shop');
    }
  });
  terms.optionalObject('loaner', ['afterDays'], (loaner) => {
    loaner.integer('afterDays', 0, MAX_DAYS);
  });
  terms.optionalObject('ownerChange', ['cover', 'withinDays'], (change) => {
    const cover = change.oneOf('cover', OWNER_CHANGES);
    const within = change.has('withinDays');
    if (cover === 'on-notice') change.integer('withinDays', 1, MAX_DAYS);
    else if (within && cover) change.refuse('withinDays', 'conflict', 'only a notice has its days');
  });
  terms.optionalObject('returns', ['route', 'oldUnit'], (returns) => {
    returns.oneOf('route', RETURN_ROUTES);
    returns.oneOf('oldUnit', OLD_UNIT_PLACES);
  });
  if (!terms.has('notes')) return;
  terms.list('notes', 0, MAX_NOTES, ['about', 'text', 'source', 'confidence', 'translation'], (note) => {
    note.text('about', SENTENCE, 'a text');
    note.text('text', SENTENCE, 'a text');
    note.text('source', SENTENCE, 'a text');
    note.optionalObject('translation', ['locale', 'text', 'source'], (translation) => {
      translation.oneOf('locale', ['fa', 'en']);
      translation.text('text', SENTENCE, 'a text');
      translation.text('source', SENTENCE, 'a text');
    });
    return note.oneOf('confidence', ['high', 'medium', 'low']);
  });
}

/** What a line asks of the terms: its class, and the groups of its component, its own first, then the ones above. */
interface CoverSubject {
  readonly class: CoverClass;
  readonly componentGroups?: readonly string[];
}

/** R4. The cover line for the nearest group of the component, else the one for the whole device. */
export function coverLineFor<L extends Pick<CoverLine, 'class' | 'componentGroup'>>(
  lines: readonly L[],
  subject: CoverSubject,
): L | undefined {
  const ofClass = lines.filter((line) => line.class === subject.class);
  for (const group of subject.componentGroups ?? []) {
    const own = ofClass.find(({ componentGroup }) => componentGroup === group);
    if (own) return own;
  }
  return ofClass.find(({ componentGroup }) => componentGroup === undefined);
}

/** R10. Who bear what these terms pay of a line, and which percent each: whom its cover line names, else the policy's. */
export function bearersFor(terms: PolicyTerms, subject: CoverSubject): readonly CostShare[] {
  return bearersOf(coverLineFor(terms.cover, subject), terms.costBearers);
}

/** The same where the cover line is known. */
export function bearersOf(
  line: Pick<CoverLine, 'bearer' | 'bearers'> | undefined,
  ofPolicy: readonly CostShare[],
): readonly CostShare[] {
  return line?.bearer ? [{ bearer: line.bearer, percent: 100 }] : (line?.bearers ?? ofPolicy);
}

/**
 * R14. What the bearers owe for one wholly covered line, in minor units, half-up: a part at list price or at cost,
 * plus handling; labour of known minutes at the agreed rate where there is one; anything else at list price.
 */
export function claimAmount(
  claim: ClaimTerms,
  line: {
    readonly class: CoverClass;
    readonly listAmount: number;
    readonly costAmount: number;
    readonly minutes?: number | null;
  },
): number {
  if (line.class === 'labour' && claim.labourRate !== undefined && typeof line.minutes === 'number')
    return mulDivHalfUp(claim.labourRate, line.minutes, 60);
  if (line.class !== 'parts') return line.listAmount;
  const base = claim.partsAt === 'cost' ? line.costAmount : line.listAmount;
  return mulDivHalfUp(base, 100 + claim.handlingPercent, 100);
}

/** Reads the members of one JSON object and writes down what is wrong with them. */
class Reader {
  readonly readable: boolean;
  private readonly members: Readonly<Record<string, unknown>>;

  constructor(
    private readonly faults: TermsFault[],
    private readonly pointer: string,
    value: unknown,
    known: readonly string[],
  ) {
    this.readable = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.members = this.readable ? (value as Record<string, unknown>) : {};
    if (!this.readable) faults.push({ pointer, code: 'type', detail: 'must be an object' });
    for (const name of Object.keys(this.members)) {
      if (!known.includes(name)) this.refuse(pointerSegment(name), 'unknown-field', 'is not a known field');
    }
  }

  has(name: string): boolean {
    return Object.hasOwn(this.members, name) && this.members[name] !== undefined;
  }

  refuse(path: string, code: TermsFaultCode, detail: string): void {
    this.faults.push({ pointer: this.at(path), code, detail });
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = allowed.find((candidate) => candidate === this.members[name]);
    if (value === undefined) this.refuse(name, 'one-of', `must be one of ${allowed.join(', ')}`);
    return value;
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.members[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.refuse(name, 'type', 'must be a whole number');
      return undefined;
    }
    if (value < min || value > max) {
      this.refuse(name, 'range', `must be from ${min} to ${max}`);
      return undefined;
    }
    return value;
  }

  optionalInteger(name: string, min: number, max: number): number | undefined {
    return this.has(name) ? this.integer(name, min, max) : undefined;
  }

  flag(name: string): void {
    if (typeof this.members[name] !== 'boolean') this.refuse(name, 'type', 'must be true or false');
  }

  text(
    name: string,
    pattern: RegExp,
    what = 'a code of letters, digits, dots and dashes, at most 40 characters',
  ): string | undefined {
    const value = this.members[name];
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.refuse(name, 'type', `must be ${what}`);
    return undefined;
  }

  object(name: string, known: readonly string[]): Reader {
    return new Reader(this.faults, this.at(name), this.members[name], known);
  }

  optionalObject(name: string, known: readonly string[], read: (member: Reader) => void): void {
    if (!this.has(name)) return;
    const member = this.object(name, known);
    if (member.readable) read(member);
  }

  list<T>(name: string, min: number, max: number, known: readonly string[], read: (item: Reader) => T): T[] {
    const value = this.members[name];
    if (!Array.isArray(value)) {
      this.refuse(name, 'type', 'must be a list');
      return [];
    }
    if (value.length < min || value.length > max) {
      this.refuse(name, 'range', `must have ${min} to ${max} entries`);
      return [];
    }
    return value.map((item: unknown, index) => read(new Reader(this.faults, `${this.at(name)}/${index}`, item, known)));
  }

  refuseRepeats(list: string, member: string, values: readonly (string | undefined)[]): void {
    values.forEach((value, index) => {
      if (value !== undefined && values.indexOf(value) < index) {
        this.refuse(`${list}/${index}/${member}`, 'duplicate', `${value} has an earlier entry`);
      }
    });
  }

  private at(path: string): string {
    return `${this.pointer}/${path}`;
  }
}

function pointerSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
