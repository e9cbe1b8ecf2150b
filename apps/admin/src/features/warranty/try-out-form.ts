import { dayAfter } from '../../ui/coverage-text';
import type { PickerOption } from '../../ui/picker-field';
import { today } from '../../lib/format';
import {
  coverClasses,
  type CostBearer,
  type CoverageFacts,
  type CoverClass,
  type Meter,
  type PolicyTerms,
  type PolicyVersion,
} from './api';

export const startFacts = ['cardIssuedOn', 'soldOn', 'deliveredOn', 'installedOn', 'activatedOn', 'madeOn'] as const;
export const provenances = ['verified', 'declared', 'unknown', 'blocked'] as const;
export const cardStates = ['active', 'suspended', 'void', 'expired', 'transferred'] as const;

/** A made-up case; what is left empty did not happen. */
export interface TryOutValues {
  on: string | null;
  provenance: CoverageFacts['provenance'];
  state: (typeof cardStates)[number];
  start: Record<(typeof startFacts)[number], string | null>;
  lines: TryOutLine[];
  doaConfirmed: boolean;
  recalled: boolean;
  repairedUnderCover: boolean;
  daysInShop: number | null;
  earlierDays: number | null;
  sameFault: number | null;
  claims: number | null;
  /** What earlier repairs took of each line that is limited in total, in minor units. */
  spent: number | null;
  reading: { meter: Meter | null; value: number | null };
  contract: { percent: number | null; visitsLeft: number | null };
  goodwill: { percent: number | null; bearer: CostBearer };
}

interface TryOutLine {
  class: CoverClass;
  faultCode: PickerOption | null;
  /** The reason for no cover that the bench coded. */
  exclusionCode: PickerOption | null;
  evidenceCount: number | null;
  /** Where an amount limits the cover. */
  listAmount: number | null;
  /** Code of a component group that the terms name. */
  group: string | null;
  /** When an earlier repair of the same thing was handed over. */
  repairedOn: string | null;
  /** What the meter showed then, where the promise ends with use. */
  repairedAt: number | null;
}

export const newLine: TryOutLine = {
  class: 'parts',
  faultCode: null,
  exclusionCode: null,
  evidenceCount: 0,
  listAmount: null,
  group: null,
  repairedOn: null,
  repairedAt: null,
};

export const emptyCase = (): TryOutValues => ({
  on: today(),
  provenance: 'verified',
  state: 'active',
  start: {
    cardIssuedOn: null,
    soldOn: null,
    deliveredOn: null,
    installedOn: null,
    activatedOn: null,
    madeOn: null,
  },
  lines: [newLine],
  doaConfirmed: false,
  recalled: false,
  repairedUnderCover: false,
  daysInShop: null,
  earlierDays: null,
  sameFault: null,
  claims: null,
  spent: null,
  reading: { meter: null, value: null },
  contract: { percent: null, visitsLeft: null },
  goodwill: { percent: null, bearer: 'centre' },
});

/** Component groups that the terms cover in their own way. */
export function groupsOf({ cover }: PolicyTerms): string[] {
  return [...new Set(cover.flatMap(({ componentGroup }) => componentGroup ?? []))];
}

/** Whether what a line costs matters to the terms. */
export function limitsAmounts({ cover }: PolicyTerms): boolean {
  return cover.some(({ limit }) => limit !== undefined);
}

/** The case as the API takes it, under the terms of one version. */
export function factsOf(values: TryOutValues, code: string, { number, terms }: PolicyVersion): CoverageFacts {
  const { provenance, state, start, contract, goodwill, reading, claims, spent } = values;
  const on = values.on ?? today();
  return {
    on,
    provenance,
    registration: { cardNo: TRY_OUT, state, policy: { code, version: number, terms }, start },
    goodwill: goodwill.percent === null ? null : { percent: goodwill.percent, bearer: goodwill.bearer, lineIds: null },
    lines: values.lines.map((line, index) => ({
      lineId: String(index + 1),
      class: line.class,
      faultCode: line.faultCode?.id ?? null,
      ...(line.exclusionCode !== null && { exclusionCode: line.exclusionCode.id }),
      evidenceCount: line.evidenceCount ?? 0,
      ...(line.listAmount !== null && limitsAmounts(terms) && { listAmount: line.listAmount }),
      ...(line.group !== null && { componentGroups: [line.group] }),
      ...(line.repairedOn !== null && { earlier: earlierWork(terms, line.class, line.repairedOn, line.repairedAt) }),
    })),
    doaConfirmed: values.doaConfirmed,
    ...(values.recalled && { recalls: [{ code: TRY_OUT, faultCodes: null }] }),
    ...(contract.percent !== null && {
      contracts: [
        {
          number: TRY_OUT,
          endsOn: dayAfter(on),
          cover: coverClasses.map((name) => ({ class: name, percent: contract.percent ?? 0 })),
          visitsLeft: contract.visitsLeft,
        },
      ],
    }),
    ...(reading.meter !== null &&
      reading.value !== null && { readings: [{ meter: reading.meter, value: reading.value }] }),
    history: {
      repairedUnderCover: values.repairedUnderCover,
      ...(values.earlierDays !== null && { shopDays: [values.earlierDays] }),
      ...(values.sameFault !== null && { sameFault: values.sameFault }),
      ...(claims !== null && {
        claims: terms.cover.map((line) => ({
          class: line.class,
          componentGroup: line.componentGroup ?? null,
          count: claims,
        })),
      }),
      ...(spent !== null &&
        spent > 0 && {
          spent: terms.cover.flatMap(({ class: name, componentGroup = null, limit }) =>
            limit?.inTotal === undefined ? [] : [{ class: name, componentGroup, amount: spent }],
          ),
        }),
    },
    ...(values.daysInShop !== null && { daysInShop: values.daysInShop }),
  };
}

/** Without lines of its own the verdict is on the classes that the policy covers, which are then its line ids. */
export function lineName(facts: CoverageFacts | undefined, lineId: string): CoverClass | null {
  const line = facts?.lines.find((each) => each.lineId === lineId);
  return line?.class ?? coverClasses.find((each) => each === lineId) ?? null;
}

const TRY_OUT = 'TRY-OUT';

/** What these very terms promise for an earlier repair: of the part, of fitting it again, or of the work. */
function earlierWork(terms: PolicyTerms, name: CoverClass, on: string, readAt: number | null): EarlierWork[] {
  const { calendar, costBearers: bearers, exclusions, partWarranty, workWarranty } = terms;
  const same = { orderNumber: TRY_OUT, on, calendar, bearers, exclusions };
  const promised = (kind: EarlierWork['kind'], { months, percent, usage }: Promised): EarlierWork => ({
    ...same,
    kind,
    months,
    percent,
    ...(usage && { usage: { ...usage, ...(readAt !== null && { startedAt: readAt }) } }),
  });
  const ofPart = partWarranty && (name === 'parts' || (name === 'labour' && partWarranty.labour));
  return [
    ...(ofPart ? [promised('part', partWarranty)] : []),
    ...(workWarranty && name === 'labour' ? [promised('work', workWarranty)] : []),
  ];
}

type Promised = NonNullable<PolicyTerms['workWarranty']>;
type EarlierWork = NonNullable<CoverageFacts['lines'][number]['earlier']>[number];
