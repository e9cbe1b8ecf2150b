import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@aftercare/platform';
import { companyDay, drain } from '@aftercare/testing';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { runningApi, type SignedInClient } from '../running-api.js';
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

const terms = {
  calendar: 'gregorian',
  startBasis: 'sale',
  cover: [{ class: 'parts', months: 240, percent: 100 }],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
};

/** A device of Sara's under a policy with this word on a change of owner. */
async function aDevice(ownerChange: object | undefined) {
  await shop.publishPolicy('OWNED', { ...terms, ...(ownerChange && { ownerChange }) }, shop.productId);
  const { id: deviceId, ownerId } = await shop.soldDevice('OWN-1', '2026-01-10');
  await shop.registerGuarantee(deviceId, { soldOn: '2026-01-10' });
  await drain(worker);
  return { deviceId, ownerId };
}

const registrationOf = async (deviceId: string) =>
  (await shop.staff.manager.get(`/warranty-registrations?deviceId=${deviceId}`).expect(200)).body.data[0];

async function aBuyer(mobile: string): Promise<string> {
  const { manager } = shop.staff;
  const buyer = { kind: 'person', name: 'رضا محمدی', mobile, locale: 'fa', allowDuplicate: true };
  return (await manager.post('/customers', buyer).expect(201)).body.id;
}

async function give(deviceId: string, customerId: string, ownedFrom: string): Promise<void> {
  const { manager } = shop.staff;
  const { version } = (await manager.get(`/devices/${deviceId}`).expect(200)).body;
  await manager.post(`/devices/${deviceId}/ownership`, { customerId, ownedFrom }, version).expect(200);
  await drain(worker);
}

const notice = (client: SignedInClient, { id, version }: { id: string; version: number }) =>
  client.post(`/warranty-registrations/${id}/owner-notice`, {}, version);

describe('R33 of warranty: another owner', () => {
  it('takes the cover along where the terms say nothing, and the history says so', async () => {
    const { deviceId } = await aDevice(undefined);
    await give(deviceId, await aBuyer('09351112233'), '2026-06-01');
    expect(await registrationOf(deviceId)).toMatchObject({ state: 'active', noticeBy: null });
    const [fact] = await api.db.source.query(
      `SELECT count(*)::int AS told FROM outbox_event WHERE name = 'warranty.registration-followed'`,
    );
    expect(fact.told).toBe(1);
    const path = `/devices/${deviceId}/history?kinds=guarantee-change`;
    const { data } = (await shop.staff.manager.get(path).expect(200)).body;
    expect(data).toMatchObject([{ kind: 'guarantee-change', params: { change: 'registration-followed' } }]);
  });

  it('ends the cover where the terms say so: at the counter at once, with its reason, and not for an owner of no day', async () => {
    const { deviceId } = await aDevice({ cover: 'ends' });
    await give(deviceId, await aBuyer('09351112233'), '2026-01-10'); // the sale was told wrong
    expect(await registrationOf(deviceId)).toMatchObject({ state: 'active' });

    const customerId = await aBuyer('09351112244');
    const body = shop.intake({ deviceId, customerId }, { changedHands: true });
    const { items } = (await shop.staff.reception.post('/receptions', body).expect(201)).body;
    const order = (await shop.staff.technician.get(`/repair-orders/${items[0].orderId}`).expect(200)).body;
    expect(order.coverage.headline).toMatchObject({
      standing: 'out',
      reason: { code: 'registration-transferred', params: { policyCode: 'OWNED' } },
    });
    await drain(worker);
    expect(await registrationOf(deviceId)).toMatchObject({ state: 'transferred', stateReason: 'owner-changed' });
    const facts = await api.db.source.query(
      `SELECT 1 FROM outbox_event WHERE name = 'warranty.registration-transferred'`,
    );
    expect(facts).toHaveLength(1);
  });

  it('waits for the notice of the new owner, who gives it in time and once', async () => {
    const { deviceId } = await aDevice({ cover: 'on-notice', withinDays: 10 });
    await give(deviceId, await aBuyer('09351112233'), companyDay());
    const { manager, technician } = shop.staff;
    const waiting = await registrationOf(deviceId);
    expect(waiting).toMatchObject({ state: 'suspended', stateReason: 'owner-changed', noticeBy: expect.any(String) });
    await notice(technician, waiting).expect(403);
    const told = (await notice(manager, waiting).expect(200)).body;
    expect(told).toMatchObject({ state: 'active', stateReason: null, noticeBy: null });
    await notice(manager, waiting).expect(412);
    const again = await notice(manager, told).expect(409);
    expect(again.body.code).toBe('warranty.no-owner-change');
    await drain(worker);
    expect(await registrationOf(deviceId)).toMatchObject({ state: 'active' });
  });

  it('refuses a notice that comes too late', async () => {
    const { deviceId } = await aDevice({ cover: 'on-notice', withinDays: 10 });
    await give(deviceId, await aBuyer('09351112233'), '2026-03-01');
    const waiting = await registrationOf(deviceId);
    expect(waiting).toMatchObject({ state: 'suspended', noticeBy: '2026-03-11' });
    const late = await notice(shop.staff.manager, waiting).expect(409);
    expect(late.body).toMatchObject({ code: 'warranty.notice-too-late', params: { by: '2026-03-11' } });
  });
});
