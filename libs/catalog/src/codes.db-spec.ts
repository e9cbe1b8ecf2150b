import { Database, PlatformModule, ProblemError, refusalOf, SYSTEM, type Tx } from '@aftercare/platform';
import { newId } from '@aftercare/kernel';
import { testDatabase } from '@aftercare/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { BrandsService } from './brands.service.js';
import { CatalogModule } from './catalog.module.js';
import { CatalogQueries } from './catalog.queries.js';
import { CodePresetsService } from './code-presets.service.js';
import { CodesService, type NewServiceCode } from './codes.service.js';
import { CombinationsQueries } from './combinations.queries.js';
import { assertListed, CombinationsService, type NewCombination } from './combinations.service.js';
import { ProductGroupsService } from './product-groups.service.js';
import { ProductsService } from './products.service.js';
import type { CodeKind } from './service-code.entity.js';

const database = testDatabase();
let app: TestingModule;
beforeAll(async () => {
  app = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 8, applicationName: 'test' }),
      CatalogModule,
    ],
  }).compile();
});
afterEach(() => database.emptyTables());
afterAll(() => app.close());

const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.get(Database).transaction(work);
const refused = (error: unknown): string | undefined => refusalOf(error)?.code;
const made = (input: Partial<NewServiceCode> & { kind: CodeKind; code: string }) =>
  write((tx) => app.get(CodesService).create(tx, SYSTEM, { name: { fa: null, en: input.code }, ...input }));
const group = (code: string, parentId: string | null = null, strictCodes = false) =>
  write((tx) =>
    app.get(ProductGroupsService).create(tx, SYSTEM, { code, parentId, name: { fa: null, en: code }, strictCodes }),
  );
const codesOf = async (filter: Parameters<CatalogQueries['listCodes']>[0]) =>
  (await app.get(CatalogQueries).listCodes(filter)).data.map(({ code }) => code);

describe('code sets', () => {
  it.each([
    ['symptom', false, '17X', true],
    ['symptom', false, '17', false],
    ['symptom', true, '17', true],
    ['symptom', true, '171', false],
    ['occurrence', false, '1', true],
    ['occurrence', false, '12', false],
    ['circumstance', false, 'X1J', true],
    ['section', false, 'abc', false],
    ['fault', false, 'A', true],
    ['repair', false, 'A', true],
    ['cause', false, 'A', false],
    ['exclusion', false, 'A', false],
    ['section', true, 'AB', false],
  ] as const)('C13 a code of %s (heading: %s) may be %s in IRIS: %s', async (kind, isHeading, irisCode, fits) => {
    const outcome = await made({ kind, code: 'T-1', isHeading, irisCode }).then(() => null, refused);
    expect(outcome).toBe(fits ? null : 'catalog.bad-iris-code');
  });

  it('C13 a symptom begins like its heading, whichever of the two is changed', async () => {
    const headingId = await made({ kind: 'symptom', code: 'H17', isHeading: true, irisCode: '17' });
    await expect(made({ kind: 'symptom', code: 'T-1', headingId, irisCode: '18X' })).rejects.toMatchObject({
      code: 'catalog.bad-iris-code',
    });
    await made({ kind: 'symptom', code: 'T-2', headingId, irisCode: '17X' });
    const moved = write((tx) => app.get(CodesService).change(tx, SYSTEM, headingId, 1, { irisCode: '18' }));
    await expect(moved).rejects.toMatchObject({ code: 'catalog.bad-iris-code' });
  });

  it('C13 a heading gathers codes of its kind, lies below none, and is not offered', async () => {
    const heading = await made({ kind: 'symptom', code: 'ZZ', isHeading: true });
    const plain = await made({ kind: 'symptom', code: 'ZA', headingId: heading });
    const bad = [
      { kind: 'fault' as const, code: 'T-1', headingId: heading },
      { kind: 'symptom' as const, code: 'T-2', headingId: plain },
      { kind: 'symptom' as const, code: 'T-3', headingId: heading, isHeading: true },
    ];
    for (const input of bad) expect(await made(input).catch(refused)).toBe('catalog.bad-heading');
    const emptied = write((tx) => app.get(CodesService).change(tx, SYSTEM, heading, 1, { isHeading: false }));
    expect(await emptied.catch(refused)).toBe('catalog.bad-heading');
    expect(await codesOf({ kind: 'symptom', q: 'Z', limit: 200 })).toEqual(['ZA']);
    expect(await codesOf({ kind: 'symptom', q: 'Z', show: 'headings', limit: 200 })).toEqual(['ZZ']);
  });

  it('shows each heading above what it gathers, by their places, page by page', async () => {
    const b = await made({ kind: 'repair', code: 'B', isHeading: true, position: 1 });
    const a = await made({ kind: 'repair', code: 'A', isHeading: true, position: 2 });
    await made({ kind: 'repair', code: 'A2', headingId: a });
    await made({ kind: 'repair', code: 'A1', headingId: a, position: 5 });
    await made({ kind: 'repair', code: 'B1', headingId: b });
    await made({ kind: 'repair', code: 'FREE' });
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const filter = { kind: 'repair' as const, show: 'all' as const, limit: 2, ...(cursor && { cursor }) };
      const page = await app.get(CatalogQueries).listCodes(filter);
      seen.push(...page.data.map(({ code }) => code));
      more = page.page.hasMore;
      cursor = page.page.nextCursor ?? undefined;
    }
    expect(seen).toEqual(['FREE', 'B', 'B1', 'A', 'A2', 'A1']);
  });

  it('C14 a code for a product group is for those below it too, and for no other', async () => {
    const home = await group('home');
    const fridge = await group('fridge', home);
    const phone = await group('phone');
    for (const [code, groupId] of [
      ['ALL', null],
      ['HOME', home],
      ['FRIDGE', fridge],
      ['PHONE', phone],
    ] as const)
      await made({ kind: 'section', code, groupId });
    expect(await codesOf({ kind: 'section', groupId: fridge, limit: 50 })).toEqual(['ALL', 'FRIDGE', 'HOME']);
    expect(await codesOf({ kind: 'section', groupId: home, limit: 50 })).toEqual(['ALL', 'HOME']);
    expect(await codesOf({ kind: 'section', productId: await product(phone), limit: 50 })).toEqual(['ALL', 'PHONE']);
    expect(await codesOf({ kind: 'section', limit: 50 })).toHaveLength(4);
  });
});

const product = async (groupId: string): Promise<string> =>
  write(async (tx) => {
    const name = { fa: null, en: newId() };
    const brandId = await app.get(BrandsService).create(tx, SYSTEM, { name });
    return app.get(ProductsService).create(tx, SYSTEM, { brandId, groupId, code: 'P', name, serialPattern: null });
  });

describe('combinations of codes', () => {
  const ids = async () => {
    const of = async (kind: CodeKind, code: string) => {
      const { data } = await app.get(CatalogQueries).listCodes({ kind, q: code, limit: 1 });
      return data[0]?.id ?? '';
    };
    return {
      dead: await of('symptom', 'S110'),
      noise: await of('symptom', 'S141'),
      supply: await of('fault', 'F101'),
      board: await of('fault', 'F100'),
      wear: await of('cause', 'C10'),
      mains: await of('cause', 'C30'),
    };
  };
  const NONE: NewCombination = { groupId: null, symptomId: null, faultId: null, causeId: null, repairId: null };
  const listed = (input: Partial<NewCombination>) =>
    write((tx) => app.get(CombinationsService).create(tx, SYSTEM, { ...NONE, ...input }));

  it('C15 are there once, name two codes of their own kinds, and no heading', async () => {
    const { dead, supply } = await ids();
    const both = await Promise.allSettled([1, 2].map(() => listed({ symptomId: dead, faultId: supply })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((each) => each.status === 'rejected');
    expect(refused(lost?.reason)).toBe('catalog.combination-exists');
    expect(await listed({ symptomId: dead }).catch(refused)).toBe('catalog.bad-combination');
    const heading = await made({ kind: 'symptom', code: 'H', isHeading: true });
    for (const symptomId of [supply, heading, newId()]) {
      const wrong = await listed({ symptomId, faultId: supply }).catch((error: unknown) => error);
      expect(wrong).toMatchObject({ code: 'catalog.unknown-code', errors: [{ pointer: '/symptomId' }] });
    }
  });

  it('C15 only a strict group, and those below it, refuse what is not listed', async () => {
    const { dead, noise, supply, board, wear, mains } = await ids();
    const home = await group('home', null, true);
    const strict = await product(await group('fridge', home));
    const free = await product(await group('phone'));
    await listed({ groupId: home, symptomId: dead, faultId: supply, causeId: mains });
    const asked = (symptomId: string, faultId: string | null, causeId: string | null) => [
      { symptomId, faultId, causeId, repairId: null, pointer: '/findings/0/faultCodeId' },
    ];
    const of = (productId: string, used: ReturnType<typeof asked>) =>
      write((tx) => assertListed(tx, productId, used)).catch((error: unknown) => error);
    expect(await of(strict, asked(dead, supply, null))).toBeUndefined();
    expect(await of(strict, asked(dead, supply, mains))).toBeUndefined();
    for (const used of [asked(dead, supply, wear), asked(dead, board, null), asked(noise, supply, null)]) {
      const error = await of(strict, used);
      expect(error).toBeInstanceOf(ProblemError);
      expect(error).toMatchObject({
        code: 'catalog.combination-not-listed',
        errors: [{ pointer: '/findings/0/faultCodeId' }],
      });
      expect(await of(free, used)).toBeUndefined();
    }
  });

  it('C16 a shipped set is taken over once; what the company named, scoped or mapped itself stays', async () => {
    const phones = await group('phones');
    const { dead } = await ids();
    await write((tx) =>
      app.get(CodesService).change(tx, SYSTEM, dead, 1, { name: { fa: null, en: 'Dead' }, irisCode: '113' }),
    );
    const adopt = () => write((tx) => app.get(CodePresetsService).adopt(tx, SYSTEM, 'phones', phones));
    const first = await adopt();
    expect(first.created).toBeGreaterThan(80);
    expect(first.completed).toBeGreaterThan(10);
    expect(await adopt()).toEqual({
      created: 0,
      completed: 0,
      unchanged: first.created + first.completed + first.unchanged,
    });
    const { data } = await app.get(CatalogQueries).listCodes({ kind: 'symptom', limit: 200 });
    expect(data.find(({ code }) => code === 'S110')).toMatchObject({
      name: { en: 'Dead' },
      irisCode: '113',
      group: null,
      heading: { code: 'S11' },
    });
    expect(data.find(({ code }) => code === 'S122')).toMatchObject({ irisCode: '12X', group: { code: 'phones' } });
    const combinations = await app.get(CombinationsQueries).list({ q: 'S122', limit: 10 });
    expect(combinations.data).toMatchObject([{ group: { code: 'phones' }, fault: { code: 'F110' }, cause: null }]);
    await expect(write((tx) => app.get(CodePresetsService).adopt(tx, SYSTEM, 'no', null))).rejects.toMatchObject({
      status: 404,
    });
  });

  it('C16 a shipped set gives way to codes that the company made, mapped or put aside before', async () => {
    await made({ kind: 'symptom', code: 'S11' }); // no heading
    await made({ kind: 'symptom', code: 'S16', isHeading: true, irisCode: '19' });
    const { dead } = await ids();
    const { data: fuses } = await app.get(CatalogQueries).listCodes({ kind: 'fault', q: 'F104', limit: 1 });
    await write((tx) => app.get(CodesService).change(tx, SYSTEM, fuses[0]?.id ?? '', 1, { retiredOn: '2026-01-01' }));
    await write((tx) => app.get(CodesService).change(tx, SYSTEM, dead, 1, { irisCode: '999' }));
    await write((tx) => app.get(CodePresetsService).adopt(tx, SYSTEM, 'general', null));
    const { data } = await app.get(CatalogQueries).listCodes({ kind: 'symptom', limit: 200 });
    const find = (text: string) => data.find(({ code }) => code === text);
    expect(find('S111')).toMatchObject({ irisCode: '11X', heading: null });
    expect(find('S161')).toMatchObject({ irisCode: '16X', heading: null });
    expect(find('S110')).toMatchObject({ irisCode: '999', heading: null });
    expect((await app.get(CombinationsQueries).list({ q: 'F104', limit: 10 })).data).toEqual([]);
    expect((await app.get(CombinationsQueries).list({ q: 'S110', limit: 10 })).data).not.toEqual([]);
  });

  it('C16 every shipped set holds together: one code once, and combinations of codes that are there', async () => {
    for (const { code } of app.get(CodePresetsService).shipped)
      await write((tx) => app.get(CodePresetsService).adopt(tx, SYSTEM, code, null));
    const named = app
      .get(CodePresetsService)
      .shipped.flatMap(({ codes }) => codes.map((each) => `${each.kind} ${each.code}`));
    expect(new Set(named).size).toBe(named.length);
    const { data } = await app.get(CombinationsQueries).list({ limit: 200 });
    const wanted = app.get(CodePresetsService).shipped.flatMap(({ combinations }) => combinations);
    const texts = data.map((each) =>
      ['symptom', 'fault', 'cause', 'repair'].map((kind) => each[kind as 'symptom']?.code ?? '').join('|'),
    );
    const expected = wanted.map((each) =>
      (['symptom', 'fault', 'cause', 'repair'] as const).map((kind) => each[kind] ?? '').join('|'),
    );
    expect(texts.sort()).toEqual([...new Set(expected)].sort());
  });
});
