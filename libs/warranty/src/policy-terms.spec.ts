import fc from 'fast-check';
import { bearersFor, claimAmount, findTermsFaults, type PolicyTerms } from './policy-terms.js';
import { phoneTerms, policyTerms, twoYearTerms } from './testing/terms.js';

function pointersOf(terms: unknown): string[] {
  return findTermsFaults(terms).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('policy terms', () => {
  it('R10 a line is borne by whom its cover line names, that of the nearest group first, else by the policy’s bearers', () => {
    const seller = [{ bearer: 'seller' as const, percent: 100 }];
    const both = [
      { bearer: 'maker' as const, percent: 60 },
      { bearer: 'importer' as const, percent: 40 },
    ];
    const terms: PolicyTerms = {
      ...twoYearTerms,
      costBearers: seller,
      cover: [
        { class: 'parts', months: 24, percent: 100, bearers: both },
        { class: 'parts', months: 60, percent: 100, componentGroup: 'compressor', bearer: 'maker' },
        { class: 'labour', months: 12, percent: 100 },
      ],
    };
    expect(bearersFor(terms, { class: 'parts' })).toEqual(both);
    expect(bearersFor(terms, { class: 'parts', componentGroups: ['inverter', 'compressor'] })).toEqual([
      { bearer: 'maker', percent: 100 },
    ]);
    expect(bearersFor(terms, { class: 'labour', componentGroups: ['compressor'] })).toEqual(seller);
    expect(bearersFor(terms, { class: 'travel' })).toEqual(seller);
  });

  it('R13 accepts good terms, also after a round trip through JSON', () => {
    expect(findTermsFaults(twoYearTerms)).toEqual([]);
    expect(findTermsFaults(phoneTerms)).toEqual([]);
    fc.assert(
      fc.property(policyTerms, (terms) => {
        expect(findTermsFaults(JSON.parse(JSON.stringify(terms)))).toEqual([]);
      }),
    );
  });

  it.each<[string, unknown, string[]]>([
    ['no object', null, [' type']],
    ['a list', [], [' type']],
    ['an unknown field', { ...twoYearTerms, freeTea: 7 }, ['/freeTea unknown-field']],
    ['an unknown calendar', { ...twoYearTerms, calendar: 'lunar' }, ['/calendar one-of']],
    ['a cap without activation', { ...twoYearTerms, startCapMonths: 3 }, ['/startCapMonths conflict']],
    ['manufacture without shelf', { ...twoYearTerms, startBasis: 'manufacture' }, ['/shelfMonths required']],
    ['a fraction of a month', { ...twoYearTerms, shelfMonths: 1.5 }, ['/shelfMonths type']],
    ['null months', { ...twoYearTerms, shelfMonths: null }, ['/shelfMonths type']],
    ['no cover', { ...twoYearTerms, cover: [] }, ['/cover range']],
    ['cover that is no list', { ...twoYearTerms, cover: {} }, ['/cover type']],
    [
      'cover lines with faults',
      {
        ...twoYearTerms,
        cover: [
          { class: 'parts', months: 0, percent: 101 },
          { class: 'parts', months: 12, percent: -1 },
          { class: 'glass', months: '12', percent: 50 },
        ],
      },
      [
        '/cover/0/months range',
        '/cover/0/percent range',
        '/cover/1/percent range',
        '/cover/2/months type',
        '/cover/2/class one-of',
        '/cover/1/class duplicate',
      ],
    ],
    [
      'exclusions with faults',
      {
        ...twoYearTerms,
        exclusions: [
          { faultCode: 'IMPACT', evidence: 0 },
          { faultCode: 'IMPACT', evidence: 2 },
          { faultCode: 'has space', evidence: 1 },
        ],
      },
      ['/exclusions/0/evidence range', '/exclusions/2/faultCode type', '/exclusions/1/faultCode duplicate'],
    ],
    [
      'shares that add to 90',
      {
        ...twoYearTerms,
        costBearers: [
          { bearer: 'maker', percent: 60 },
          { bearer: 'seller', percent: 30 },
        ],
      },
      ['/costBearers sum'],
    ],
    [
      'claim terms with faults',
      { ...twoYearTerms, claim: { partsAt: 'guess', handlingPercent: -5 } },
      ['/claim/partsAt one-of', '/claim/handlingPercent range'],
    ],
    [
      'cover lines of one class and component group',
      {
        ...twoYearTerms,
        cover: [
          { class: 'parts', months: 24, percent: 100 },
          { class: 'parts', months: 60, percent: 100, componentGroup: 'COMPRESSOR', usage: { meter: 'miles', max: 0 } },
          { class: 'parts', months: 36, percent: 50, componentGroup: 'COMPRESSOR', claims: 0 },
        ],
      },
      ['/cover/1/usage/meter one-of', '/cover/1/usage/max range', '/cover/2/claims range', '/cover/2/class duplicate'],
    ],
    [
      'promises and rights with faults',
      {
        ...twoYearTerms,
        doaDays: 0,
        exchange: 'swap',
        partWarranty: { months: 6, percent: 0, labour: 'yes', usage: { meter: 'km' } },
        workWarranty: { months: 1 },
        shopTime: { overDays: -1, counts: 'some' },
        repairExtension: 12,
        replacement: {},
        loaner: { afterDays: 14, from: 'today' },
        ownerChange: { cover: 'ends', withinDays: 3 },
        returns: { route: 'moon', oldUnit: 'vendor', paidBy: 'maker' },
        notes: [
          { about: 'cover', text: '', source: 'a law', confidence: 'sure' },
          { about: 'cover', text: 'x', source: 'a law', confidence: 'low', translation: { locale: 'de', text: '' } },
        ],
      },
      [
        '/doaDays range',
        '/exchange one-of',
        '/partWarranty/percent range',
        '/partWarranty/usage/max type',
        '/partWarranty/labour type',
        '/workWarranty/percent type',
        '/shopTime/overDays range',
        '/shopTime/counts one-of',
        '/repairExtension type',
        '/replacement required',
        '/loaner/from unknown-field',
        '/ownerChange/withinDays conflict',
        '/returns/paidBy unknown-field',
        '/returns/route one-of',
        '/notes/0/text type',
        '/notes/0/confidence one-of',
        '/notes/1/translation/locale one-of',
        '/notes/1/translation/text type',
        '/notes/1/translation/source type',
      ],
    ],
    [
      'limits without an amount and lines with two kinds of bearers',
      {
        ...twoYearTerms,
        cover: [
          { class: 'parts', months: 24, percent: 100, limit: {} },
          { class: 'labour', months: 24, percent: 100, limit: { perRepair: 0, inTotal: 1.5, each: 1 } },
          { class: 'travel', months: 24, percent: 100, bearer: 'maker', bearers: [{ bearer: 'seller', percent: 99 }] },
          { class: 'unit', months: 24, percent: 100, bearers: [] },
        ],
      },
      [
        '/cover/0/limit required',
        '/cover/1/limit/each unknown-field',
        '/cover/1/limit/perRepair range',
        '/cover/1/limit/inTotal type',
        '/cover/2/bearers sum',
        '/cover/2/bearers conflict',
        '/cover/3/bearers range',
      ],
    ],
    ['no claim terms', { ...twoYearTerms, claim: undefined }, ['/claim type']],
  ])('R13 names the faults of %s', (_what, terms, expected) => {
    expect(pointersOf(terms)).toEqual(expected);
  });

  it('R13 finds faults in anything without failing, and points with escaped names', () => {
    fc.assert(fc.property(fc.anything(), (value) => findTermsFaults(value).length > 0));
    expect(pointersOf({ ...twoYearTerms, 'a/b~c': 1 })).toEqual(['/a~1b~0c unknown-field']);
  });

  it('R14 scenario 2: claims the board at cost 7,500,000 plus 15 % = 8,625,000 and labour at list', () => {
    const board = { class: 'parts', listAmount: 12_000_000, costAmount: 7_500_000 } as const;
    expect(claimAmount(twoYearTerms.claim, board)).toBe(8_625_000);
    expect(claimAmount({ partsAt: 'list', handlingPercent: 0 }, board)).toBe(12_000_000);
    const labour = { class: 'labour', listAmount: 3_000_000, costAmount: 1 } as const;
    expect(claimAmount(twoYearTerms.claim, labour)).toBe(3_000_000);
  });

  it('R14 rounds handling half-up', () => {
    const claim: PolicyTerms['claim'] = { partsAt: 'cost', handlingPercent: 15 };
    expect(claimAmount(claim, { class: 'parts', listAmount: 0, costAmount: 10 })).toBe(12); // 11.5
  });
});
