import { addDays, addMonths, mulDivHalfUp } from '@aftercare/kernel';
import fc from 'fast-check';
import { shareClaims } from './claim-shares.js';
import { decideCoverage } from './coverage-decision.js';
import type { CoverageFacts, EarlierWork, LineFacts } from './coverage-facts.js';
import { coverExtension, findCoverStart } from './coverage-period.js';
import type { CoverageVerdict, PayerShare } from './coverage-verdict.js';
import type { AmountLimit, CoverLine, PolicyTerms } from './policy-terms.js';
import {
  aRegistration,
  contract,
  coverageFacts,
  earlierWork,
  phoneTerms,
  pricedFacts,
  recall,
  registrationFacts,
  someFacts,
  twoYearTerms,
} from './testing/terms.js';

const part: LineFacts = { lineId: 'part', class: 'parts', evidenceCount: 0 };
const labour: LineFacts = { lineId: 'labour', class: 'labour', evidenceCount: 0 };

function percents({ lines }: CoverageVerdict): Record<string, number> {
  return Object.fromEntries(lines.map(({ lineId, coveredPercent }) => [lineId, coveredPercent]));
}

function reasonCodes({ lines }: CoverageVerdict): string[] {
  return lines.flatMap(({ reasons }) => reasons.map(({ code }) => code));
}

describe('coverage decision', () => {
  const yearOf = (calendar: PolicyTerms['calendar']): PolicyTerms => ({
    ...twoYearTerms,
    calendar,
    cover: [{ class: 'parts', months: 12, percent: 100 }],
  });

  it('R1 scenario 1: sold 1403-01-01, a fault on 1403-12-30 is covered by the Jalali policy', () => {
    const registration = aRegistration(yearOf('jalali'), { soldOn: '2024-03-20' });
    const verdict = decideCoverage(someFacts({ on: '2025-03-20', registration, lines: [part] }));
    expect(verdict.overall).toBe('covered');
    expect(verdict.headline).toEqual({
      standing: 'in',
      daysLeft: 1,
      reason: {
        code: 'in-period',
        params: {
          cardNo: 'G-1',
          policyCode: 'P-1',
          policyVersion: 2,
          calendar: 'jalali',
          class: 'parts',
          percent: 100,
          startFact: 'sale',
          startFactOn: '2024-03-20',
          startRule: 'on-the-day',
          startsOn: '2024-03-20',
          endsOn: '2025-03-21',
          daysLeft: 1,
        },
      },
    });
    const firstDay = decideCoverage(someFacts({ on: '2024-03-20', registration, lines: [part] }));
    expect(firstDay).toMatchObject({ overall: 'covered', headline: { daysLeft: 366 } });
    const nextDay = decideCoverage(someFacts({ on: '2025-03-21', registration, lines: [part] }));
    expect(nextDay.overall).toBe('chargeable');
  });

  it('R10 a cover line may name who alone bears it: the maker bears parts as agreed, the centre labour', () => {
    const terms: PolicyTerms = {
      ...twoYearTerms,
      cover: [
        { class: 'parts', months: 24, percent: 100 },
        { class: 'labour', months: 24, percent: 80, bearer: 'centre' },
      ],
    };
    const registration = aRegistration(terms, { soldOn: '2024-03-20' });
    const { lines } = decideCoverage(someFacts({ on: '2024-06-01', registration, lines: [part, labour] }));
    expect(lines.map(({ payers }) => payers)).toEqual([
      [{ payer: 'maker', rule: 'product-warranty', share: 10_000 }],
      [
        { payer: 'centre', rule: 'product-warranty', share: 8_000 },
        { payer: 'customer', rule: 'chargeable', share: 2_000 },
      ],
    ]);
  });

  it('R10 several may share what a cover line pays; of an odd amount nothing is lost', () => {
    const terms: PolicyTerms = {
      ...twoYearTerms,
      cover: [
        {
          class: 'parts',
          months: 24,
          percent: 90,
          limit: { perRepair: 1_000 },
          bearers: [
            { bearer: 'maker', percent: 50 },
            { bearer: 'importer', percent: 30 },
            { bearer: 'seller', percent: 20 },
          ],
        },
      ],
    };
    const registration = aRegistration(terms, { soldOn: '2024-03-20' });
    const decide = (line: LineFacts) => decideCoverage(someFacts({ on: '2024-06-01', registration, lines: [line] }));
    expect(decide(part).lines[0]?.payers.map(({ payer, share }) => [payer, share])).toEqual([
      ['maker', 4_500],
      ['importer', 2_700],
      ['seller', 1_800],
      ['customer', 1_000],
    ]);
    const priced = decide({ ...part, listAmount: 101 }).lines[0]!; // 90 % is 90.9, so 91 is covered
    expect(priced.payers.map(({ payer, amount }) => [payer, amount])).toEqual([
      ['maker', 46],
      ['importer', 27],
      ['seller', 18],
      ['customer', 10],
    ]);
    expect(shareClaims(priced, terms.claim, { class: 'parts', listAmount: 101, costAmount: 60 })).toEqual([
      { payer: 'maker', amount: 31 }, // 60 and 15 % are 69, of which 91/101 are 62
      { payer: 'importer', amount: 19 },
      { payer: 'seller', amount: 12 },
    ]);
  });

  it('R1 scenario 1: the same fault is not covered by the Gregorian policy', () => {
    const registration = aRegistration(yearOf('gregorian'), { soldOn: '2024-03-20' });
    const verdict = decideCoverage(someFacts({ on: '2025-03-20', registration, lines: [part] }));
    expect(verdict.overall).toBe('chargeable');
    expect(verdict.headline).toMatchObject({
      standing: 'out',
      daysLeft: 0,
      reason: { code: 'period-over', params: { calendar: 'gregorian', endsOn: '2025-03-20', policyVersion: 2 } },
    });
    expect(decideCoverage(someFacts({ on: '2025-03-19', registration, lines: [part] })).overall).toBe('covered');
  });

  it('R1 scenario 1: sold 1404-06-31 with 6 months ends on 1404-12-29', () => {
    const terms: PolicyTerms = { ...yearOf('jalali'), cover: [{ class: 'parts', months: 6, percent: 100 }] };
    const registration = aRegistration(terms, { soldOn: '2025-09-22' });
    const on = (day: string) => decideCoverage(someFacts({ on: day, registration, lines: [part] }));
    expect(on('2026-03-19').classes).toEqual([
      { class: 'parts', startsOn: '2025-09-22', endsOn: '2026-03-20', daysLeft: 1, percent: 100 },
    ]);
    expect(on('2026-03-20').overall).toBe('chargeable');
    expect(on('2025-09-21').headline.reason.code).toBe('period-not-started');
  });

  it('R4 scenario 2: in month 18 the board is covered; labour, travel and the broken screen are not', () => {
    const registration = aRegistration(twoYearTerms, { soldOn: '2024-03-20' });
    const verdict = decideCoverage(
      someFacts({
        on: '2025-09-10', // 1404-06-19, in the eighteenth month
        registration,
        lines: [
          { lineId: 'board', class: 'parts', faultCode: 'BOARD', evidenceCount: 0 },
          { lineId: 'labour', class: 'labour', evidenceCount: 0 },
          { lineId: 'travel', class: 'travel', evidenceCount: 0 },
          { lineId: 'screen', class: 'parts', faultCode: 'IMPACT', evidenceCount: 2 },
        ],
      }),
    );
    expect(verdict.overall).toBe('partial');
    expect(percents(verdict)).toEqual({ board: 100, labour: 0, travel: 0, screen: 0 });
    expect(verdict.lines.map(({ rule }) => rule)).toEqual([
      'product-warranty',
      'chargeable',
      'chargeable',
      'chargeable',
    ]);
    expect(verdict.lines.map(({ reasons }) => reasons[0]?.code)).toEqual([
      'in-period',
      'period-over',
      'class-not-covered',
      'excluded',
    ]);
    expect(verdict.headline).toMatchObject({ standing: 'partly', reason: { code: 'excluded' }, daysLeft: 192 });
    expect(verdict.classes).toEqual([
      { class: 'parts', startsOn: '2024-03-20', endsOn: '2026-03-21', daysLeft: 192, percent: 100 },
      { class: 'labour', startsOn: '2024-03-20', endsOn: '2025-03-21', daysLeft: 0, percent: 0 },
    ]);
    const listPrice = { board: 12_000_000, labour: 3_000_000, travel: 800_000, screen: 9_000_000 };
    const charged = Object.entries(listPrice)
      .filter(([line]) => percents(verdict)[line] === 0)
      .reduce((sum, [, price]) => sum + price, 0);
    expect(charged).toBe(12_800_000);
  });

  it('R3 scenario 3: intake on 2026-02-14 is covered, on 2026-02-15 not, after the card is corrected it is again', () => {
    const dates = { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' };
    const on = (day: string, start: typeof dates) =>
      decideCoverage(someFacts({ on: day, registration: aRegistration(phoneTerms, start), lines: [part, labour] }));
    expect(on('2026-02-14', dates)).toMatchObject({ overall: 'covered', headline: { daysLeft: 1 } });
    expect(on('2026-02-15', dates)).toMatchObject({
      overall: 'chargeable',
      headline: {
        reason: {
          code: 'period-over',
          params: { startFact: 'card', startRule: 'card-cap', startsOn: '2024-08-16', endsOn: '2026-02-15' },
        },
      },
    });
    const corrected = { ...dates, cardIssuedOn: '2024-06-30' };
    expect(on('2026-02-15', corrected)).toMatchObject({
      overall: 'covered',
      headline: { reason: { params: { startFact: 'activation', startsOn: '2024-09-25', endsOn: '2026-03-24' } } },
    });
  });

  it('R2 without a usable start fact nothing is covered, and the reply says so', () => {
    const registration = aRegistration(twoYearTerms, { activatedOn: '2025-01-01' });
    const verdict = decideCoverage(someFacts({ registration, lines: [part] }));
    expect(verdict).toMatchObject({
      overall: 'chargeable',
      classes: [],
      headline: { standing: 'out', reason: { code: 'start-unknown', params: { cardNo: 'G-1', policyCode: 'P-1' } } },
    });
  });

  it('R4 pays a share where the policy promises a share', () => {
    const terms: PolicyTerms = {
      ...phoneTerms,
      startBasis: 'sale',
      startCapMonths: undefined,
      cover: [
        { class: 'parts', months: 12, percent: 80 },
        { class: 'travel', months: 12, percent: 0 },
      ],
    };
    const registration = aRegistration(terms, { soldOn: '2024-12-01' });
    const travel: LineFacts = { lineId: 'travel', class: 'travel', evidenceCount: 0 };
    const verdict = decideCoverage(someFacts({ registration, lines: [part, travel] }));
    expect(verdict.overall).toBe('partial');
    expect(verdict.lines[0]).toMatchObject({
      coveredPercent: 80,
      payers: [
        { payer: 'maker', rule: 'product-warranty', share: 5600 },
        { payer: 'importer', rule: 'product-warranty', share: 2400 },
        { payer: 'customer', rule: 'chargeable', share: 2000 },
      ],
    });
    expect(verdict.lines[1]?.reasons[0]?.code).toBe('class-not-covered');
  });

  it('R5 an exclusion with too little evidence keeps the cover and says what is missing', () => {
    const registration = aRegistration(twoYearTerms, { soldOn: '2024-12-01' });
    const withPhotos = (evidenceCount: number) =>
      decideCoverage(someFacts({ registration, lines: [{ ...part, faultCode: 'IMPACT', evidenceCount }] }));
    const unproven = withPhotos(1);
    expect(unproven.overall).toBe('covered');
    expect(unproven.lines[0]?.reasons[1]).toEqual({
      code: 'exclusion-unproven',
      params: { policyCode: 'P-1', policyVersion: 2, faultCode: 'IMPACT', evidence: 1, evidenceNeeded: 2 },
    });
    expect(withPhotos(2)).toMatchObject({ overall: 'chargeable', headline: { reason: { code: 'excluded' } } });
  });

  it('R5 an exclusion may name the reason that the bench saw instead of the fault; a proven one counts before another', () => {
    const exclusions = [
      { faultCode: 'F-LIQUID', evidence: 3 },
      { faultCode: 'X-LIQUID', evidence: 1 },
    ];
    const registration = aRegistration({ ...twoYearTerms, exclusions }, { soldOn: '2024-12-01' });
    const judged = (line: object) =>
      decideCoverage(someFacts({ registration, lines: [{ ...part, ...line }] })).lines[0]?.reasons.map(
        ({ code }) => code,
      );
    expect(judged({ faultCode: 'F-1', evidenceCount: 2 })).not.toContain('excluded');
    expect(judged({ faultCode: 'F-1', exclusionCode: 'X-LIQUID', evidenceCount: 0 })).toContain('exclusion-unproven');
    expect(judged({ faultCode: 'F-1', exclusionCode: 'X-LIQUID', evidenceCount: 1 })).toContain('excluded');
    expect(judged({ faultCode: 'F-LIQUID', exclusionCode: 'X-LIQUID', evidenceCount: 1 })).toContain('excluded');
  });

  it('R6 an unknown device is chargeable until its provenance is proven', () => {
    const registration = aRegistration(twoYearTerms, { soldOn: '2024-12-01' });
    const unknown = decideCoverage(someFacts({ provenance: 'unknown', registration, lines: [part] }));
    expect(unknown).toMatchObject({
      overall: 'chargeable',
      headline: { standing: 'out', daysLeft: 0, reason: { code: 'provenance-unknown' } },
    });
    const declared = decideCoverage(someFacts({ provenance: 'declared', registration, lines: [part] }));
    expect(declared.overall).toBe('covered');
  });

  it('R6 a blocked device gets nothing, goodwill neither', () => {
    const registration = aRegistration(twoYearTerms, { soldOn: '2024-12-01' });
    const goodwill = { percent: 100, bearer: 'centre', lineIds: null } as const;
    const verdict = decideCoverage(someFacts({ provenance: 'blocked', registration, goodwill, lines: [part] }));
    expect(verdict.overall).toBe('chargeable');
    expect(reasonCodes(verdict)).toEqual(['device-blocked']);
  });

  it.each(['suspended', 'void', 'expired', 'transferred'] as const)('R7 a %s registration pays nothing', (state) => {
    const registration = { ...aRegistration(twoYearTerms, { soldOn: '2024-12-01' }), state };
    const verdict = decideCoverage(someFacts({ registration, lines: [part] }));
    expect(verdict).toMatchObject({
      overall: 'chargeable',
      headline: { standing: state === 'void' ? 'void' : 'out', reason: { code: `registration-${state}` }, daysLeft: 0 },
      classes: [
        { class: 'parts', percent: 0, daysLeft: 0 },
        { class: 'labour', percent: 0, daysLeft: 0 },
      ],
    });
  });

  it('R7 no registration, no product warranty', () => {
    const verdict = decideCoverage(someFacts({ lines: [part] }));
    expect(verdict).toMatchObject({
      overall: 'chargeable',
      headline: { reason: { code: 'registration-missing', params: {} } },
    });
  });

  it('R8 goodwill tops up what the warranty pays, on the named lines only', () => {
    const terms: PolicyTerms = { ...twoYearTerms, cover: [{ class: 'parts', months: 24, percent: 60 }] };
    const registration = aRegistration(terms, { soldOn: '2024-12-01' });
    const goodwill = { percent: 90, bearer: 'centre', lineIds: ['part'] } as const;
    const verdict = decideCoverage(someFacts({ registration, goodwill, lines: [part, labour] }));
    expect(percents(verdict)).toEqual({ part: 90, labour: 0 });
    expect(verdict.lines[0]).toMatchObject({
      rule: 'product-warranty',
      payers: [
        { payer: 'maker', rule: 'product-warranty', share: 6000 },
        { payer: 'centre', rule: 'goodwill', share: 3000 },
        { payer: 'customer', rule: 'chargeable', share: 1000 },
      ],
    });
    expect(verdict.lines[0]?.reasons.map(({ code }) => code)).toEqual(['in-period', 'goodwill-granted']);
  });

  it('R8 goodwill pays a line that nothing else covers', () => {
    const goodwill = { percent: 100, bearer: 'centre', lineIds: null } as const;
    const verdict = decideCoverage(someFacts({ goodwill, lines: [labour] }));
    expect(verdict.lines[0]).toMatchObject({
      coveredPercent: 100,
      rule: 'goodwill',
      payers: [{ payer: 'centre', rule: 'goodwill', share: 10_000 }],
    });
  });

  it('R34 says which way the unit goes as long as anything is covered', () => {
    const returns = { route: 'supplier', oldUnit: 'vendor' } as const;
    const registration = aRegistration({ ...twoYearTerms, returns }, { soldOn: '2024-03-20' });
    expect(decideCoverage(someFacts({ registration, on: '2025-01-01' }))).toMatchObject({ returns });
    expect(decideCoverage(someFacts({ registration, on: '2026-06-01' }))).not.toHaveProperty('returns');
    expect(decideCoverage(someFacts({ registration, on: '2025-01-01' }))).not.toHaveProperty('remedies');
  });

  it('R12 at reception, without lines, the covered classes of the policy are judged', () => {
    const registration = aRegistration(twoYearTerms, { soldOn: '2024-03-20' });
    const on = (day: string) => decideCoverage(someFacts({ on: day, registration }));
    expect(on('2024-06-01')).toMatchObject({ overall: 'covered', lines: [], headline: { standing: 'in' } });
    expect(on('2025-06-01')).toMatchObject({ overall: 'partial', headline: { standing: 'partly' } });
    expect(on('2026-06-01')).toMatchObject({ overall: 'chargeable', headline: { standing: 'out', daysLeft: 0 } });
    const withTravel: PolicyTerms = {
      ...twoYearTerms,
      cover: [...twoYearTerms.cover, { class: 'travel', months: 1, percent: 0 }],
    };
    const stillIn = aRegistration(withTravel, { soldOn: '2024-03-20' });
    expect(decideCoverage(someFacts({ on: '2024-06-01', registration: stillIn })).overall).toBe('covered');
    expect(decideCoverage(someFacts({})).headline.reason.code).toBe('registration-missing');
  });

  it('R20 a promise that excludes the fault does not stand in the way of one that holds', () => {
    const promise: EarlierWork = {
      orderNumber: 'RO-1',
      kind: 'part',
      on: '2024-12-01',
      months: 6,
      calendar: 'gregorian',
      percent: 100,
      bearers: [{ bearer: 'maker', percent: 100 }],
      exclusions: [],
    };
    const strict = { ...promise, orderNumber: 'RO-2', exclusions: [{ faultCode: 'LIQUID', evidence: 1 }] };
    const wet: LineFacts = { ...part, faultCode: 'LIQUID', evidenceCount: 1 };
    const covered = (...earlier: EarlierWork[]) =>
      percents(decideCoverage(someFacts({ lines: [{ ...wet, earlier }] })))['part'];
    expect([covered(promise), covered(strict), covered(strict, promise), covered(promise, strict)]).toEqual([
      100, 0, 100, 100,
    ]);
  });

  describe('whatever the facts', () => {
    it('R1 the product warranty never pays outside its period', () => {
      fc.assert(
        fc.property(coverageFacts, (facts) => {
          const { lines } = decideCoverage(facts);
          lines.forEach((line, index) => {
            if (!line.payers.some(({ rule }) => rule === 'product-warranty')) return;
            const { registration, history } = facts;
            const start = registration && findCoverStart(registration.policy.terms, registration.start);
            if (!registration || !start) throw new Error('covered without a basis');
            const { terms } = registration.policy;
            const added = coverExtension(terms, history);
            const longest = Math.max(
              ...terms.cover.filter((cover) => cover.class === facts.lines[index]?.class).map(({ months }) => months),
            );
            const end = addDays(addMonths(start.startsOn, longest + added.months, terms.calendar), added.days);
            expect(facts.on >= start.startsOn).toBe(true);
            expect(facts.on < end).toBe(true);
          });
        }),
        { numRuns: 1000 },
      );
    });

    it('R10 percentages are whole, from 0 to 100, and the shares of a line add to 10 000 basis points', () => {
      fc.assert(
        fc.property(coverageFacts, (facts) => {
          for (const line of decideCoverage(facts).lines) {
            expect(Number.isInteger(line.coveredPercent)).toBe(true);
            expect(line.coveredPercent >= 0 && line.coveredPercent <= 100).toBe(true);
            expect(line.payers.every(({ share }) => Number.isInteger(share) && share > 0)).toBe(true);
            expect(line.payers.reduce((sum, { share }) => sum + share, 0)).toBe(10_000);
            const customer = line.payers.find(({ payer }) => payer === 'customer')?.share ?? 0;
            expect(customer).toBe((100 - line.coveredPercent) * 100);
            expect(line.rule === 'chargeable').toBe(line.coveredPercent === 0);
          }
        }),
        { numRuns: 500 },
      );
    });

    it('R31 covered and charged are the list price to the minor unit, and no limit is passed', () => {
      fc.assert(
        fc.property(pricedFacts, (facts) => {
          const { lines } = decideCoverage(facts);
          const taken = new Map<CoverLine, number>();
          lines.forEach((line, index) => {
            const asked = facts.lines[index]!;
            const { listAmount = 0 } = asked;
            const sum = (payers: readonly PayerShare[]) => payers.reduce((all, { amount = 0 }) => all + amount, 0);
            expect(line.payers.reduce((all, { share }) => all + share, 0)).toBe(10_000);
            expect(sum(line.payers)).toBe(listAmount);
            expect(sum(line.payers.filter(({ payer }) => payer !== 'customer'))).toBe(line.coveredAmount);
            expect(line.coveredAmount! <= mulDivHalfUp(listAmount, line.coveredPercent, 100)).toBe(true);
            const cover = coverLineFor(facts, asked);
            if (!cover?.limit) return expect(line.spends).toBeUndefined();
            const paid = sum(line.payers.filter(({ rule }) => rule === 'product-warranty'));
            expect(line.spends?.amount ?? 0).toBe(cover.limit.inTotal === undefined ? 0 : paid);
            taken.set(cover, (taken.get(cover) ?? 0) + paid);
          });
          for (const [cover, paid] of taken) {
            const before = facts.history?.spent?.find(
              (each) => each.class === cover.class && each.componentGroup === (cover.componentGroup ?? null),
            );
            expect(paid).toBeLessThanOrEqual(cover.limit?.perRepair ?? paid);
            if (paid > 0) expect(paid + (before?.amount ?? 0)).toBeLessThanOrEqual(cover.limit?.inTotal ?? Infinity);
          }
        }),
        { numRuns: 1000 },
      );
    });

    it('R9 R31 a higher limit never makes the customers of one repair worse off', () => {
      fc.assert(
        fc.property(pricedFacts, fc.integer({ min: 1, max: 20_000 }), (facts, more) => {
          const { registration } = facts;
          if (!registration) return;
          const cover = registration.policy.terms.cover.map((line) => ({
            ...line,
            ...(line.limit && { limit: raised(line.limit, more) }),
          }));
          const terms = { ...registration.policy.terms, cover };
          const better = { ...facts, registration: { ...registration, policy: { ...registration.policy, terms } } };
          const charged = (verdict: CoverageVerdict) =>
            verdict.lines.reduce((sum, { coveredAmount = 0 }) => sum - coveredAmount, 0);
          expect(charged(decideCoverage(better))).toBeLessThanOrEqual(charged(decideCoverage(facts)));
        }),
      );
    });

    it('R14 at list price the bearers of a line are claimed what is covered, to the minor unit', () => {
      fc.assert(
        fc.property(pricedFacts, fc.boolean(), (facts, priced) => {
          const decided = priced ? facts : { ...facts, lines: facts.lines.map(({ listAmount: _, ...line }) => line) };
          decideCoverage(decided).lines.forEach((line, index) => {
            const { class: name, listAmount = 0 } = facts.lines[index]!;
            const claims = shareClaims(line, null, { class: name, listAmount, costAmount: 1 });
            const covered = line.coveredAmount ?? mulDivHalfUp(listAmount, line.coveredPercent, 100);
            expect(claims.reduce((sum, { amount }) => sum + amount, 0)).toBe(covered);
            expect(claims.every(({ amount }) => amount >= 0)).toBe(true);
          });
        }),
      );
    });

    it('R9 more cover never makes the customer worse off', () => {
      fc.assert(
        fc.property(coverageFacts, extras, (facts, more) => {
          const before = percents(decideCoverage(facts));
          for (const better of improvements(facts, more)) {
            const after = percents(decideCoverage(better));
            for (const [lineId, covered] of Object.entries(before)) {
              expect(after[lineId] ?? -1).toBeGreaterThanOrEqual(covered);
            }
          }
        }),
        { numRuns: 500 },
      );
    });

    it('R11 the same facts give the same verdict, also after storage as JSON, and are left as they were', () => {
      fc.assert(
        fc.property(coverageFacts, (facts) => {
          const stored = JSON.stringify(facts);
          const verdict = decideCoverage(facts);
          expect(decideCoverage(JSON.parse(stored) as CoverageFacts)).toEqual(verdict);
          expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
          expect(JSON.stringify(facts)).toBe(stored);
        }),
      );
    });

    it('R12 every line has a reason, and the headline fits the verdict', () => {
      fc.assert(
        fc.property(coverageFacts, (facts) => {
          const { overall, headline, lines } = decideCoverage(facts);
          expect(lines.every(({ reasons }) => reasons.length > 0)).toBe(true);
          const standings = { covered: ['in'], partial: ['partly'], chargeable: ['out', 'void'] };
          expect(standings[overall]).toContain(headline.standing);
          expect(headline.daysLeft).toBeGreaterThanOrEqual(0);
        }),
      );
    });
  });
});

function coverLineFor(facts: CoverageFacts, line: LineFacts): CoverLine | undefined {
  const ofClass = facts.registration?.policy.terms.cover.filter((cover) => cover.class === line.class) ?? [];
  const groups = [...(line.componentGroups ?? []), undefined];
  return groups.flatMap((group) => ofClass.find((cover) => cover.componentGroup === group) ?? [])[0];
}

function raised({ perRepair, inTotal }: AmountLimit, by: number): AmountLimit {
  return {
    ...(perRepair !== undefined && { perRepair: perRepair + by }),
    ...(inTotal !== undefined && { inTotal: inTotal + by }),
  };
}

const extras = fc.record({
  registration: registrationFacts,
  percent: fc.nat(100),
  months: fc.nat(24),
  work: earlierWork,
  recall,
  contract,
  days: fc.nat(40),
});

/** The same case with one fact more in favour of the customer. */
function improvements(
  facts: CoverageFacts,
  more: typeof extras extends fc.Arbitrary<infer Extras> ? Extras : never,
): CoverageFacts[] {
  const { percent, months } = more;
  const favour = { bearer: 'centre', lineIds: null } as const;
  const better: CoverageFacts[] = [
    { ...facts, goodwill: { ...favour, percent: Math.max(percent, facts.goodwill?.percent ?? 0) } },
    { ...facts, registration: facts.registration ?? more.registration },
    { ...facts, provenance: 'verified' },
    { ...facts, lines: facts.lines.map((line) => ({ ...line, evidenceCount: 0 })) },
    { ...facts, lines: facts.lines.map((line) => ({ ...line, earlier: [...(line.earlier ?? []), more.work] })) },
    { ...facts, recalls: [...(facts.recalls ?? []), more.recall] },
    { ...facts, contracts: [...(facts.contracts ?? []), more.contract] },
    { ...facts, doaConfirmed: true },
    { ...facts, readings: facts.readings?.map((reading) => ({ ...reading, value: 0 })) },
    {
      ...facts,
      history: {
        ...facts.history,
        claims: [],
        spent: [],
        repairedUnderCover: true,
        shopDays: [...(facts.history?.shopDays ?? []), more.days],
      },
    },
  ];
  if (facts.registration) {
    const { policy } = facts.registration;
    const cover = policy.terms.cover.map((line) => ({
      ...line,
      months: line.months + months,
      percent: Math.max(line.percent, percent),
    }));
    better.push({
      ...facts,
      registration: { ...facts.registration, policy: { ...policy, terms: { ...policy.terms, cover } } },
    });
  }
  return better;
}
