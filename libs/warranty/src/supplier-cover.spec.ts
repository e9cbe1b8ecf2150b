import { addDays } from '@aftercare/kernel';
import fc from 'fast-check';
import { shareClaims } from './claim-shares.js';
import { claimAmount, type ClaimTerms, type CostBearer, type CoverClass } from './policy-terms.js';
import {
  type AgreementFacts,
  decideSupplierCover,
  guaranteedShare,
  type SupplierCoverFacts,
  type SupplierStartFacts,
  type SupplierTerms,
} from './supplier-cover.js';

const terms: SupplierTerms = {
  calendar: 'gregorian',
  startBasis: 'shipment',
  months: 12,
  cover: [
    { class: 'parts', percent: 100 },
    { class: 'labour', percent: 50 },
  ],
  claim: { partsAt: 'cost', handlingPercent: 15, labourRate: 6_000_000 },
  claimWithinDays: 30,
  core: { withinDays: 20 },
};
const agreement = (more: Partial<AgreementFacts> = {}, change: Partial<SupplierTerms> = {}): AgreementFacts => ({
  agreementId: 'agreement',
  supplierId: 'maker',
  supplierCode: 'MAKER',
  version: 1,
  ofPart: false,
  validFrom: '2024-01-01',
  validTo: null,
  terms: { ...terms, ...change },
  ...more,
});
const board: SupplierCoverFacts['line'] = {
  class: 'parts',
  guaranteed: { part: 1, whole: 1 },
  listAmount: 12_000_000,
  costAmount: 7_500_000,
  minutes: null,
};
const known: SupplierStartFacts = { purchasedOn: '2024-12-01', shippedOn: '2025-01-01', soldOn: '2025-03-01' };
const facts = (more: Partial<SupplierCoverFacts> = {}): SupplierCoverFacts => ({
  on: '2025-06-01',
  doneOn: '2025-06-05',
  line: board,
  device: known,
  part: null,
  agreements: [agreement()],
  ...more,
});

describe('supplier cover', () => {
  it('S1 the board of scenario 2 at claim cost with handling, until the first day after the term', () => {
    expect(decideSupplierCover(facts())).toEqual({
      bears: {
        supplierId: 'maker',
        agreementId: 'agreement',
        percent: 100,
        amount: 8_625_000,
        endsOn: '2026-01-01',
        claimBy: '2025-07-05',
        coreBy: '2025-06-25',
      },
      reasons: [
        {
          code: 'supplier-bears',
          params: {
            supplier: 'MAKER',
            version: 1,
            percent: 100,
            startFact: 'shipment',
            startsOn: '2025-01-01',
            endsOn: '2026-01-01',
          },
        },
      ],
    });
  });

  const labour = { ...board, class: 'labour' as const, listAmount: 3_000_000, costAmount: 0, minutes: 30 };
  const codes = (about: SupplierCoverFacts) => decideSupplierCover(about).reasons.map(({ code }) => code);
  const amount = (about: SupplierCoverFacts) => decideSupplierCover(about).bears?.amount ?? null;

  it.each<[string, Partial<SupplierCoverFacts>, number | null, string[]]>([
    ['the last day of the term', { on: '2025-12-31' }, 8_625_000, ['supplier-bears']],
    ['the first day after it', { on: '2026-01-01' }, null, ['supplier-period-over']],
    ['a day before it began', { on: '2024-12-31' }, null, ['supplier-period-not-started']],
    ['labour at the rate of the supplier, half of it', { line: labour }, 1_500_000, ['supplier-bears']],
    [
      'labour of unknown length at list, half of it',
      { line: { ...labour, minutes: null } },
      1_500_000,
      ['supplier-bears'],
    ],
    ['a class it does not bear', { line: { ...board, class: 'travel' } }, null, ['class-not-borne']],
    [
      'half of the line under guarantee',
      { line: { ...board, guaranteed: { part: 1, whole: 2 } } },
      4_312_500,
      ['supplier-bears'],
    ],
    [
      'nothing under guarantee',
      { line: { ...board, guaranteed: { part: 0, whole: 1 } } },
      null,
      ['not-under-guarantee'],
    ],
    ['no agreement', { agreements: [] }, null, ['no-agreement']],
    ['no day of shipment', { device: { ...known, shippedOn: null } }, null, ['supplier-start-unknown']],
    [
      'more than the limit',
      { agreements: [agreement({}, { claimLimit: 8_000_000 })] },
      8_000_000,
      ['supplier-bears', 'claim-limited'],
    ],
    ['exactly the limit', { agreements: [agreement({}, { claimLimit: 8_625_000 })] }, 8_625_000, ['supplier-bears']],
    [
      'the version of the day it was shipped, not of today',
      {
        agreements: [
          agreement({ validTo: '2025-01-02' }),
          agreement({ version: 2, validFrom: '2025-01-02' }, { cover: [] }),
        ],
      },
      8_625_000,
      ['supplier-bears'],
    ],
    [
      'the next version from its first day on',
      {
        agreements: [
          agreement({ validTo: '2025-01-01' }),
          agreement({ version: 2, validFrom: '2025-01-01' }, { cover: [] }),
        ],
      },
      null,
      ['class-not-borne'],
    ],
    [
      'shipped before anything was agreed',
      { agreements: [agreement({ validFrom: '2025-01-02' })] },
      null,
      ['no-agreement'],
    ],
    [
      'the narrower one bears nothing, the wider one does',
      { agreements: [agreement({ supplierId: 'importer' }, { cover: [] }), agreement()] },
      8_625_000,
      ['supplier-bears'],
    ],
    [
      'terms of a part where nothing was fitted before',
      { agreements: [agreement({ ofPart: true })] },
      null,
      ['no-agreement'],
    ],
    [
      'terms of a part from the day it was sold again',
      {
        part: { purchasedOn: null, shippedOn: null, soldOn: '2024-07-01' },
        agreements: [agreement({ ofPart: true }, { startBasis: 'sale' })],
      },
      8_625_000,
      ['supplier-bears'],
    ],
  ])('S2 S3 S4 S5 %s', (_, change, expected, reasons) => {
    const about = facts(change);
    expect(amount(about)).toBe(expected);
    expect(codes(about)).toEqual(reasons);
  });

  it('S3 only what the guarantee pays counts, not a contract, a favour or the customer', () => {
    expect(
      guaranteedShare({
        payers: [
          { payer: 'maker', rule: 'product-warranty', share: 4_200 },
          { payer: 'importer', rule: 'product-warranty', share: 1_800 },
          { payer: 'centre', rule: 'contract', share: 1_000 },
          { payer: 'customer', rule: 'chargeable', share: 3_000 },
        ],
      }),
    ).toEqual({ part: 6_000, whole: 10_000 });
  });

  it('S3 is exact to the minor unit where a limit cuts the line', () => {
    const guaranteed = guaranteedShare({
      payers: [
        { payer: 'maker', rule: 'product-warranty', share: 8_333, amount: 10_000_000 },
        { payer: 'customer', rule: 'chargeable', share: 1_667, amount: 2_000_000 },
      ],
    });
    const atList = agreement({}, { claim: { partsAt: 'list', handlingPercent: 0 } });
    const { bears } = decideSupplierCover(facts({ line: { ...board, guaranteed }, agreements: [atList] }));
    expect(bears?.amount).toBe(10_000_000);
  });

  const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2023-01-01', days));
  const maybe = fc.option(day, { nil: null });
  const starts = fc.record({ purchasedOn: maybe, shippedOn: maybe, soldOn: maybe });
  const anyTerms: fc.Arbitrary<SupplierTerms> = fc
    .record({
      calendar: fc.constantFrom('jalali' as const, 'gregorian' as const),
      startBasis: fc.constantFrom('purchase' as const, 'shipment' as const, 'sale' as const),
      months: fc.integer({ min: 1, max: 36 }),
      cover: fc.uniqueArray(
        fc.record({
          class: fc.constantFrom<CoverClass>('parts', 'labour', 'travel', 'shipping', 'unit'),
          percent: fc.integer({ min: 1, max: 100 }),
        }),
        { selector: (line) => line.class },
      ),
      claim: fc.record({
        partsAt: fc.constantFrom('list' as const, 'cost' as const),
        handlingPercent: fc.integer({ min: 0, max: 50 }),
      }),
      claimWithinDays: fc.integer({ min: 1, max: 90 }),
      claimLimit: fc.option(fc.integer({ min: 1, max: 20_000_000 }), { nil: undefined }),
    })
    .map(({ claimLimit, ...rest }) => (claimLimit === undefined ? rest : { ...rest, claimLimit }));
  const anyAgreement = fc
    .record({ ofPart: fc.boolean(), validFrom: day, terms: anyTerms })
    .map((given) => agreement(given));
  const anyFacts: fc.Arbitrary<SupplierCoverFacts> = fc.record({
    on: day,
    doneOn: day,
    line: fc.record({
      class: fc.constantFrom<CoverClass>('parts', 'labour', 'travel', 'shipping', 'unit'),
      guaranteed: fc
        .tuple(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }))
        .map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) })),
      listAmount: fc.integer({ min: 0, max: 100_000_000 }),
      costAmount: fc.integer({ min: 0, max: 100_000_000 }),
      minutes: fc.option(fc.integer({ min: 0, max: 600 }), { nil: null }),
    }),
    device: starts,
    part: fc.option(starts, { nil: null }),
    agreements: fc.array(anyAgreement, { maxLength: 4 }),
  });

  it('never bears outside the term, never more than the claim and never above the limit', () => {
    fc.assert(
      fc.property(anyFacts, (about) => {
        const { bears, reasons } = decideSupplierCover(about);
        expect(reasons.length).toBeGreaterThan(0);
        if (!bears) return;
        expect(about.on < bears.endsOn).toBe(true);
        const of = about.agreements.filter(({ terms: each }) => each.claimLimit === undefined);
        if (of.length === 0) expect(bears.amount).toBeLessThanOrEqual(20_000_000);
        const most = Math.max(...about.agreements.map(({ terms: each }) => claimAmount(each.claim, about.line)));
        expect(bears.amount).toBeLessThanOrEqual(most);
      }),
    );
  });

  const payer = fc.constantFrom<CostBearer>('maker', 'importer', 'seller', 'centre');
  const cut = fc.record({
    amounts: fc.array(fc.tuple(payer, fc.integer({ min: 1, max: 50_000_000 })), { minLength: 1, maxLength: 3 }),
    own: fc.nat(50_000_000),
    costAmount: fc.nat(100_000_000),
    claim: fc.record({ partsAt: fc.constantFrom('cost' as const, 'list' as const), handlingPercent: fc.nat(30) }),
    percent: fc.integer({ min: 1, max: 100 }),
  });

  it('S5 equal terms give what the warranty invoice asks, and at list price never more than is guaranteed', () => {
    fc.assert(
      fc.property(cut, ({ amounts, own, costAmount, claim, percent }) => {
        const payers = [
          ...amounts.map(([who, amount]) => ({ payer: who, rule: 'product-warranty' as const, share: 0, amount })),
          { payer: 'customer' as const, rule: 'chargeable' as const, share: 0, amount: own },
        ];
        const paid = amounts.reduce((sum, [, amount]) => sum + amount, 0);
        const line = { class: 'parts' as const, listAmount: paid + own, costAmount, minutes: null };
        const amountOf = (of: ClaimTerms, share: number): number => {
          const agreements = [agreement({}, { cover: [{ class: 'parts', percent: share }], claim: of })];
          const guaranteed = guaranteedShare({ payers });
          return decideSupplierCover(facts({ line: { ...line, guaranteed }, agreements })).bears?.amount ?? 0;
        };
        const invoiced = shareClaims({ payers }, claim, line).reduce((sum, { amount }) => sum + amount, 0);
        expect(amountOf(claim, 100)).toBe(invoiced);
        expect(amountOf({ partsAt: 'list', handlingPercent: 0 }, 100)).toBe(paid);
        expect(amountOf({ partsAt: 'list', handlingPercent: 0 }, percent)).toBeLessThanOrEqual(paid);
      }),
    );
  });

  it('one agreement more never takes a supplier away; the same facts give the same verdict', () => {
    fc.assert(
      fc.property(anyFacts, anyAgreement, (about, another) => {
        const verdict = decideSupplierCover(about);
        expect(decideSupplierCover(structuredClone(about))).toEqual(verdict);
        const more = decideSupplierCover({ ...about, agreements: [another, ...about.agreements] });
        if (verdict.bears) expect(more.bears).not.toBeNull();
      }),
    );
  });
});
