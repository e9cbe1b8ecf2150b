import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BlocksService } from '@aftercare/devices';
import { Clock, type Id } from '@aftercare/kernel';
import { loadConfig } from '@aftercare/platform';
import { drain } from '@aftercare/testing';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { type RunningApi, runningApi } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const IMEI = '490154203237518';
const OTHER_IMEI = '356938035643809';

describe('the register of blocks', () => {
  const api: RunningApi = runningApi();
  let shop: Workshop;
  let worker: INestApplicationContext;
  beforeAll(async () => {
    const config = loadConfig(workerSchema, { DATABASE_URL: api.config.DATABASE_URL, LOG_LEVEL: 'silent' });
    worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
  });
  afterAll(() => worker.close());
  beforeEach(async () => {
    shop = await aWorkshop(api);
  });
  afterEach(() => jest.restoreAllMocks());

  const listed = (unit: object) => ({
    kind: 'stolen',
    serial: null,
    imei: null,
    source: 'police',
    listedOn: '2026-01-01',
    note: 'reported stolen',
    ...unit,
  });
  const raise = async (unit: object) =>
    (await shop.staff.manager.post('/device-blocks', listed(unit)).expect(201)).body as { id: Id; version: number };
  const bring = async (device: object) => {
    const customer = { kind: 'person', name: 'رضا محمدی', mobile: '09351112233', locale: 'fa' };
    const {
      customerId: _,
      items,
      ...rest
    } = shop.intake({ deviceId: '', customerId: '' }) as {
      customerId: Id;
      items: { deviceId: Id }[];
    };
    const { deviceId: __, ...item } = items[0]!;
    const { brandId, productId } = shop;
    const unit = { brandId, productId, serial: null, imei: null, ...device };
    return shop.staff.reception.post('/receptions', { ...rest, customer, items: [{ ...item, device: unit }] });
  };
  const seen = async (id: Id) => (await shop.staff.manager.get(`/devices/${id}`).expect(200)).body;
  const count = async (table: string) =>
    Number((await api.db.source.query<{ n: string }[]>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

  it('D6 a listed unit that nobody has met is turned away, by its serial, either IMEI, or the IMEI in the place of the serial', async () => {
    const { id } = await raise({ serial: 'STO-1', brandId: shop.brandId });
    await raise({ imei: IMEI });
    for (const unit of [
      { serial: 'sto ۱' },
      { serial: 'OK-1', imei: IMEI },
      { serial: 'OK-1', imei: OTHER_IMEI, imei2: IMEI },
      { serial: IMEI },
    ]) {
      const { status, body } = await bring(unit);
      expect([unit, status, body.code]).toEqual([unit, 409, 'devices.blocked']);
    }
    expect([await count('device'), await count('reception')]).toEqual([0, 0]);
    const notices = `SELECT subject_id AS id FROM audit_entry WHERE action = 'reception.listed-unit-presented' ORDER BY id`;
    expect((await api.db.source.query<{ id: Id }[]>(notices)).filter((notice) => notice.id === id)).toHaveLength(1);
    expect((await bring({ serial: 'STO-2' })).status).toBe(201);
  });

  it('D6 a recalled unit is taken in, and the counter is told', async () => {
    await raise({
      kind: 'recalled',
      serial: 'REC-1',
      source: 'maker',
      reference: 'RC-7',
      note: 'replace the compressor',
    });
    const found = (await shop.staff.reception.get('/device-lookups?serial=rec-1').expect(200)).body;
    expect(found).toMatchObject({ data: [], blocks: [{ kind: 'recalled', reference: 'RC-7' }] });
    expect((await bring({ serial: 'REC-1' })).status).toBe(201);
  });

  it('D6 devices follow the register: registered later, corrected onto a listed number, lifted one by one', async () => {
    const { manager, reception } = shop.staff;
    const bySerial = await raise({ serial: 'TWO-1' });
    const byImei = await raise({ imei: IMEI, kind: 'counterfeit' });
    const { id } = await shop.soldDevice('TWO-1', '2026-01-10');
    expect(await seen(id)).toMatchObject({ provenance: 'blocked', blockedReason: 'reported stolen' });
    const other = await shop.soldDevice('FREE-1', '2026-01-10');
    const { version } = await seen(other.id);
    await manager.patch(`/devices/${other.id}`, { imei: IMEI }, version).expect(200);
    expect((await seen(other.id)).provenance).toBe('blocked');

    const lift = (block: { id: Id; version: number }) =>
      manager.post(`/device-blocks/${block.id}/lift`, { reason: 'found again' }, block.version);
    expect((await lift(bySerial)).body).toMatchObject({ liftReason: 'found again', deviceId: id });
    expect((await seen(id)).provenance).toBe('declared');
    expect((await seen(other.id)).provenance).toBe('blocked');
    expect((await lift(bySerial)).status).toBe(412);
    expect((await lift({ ...bySerial, version: 2 })).body.code).toBe('devices.block-lifted');
    expect((await reception.post(`/device-blocks/${byImei.id}/lift`, { reason: 'x' }, 1)).status).toBe(403);

    const again = await seen(other.id);
    await manager.post(`/devices/${other.id}/release`, { reason: 'all a mistake' }, again.version).expect(200);
    expect(await seen(other.id)).toMatchObject({ provenance: 'declared', blockedReason: null });
    expect((await manager.get('/device-blocks?state=live')).body.data).toEqual([]);
    expect((await manager.get('/device-blocks?q=490')).body.data).toMatchObject([{ liftReason: 'all a mistake' }]);
    expect((await manager.get(`/device-blocks?deviceId=${id}`)).body.data).toMatchObject([{ serial: 'TWO-1' }]);
  });

  it('D6 a block ends with its day; what has ended turns nobody away', async () => {
    const itIs = (day: string) =>
      [api.app.get(Clock), worker.get(Clock, { strict: false })].forEach((clock) =>
        jest.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T08:30:00Z`)),
      );
    itIs('2026-03-01');
    const { id } = await shop.soldDevice('DAY-1', '2026-01-10');
    await raise({ serial: 'DAY-1', until: '2026-03-03' });
    const passDay = () => api.db.transaction((tx) => worker.get(BlocksService, { strict: false }).passDay(tx));
    itIs('2026-03-02');
    expect(await passDay()).toBe(0);
    itIs('2026-03-03');
    expect(await passDay()).toBe(1);
    expect(await passDay()).toBe(0);
    expect((await seen(id)).provenance).toBe('declared');
  });

  it('D6 refuses what names no unit, a product without a brand, a period without a day, an entry twice', async () => {
    const { manager, reception } = shop.staff;
    const refusal = async (unit: object) => {
      const { status, body } = await manager.post('/device-blocks', listed(unit));
      return [status, body.errors?.[0].pointer ?? body.code];
    };
    expect(await refusal({})).toEqual([422, '/serial']);
    expect(await refusal({ imei: '123' })).toEqual([422, '/imei']);
    expect(await refusal({ serial: 'A1', productId: shop.productId })).toEqual([422, '/brandId']);
    expect(await refusal({ serial: 'A1', until: '2026-01-01' })).toEqual([422, '/until']);
    await raise({ serial: 'A1', reference: '77' });
    expect(await refusal({ serial: 'A2', reference: '77' })).toEqual([409, 'devices.block-exists']);
    expect((await reception.post('/device-blocks', listed({ serial: 'A3' }))).status).toBe(403);
  });

  it('a feed lists by its own reference: told twice nothing changes, told differently it is taken over, taken back it is lifted', async () => {
    const police = await api.signIn(['feed.write']);
    const path = '/feeds/police/device-blocks/134-77';
    const entry = { kind: 'stolen', serial: 'FEED-1', listedOn: '2026-01-01' };
    const { id } = await shop.soldDevice('FEED-1', '2026-01-10');
    const other = await shop.soldDevice('FEED-2', '2026-01-10');
    const answers = await Promise.all([1, 2, 3].map(() => police.put(path, entry)));
    expect(answers.map(({ status, body }) => [status, body.version])).toEqual([1, 2, 3].map(() => [200, 1]));
    expect((await seen(id)).provenance).toBe('blocked');
    expect((await police.put(path, { ...entry, serial: 'FEED-2' })).body).toMatchObject({
      version: 2,
      serial: 'FEED-2',
    });
    expect([(await seen(id)).provenance, (await seen(other.id)).provenance]).toEqual(['declared', 'blocked']);
    expect((await police.delete(path)).status).toBe(204);
    expect((await police.delete(path)).status).toBe(204);
    expect((await seen(other.id)).provenance).toBe('declared');
    expect((await police.put(path, { ...entry, serial: 'FEED-2' })).body.liftedAt).not.toBeNull(); // the same again
    expect((await police.get('/feeds/police/device-blocks/none')).status).toBe(404);
    expect((await police.put(path, { ...entry, product: { code: 'NO' } })).status).toBe(422);
    expect((await shop.staff.manager.put(path, entry)).status).toBe(403);
  });

  it('RC5 the people of the security role are told, in their language, once', async () => {
    const guard = await api.signIn(['device.read'], { mobile: '+989121110000', locale: 'en' });
    const [role] = await api.db.source.query<{ id: Id }[]>(
      'SELECT role_id AS id FROM account_role WHERE account_id = $1',
      [guard.accountId],
    );
    const admin = await api.signIn(['organization.manage', 'organization.read'], { scope: 'network' });
    const { version } = (await admin.get('/company')).body;
    await admin.patch('/company', { securityRoleId: role!.id }, version).expect(200);
    await raise({ serial: 'STO-9', reference: '134/9' });
    await bring({ serial: 'STO-9' });
    await drain(worker);
    const [sms, ...others] = (await shop.staff.manager.get('/messages?limit=50')).body.data.filter(
      ({ event, channel }: { event: string; channel: string }) => event === 'security-alert' && channel === 'sms',
    );
    expect(others).toEqual([]);
    expect(sms).toMatchObject({ recipient: '+989121110000' });
    expect(sms.body).toContain('Device STO-9 was turned away');
    expect(sms.body).toContain('stolen. police 134/9');
  });
});
