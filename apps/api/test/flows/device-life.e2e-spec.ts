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

    expect(await api.factsNamed('devices.swapped')).toEqual([
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
    expect(await api.factsNamed('devices.swapped')).toEqual([]);
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

describe('a unit that the vendor sends back', () => {
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
    expect(await api.factsNamed('devices.swapped')).toMatchObject([{ cause: 'vendor', cost: null }]);
  });
});
