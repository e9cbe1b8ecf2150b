import { PROVENANCES } from '@aftercare/devices';
import { addDays } from '@aftercare/kernel';
import fc from 'fast-check';
import type { CoverageFacts, LineFacts, RegistrationFacts } from '../coverage-decision.js';
import { REGISTRATION_STATES } from '../coverage-decision.js';
import type { StartFacts } from '../coverage-period.js';
import { COST_BEARERS, COVER_CLASSES, type PolicyTerms, START_BASES } from '../policy-terms.js';

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

/** Any valid terms. */
export const policyTerms: fc.Arbitrary<PolicyTerms> = fc
  .record({
    calendar: fc.constantFrom('jalali' as const, 'gregorian' as const),
    startBasis: fc.constantFrom(...START_BASES),
    cap: fc.option(fc.nat(12), { nil: undefined }),
    shelfMonths: fc.nat(24),
    cover: fc.uniqueArray(fc.record({ class: fc.constantFrom(...COVER_CLASSES), months, percent }), {
      selector: (line) => line.class,
      minLength: 1,
    }),
    exclusions: fc.uniqueArray(fc.record({ faultCode, evidence: fc.integer({ min: 1, max: 3 }) }), {
      selector: (exclusion) => exclusion.faultCode,
    }),
    costBearers,
    claim: fc.record({ partsAt: fc.constantFrom('list' as const, 'cost' as const), handlingPercent: fc.nat(50) }),
  })
  .map(({ cap, ...terms }) =>
    terms.startBasis === 'activation' && cap !== undefined ? { ...terms, startCapMonths: cap } : terms,
  );

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

const lineFacts: fc.Arbitrary<LineFacts> = fc.record({
  lineId: fc.uuid(),
  class: fc.constantFrom(...COVER_CLASSES),
  faultCode: fc.option(faultCode),
  evidenceCount: fc.nat(4),
});

/** Any facts, most of them about a verified device with a standing registration. */
export const coverageFacts: fc.Arbitrary<CoverageFacts> = fc.record({
  on: civilDate,
  provenance: fc.oneof({ weight: 3, arbitrary: fc.constant('verified' as const) }, fc.constantFrom(...PROVENANCES)),
  registration: fc.option(registrationFacts, { freq: 8 }),
  goodwill: fc.option(fc.record({ percent, bearer: fc.constantFrom(...COST_BEARERS), lineIds: fc.constant(null) }), {
    freq: 1,
  }),
  lines: fc.array(lineFacts, { minLength: 1, maxLength: 6 }),
});
