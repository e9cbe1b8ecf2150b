import { newId } from '@aftercare/kernel';
import { BlocksService } from './index.js';
import { clerk, DevicesWorkbench } from './testing/workbench.js';

const IMEI = '490154203237518';
const IMEI2 = '356938035643809';

/** A block by the staff themselves, without an end. */
const ownBlock = (note: string) => ({ kind: 'blocked', source: 'staff', reference: null, until: null, note }) as const;

describe('devices', () => {
  const bench = DevicesWorkbench.forThisFile();
  const { register, present, view, ids, kinds, write } = bench;

  describe('identity', () => {
    it('D1 a serial in Persian digits, other case, with spaces and dashes is the same device', async () => {
      const id = await register({ serial: 'sn 1234' });
      await expect(register({ serial: 'SN-۱۲۳۴' })).rejects.toMatchObject({
        code: 'devices.serial-exists',
        status: 409,
        params: { deviceId: id },
      });
      const twin = await register({ brandId: bench.world.other, productId: bench.world.foreign });
      expect(await ids({ q: ' sN۱۲ 3-4' })).toEqual([twin, id]);
      expect(await ids({ q: 'SN1234', brandId: bench.world.other })).toEqual([twin]);
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
      expect(await view(deviceId)).toMatchObject({ owner: { id: bench.world.maryam, ownedFrom: '2025-03-21' } });
    });

    it('finds the device by its IMEI where the serial is not readable', async () => {
      const id = await register({ productId: bench.world.phone, serial: null, imei: IMEI });
      expect(await present({ productId: bench.world.phone, serial: null, imei: '۴۹۰۱۵۴۲۰۳۲۳۷۵۱۸' })).toEqual({
        deviceId: id,
        created: false,
        provenance: 'unknown',
        status: 'active',
        ownerId: bench.world.maryam,
      });
      await expect(register({ serial: 'SN0002', imei: IMEI })).rejects.toMatchObject({
        constraint: 'device_imei_pk',
      });
      expect(await ids({ q: IMEI })).toEqual([id]);
    });

    it('D2 an IMEI names one device in either place, also for two clerks at once', async () => {
      const id = await register({ productId: bench.world.phone, serial: null, imei: IMEI, imei2: IMEI2 });
      expect(await view(id)).toMatchObject({ imei: IMEI, imei2: IMEI2 });
      expect((await present({ productId: bench.world.phone, serial: null, imei: IMEI2 })).deviceId).toBe(id);
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
      const id = await register({ productId: bench.world.phone, serial: 'PH-1', imei: IMEI, imei2: IMEI2 });
      await write((tx) => bench.devices.correctFacts(tx, clerk, id, undefined, { imei: null }));
      expect(await view(id)).toMatchObject({ imei: IMEI2, imei2: null });
      const other = await register({ productId: bench.world.phone, serial: 'PH-2', imei: IMEI });
      expect(await ids({ q: IMEI })).toEqual([other]);
    });

    it('units without any number are each their own', async () => {
      const [one, other] = [await present({ serial: null }), await present({ serial: null })];
      expect(one.deviceId).not.toBe(other.deviceId);
      expect(one).toMatchObject({ created: true, provenance: 'unknown' });
    });

    it('D3 a serial that fits is declared, one that does not is unknown; a list of the maker verifies', async () => {
      expect(await present()).toMatchObject({ created: true, provenance: 'declared', ownerId: bench.world.maryam });
      expect(await present({ serial: 'ZZ-1' })).toMatchObject({ created: true, provenance: 'unknown' });
      expect(await view(await register({ serial: 'SN0003', verified: true }))).toMatchObject({
        provenance: 'verified',
      });
    });

    it('a product of another brand is refused, by the service and by the database', async () => {
      await expect(register({ productId: bench.world.foreign })).rejects.toMatchObject({
        code: 'devices.unknown-product',
      });
      await expect(present({ productId: newId() })).rejects.toMatchObject({ code: 'devices.unknown-product' });
      await expect(
        bench.db.source.query(
          `INSERT INTO device (id, brand_id, product_id, provenance) VALUES ($1, $2, $3, 'unknown')`,
          [newId(), bench.world.brand, bench.world.foreign],
        ),
      ).rejects.toMatchObject({ driverError: { constraint: 'device_product_fk' } });
    });
  });

  describe('life', () => {
    it('D4 corrections keep old values and judge the serial anew', async () => {
      const id = await register({ serial: 'ZZ-1' });
      await write((tx) => bench.devices.correctFacts(tx, clerk, id, 1, { serial: 'SN-0777', soldOn: '2025-05-01' }));
      expect(await view(id)).toMatchObject({
        serial: 'SN-0777',
        provenance: 'declared',
        soldOn: '2025-05-01',
        version: 2,
      });
      const [changed, corrected] = (await bench.queries.timeline(id, { limit: 2 })).data;
      expect(changed).toMatchObject({ kind: 'provenance-changed', details: { from: 'unknown', to: 'declared' } });
      expect(corrected).toMatchObject({
        kind: 'facts-corrected',
        actorName: 'رضا',
        details: { before: { serial: 'ZZ-1', soldOn: null }, after: { serial: 'SN-0777', soldOn: '2025-05-01' } },
      });
      await expect(write((tx) => bench.devices.correctFacts(tx, clerk, id, 1, { madeOn: null }))).rejects.toMatchObject(
        {
          code: 'stale-version',
        },
      );
    });

    it('D4 nothing changed writes nothing', async () => {
      const id = await register();
      await write((tx) => bench.devices.correctFacts(tx, clerk, id, 1, { serial: 'SN-1234', soldOn: null }));
      expect(await view(id)).toMatchObject({ version: 1 });
      expect(await kinds(id)).toEqual(['registered']);
    });

    it('D5 a document verifies, and then product and serial stand', async () => {
      const id = await register();
      await write((tx) => bench.devices.prove(tx, clerk, id, 1, { documentNo: 'F-12', soldOn: '2025-04-01' }));
      expect(await view(id)).toMatchObject({ provenance: 'verified', saleDocumentNo: 'F-12', soldOn: '2025-04-01' });
      await expect(
        write((tx) => bench.devices.correctFacts(tx, clerk, id, 2, { serial: 'SN9' })),
      ).rejects.toMatchObject({
        code: 'devices.identity-proven',
      });
      await write((tx) => bench.devices.correctFacts(tx, clerk, id, 2, { installedOn: '2025-04-03' }));
      const nameless = await register({ serial: null });
      await expect(
        write((tx) => bench.devices.prove(tx, clerk, nameless, 1, { documentNo: 'F-13' })),
      ).rejects.toMatchObject({
        code: 'devices.identity-missing',
      });
    });

    it('D8 the timeline pages, equals the facts told, and cannot be altered', async () => {
      const id = await register();
      await write((tx) => bench.get(BlocksService).block(tx, clerk, id, 1, ownBlock('a')));
      await write((tx) => bench.get(BlocksService).release(tx, clerk, id, 2, 'b'));
      const first = await bench.queries.timeline(id, { limit: 2 });
      expect(first.data.map((entry) => entry.kind)).toEqual(['unblocked', 'blocked']);
      const rest = await bench.queries.timeline(id, { limit: 2, cursor: first.page.nextCursor ?? undefined });
      expect(rest).toMatchObject({ data: [{ kind: 'registered' }], page: { hasMore: false } });
      const told = await bench.db.source.query(`SELECT name FROM outbox_event WHERE subject_id = $1 ORDER BY id DESC`, [
        id,
      ]);
      expect(told.map((fact: { name: string }) => fact.name.replace('devices.', ''))).toEqual(await kinds(id));
      await expect(bench.db.source.query('UPDATE device_event SET actor_name = $1', ['x'])).rejects.toThrow(
        'append-only',
      );
      await expect(bench.db.source.query('DELETE FROM device_event')).rejects.toThrow('append-only');
      await expect(bench.queries.timeline(newId(), { limit: 2 })).rejects.toMatchObject({ status: 404 });
    });

    it('D9 a withdrawn device keeps its serial and history', async () => {
      const id = await register();
      const scrap = (version: number): Promise<void> =>
        write((tx) => bench.devices.withdraw(tx, clerk, id, version, { status: 'scrapped', reason: 'آتش‌سوزی' }));
      await scrap(1);
      await expect(scrap(2)).rejects.toMatchObject({ code: 'devices.withdrawn' });
      expect(await present()).toMatchObject({ deviceId: id, status: 'scrapped' });
    });
  });
});
