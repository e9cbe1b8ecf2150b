import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock } from '@aftercare/kernel';
import { JobRunner, loadConfig } from '@aftercare/platform';
import { companyDay, drain } from '@aftercare/testing';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { runningApi } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api = runningApi();
let worker: INestApplicationContext;
let shop: Workshop;
beforeAll(async () => {
  const config = loadConfig(workerSchema, { DATABASE_URL: api.config.DATABASE_URL, LOG_LEVEL: 'silent' });
  worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
});
beforeEach(async () => {
  shop = await aWorkshop(api);
});
afterAll(() => worker.close());

const read = async (orderId: string) => (await shop.staff.manager.get(`/repair-orders/${orderId}`).expect(200)).body;
const decisionsOn = async (orderId: string) =>
  (await shop.staff.manager.get(`/repair-orders/${orderId}/coverage-decisions`).expect(200)).body.data;

afterEach(() => jest.restoreAllMocks());

/** A covered order with a board on it, and the registration that covers it. */
async function aCoveredOrder() {
  const device = await shop.soldDevice('SN-1', '2026-01-10');
  const registration = await shop.registerGuarantee(device.id, { soldOn: '2026-01-10' });
  const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
  await shop.needsBoard(orderId);
  await drain(worker);
  const change = (path: string, body: object) => {
    const url = `/warranty-registrations/${registration.id}${path}`;
    const { version } = registration;
    const { manager } = shop.staff;
    return (path === '' ? manager.patch(url, body, version) : manager.post(url, body, version)).expect(200);
  };
  return { orderId, change };
}

describe('R11 a guarantee that changes while its device is repaired', () => {
  it('is decided anew when it was corrected: by the system, once, for the reason that the event names', async () => {
    const { orderId, change } = await aCoveredOrder();
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 100, chargedAmount: 0 });
    const { length: before } = await decisionsOn(orderId);

    await change('', { start: { soldOn: '2019-01-10' }, reason: 'the sales note says 2019' });
    await drain(worker);
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 0, chargedAmount: 12_000_000 });
    const decisions = await decisionsOn(orderId);
    expect(decisions).toHaveLength(before + 1);
    expect(decisions[0]).toMatchObject({ reason: 'registration-corrected', decidedBy: 'system', supersededById: null });

    const [fact] = await api.db.source.query(
      `SELECT id FROM outbox_event WHERE name = 'warranty.registration-corrected'`,
    );
    const { version } = await read(orderId);
    await worker.get(JobRunner).run(fact.id, 'decide-cover-again');
    expect((await read(orderId)).version).toBe(version);
    expect(await decisionsOn(orderId)).toHaveLength(before + 1);
  });

  it('pays nothing once it is void, and work whose cost nobody approved stops', async () => {
    const { orderId, change } = await aCoveredOrder();
    expect((await read(orderId)).allowedActions).not.toContain('start-repair'); // its board is still in the store
    await change('/voiding', { reason: 'the card was forged' });
    await drain(worker);
    const order = await read(orderId);
    expect(order.coverage.headline).toMatchObject({ standing: 'void' });
    expect(order.blockedActions).toContainEqual({
      action: 'start-repair',
      reasons: expect.arrayContaining(['cost-not-approved']),
    });
    expect((await decisionsOn(orderId))[0]).toMatchObject({ reason: 'registration-voided', decidedBy: 'system' });
  });

  it('is decided anew when the device is proven or its meter is read', async () => {
    const { manager, reception } = shop.staff;
    const { orderId, deviceId } = await shop.receiveUnknown(reception, null);
    const device = async () => (await manager.get(`/devices/${deviceId}`).expect(200)).body;
    await manager.patch(`/devices/${deviceId}`, { serial: 'GREY-78' }, (await device()).version).expect(200);
    await shop.registerGuarantee(deviceId, { soldOn: '2026-01-05' });
    const act = async (path: string, body: object) =>
      manager.post(`/devices/${deviceId}/${path}`, body, (await device()).version).expect(200);
    await act('proof', { documentNo: 'SALE-882', soldOn: '2026-01-05' });
    await drain(worker);
    expect((await decisionsOn(orderId))[0]).toMatchObject({ reason: 'provenance-changed', decidedBy: 'system' });
    expect((await read(orderId)).coverage.headline.standing).not.toBe('out');
    await act('readings', { meter: 'hours', value: 12 });
    await drain(worker);
    const [latest] = await decisionsOn(orderId);
    expect(latest).toMatchObject({ reason: 'meter-read', facts: { readings: [{ meter: 'hours', value: 12 }] } });
  });

  it('leaves alone an order that is over', async () => {
    const device = await shop.soldDevice('SN-2', '2026-01-10');
    const registration = await shop.registerGuarantee(device.id, { soldOn: '2026-01-10' });
    const { manager, reception } = shop.staff;
    const { orderId } = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
    const { version } = await read(orderId);
    await manager
      .post(`/repair-orders/${orderId}/moves`, { act: 'cancel', reason: 'the customer wants it back' }, version)
      .expect(200);
    await manager
      .post(`/warranty-registrations/${registration.id}/voiding`, { reason: 'forged' }, registration.version)
      .expect(200);
    await drain(worker);
    expect(await decisionsOn(orderId)).toHaveLength(1);
    expect((await read(orderId)).version).toBe(version + 1);
  });
});

describe('R11 a contract that changes while its device is repaired', () => {
  it('pays from the moment it is activated, and what the repair holds stays with it', async () => {
    const device = await shop.soldDevice('SN-3', '2019-01-10');
    const { reception } = shop.staff;
    const { orderId } = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
    await shop.needsBoard(orderId);
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 0 });

    const network = await api.signIn(['contract.read', 'contract.manage']);
    const terms = { visits: 1, labourMinutes: null, responseMinutes: null, resolutionMinutes: null, price: 0 };
    const draft = {
      kind: 'contract',
      customerId: device.ownerId,
      startsOn: companyDay(-30),
      endsOn: companyDay(300),
      scope: 'devices',
      deviceIds: [device.id],
      productGroupId: null,
      deviceLimit: null,
      centerIds: [],
      sites: [],
      terms: { ...terms, discounts: [{ class: 'parts', percent: 40 }] },
      noticeDays: 30,
      note: null,
    };
    const { id } = (await network.post('/contracts', draft).expect(201)).body;
    await network.post(`/contracts/${id}/moves`, { act: 'activate', reason: null }, 1).expect(200);
    await drain(worker);
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 40, chargedAmount: 7_200_000 });
    expect((await decisionsOn(orderId))[0]).toMatchObject({ reason: 'contract-moved', decidedBy: 'system' });
    expect((await network.get(`/contracts/${id}`)).body.meter).toMatchObject({ visitsUsed: 1, visitsLeft: 0 });

    const { length } = await decisionsOn(orderId);
    const suspended = await network.post(`/contracts/${id}/moves`, { act: 'suspend', reason: 'unpaid' }, 2).expect(200);
    await drain(worker);
    expect(await decisionsOn(orderId)).toHaveLength(length); // what it holds stays with it
    expect(suspended.body.meter).toMatchObject({ visitsUsed: 1 });
  });
});

describe('scenario 3: start of cover from activation with cap', () => {
  const EIGHTEEN_MONTHS = {
    calendar: 'jalali',
    startBasis: 'activation',
    startCapMonths: 3,
    cover: [{ class: 'parts', months: 18, percent: 100 }],
    exclusions: [],
    costBearers: [{ bearer: 'maker', percent: 100 }],
    claim: { partsAt: 'list', handlingPercent: 0 },
  };
  // Card 1403-02-26, sold 1403-06-20, activated 1403-07-04.
  const DATES = { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' };

  async function takenInOn(day: string) {
    await shop.publishPolicy('CAPPED', EIGHTEEN_MONTHS, shop.productId);
    const device = await shop.soldDevice('CAP-1', '2024-09-10');
    const registration = await shop.registerGuarantee(device.id, DATES);
    for (const app of [api.app, worker])
      jest.spyOn(app.get(Clock, { strict: false }), 'now').mockReturnValue(new Date(`${day}T08:30:00Z`));
    const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
    return { orderId, registration };
  }
  const standing = (overall: string, startFact: string, startsOn: string, endsOn: string) => ({
    verdict: {
      overall,
      headline: { reason: { params: { policyCode: 'CAPPED', startFact, startsOn, endsOn } } },
    },
  });

  it('starts on the cap 1403-05-26 and ends before 1404-11-26: an intake the day before is covered', async () => {
    const { orderId, registration } = await takenInOn('2026-02-14');
    expect(registration).toMatchObject({ startsOn: '2024-08-16', endsOn: '2026-02-15' });
    expect(await decisionsOn(orderId)).toMatchObject([standing('covered', 'card', '2024-08-16', '2026-02-15')]);
  });

  it('is over on the day itself, until the card date is put right: two decisions remain visible', async () => {
    const { orderId, registration } = await takenInOn('2026-02-15');
    const before = standing('chargeable', 'card', '2024-08-16', '2026-02-15');
    expect(await decisionsOn(orderId)).toMatchObject([before]);

    // The card is of 1403-04-10: its cap, 1403-07-10, is later than the activation.
    const correction = { start: { cardIssuedOn: '2024-06-30' }, reason: 'the date on the card was misread' };
    const corrected = await shop.staff.manager
      .patch(`/warranty-registrations/${registration.id}`, correction, registration.version)
      .expect(200);
    expect(corrected.body).toMatchObject({ startsOn: '2024-09-25', endsOn: '2026-03-24' });
    await drain(worker);
    expect(await decisionsOn(orderId)).toMatchObject([
      standing('covered', 'activation', '2024-09-25', '2026-03-24'),
      before,
    ]);
  });
});

describe('R11 a sale that another system tells of while the device is repaired', () => {
  it('covers it, and a date that is put right on the device moves the cover', async () => {
    const { manager, reception } = shop.staff;
    const device = await shop.soldDevice('GREY-90', '2026-01-10');
    const seen = async () => (await manager.get(`/devices/${device.id}`).expect(200)).body.version;
    await manager.post(`/devices/${device.id}/proof`, { documentNo: 'F-90' }, await seen()).expect(200);
    const { orderId } = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
    await shop.needsBoard(orderId);
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 0 });
    await drain(worker);
    const erp = await api.signIn(['feed.write']);
    const lines = [{ product: { code: 'TV-55' }, serial: 'grey 90' }];
    const { body } = await erp.put('/feeds/erp/sales-deliveries/77', { soldOn: '2026-01-10', lines }).expect(200);
    expect(body.lines).toMatchObject([{ deviceId: device.id, standing: 'registered' }]);
    await drain(worker);
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 100 });
    expect((await decisionsOn(orderId))[0]).toMatchObject({ reason: 'registered', decidedBy: 'system' });

    await manager.patch(`/devices/${device.id}`, { soldOn: '2019-01-10' }, await seen()).expect(200);
    await drain(worker);
    expect((await read(orderId)).lines[0]).toMatchObject({ coveredPercent: 0 });
    expect((await decisionsOn(orderId))[0]).toMatchObject({ reason: 'registration-corrected', decidedBy: 'system' });
  });
});
