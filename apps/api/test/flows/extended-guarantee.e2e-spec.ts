import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { addMonths } from '@aftercare/kernel';
import { loadConfig } from '@aftercare/platform';
import { migrate } from '@aftercare/schema';
import { drain } from '@aftercare/testing';
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
afterAll(() => worker.close());
beforeEach(async () => {
  shop = await aWorkshop(api);
});

const terms = {
  calendar: 'gregorian',
  startBasis: 'sale',
  cover: [{ class: 'parts', months: 24, percent: 100 }],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
  repairExtension: { months: 12 },
};

/** A new board under guarantee, from the counter to the counter. */
async function repaired(deviceId: string, customerId: string): Promise<void> {
  const { technician, storekeeper, checker, reception } = shop.staff;
  await shop.receiveGoods(shop.board, 1, 7_500_000);
  const { orderId, charger } = await shop.receive(reception, { deviceId, customerId });
  await shop.needsBoard(orderId);
  const act = async (client: SignedInClient, verb: 'post' | 'put', path: string, body: object = {}) => {
    const { version } = (await client.get(`/repair-orders/${orderId}`)).body;
    return (await client[verb](`/repair-orders/${orderId}/${path}`, body, version).expect(200)).body;
  };
  await act(technician, 'post', 'requisitions');
  await shop.issueEverything(storekeeper, orderId);
  const [board] = (await technician.get(`/repair-orders/${orderId}`)).body.lines;
  await act(technician, 'put', `lines/${board.id}/fitted`, { quantity: 1 });
  await act(technician, 'post', 'moves', { act: 'start-repair', reason: null });
  await act(technician, 'post', 'moves', { act: 'finish-repair', reason: null });
  await act(checker, 'post', 'checks', { passed: true, note: null });
  const accessories = [{ accessoryId: charger.id, quantity: charger.quantity }];
  await act(reception, 'post', 'hand-over', { collectedBy: 'Sara', accessories, missingNote: null });
}

describe('R26 of warranty: what repairs add to a guarantee', () => {
  it('counts in its end from the hand-over on, once, and stays there when its dates are put right', async () => {
    await shop.publishPolicy('EU-EXT', terms, shop.productId);
    const device = await shop.soldDevice('EXT-1', '2026-01-10');
    const { id, endsOn } = await shop.registerGuarantee(device.id, { soldOn: '2026-01-10' });
    expect(endsOn).toBe('2028-01-10');
    await repaired(device.id, device.ownerId);
    const { manager } = shop.staff;
    const registration = async () =>
      (await manager.get(`/warranty-registrations?deviceId=${device.id}`).expect(200)).body.data[0];
    expect(await registration()).toMatchObject({ id, endsOn: '2029-01-10' });
    const entitled = (await manager.get('/entitlements?key=EXT-1').expect(200)).body;
    expect(JSON.stringify(entitled)).toContain('2029-01-10');
    await repaired(device.id, device.ownerId);
    const { version, endsOn: again } = await registration();
    expect(again).toBe('2029-01-10');
    const correction = { start: { soldOn: '2026-02-10' }, reason: 'the invoice says February' };
    const corrected = await manager.patch(`/warranty-registrations/${id}`, correction, version).expect(200);
    expect(corrected.body.endsOn).toBe(addMonths('2026-02-10', 36, 'gregorian'));
  });

  it('is stored for repairs from before such days were kept, by the upgrade and once', async () => {
    await shop.publishPolicy('EU-EXT', terms, shop.productId);
    const [before, untouched] = [
      await shop.soldDevice('EXT-2', '2026-01-10'),
      await shop.soldDevice('EXT-3', '2026-01-10'),
    ];
    await shop.registerGuarantee(before.id, { soldOn: '2026-01-10' });
    await shop.registerGuarantee(untouched.id, { soldOn: '2026-01-10' });
    await repaired(before.id, before.ownerId);
    await drain(worker);
    const { query } = api.db.source;
    const sql = query.bind(api.db.source);
    await sql(`UPDATE warranty_registration SET extension_months = 0, ends_on = '2028-01-10'`);
    const upgrade = async () => {
      await sql(`DELETE FROM schema_migration WHERE name LIKE 'ExtensionsDue%'`);
      await migrate(api.config.DATABASE_URL);
      const [due] = await sql(
        `SELECT count(*)::int AS facts FROM outbox_event WHERE name = 'repair.extension-due' AND dispatched_at IS NULL`,
      );
      await drain(worker);
      return due.facts;
    };
    const endOf = async (deviceId: string) =>
      (await shop.staff.manager.get(`/warranty-registrations?deviceId=${deviceId}`).expect(200)).body.data[0].endsOn;
    expect(await upgrade()).toBe(1);
    expect([await endOf(before.id), await endOf(untouched.id)]).toEqual(['2029-01-10', '2028-01-10']);
    expect(await upgrade()).toBe(0);
  });
});
