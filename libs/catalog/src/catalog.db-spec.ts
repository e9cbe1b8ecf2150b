import { PlatformModule, Database, ProblemError, SYSTEM, type Tx } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { BrandsService } from './brands.service.js';
import { CatalogModule } from './catalog.module.js';
import { CatalogQueries } from './catalog.queries.js';
import { PartsService } from './parts.service.js';
import { ProductGroupsService } from './product-groups.service.js';

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
const codeOf = (error: unknown): string | undefined => (error instanceof ProblemError ? error.code : undefined);

describe('catalogue', () => {
  it('C1 tells brands apart by their folded name, whoever writes first', async () => {
    const brand = (en: string) => write((tx) => app.get(BrandsService).create(tx, SYSTEM, { name: { fa: null, en } }));
    await brand('Sepehr');
    await expect(brand('  SEPEHR ')).rejects.toMatchObject({ driverError: { constraint: 'brand_name_uq' } });
    const [first, second] = await Promise.allSettled([brand('Kaveh'), brand('kaveh')]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('C2 a group never lies below itself, however many move at once', async () => {
    const groups = app.get(ProductGroupsService);
    const group = (code: string) =>
      write((tx) => groups.create(tx, SYSTEM, { code, parentId: null, name: { fa: null, en: code } }));
    const [upper, lower] = [await group('upper'), await group('lower')];
    const below = (id: string, parentId: string, version: number) =>
      write((tx) => groups.change(tx, SYSTEM, id, version, { parentId })).catch(codeOf);
    const outcomes = await Promise.all([below(upper, lower, 1), below(lower, upper, 1)]);
    expect(outcomes.filter((outcome) => outcome === 'catalog.product-group-cycle')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
  });

  it('finds a part by any spelling of its name, pages through all of them, and leaves retired ones out', async () => {
    const parts = app.get(PartsService);
    const queries = app.get(CatalogQueries);
    const names = ['کتاب‌خوان', 'كتابِ ۱۲', 'برد اصلی', 'صفحه', 'موتور'];
    for (const [index, fa] of names.entries())
      await write((tx) =>
        parts.create(tx, SYSTEM, {
          sku: `P-${index}`,
          name: { fa, en: null },
          brandId: null,
          groupId: null,
          listPrice: 1,
        }),
      );
    expect((await queries.listParts({ q: 'کتاب', limit: 10 })).data.map((part) => part.sku).sort()).toEqual([
      'P-0',
      'P-1',
    ]);
    expect((await queries.listParts({ q: 'p-3', limit: 10 })).data).toHaveLength(1);
    expect((await queries.listParts({ q: '100%_', limit: 10 })).data).toHaveLength(0);

    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await queries.listParts({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map((part) => part.sku));
      more = page.page.hasMore;
      cursor = page.page.nextCursor ?? undefined;
    }
    expect(seen).toHaveLength(names.length);
    expect(new Set(seen).size).toBe(names.length);

    const [motor] = (await queries.listParts({ q: 'موتور', limit: 1 })).data;
    await write((tx) => parts.change(tx, SYSTEM, motor?.id ?? '', 1, { retiredOn: '2026-01-01' }));
    expect((await queries.listParts({ q: 'موتور', limit: 1 })).data).toHaveLength(0);
    expect((await queries.listParts({ q: 'موتور', limit: 1, retired: true })).data).toHaveLength(1);
  });

  it('a stale change is refused and changes nothing', async () => {
    const brands = app.get(BrandsService);
    const id = await write((tx) => brands.create(tx, SYSTEM, { name: { fa: null, en: 'First' } }));
    const rename = (version: number, en: string) =>
      write((tx) => brands.change(tx, SYSTEM, id, version, { name: { fa: null, en } })).catch(codeOf);
    expect(await rename(1, 'Second')).toBeUndefined();
    expect(await rename(1, 'Third')).toBe('stale-version');
    expect(await app.get(CatalogQueries).getBrand(id)).toMatchObject({ name: { en: 'Second' }, version: 2 });
  });

  it('every change leaves a fact and an audit entry', async () => {
    await write((tx) => app.get(BrandsService).create(tx, SYSTEM, { name: { fa: null, en: 'Audited' } }));
    const rows = await app
      .get(Database)
      .source.query(`SELECT name, (SELECT details->'name'->>'en' FROM audit_entry) AS noted FROM outbox_event`);
    expect(rows).toEqual([{ name: 'catalog.brand-saved', noted: 'Audited' }]);
  });
});
