import { METERS, PROVENANCES } from '@aftercare/devices';
import { addDays } from '@aftercare/kernel';
import fc from 'fast-check';
import {
  type ContractFacts,
  type CoverageFacts,
  type EarlierWork,
  type HistoryFacts,
  type LineFacts,
  type RecallFacts,
  REGISTRATION_STATES,
  type RegistrationFacts,
} from '../coverage-facts.js';
import type { StartFacts } from '../coverage-period.js';
import {
  COST_BEARERS,
  COVER_CLASSES,
  type CoverLine,
  EXCHANGE_TYPES,
  OLD_UNIT_PLACES,
  RETURN_ROUTES,
  type PolicyTerms,
  START_BASES,
  type WorkPromise,
} from '../policy-terms.js';

/** Scenario 2: parts 24 months, labour 12, no travel; impact damage excluded with two photos. */
export const twoYearTerms: PolicyTerms = {
  calendar: 'jalali',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 12, percent: 100 },
  ],
  exclusions: [{ faultCode: 'IMPACT', evidence: 2 }],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'cost', handlingPercent: 15 },
};

/** Scenario 3: 18 months from activation, at most 3 months after the card. */
export const phoneTerms: PolicyTerms = {
  calendar: 'jalali',
  startBasis: 'activation',
  startCapMonths: 3,
  shelfMonths: 6,
  cover: [
    { class: 'parts', months: 18, percent: 100 },
    { class: 'labour', months: 18, percent: 100 },
  ],
  exclusions: [{ faultCode: 'LIQUID', evidence: 2 }],
  costBearers: [
    { bearer: 'maker', percent: 70 },
    { bearer: 'importer', percent: 30 },
  ],
  claim: { partsAt: 'list', handlingPercent: 0 },
};

export const noStartFacts: StartFacts = {
  cardIssuedOn: null,
  soldOn: null,
  deliveredOn: null,
  installedOn: null,
  activatedOn: null,
  madeOn: null,
};

export function aRegistration(terms: PolicyTerms, start: Partial<StartFacts>): RegistrationFacts {
  return {
    cardNo: 'G-1',
    state: 'active',
    policy: { code: 'P-1', version: 2, terms },
    start: { ...noStartFacts, ...start },
  };
}

export function someFacts(changes: Partial<CoverageFacts>): CoverageFacts {
  return { on: '2025-01-01', provenance: 'verified', registration: null, goodwill: null, lines: [], ...changes };
}

const percent = fc.integer({ min: 0, max: 100 });
const months = fc.integer({ min: 1, max: 60 });
const faultCode = fc.constantFrom('IMPACT', 'LIQUID', 'SEAL');

const civilDate = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2018-01-01', days));

const costBearers = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...COST_BEARERS), { minLength: 1, maxLength: 4 }), fc.array(months))
  .map(([bearers, weights]) => {
    const first = bearers.slice(1).map((bearer, index) => ({ bearer, percent: Math.min(weights[index] ?? 1, 30) }));
    const rest = 100 - first.reduce((sum, share) => sum + share.percent, 0);
    return [...bearers.slice(0, 1).map((bearer) => ({ bearer, percent: rest })), ...first];
  });

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** Without the members that are undefined, as JSON keeps it. */
function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}

const componentGroup = fc.constantFrom('COMPRESSOR', 'BATTERY');
const usage = fc.record({ meter: fc.constantFrom(...METERS), max: fc.integer({ min: 1, max: 5000 }) });
const promise = fc
  .record({
    months: fc.integer({ min: 1, max: 24 }),
    percent: fc.integer({ min: 1, max: 100 }),
    usage: some(usage),
  })
  .map(present) as fc.Arbitrary<WorkPromise>;

const amount = fc.integer({ min: 1, max: 20_000 });

const coverLine = fc
  .record({
    class: fc.constantFrom(...COVER_CLASSES),
    months,
    percent,
    componentGroup: some(componentGroup),
    usage: some(usage),
    claims: some(fc.integer({ min: 1, max: 3 })),
    limit: some(
      fc.oneof(
        fc.record({ perRepair: amount }),
        fc.record({ inTotal: amount }),
        fc.record({ perRepair: amount, inTotal: amount }),
      ),
    ),
    paidBy: fc.oneof(
      fc.constant({}),
      fc.record({ bearer: fc.constantFrom(...COST_BEARERS) }),
      fc.record({ bearers: costBearers }),
    ),
  })
  .map(({ paidBy, ...line }) => ({ ...line, ...paidBy }))
  .map(present) as fc.Arbitrary<CoverLine>;

const rights = fc
  .record({
    doaDays: some(fc.integer({ min: 1, max: 30 })),
    exchange: some(fc.constantFrom(...EXCHANGE_TYPES)),
    partWarranty: some(fc.tuple(promise, fc.boolean()).map(([each, labour]) => ({ ...each, labour }))),
    workWarranty: some(promise),
    shopTime: some(fc.record({ overDays: fc.nat(14), counts: fc.constantFrom('all' as const, 'beyond' as const) })),
    repairExtension: some(fc.record({ months: fc.integer({ min: 1, max: 12 }) })),
    replacement: some(fc.record({ sameFault: fc.integer({ min: 2, max: 4 }) })),
    loaner: some(fc.record({ afterDays: fc.nat(20) })),
    returns: some(
      fc.record({ route: fc.constantFrom(...RETURN_ROUTES), oldUnit: fc.constantFrom(...OLD_UNIT_PLACES) }),
    ),
    ownerChange: some(
      fc.oneof(
        fc.record({ cover: fc.constantFrom('follows' as const, 'ends' as const) }),
        fc.record({ cover: fc.constant('on-notice' as const), withinDays: fc.integer({ min: 1, max: 30 }) }),
      ),
    ),
  })
  .map(present) as fc.Arbitrary<Partial<PolicyTerms>>;

/** Any valid terms. */
export const policyTerms: fc.Arbitrary<PolicyTerms> = fc
  .record({
    rights,
    calendar: fc.constantFrom('jalali' as const, 'gregorian' as const),
    startBasis: fc.constantFrom(...START_BASES),
    cap: fc.option(fc.nat(12), { nil: undefined }),
    shelfMonths: fc.nat(24),
    cover: fc.uniqueArray(coverLine, {
      selector: (line) => `${line.class} of ${line.componentGroup}`,
      minLength: 1,
    }),
    exclusions: fc.uniqueArray(fc.record({ faultCode, evidence: fc.integer({ min: 1, max: 3 }) }), {
      selector: (exclusion) => exclusion.faultCode,
    }),
    costBearers,
    claim: fc.record({ partsAt: fc.constantFrom('list' as const, 'cost' as const), handlingPercent: fc.nat(50) }),
  })
  .map(({ cap, rights: granted, ...terms }) => ({
    ...terms,
    ...granted,
    ...(terms.startBasis === 'activation' && cap !== undefined ? { startCapMonths: cap } : {}),
  }));

const optionalDate = fc.option(civilDate);

export const startFacts: fc.Arbitrary<StartFacts> = fc.record({
  cardIssuedOn: optionalDate,
  soldOn: optionalDate,
  deliveredOn: optionalDate,
  installedOn: optionalDate,
  activatedOn: optionalDate,
  madeOn: optionalDate,
});

export const registrationFacts: fc.Arbitrary<RegistrationFacts> = fc.record({
  cardNo: fc.constant('G-1'),
  state: fc.oneof({ weight: 3, arbitrary: fc.constant('active' as const) }, fc.constantFrom(...REGISTRATION_STATES)),
  policy: fc.record({ code: fc.constant('P-1'), version: fc.constant(1), terms: policyTerms }),
  start: startFacts,
});

export const earlierWork: fc.Arbitrary<EarlierWork> = fc
  .record({
    orderNumber: fc.constant('RO-1'),
    kind: fc.constantFrom('part' as const, 'work' as const),
    on: civilDate,
    calendar: fc.constantFrom('jalali' as const, 'gregorian' as const),
    promise,
    startedAt: some(fc.nat(3000)),
    bearers: costBearers,
    exclusions: fc.array(fc.record({ faultCode, evidence: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
  })
  .map(({ promise: { usage: used, ...lasting }, startedAt, ...work }) => ({
    ...work,
    ...lasting,
    ...(used && { usage: { ...used, ...(startedAt !== undefined && { startedAt }) } }),
  }));

const lineFacts: fc.Arbitrary<LineFacts> = fc
  .record({
    lineId: fc.uuid(),
    class: fc.constantFrom(...COVER_CLASSES),
    faultCode: fc.option(faultCode),
    evidenceCount: fc.nat(4),
    componentGroups: some(fc.uniqueArray(componentGroup, { maxLength: 2 })),
    earlier: some(fc.array(earlierWork, { maxLength: 2 })),
  })
  .map(present);

export const recall: fc.Arbitrary<RecallFacts> = fc.record({
  code: fc.constant('RC-7'),
  faultCodes: fc.option(fc.uniqueArray(faultCode, { minLength: 1 })),
});

export const contract: fc.Arbitrary<ContractFacts> = fc.record({
  number: fc.constant('SC-1'),
  endsOn: civilDate,
  cover: fc.uniqueArray(fc.record({ class: fc.constantFrom(...COVER_CLASSES), percent }), {
    selector: (line) => line.class,
  }),
  visitsLeft: fc.option(fc.nat(2)),
});

const history: fc.Arbitrary<HistoryFacts> = fc
  .record({
    shopDays: some(fc.array(fc.nat(40), { maxLength: 3 })),
    repairedUnderCover: some(fc.boolean()),
    sameFault: some(fc.nat(5)),
    claims: some(
      fc.array(
        fc.record({
          class: fc.constantFrom(...COVER_CLASSES),
          componentGroup: fc.option(componentGroup),
          count: fc.nat(4),
        }),
        { maxLength: 3 },
      ),
    ),
    spent: some(
      fc.uniqueArray(
        fc.record({ class: fc.constantFrom(...COVER_CLASSES), componentGroup: fc.option(componentGroup), amount }),
        { maxLength: 3, selector: (each) => `${each.class} of ${each.componentGroup}` },
      ),
    ),
  })
  .map(present);

/** Any facts, most of them about a verified device with a standing registration. */
export const coverageFacts: fc.Arbitrary<CoverageFacts> = fc
  .record({
    on: civilDate,
    provenance: fc.oneof({ weight: 3, arbitrary: fc.constant('verified' as const) }, fc.constantFrom(...PROVENANCES)),
    registration: fc.option(registrationFacts, { freq: 8 }),
    goodwill: fc.option(fc.record({ percent, bearer: fc.constantFrom(...COST_BEARERS), lineIds: fc.constant(null) }), {
      freq: 1,
    }),
    lines: fc.array(lineFacts, { minLength: 1, maxLength: 6 }),
    doaConfirmed: some(fc.boolean()),
    recalls: some(fc.array(recall, { maxLength: 1 })),
    contracts: some(fc.array(contract, { maxLength: 2 })),
    readings: some(
      fc.uniqueArray(fc.record({ meter: fc.constantFrom(...METERS), value: fc.nat(6000) }), {
        selector: ({ meter }) => meter,
      }),
    ),
    history: some(history),
    daysInShop: some(fc.nat(40)),
  })
  .map(present);

/** The same with the list price of every line, nought too. */
export const pricedFacts: fc.Arbitrary<CoverageFacts> = fc
  .tuple(coverageFacts, fc.array(fc.nat(30_000), { minLength: 6, maxLength: 6 }))
  .map(([facts, prices]) => ({
    ...facts,
    lines: facts.lines.map((line, index) => ({ ...line, listAmount: prices[index] ?? 0 })),
  }));
