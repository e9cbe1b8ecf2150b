import { Test, type TestingModule } from '@nestjs/testing';
import { BrandsService, CatalogModule, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { CustomersService } from '@aftercare/customers';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, Database, type Permission, PlatformModule, SYSTEM, type Tx } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import {
  BlocksService,
  ComponentsService,
  type DeviceFilter,
  DevicesModule,
  DevicesQueries,
  DevicesService,
  type DeviceView,
  type FoundDevice,
  type NewDevice,
  OwnershipService,
  type PresentedDevice,
} from './index.js';

const clerk: Actor = {
  ...SYSTEM,
  kind: 'staff',
  name: 'رضا',
  permissions: new Set<Permission>(['device.read', 'customer.read']),
};
const technician: Actor = { ...clerk, permissions: new Set<Permission>(['device.read']) };
/** A block by the staff themselves, without an end. */
const ownBlock = (note: string) => ({ kind: 'blocked', source: 'staff', reference: null, until: null, note }) as const;
const IMEI = '490154203237518';
const IMEI2 = '356938035643809';

describe('devices', () => {
  const database = testDatabase();
  let app: TestingModule;
  let db: Database;
  let devices: DevicesService;
  let queries: DevicesQueries;
  let world: { brand: Id; other: Id; fridge: Id; phone: Id; foreign: Id; maryam: Id; ali: Id };

  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work);
  const register = (input: Partial<NewDevice> = {}): Promise<Id> =>
    write((tx) =>
      devices.register(tx, clerk, { brandId: world.brand, productId: world.fridge, serial: 'SN-1234', ...input }),
    );
  const present = (input: Partial<PresentedDevice> = {}): Promise<FoundDevice> =>
    write((tx) =>
      devices.findOrRegister(tx, clerk, {
        brandId: world.brand,
        productId: world.fridge,
        serial: 'SN-1234',
        imei: null,
        customerId: world.maryam,
        ownedFrom: '2025-03-21',
        ...input,
      }),
    );
  const transfer = (id: Id, customerId: Id, on: string): Promise<void> =>
    write((tx) => app.get(OwnershipService).transfer(tx, clerk, id, customerId, on));
  const get = (id: Id): Promise<DeviceView> => queries.get(clerk, id);
  const kinds = async (id: Id): Promise<string[]> =>
    (await queries.timeline(id, { limit: 50 })).data.map((entry) => entry.kind);
  const ids = async (filter: Partial<DeviceFilter> = {}, actor = clerk): Promise<Id[]> =>
    (await queries.list(actor, { limit: 50, ...filter })).data.map((device) => device.id);

  beforeAll(async () => {
    const platform = PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 8, applicationName: 'test' });
    app = await Test.createTestingModule({ imports: [platform, CatalogModule, DevicesModule] }).compile();
    await app.init();
    db = app.get(Database);
    devices = app.get(DevicesService);
    queries = app.get(DevicesQueries);
  });
  beforeEach(async () => {
    await database.emptyTables();
    world = await write(async (tx) => {
      const name = (en: string) => ({ fa: null, en });
      const brand = await app.get(BrandsService).create(tx, SYSTEM, { name: name('Snowa') });
      const other = await app.get(BrandsService).create(tx, SYSTEM, { name: name('Tara') });
      const groupId = await app
        .get(ProductGroupsService)
        .create(tx, SYSTEM, { parentId: null, code: 'home', name: name('Home') });
      const product = (brandId: Id, code: string, serialPattern: string | null): Promise<Id> =>
        app.get(ProductsService).create(tx, SYSTEM, { brandId, groupId, code, name: name(code), serialPattern });
      const customer = (fa: string, mobile: string): Promise<Id> =>
        app.get(CustomersService).create(tx, SYSTEM, { kind: 'person', name: fa, mobile, locale: 'fa' });
      return {
        brand,
        other,
        fridge: await product(brand, 'RF-540', 'SN9999'),
        phone: await product(brand, 'P-1', null),
        foreign: await product(other, 'X-1', null),
        maryam: await customer('مریم احمدی', '09123456789'),
        ali: await customer('علی رضایی', '09351112233'),
      };
    });
  });
  afterAll(() => app.close());

  describe('identity', () => {
    it('D1 a serial in Persian digits, other case, with spaces and dashes is the same device', async () => {
      const id = await register({ serial: 'sn 1234' });
      await expect(register({ serial: 'SN-۱۲۳۴' })).rejects.toMatchObject({
        code: 'devices.serial-exists',
        status: 409,
        params: { deviceId: id },
      });
      const twin = await register({ brandId: world.other, productId: world.foreign });
      expect(await ids({ q: ' sN۱۲ 3-4' })).toEqual([twin, id]);
      expect(await ids({ q: 'SN1234', brandId: world.other })).toEqual([twin]);
      expect(await ids({ q: 'SN12345' })).toEqual([]);
    });

    it('D1 registrations of one serial at once make one device', async () => {
      const tried = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => register()));
      const [made] = tried.filter((result) => result.status === 'fulfilled');
      expect(tried.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of tried)
        if (result.status === 'rejected')
          expect(result.reason).toMatchObject({ code: 'devices.serial-exists', params: { deviceId: made?.value } });
      expect(await ids()).toEqual([made?.value]);
    });

    it('D1 at the front desk both clerks get the one device, with one owner', async () => {
      const found = await Promise.all([1, 2, 3, 4, 5, 6].map(() => present()));
      expect(new Set(found.map((device) => device.deviceId)).size).toBe(1);
      expect(found.filter((device) => device.created)).toHaveLength(1);
      const { deviceId } = found[0]!;
      expect(await kinds(deviceId)).toEqual(['registered']);
      expect(await get(deviceId)).toMatchObject({ owner: { id: world.maryam, ownedFrom: '2025-03-21' } });
    });

    it('finds the device by its IMEI where the serial is not readable', async () => {
      const id = await register({ productId: world.phone, serial: null, imei: IMEI });
      expect(await present({ productId: world.phone, serial: null, imei: '۴۹۰۱۵۴۲۰۳۲۳۷۵۱۸' })).toEqual({
        deviceId: id,
        created: false,
        provenance: 'unknown',
        status: 'active',
        ownerId: world.maryam,
      });
      await expect(register({ serial: 'SN0002', imei: IMEI })).rejects.toMatchObject({
        constraint: 'device_imei_pk',
      });
      expect(await ids({ q: IMEI })).toEqual([id]);
    });

    it('D2 an IMEI names one device in either place, also for two clerks at once', async () => {
      const id = await register({ productId: world.phone, serial: null, imei: IMEI, imei2: IMEI2 });
      expect(await get(id)).toMatchObject({ imei: IMEI, imei2: IMEI2 });
      expect((await present({ productId: world.phone, serial: null, imei: IMEI2 })).deviceId).toBe(id);
      expect(await ids({ q: '۳۵۶۹۳۸' })).toEqual([id]);
      await expect(register({ serial: 'SN0002', imei: IMEI2 })).rejects.toMatchObject({ constraint: 'device_imei_pk' });

      const free = ['352099001761481', '353328111268783'] as const;
      const both = await Promise.allSettled([
        register({ serial: 'SN0003', imei: free[0], imei2: free[1] }),
        register({ serial: 'SN0004', imei: free[1], imei2: free[0] }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('D2 an IMEI that was corrected away names another device', async () => {
      const id = await register({ productId: world.phone, serial: 'PH-1', imei: IMEI, imei2: IMEI2 });
      await write((tx) => devices.correctFacts(tx, clerk, id, undefined, { imei: null }));
      expect(await get(id)).toMatchObject({ imei: IMEI2, imei2: null });
      const other = await register({ productId: world.phone, serial: 'PH-2', imei: IMEI });
      expect(await ids({ q: IMEI })).toEqual([other]);
    });

    it('units without any number are each their own', async () => {
      const [one, other] = [await present({ serial: null }), await present({ serial: null })];
      expect(one.deviceId).not.toBe(other.deviceId);
      expect(one).toMatchObject({ created: true, provenance: 'unknown' });
    });

    it('D3 a serial that fits is declared, one that does not is unknown; a list of the maker verifies', async () => {
      expect(await present()).toMatchObject({ created: true, provenance: 'declared', ownerId: world.maryam });
      expect(await present({ serial: 'ZZ-1' })).toMatchObject({ created: true, provenance: 'unknown' });
      expect(await get(await register({ serial: 'SN0003', verified: true }))).toMatchObject({ provenance: 'verified' });
    });

    it('a product of another brand is refused, by the service and by the database', async () => {
      await expect(register({ productId: world.foreign })).rejects.toMatchObject({ code: 'devices.unknown-product' });
      await expect(present({ productId: newId() })).rejects.toMatchObject({ code: 'devices.unknown-product' });
      await expect(
        db.source.query(`INSERT INTO device (id, brand_id, product_id, provenance) VALUES ($1, $2, $3, 'unknown')`, [
          newId(),
          world.brand,
          world.foreign,
        ]),
      ).rejects.toMatchObject({ driverError: { constraint: 'device_product_fk' } });
    });
  });

  describe('life', () => {
    it('D4 corrections keep old values and judge the serial anew', async () => {
      const id = await register({ serial: 'ZZ-1' });
      await write((tx) => devices.correctFacts(tx, clerk, id, 1, { serial: 'SN-0777', soldOn: '2025-05-01' }));
      expect(await get(id)).toMatchObject({
        serial: 'SN-0777',
        provenance: 'declared',
        soldOn: '2025-05-01',
        version: 2,
      });
      const [changed, corrected] = (await queries.timeline(id, { limit: 2 })).data;
      expect(changed).toMatchObject({ kind: 'provenance-changed', details: { from: 'unknown', to: 'declared' } });
      expect(corrected).toMatchObject({
        kind: 'facts-corrected',
        actorName: 'رضا',
        details: { before: { serial: 'ZZ-1', soldOn: null }, after: { serial: 'SN-0777', soldOn: '2025-05-01' } },
      });
      await expect(write((tx) => devices.correctFacts(tx, clerk, id, 1, { madeOn: null }))).rejects.toMatchObject({
        code: 'stale-version',
      });
    });

    it('D4 nothing changed writes nothing', async () => {
      const id = await register();
      await write((tx) => devices.correctFacts(tx, clerk, id, 1, { serial: 'SN-1234', soldOn: null }));
      expect(await get(id)).toMatchObject({ version: 1 });
      expect(await kinds(id)).toEqual(['registered']);
    });

    it('D5 a document verifies, and then product and serial stand', async () => {
      const id = await register();
      await write((tx) => devices.prove(tx, clerk, id, 1, { documentNo: 'F-12', soldOn: '2025-04-01' }));
      expect(await get(id)).toMatchObject({ provenance: 'verified', saleDocumentNo: 'F-12', soldOn: '2025-04-01' });
      await expect(write((tx) => devices.correctFacts(tx, clerk, id, 2, { serial: 'SN9' }))).rejects.toMatchObject({
        code: 'devices.identity-proven',
      });
      await write((tx) => devices.correctFacts(tx, clerk, id, 2, { installedOn: '2025-04-03' }));
      const nameless = await register({ serial: null });
      await expect(write((tx) => devices.prove(tx, clerk, nameless, 1, { documentNo: 'F-13' }))).rejects.toMatchObject({
        code: 'devices.identity-missing',
      });
    });

    it('D6 a blocked device is turned away; unblocked it is what it was', async () => {
      const id = await register({ verified: true });
      await write((tx) => app.get(BlocksService).block(tx, clerk, id, 1, ownBlock('سرقتی')));
      expect(await get(id)).toMatchObject({ provenance: 'blocked', blockedReason: 'سرقتی', version: 2 });
      await expect(present()).rejects.toMatchObject({ code: 'devices.blocked', params: { deviceId: id } });
      await expect(write((tx) => devices.prove(tx, clerk, id, 2, { documentNo: 'F' }))).rejects.toMatchObject({
        code: 'devices.blocked',
      });
      await write((tx) => app.get(BlocksService).release(tx, clerk, id, 2, 'پس داده شد'));
      expect(await get(id)).toMatchObject({ provenance: 'verified', blockedReason: null });
      expect(await kinds(id)).toEqual(['unblocked', 'blocked', 'registered']);
      await expect(write((tx) => app.get(BlocksService).release(tx, clerk, id, 3, 'x'))).rejects.toMatchObject({
        code: 'devices.not-blocked',
      });
    });

    it('D8 the timeline pages, equals the facts told, and cannot be altered', async () => {
      const id = await register();
      await write((tx) => app.get(BlocksService).block(tx, clerk, id, 1, ownBlock('a')));
      await write((tx) => app.get(BlocksService).release(tx, clerk, id, 2, 'b'));
      const first = await queries.timeline(id, { limit: 2 });
      expect(first.data.map((entry) => entry.kind)).toEqual(['unblocked', 'blocked']);
      const rest = await queries.timeline(id, { limit: 2, cursor: first.page.nextCursor ?? undefined });
      expect(rest).toMatchObject({ data: [{ kind: 'registered' }], page: { hasMore: false } });
      const told = await db.source.query(`SELECT name FROM outbox_event WHERE subject_id = $1 ORDER BY id DESC`, [id]);
      expect(told.map((fact: { name: string }) => fact.name.replace('devices.', ''))).toEqual(await kinds(id));
      await expect(db.source.query('UPDATE device_event SET actor_name = $1', ['x'])).rejects.toThrow('append-only');
      await expect(db.source.query('DELETE FROM device_event')).rejects.toThrow('append-only');
      await expect(queries.timeline(newId(), { limit: 2 })).rejects.toMatchObject({ status: 404 });
    });

    it('D9 a withdrawn device keeps its serial and history', async () => {
      const id = await register();
      const scrap = (version: number): Promise<void> =>
        write((tx) => devices.withdraw(tx, clerk, id, version, { status: 'scrapped', reason: 'آتش‌سوزی' }));
      await scrap(1);
      await expect(scrap(2)).rejects.toMatchObject({ code: 'devices.withdrawn' });
      expect(await present()).toMatchObject({ deviceId: id, status: 'scrapped' });
    });

    it('D10 a component sits in one place of one device', async () => {
      const components = app.get(ComponentsService);
      const fit = (device: Id, version: number, componentId: Id, slot: string): Promise<void> =>
        write((tx) => components.fit(tx, clerk, device, version, { componentId, slot }));
      const [fridge, second, motor, board] = [
        await register(),
        await register({ serial: 'SN0002' }),
        await register({ productId: world.phone, serial: 'M1' }),
        await register({ productId: world.phone, serial: 'B1' }),
      ];
      await fit(fridge, 1, motor, 'compressor');
      expect(await get(fridge)).toMatchObject({
        version: 2,
        components: [{ id: motor, slot: 'compressor', serial: 'M1' }],
      });
      expect(await get(motor)).toMatchObject({ parentId: fridge, componentSlot: 'compressor' });
      await expect(fit(second, 1, motor, 'compressor')).rejects.toMatchObject({ code: 'devices.component-elsewhere' });
      await expect(fit(motor, 2, board, 'board')).rejects.toMatchObject({ code: 'devices.component-nested' });
      await expect(fit(second, 1, fridge, 'x')).rejects.toMatchObject({ code: 'devices.component-nested' });
      await expect(fit(second, 1, second, 'x')).rejects.toMatchObject({ code: 'devices.component-nested' });
      await expect(fit(fridge, 2, board, 'compressor')).rejects.toMatchObject({
        driverError: { constraint: 'device_slot_uq' },
      });
      await expect(fit(fridge, 1, board, 'board')).rejects.toMatchObject({ code: 'stale-version' });
      await write((tx) => components.remove(tx, clerk, fridge, 2, motor));
      await expect(write((tx) => components.remove(tx, clerk, fridge, 3, motor))).rejects.toMatchObject({
        code: 'devices.component-absent',
      });
      expect(await kinds(motor)).toEqual(['component-removed', 'component-fitted', 'registered']);
      expect(await kinds(fridge)).toEqual(['component-removed', 'component-fitted', 'registered']);
    });

    it('D10 two devices at once do not get the same component', async () => {
      const components = app.get(ComponentsService);
      const hosts = [await register(), await register({ serial: 'SN0002' })];
      const motor = await register({ productId: world.phone, serial: 'M1' });
      const fitted = await Promise.allSettled(
        hosts.map((host) => write((tx) => components.fit(tx, clerk, host, 1, { componentId: motor, slot: 'motor' }))),
      );
      expect(fitted.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('ownership', () => {
    it('D7 the day it changes hands belongs to the new owner', async () => {
      const { deviceId } = await present();
      await transfer(deviceId, world.maryam, '2026-01-01'); // owns it already
      expect(await get(deviceId)).toMatchObject({ version: 1, owner: { ownedFrom: '2025-03-21' } });
      await transfer(deviceId, world.ali, '2026-01-01');
      expect(await get(deviceId)).toMatchObject({
        version: 2,
        owner: { id: world.ali, name: 'علی رضایی', mobile: '+989351112233', ownedFrom: '2026-01-01' },
      });
      const [line] = (await queries.timeline(deviceId, { limit: 1 })).data;
      expect(line).toMatchObject({
        kind: 'owner-changed',
        details: { from: world.maryam, to: world.ali, on: '2026-01-01' },
      });
      expect((await queries.ofCustomer(clerk, world.maryam, { limit: 9 })).data).toMatchObject([
        { id: deviceId, ownedFrom: '2025-03-21', ownedTo: '2026-01-01', owner: { id: world.ali } },
      ]);
      await expect(transfer(deviceId, world.maryam, '2025-12-31')).rejects.toMatchObject({
        code: 'devices.ownership-overlap',
      });
      await expect(transfer(deviceId, newId(), '2026-02-01')).rejects.toMatchObject({
        constraint: 'device_ownership_customer_fk',
      });
    });

    it('D7 whoever brings a device of another does not become its owner', async () => {
      const { deviceId } = await present();
      expect(await present({ customerId: world.ali })).toMatchObject({ created: false, ownerId: world.maryam });
      const ownerless = await register({ serial: 'SN0002' });
      expect(await present({ serial: 'SN0002', customerId: world.ali })).toMatchObject({ ownerId: world.ali });
      expect(await kinds(ownerless)).toEqual(['owner-changed', 'registered']);
      expect(await kinds(deviceId)).toEqual(['registered']);
    });

    it('D7 transfers at once leave one open owner', async () => {
      const { deviceId } = await present();
      const third = await write((tx) =>
        app
          .get(CustomersService)
          .create(tx, SYSTEM, { kind: 'firm', name: 'شرکت', mobile: '09361112233', locale: 'fa' }),
      );
      await Promise.all([world.ali, third, world.ali, third].map((to) => transfer(deviceId, to, '2026-01-01')));
      const periods = await db.source.query(`SELECT owned_to FROM device_ownership WHERE device_id = $1`, [deviceId]);
      expect(periods.filter((period: { owned_to: string | null }) => period.owned_to === null)).toHaveLength(1);
      expect([world.ali, third]).toContain((await get(deviceId)).owner?.id);
    });

    it('D7 the database refuses a second open owner and periods that overlap', async () => {
      const { deviceId } = await present();
      const add = (from: string, to: string | null): Promise<unknown> =>
        db.source.query(`INSERT INTO device_ownership VALUES ($1, $2, $3, $4, $5)`, [
          newId(),
          deviceId,
          world.ali,
          from,
          to,
        ]);
      await add('2025-01-01', '2025-03-21'); // half-open: touches, does not overlap
      await expect(add('2025-03-20', '2025-03-22')).rejects.toThrow('device_ownership_overlap_ex');
      await expect(add('2026-01-01', null)).rejects.toThrow(/device_ownership_(open_uq|overlap_ex)/);
      await expect(add('2025-01-01', '2024-01-01')).rejects.toThrow('device_ownership');
    });
  });

  describe('reading', () => {
    it('lists newest first, by brand, product, present owner and search text', async () => {
      const fridge = (await present()).deviceId;
      const phone = await register({ productId: world.phone, serial: 'PH-77', imei: IMEI });
      const foreign = await register({ brandId: world.other, productId: world.foreign, serial: 'SN1239' });
      expect(await ids()).toEqual([foreign, phone, fridge]);
      expect(await ids({ brandId: world.brand })).toEqual([phone, fridge]);
      expect(await ids({ productId: world.phone })).toEqual([phone]);
      expect(await ids({ customerId: world.maryam })).toEqual([fridge]);
      expect(await ids({ customerId: world.ali })).toEqual([]);
      for (const [q, expected] of [
        ['sn-۱۲۳', [foreign, fridge]],
        ['ph', [phone]],
        ['۴۹۰۱۵', [phone]],
        ['احمدی', [fridge]],
        ['0912', [fridge]],
        ['1234', []],
        ['؟', []],
      ] as const)
        expect([q, await ids({ q })]).toEqual([q, expected]);
      expect(await ids({ q: 'sn', brandId: world.other })).toEqual([foreign]);
      await transfer(fridge, world.ali, '2026-01-01');
      expect(await ids({ customerId: world.maryam })).toEqual([]);
    });

    it('pages through a search', async () => {
      for (let i = 0; i < 5; i++) await register({ serial: `SN000${i}` });
      const first = await queries.list(clerk, { q: 'SN', limit: 3 });
      const rest = await queries.list(clerk, { q: 'SN', limit: 3, cursor: first.page.nextCursor ?? undefined });
      expect([...first.data, ...rest.data].map((device) => device.serial)).toEqual([
        'SN0004',
        'SN0003',
        'SN0002',
        'SN0001',
        'SN0000',
      ]);
      expect(rest.page.hasMore).toBe(false);
    });

    it('who may not read customers sees that there is an owner, not who', async () => {
      const { deviceId } = await present();
      const veiled = { id: world.maryam, name: null, mobile: null, ownedFrom: '2025-03-21' };
      expect((await queries.get(technician, deviceId)).owner).toEqual(veiled);
      expect((await queries.list(technician, { q: 'SN1234', limit: 1 })).data).toMatchObject([{ owner: veiled }]);
      expect(await ids({ q: 'احمدی' }, technician)).toEqual([]);
      expect(await ids({ q: '0912' }, technician)).toEqual([]);
    });

    it('names product, brand and group', async () => {
      expect(await get(await register())).toMatchObject({
        brand: { id: world.brand, name: { fa: null, en: 'Snowa' } },
        product: { id: world.fridge, code: 'RF-540' },
        group: { code: 'home' },
        owner: null,
        components: [],
      });
      await expect(get(newId())).rejects.toMatchObject({ status: 404 });
      await expect(queries.ofCustomer(clerk, newId(), { limit: 1 })).rejects.toMatchObject({ status: 404 });
    });
  });
});
