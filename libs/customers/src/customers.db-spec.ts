import { Test, type TestingModule } from '@nestjs/testing';
import { type Actor, Database, type Permission, PlatformModule, ProblemError, SYSTEM } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import { CustomersModule, CustomersQueries, CustomersService, type NewCustomer } from './index.js';

const reader: Actor = { ...SYSTEM, kind: 'staff', permissions: new Set<Permission>(['customer.read']) };
const ahmadi: NewCustomer = { kind: 'person', name: 'مریم احمدی', mobile: '۰۹۱۲ ۳۴۵ ۶۷۸۹', locale: 'fa' };

describe('customers', () => {
  const database = testDatabase();
  let app: TestingModule;
  let db: Database;
  let customers: CustomersService;
  let queries: CustomersQueries;
  const create = (input: Partial<NewCustomer> & { allowDuplicate?: boolean } = {}): Promise<string> =>
    db.transaction((tx) => customers.create(tx, SYSTEM, { ...ahmadi, ...input }));
  const namesFor = async (q?: string): Promise<string[]> =>
    (await queries.list({ q, limit: 50 })).data.map((customer) => customer.name);

  beforeAll(async () => {
    const platform = PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 6, applicationName: 'test' });
    app = await Test.createTestingModule({ imports: [platform, CustomersModule] }).compile();
    await app.init();
    db = app.get(Database);
    customers = app.get(CustomersService);
    queries = app.get(CustomersQueries);
  });
  beforeEach(() => database.emptyTables());
  afterAll(() => app.close());

  it('CU2 keeps numbers in E.164, each once, and names every faulty field', async () => {
    const id = await create({ otherMobiles: ['0935 111 2233', '+989351112233', '09123456789'] });
    expect(await queries.get(SYSTEM, id)).toMatchObject({
      name: 'مریم احمدی',
      mobile: '+989123456789',
      otherMobiles: ['+989351112233'],
      version: 1,
    });
    const refusal = await refused(create({ mobile: '02188776655', otherMobiles: ['1'], nationalId: '123' }));
    expect(refusal).toMatchObject({ code: 'invalid-input', status: 422 });
    expect(refusal.errors.map((fault) => fault.pointer)).toEqual(['/mobile', '/otherMobiles/0', '/nationalId']);
    expect(await namesFor()).toEqual(['مریم احمدی']);
  });

  it('CU1 finds letters anywhere in the name, folded, and by beginnings of mobile and e-mail', async () => {
    await create({ email: 'Maryam.A@example.com', otherMobiles: ['09351112233'] });
    await create({ name: 'شرکت كتابي نو', kind: 'firm', mobile: '09361234567' });
    await create({ name: '100%_باتری', mobile: '09371234567' });
    expect(await namesFor()).toEqual(['100%_باتری', 'شرکت كتابي نو', 'مریم احمدی']);
    for (const q of ['احمد', 'مريم', '0912', '+98912', '۰۹۱۲۳', '00989123456789', '9123', 'maryam.', '09351112233'])
      expect([q, await namesFor(q)]).toEqual([q, ['مریم احمدی']]);
    expect(await namesFor('کتابی')).toEqual(['شرکت كتابي نو']);
    expect(await namesFor('%_')).toEqual(['100%_باتری']);
    expect(await namesFor('م')).toEqual(['مریم احمدی']); // found by a beginning, not shown again
    expect(await namesFor('ی')).toEqual(['100%_باتری', 'شرکت كتابي نو', 'مریم احمدی']);
    for (const q of ['0938', 'example.com', 'هیچ', '%م']) expect([q, await namesFor(q)]).toEqual([q, []]);
  });

  it('pages through a search without gaps or repeats', async () => {
    for (let i = 0; i < 7; i++)
      await create({ name: `${i % 2 ? 'علی' : ''} رضا ${i % 3}`.trim(), mobile: `0912345670${i}` });
    const seen: string[] = [];
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queries.list({ q: 'رضا', limit: 2, cursor });
      seen.push(...page.data.map((customer) => customer.id));
      names.push(...page.data.map((customer) => customer.name));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(names).toEqual(['رضا 0', 'رضا 0', 'رضا 1', 'رضا 2', 'علی رضا 0', 'علی رضا 1', 'علی رضا 2']);
    await expect(queries.list({ limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-query' });
  });

  it('CU3 keeps a national id that disagrees and says so; only who writes customers sees it whole', async () => {
    const right = await create({ nationalId: '۰۴۹۹۳۷۰۸۹۹' });
    const wrong = await create({ name: 'علی', nationalId: '0499370898' });
    expect(await queries.get(SYSTEM, right)).toMatchObject({ nationalId: '0499370899', nationalIdAgrees: true });
    expect(await queries.get(reader, wrong)).toMatchObject({ nationalId: '******0898', nationalIdAgrees: false });
  });

  it('CU4 asks back before a probable duplicate is made, and takes the one that is there', async () => {
    const first = await create();
    const refusal = await refused(create({ name: 'مريم  احمدی', mobile: '+989123456789' }));
    expect(refusal).toMatchObject({
      code: 'customers.probable-duplicate',
      status: 409,
      params: { customerIds: first },
    });
    const second = await create({ allowDuplicate: true });
    expect((await refused(create())).params).toEqual({ customerIds: `${first},${second}` });
    await create({ name: 'بهرام احمدی' }); // the family's number
    const found = await db.transaction((tx) => customers.findOrCreate(tx, SYSTEM, ahmadi));
    expect(found).toEqual({ customerId: first, created: false });
  });

  it('CU4 two clerks at once make one customer', async () => {
    const both = await Promise.all(
      [1, 2, 3, 4].map(() => db.transaction((tx) => customers.findOrCreate(tx, SYSTEM, ahmadi))),
    );
    expect(new Set(both.map((found) => found.customerId)).size).toBe(1);
    expect(both.filter((found) => found.created)).toHaveLength(1);
    const [one, other] = await Promise.allSettled([create({ name: 'سارا' }), create({ name: 'سارا' })]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('changes what was sent, against the version that was seen', async () => {
    const id = await create({ nationalId: '0499370899', note: 'مشتری قدیمی' });
    const change = (version: number, changes: Partial<NewCustomer>): Promise<void> =>
      db.transaction((tx) => customers.change(tx, SYSTEM, id, version, changes));
    await change(1, { mobile: '09351112233', email: 'm@example.com' });
    expect(await queries.get(SYSTEM, id)).toMatchObject({
      mobile: '+989351112233',
      email: 'm@example.com',
      note: 'مشتری قدیمی',
      version: 2,
    });
    await expect(change(1, { name: 'دیر' })).rejects.toMatchObject({ code: 'stale-version' });
    await expect(change(2, { kind: 'firm' })).rejects.toMatchObject({ errors: [{ pointer: '/nationalId' }] });
    await expect(queries.get(SYSTEM, '019386f0-0000-7000-8000-000000000000')).rejects.toMatchObject({ status: 404 });
  });

  it('CU5 facts and audit hold no personal data', async () => {
    const id = await create({ nationalId: '0499370899', email: 'm@example.com' });
    await db.transaction((tx) => customers.change(tx, SYSTEM, id, 1, { name: 'مریم رضایی' }));
    const told = await db.source.query(
      `SELECT o.name, o.payload, a.details FROM outbox_event o JOIN audit_entry a USING (id) ORDER BY id`,
    );
    expect(told).toEqual([
      { name: 'customers.registered', payload: { kind: 'person' }, details: { kind: 'person' } },
      { name: 'customers.changed', payload: { fields: ['name'] }, details: { fields: ['name'] } },
    ]);
  });
});

async function refused(work: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw new Error(`not refused with a problem: ${String(error)}`);
}
