import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, type Id } from '@aftercare/kernel';
import { loadConfig } from '@aftercare/platform';
import { drain } from '@aftercare/testing';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { type RunningApi, runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

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

/** Lets the whole API live at noon of that day in Tehran. */
function itIs(day: string): void {
  jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(new Date(`${day}T08:30:00Z`));
}

/** Two years on everything, exchanged when dead within seven days; the maker pays at list price. */
const SEVEN_DAYS = {
  calendar: 'gregorian',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 24, percent: 100 },
  ],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
  doaDays: 7,
  exchange: 'return',
};
const CONTRACT_TERMS = {
  visits: 2,
  labourMinutes: null,
  responseMinutes: null,
  resolutionMinutes: null,
  discounts: [{ class: 'labour', percent: 100 }],
  price: 0,
};
const UNIT = { productId: null, serial: 'NEW-B', imei: null, reason: 'dead on arrival' };

interface Order {
  readonly id: Id;
  readonly version: number;
}

async function act(
  client: SignedInClient,
  order: Order,
  path: string,
  body: object = {},
  verb: 'post' | 'put' = 'post',
) {
  const response = await client[verb](`/repair-orders/${order.id}/${path}`, body, order.version);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
  return response.body;
}

/** A sold and registered device that is on the bench with its fault coded. */
async function onTheBench(serial: string, soldOn: string) {
  const device = await shop.soldDevice(serial, soldOn);
  const registration = await shop.registerGuarantee(device.id, { soldOn });
  const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
  const { technician } = shop.staff;
  let order = (await technician.get(`/repair-orders/${orderId}`)).body;
  order = await act(technician, order, 'moves', { act: 'start-diagnosis', reason: null });
  const finding = { symptomCodeId: shop.code('symptom', 'S110'), faultCodeId: shop.code('fault', 'F100') };
  order = await act(
    technician,
    order,
    'diagnosis',
    { findings: [{ ...finding, causeCodeId: null, note: null }] },
    'put',
  );
  return { device, registration, order };
}

/** The maker takes whole units back for two years from their sale. */
async function makerBearsUnits(): Promise<Id> {
  const network = await api.signIn(['claim.read', 'claim.terms']);
  const maker = { code: 'SEPEHR', name: { fa: 'سپهر', en: 'Sepehr' }, kind: 'maker', email: null, phone: null };
  const { id, version } = (await network.post('/suppliers', maker).expect(201)).body;
  const terms = {
    calendar: 'gregorian',
    startBasis: 'sale',
    months: 24,
    cover: [{ class: 'unit', percent: 100 }],
    claim: { partsAt: 'cost', handlingPercent: 15 },
    claimWithinDays: 30,
  };
  const scope = { brandId: shop.brandId, productGroupId: null, productId: null, partId: null };
  await network.post(`/suppliers/${id}/agreements`, { ...scope, validFrom: '2020-01-01', terms }, version).expect(201);
  return id;
}

/** The television as a stock item of whole units, some on the shelf, and a place for what comes back. */
async function unitsInStock(quantity: number, unitCost: number): Promise<{ item: Id; quarantine: Id }> {
  const { manager } = shop.staff;
  const part = { sku: 'TV-55-UNIT', name: { fa: 'تلویزیون کامل', en: 'Whole TV' }, listPrice: 95_000_000 };
  const created = await manager.post('/parts', { ...part, brandId: null, groupId: null, unitOfId: shop.productId });
  const item: Id = created.body.id;
  const place = { centerId: shop.centerId, code: 'Q', name: { fa: 'قرنطینه', en: 'Quarantine' }, kind: 'quarantine' };
  const quarantine: Id = (await manager.post('/stock-locations', place).expect(201)).body.id;
  if (quantity > 0) await shop.receiveGoods(item, quantity, unitCost);
  return { item, quarantine };
}

const factsNamed = async (name: string): Promise<Record<string, unknown>[]> =>
  (await api.db.source.query('SELECT payload FROM outbox_event WHERE name = $1 ORDER BY id', [name])).map(
    (row: { payload: Record<string, unknown> }) => row.payload,
  );

describe('scenario 4: DOA swap and identity', () => {
  beforeEach(() => shop.publishPolicy('DOA-7', SEVEN_DAYS, shop.productId));

  it('day 5 of 7: unit B from stock, A to quarantine at zero, nothing to pay, cover ends on the day of A', async () => {
    const { technician, checker, manager, reception, storekeeper } = shop.staff;
    const supplierId = await makerBearsUnits();
    const { item, quarantine } = await unitsInStock(1, 85_000_000);
    itIs('2026-05-06');
    const { device, registration, order: diagnosed } = await onTheBench('OLD-A', '2026-05-01');
    const line = { serviceItemId: shop.labour, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
    let order = await act(technician, diagnosed, 'lines', line);
    expect(order.doa).toEqual({ possible: true, confirmed: null });
    order = await act(checker, order, 'doa', { note: 'never lit up', evidence: ['photo-1'] });
    expect(order).toMatchObject({ type: 'doa', doa: { possible: false, confirmed: { note: 'never lit up' } } });
    expect(order.coverage.remedies).toMatchObject([{ kind: 'exchange', exchange: 'return' }]);
    expect((await technician.post(`/repair-orders/${order.id}/replacement`, {}, order.version)).status).toBe(403);
    order = (await manager.get(`/repair-orders/${order.id}`)).body;
    expect(order.allowedActions).toContain('replace');
    order = await act(manager, order, 'replacement', { ...UNIT, fromStock: true });
    expect(order).toMatchObject({
      state: 'replaced',
      outcome: 'replaced',
      replacement: { serial: 'NEW-B', cause: 'doa' },
    });

    const stock = (await storekeeper.get(`/stock-balances?centerId=${shop.centerId}&partId=${item}`).expect(200)).body
      .data;
    const at = (locationId: Id) => stock.find((each: { location: { id: Id } }) => each.location.id === locationId);
    expect(at(quarantine)).toMatchObject({ onHand: 1, value: 0 });
    expect(stock.filter((each: { onHand: number }) => each.onHand > 0)).toHaveLength(1);

    const b = (await manager.get(`/devices/${order.replacement.id}`).expect(200)).body;
    expect(b).toMatchObject({
      provenance: 'verified',
      status: 'active',
      owner: { id: device.ownerId },
      soldOn: '2026-05-01',
      replaces: { id: device.id, serial: 'OLD-A', on: '2026-05-06', cause: 'doa' },
    });
    const a = (await manager.get(`/devices/${device.id}`).expect(200)).body;
    expect(a).toMatchObject({ status: 'replaced', owner: null, replacedBy: { id: b.id, serial: 'NEW-B' } });

    const registrations = async (deviceId: Id) =>
      (await manager.get(`/warranty-registrations?deviceId=${deviceId}`).expect(200)).body.data;
    expect(await registrations(device.id)).toMatchObject([{ state: 'void', stateReason: 'dead on arrival' }]);
    const [inherited] = await registrations(b.id);
    const { startsOn, endsOn } = registration;
    expect([startsOn, endsOn]).toEqual(['2026-05-01', '2028-05-01']);
    expect(inherited).toMatchObject({ state: 'active', startsOn, endsOn });

    order = await act(manager, order, 'moves', { act: 'settle-outcome', reason: 'swapped' });
    order = await act(shop.staff.cashier, order, 'invoices');
    const invoices: { kind: string; total: number }[] = order.invoices;
    expect(invoices.find(({ kind }) => kind === 'customer')?.total).toBe(0);
    const receipt = (await reception.get(`/receptions/${order.reception.id}`).expect(200)).body;
    const accessories = receipt.items[0].accessories.map((each: { id: Id; quantity: number }) => ({
      accessoryId: each.id,
      quantity: each.quantity,
    }));
    order = await act(reception, order, 'hand-over', { collectedBy: 'Sara', accessories, missingNote: null });
    expect(order.state).toBe('delivered');

    // R14: what was done on A counts for B: its fault of that day comes a second time.
    itIs('2026-06-01');
    const visit = await shop.receive(reception, { deviceId: b.id, customerId: device.ownerId });
    await shop.needsBoard(visit.orderId);
    const decisions = (await manager.get(`/repair-orders/${visit.orderId}/coverage-decisions`)).body.data;
    expect(decisions[0].facts.history).toMatchObject({ sameFault: 2 });

    expect(await factsNamed('devices.swapped')).toEqual([
      {
        deviceId: device.id,
        productId: shop.productId,
        replacementId: b.id,
        replacementProductId: shop.productId,
        cause: 'doa',
        orderId: order.id,
        on: '2026-05-06',
        cost: 85_000_000,
      },
    ]);

    // S15 of claims: what the unit cost is asked back from the maker, once.
    await drain(worker);
    const claims = (await manager.get('/supplier-claims').expect(200)).body.data;
    expect(claims).toMatchObject([{ state: 'draft', supplier: { id: supplierId }, claimed: 85_000_000 }]);
    expect((await manager.get(`/supplier-claims/${claims[0].id}`).expect(200)).body.lines).toMatchObject([
      { class: 'unit', device: { id: device.id, serial: 'OLD-A' }, amount: 85_000_000, claimBy: '2026-06-05' },
    ]);
  });

  it('day 7 is an ordinary repair: no exchange, and the refused confirmation leaves nothing', async () => {
    const { checker, manager } = shop.staff;
    itIs('2026-05-08');
    const { order } = await onTheBench('OLD-A', '2026-05-01');
    expect((await checker.get(`/repair-orders/${order.id}`)).body.doa).toEqual({ possible: false, confirmed: null });
    const refused = await checker.post(
      `/repair-orders/${order.id}/doa`,
      { note: 'never lit up', evidence: [] },
      order.version,
    );
    expect([refused.status, refused.body.code]).toEqual([409, 'repair.doa-not-granted']);
    const swap = await manager.post(
      `/repair-orders/${order.id}/replacement`,
      { ...UNIT, fromStock: false },
      order.version,
    );
    expect([swap.status, swap.body.code]).toEqual([409, 'repair.exchange-not-granted']);
    const after = (await checker.get(`/repair-orders/${order.id}`)).body;
    expect(after).toMatchObject({ state: 'diagnosing', type: 'warranty', version: order.version });
    expect(after.coverage.earlierDecisions).toBe(0);
  });

  it('without a unit on the shelf, a quarantine or a stock item nothing is swapped', async () => {
    const { checker, manager } = shop.staff;
    itIs('2026-05-06');
    const { order: diagnosed } = await onTheBench('OLD-A', '2026-05-01');
    const order = await act(checker, diagnosed, 'doa', { note: 'dead', evidence: [] });
    const attempt = () =>
      manager.post(`/repair-orders/${order.id}/replacement`, { ...UNIT, fromStock: true }, order.version);
    expect((await attempt()).body.code).toBe('inventory.no-quarantine-location');
    const { item } = await unitsInStock(0, 0);
    expect((await attempt()).body.code).toBe('inventory.insufficient-stock');
    const { version } = (await manager.get(`/parts/${item}`)).body;
    await manager.patch(`/parts/${item}`, { unitOfId: null }, version).expect(200);
    expect((await attempt()).body).toMatchObject({
      code: 'inventory.no-unit-item',
      params: { productId: shop.productId },
    });
    expect((await manager.get('/devices?q=NEW-B')).body.data).toEqual([]);
    expect(await factsNamed('devices.swapped')).toEqual([]);
  });
});

describe('a guarantee that exchanges at once', () => {
  it.each([
    ['where its terms say', true],
    ['in quarantine where the centre has no such place', false],
  ])('R34 grants another unit for a covered fault and keeps the old one %s', async (_, hasPlace) => {
    const { technician, manager, storekeeper } = shop.staff;
    const returns = { route: 'exchange', oldUnit: 'vendor' };
    await shop.publishPolicy('SWAP-24', { ...SEVEN_DAYS, returns }, shop.productId);
    const { item, quarantine } = await unitsInStock(1, 85_000_000);
    const place = {
      centerId: shop.centerId,
      code: 'V',
      name: { fa: 'برای سازنده', en: 'For the maker' },
      kind: 'vendor',
    };
    const kept: Id = hasPlace ? (await manager.post('/stock-locations', place).expect(201)).body.id : quarantine;
    itIs('2026-08-06');
    const { order: diagnosed } = await onTheBench('OLD-A', '2026-05-01');
    const line = { serviceItemId: shop.labour, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
    const order = await act(technician, diagnosed, 'lines', line);
    expect(order).toMatchObject({
      doa: { possible: false },
      coverage: { returns, remedies: [{ kind: 'replacement', reason: { code: 'exchange-route' } }] },
    });
    const after = await act(manager, order, 'replacement', { ...UNIT, fromStock: true });
    expect(after).toMatchObject({ state: 'replaced', replacement: { serial: 'NEW-B', cause: 'replacement' } });
    const { data } = (await storekeeper.get(`/stock-balances?centerId=${shop.centerId}&partId=${item}`)).body;
    expect(data.filter((each: { onHand: number }) => each.onHand > 0)).toMatchObject([
      { location: { id: kept }, onHand: 1, value: 0 },
    ]);
  });
});

describe('a swap in the office', () => {
  const swap = (deviceId: Id, version: number, body: object = {}, client = shop.staff.manager) =>
    client.post(`/devices/${deviceId}/swap`, { ...UNIT, fromCenterId: null, ...body }, version);

  it('D15: owner, guarantee and contracts follow; a suspended guarantee stays suspended', async () => {
    const { manager } = shop.staff;
    itIs('2026-05-10');
    const device = await shop.soldDevice('OLD-1', '2026-01-01');
    const { id } = await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
    const admin = await api.signIn(['contract.manage', 'contract.read', 'warranty.register', 'warranty.read']);
    const contract = (
      await admin.post('/contracts', {
        kind: 'contract',
        customerId: device.ownerId,
        startsOn: '2026-01-01',
        endsOn: '2027-01-01',
        scope: 'devices',
        deviceIds: [device.id],
        productGroupId: null,
        deviceLimit: null,
        centerIds: [],
        sites: [],
        terms: CONTRACT_TERMS,
        noticeDays: 30,
        note: null,
      })
    ).body;
    await api.db.source.query(
      `UPDATE warranty_registration SET state = 'suspended', state_reason = 'looked into' WHERE id = $1`,
      [id],
    );
    const { version } = (await manager.get(`/devices/${device.id}`)).body;
    const swapped = await swap(device.id, version);
    expect([swapped.status, swapped.body.replacedBy?.serial]).toEqual([200, 'NEW-B']);
    const [next] = (await manager.get(`/warranty-registrations?deviceId=${swapped.body.replacedBy.id}`)).body.data;
    expect(next).toMatchObject({ state: 'suspended', stateReason: 'looked into', startsOn: '2026-01-01' });
    expect(next.continuesCardNo).toEqual(expect.stringMatching(/^WC-/));
    expect((await manager.get(`/contracts/${contract.id}`)).body.devices).toMatchObject([
      { id: swapped.body.replacedBy.id, coveredFrom: '2026-05-10', coveredTo: null },
      { id: device.id, coveredTo: '2026-05-10' },
    ]);
  });

  it('of six swaps of one device at once exactly one wins', async () => {
    const device = await shop.soldDevice('RACE-A', '2026-01-01');
    await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
    const { version } = (await shop.staff.manager.get(`/devices/${device.id}`)).body;
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => swap(device.id, version, { serial: `RACE-B${n}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    expect(await factsNamed('devices.swapped')).toHaveLength(1);
    expect((await shop.staff.manager.get('/devices?q=RACE-B')).body.data).toHaveLength(1);
  });

  it('of two devices swapped for one unit at once exactly one gets it', async () => {
    const devices = [await shop.soldDevice('TWO-1', '2026-01-01'), await shop.soldDevice('TWO-2', '2026-01-01')];
    const answers = await Promise.all(
      devices.map(async ({ id }) => swap(id, (await shop.staff.manager.get(`/devices/${id}`)).body.version)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is refused for a replaced or blocked device, for a unit that is taken, beside an open order, and without the right', async () => {
    const { manager, reception } = shop.staff;
    const device = await shop.soldDevice('OLD-1', '2026-01-01');
    const other = await shop.soldDevice('OLD-2', '2026-01-01');
    const seen = async (id: Id) => (await manager.get(`/devices/${id}`)).body.version;
    expect((await swap(device.id, 1, {}, reception)).status).toBe(403);
    expect((await swap(device.id, 1, { serial: '--' })).body).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/serial' }],
    });
    expect((await swap(device.id, 1, { imei: '123' })).body.errors).toMatchObject([{ pointer: '/imei' }]);
    expect((await swap(device.id, 1, { productId: device.id })).body.code).toBe('devices.unknown-product');
    expect((await swap(device.id, await seen(device.id), { serial: 'old 2' })).body.code).toBe(
      'devices.replacement-taken',
    );
    expect((await swap(device.id, await seen(device.id), { serial: 'OLD-1' })).body.code).toBe(
      'devices.replacement-taken',
    );
    await shop.receive(reception, { deviceId: other.id, customerId: other.ownerId });
    expect((await swap(other.id, await seen(other.id))).body.code).toBe('repair.device-has-open-order');
    await manager.post(`/devices/${device.id}/block`, { reason: 'stolen' }, await seen(device.id)).expect(200);
    expect((await swap(device.id, await seen(device.id))).body.code).toBe('devices.blocked');
    await manager.post(`/devices/${device.id}/release`, { reason: 'found' }, await seen(device.id)).expect(200);
    await swap(device.id, await seen(device.id)).expect(200);
    expect((await swap(device.id, await seen(device.id), { serial: 'NEW-C' })).body.code).toBe('devices.withdrawn');
    const guarantee = { deviceId: device.id, start: { soldOn: '2026-01-10' } };
    expect((await manager.post('/warranty-registrations', guarantee).expect(409)).body.code).toBe('devices.withdrawn');
    const owner = { customerId: other.ownerId, ownedFrom: '2026-02-01' };
    const kept = await manager.post(`/devices/${device.id}/ownership`, owner, await seen(device.id));
    expect([kept.status, kept.body.code]).toEqual([409, 'devices.withdrawn']);
  });

  it('another unit from the vendor is a swap of the order’s device', async () => {
    const { technician, manager } = shop.staff;
    const { device, order } = await onTheBench('SENT-A', '2026-01-01');
    const sent = await act(technician, order, 'vendor-legs', { vendor: 'Maker', rmaNo: 'R-1', dueOn: null });
    const back = { act: 'replaced-by-vendor', serial: null, reason: 'board not mendable' };
    const nameless = await technician.post(`/repair-orders/${order.id}/vendor-legs/return`, back, sent.version);
    expect([nameless.status, nameless.body.code]).toEqual([422, 'repair.vendor-serial-missing']);
    const replaced = await act(technician, sent, 'vendor-legs/return', { ...back, serial: 'SENT-B' });
    expect(replaced).toMatchObject({ state: 'replaced', replacement: { serial: 'SENT-B', cause: 'vendor' } });
    expect((await manager.get(`/devices/${device.id}`)).body.replacedBy).toMatchObject({ serial: 'SENT-B' });
    expect(await factsNamed('devices.swapped')).toMatchObject([{ cause: 'vendor', cost: null }]);
  });

  it('D15: a unit that took the place of one may be replaced in turn', async () => {
    const { manager } = shop.staff;
    const device = await shop.soldDevice('CHAIN-A', '2026-01-01');
    await shop.registerGuarantee(device.id, { soldOn: '2026-01-01' });
    const next = async (id: Id, serial: string): Promise<Id> => {
      const { version } = (await manager.get(`/devices/${id}`)).body;
      return (await swap(id, version, { serial }).expect(200)).body.replacedBy.id;
    };
    const b = await next(device.id, 'CHAIN-B');
    const c = await next(b, 'CHAIN-C');
    expect((await manager.get(`/devices/${c}`)).body).toMatchObject({
      owner: { id: device.ownerId },
      replaces: { id: b, serial: 'CHAIN-B' },
    });
    const [registration] = (await manager.get(`/warranty-registrations?deviceId=${c}`)).body.data;
    expect(registration).toMatchObject({ state: 'active', startsOn: '2026-01-01' });
  });
});

describe('two records of one device', () => {
  const seen = async (id: Id) => (await shop.staff.manager.get(`/devices/${id}`).expect(200)).body;
  const merge = async (survivorId: Id, loserId: Id, client = shop.staff.manager) =>
    client.post(
      `/devices/${survivorId}/merge`,
      { loserId, reason: 'letter O typed for zero' },
      (await seen(survivorId)).version,
    );
  const preview = async (survivorId: Id, loserId: Id) =>
    (await shop.staff.manager.get(`/devices/${survivorId}/merge?loserId=${loserId}`).expect(200)).body;

  /** The same television under two serials, both of one owner; the second has the guarantee, a visit and a meter. */
  async function twins() {
    const { manager, reception } = shop.staff;
    const survivor = await shop.soldDevice('TW-0001', '2026-01-01');
    const created = await manager.post('/devices', {
      brandId: shop.brandId,
      productId: shop.productId,
      serial: 'TW-OOO1',
      imei: '490154203237518',
      soldOn: '2026-01-02',
      owner: { customerId: survivor.ownerId, ownedFrom: '2026-01-02' },
    });
    const loser: Id = created.body.id;
    await shop.registerGuarantee(loser, { soldOn: '2026-01-02' });
    const { orderId } = await shop.receive(reception, { deviceId: loser, customerId: survivor.ownerId });
    const reading = { meter: 'hours', value: 900 };
    await manager.post(`/devices/${loser}/readings`, reading, (await seen(loser)).version).expect(200);
    return { ...survivor, loser, orderId };
  }

  it('D16: become one: orders, guarantee, IMEI and readings are those of the record that stays; the other leads there', async () => {
    const { manager, reception } = shop.staff;
    const { id, loser, orderId } = await twins();
    expect(await preview(id, loser)).toEqual({
      conflicts: [],
      orders: 1,
      registrations: 1,
      contracts: 0,
      parts: 0,
      components: 0,
      readings: 1,
    });
    expect((await merge(id, loser)).status).toBe(200);
    const survivor = await seen(id);
    expect(survivor).toMatchObject({
      serial: 'TW-0001',
      imei: '490154203237518',
      status: 'active',
      soldOn: '2026-01-01',
    });
    expect(survivor.readings).toMatchObject([{ meter: 'hours', value: 900 }]);
    expect(await seen(loser)).toMatchObject({
      status: 'merged',
      mergedIntoId: id,
      serial: 'TW-OOO1',
      imei: null,
      owner: null,
    });
    expect((await manager.get(`/repair-orders/${orderId}`)).body.device.id).toBe(id);
    expect((await manager.get(`/warranty-registrations?deviceId=${id}`)).body.data).toMatchObject([
      { state: 'active' },
    ]);
    const kinds = (await manager.get(`/devices/${id}/timeline`)).body.data.map((each: { kind: string }) => each.kind);
    expect(kinds).toEqual(expect.arrayContaining(['merged', 'meter-read', 'registered']));
    const found = (await reception.get('/device-lookups?serial=TW-OOO1').expect(200)).body.data;
    expect(found.map((each: { id: Id }) => each.id)).toEqual([id]);
    expect((await factsNamed('devices.merged'))[0]).toEqual({ survivorId: id, mergedId: loser });
    const entitled = (await manager.get('/entitlements?key=TW-OOO1').expect(200)).body.devices;
    expect(entitled.map((each: { device: { id: Id } }) => each.device.id)).toEqual([id]);
  });

  it('D16: the two SIM slots of one phone, each read once, become one device of two IMEIs', async () => {
    const { manager } = shop.staff;
    const made = (unit: object) =>
      manager.post('/devices', { brandId: shop.brandId, productId: shop.productId, ...unit }).expect(201);
    const { id } = (await made({ serial: 'PH-1', imei: '490154203237518' })).body;
    const { id: loser } = (await made({ serial: null, imei: '356938035643809' })).body;
    const { id: other } = (await made({ serial: 'PH-2', imei: '352099001761481' })).body;
    expect((await preview(id, other)).conflicts).toEqual(['devices.not-twins']);
    expect((await merge(id, other)).body.code).toBe('devices.not-twins');
    expect((await merge(id, loser)).status).toBe(200);
    expect(await seen(id)).toMatchObject({ imei: '490154203237518', imei2: '356938035643809' });
    expect(await seen(loser)).toMatchObject({ status: 'merged', imei: null, imei2: null });
    const found = (await shop.staff.reception.get('/device-lookups?serial=۳۵۶۹۳۸۰۳۵۶۴۳۸۰۹')).body.data;
    expect(found).toMatchObject([{ id, imei2: '356938035643809' }]);
    expect((await preview(id, other)).conflicts).toEqual(['devices.not-twins']);
  });

  it('of merges of one record at once, in both directions, exactly one wins', async () => {
    const { id, loser } = await twins();
    const answers = await Promise.all([merge(id, loser), merge(id, loser), merge(loser, id)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await factsNamed('devices.merged')).toHaveLength(1);
  });

  it('are refused with the reason of the preview; nothing moves', async () => {
    const { manager, reception } = shop.staff;
    const { id, loser, ownerId, orderId } = await twins();
    await shop.registerGuarantee(id, { soldOn: '2026-01-01' });
    await shop.receive(reception, { deviceId: id, customerId: ownerId });
    expect((await preview(id, loser)).conflicts).toEqual(['repair.twins-both-open', 'repair.twins-both-registered']);
    expect((await merge(id, loser)).body.code).toBe('repair.twins-both-open');
    const stranger = await shop.soldDevice('TW-9', '2026-01-01');
    expect((await preview(stranger.id, loser)).conflicts).toEqual(['devices.twins-of-two-owners']);
    expect((await merge(stranger.id, loser)).body.code).toBe('devices.twins-of-two-owners');
    expect((await merge(id, id)).body.code).toBe('devices.not-twins');
    expect((await merge(id, shop.brandId)).status).toBe(404);
    expect((await merge(id, loser, reception)).status).toBe(403);
    expect((await manager.get(`/repair-orders/${orderId}`)).body.device.id).toBe(loser);
    expect(await factsNamed('devices.merged')).toEqual([]);
  });
});
