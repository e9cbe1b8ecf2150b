import { RequisitionsService } from '@aftercare/inventory';
import { type Id, newId } from '@aftercare/kernel';
import { type Permission, SYSTEM } from '@aftercare/platform';
import { withoutOrders } from '@aftercare/testing';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

const STOREKEEPER: readonly Permission[] = [
  'catalog.manage',
  'inventory.issue',
  'inventory.manage',
  'inventory.read',
  'inventory.receive',
];

describe('inventory', () => {
  const api = runningApi();
  let centerId: Id;
  let locationId: Id;
  let partId: Id;
  let storekeeper: SignedInClient;

  const aCenter = (): Promise<Id> => api.db.transaction((tx) => aServiceCenter(tx, api.app));
  const receive = (quantity: number, unitCost: number) =>
    storekeeper.post('/goods-receipts', {
      centerId,
      locationId,
      supplier: 'Maker',
      documentNo: null,
      lines: [{ partId, quantity, unitCost }],
    });
  const request = async (quantity: number): Promise<Id> => {
    const lines = [{ orderLineId: newId(), partId, quantity }];
    const requisitions = api.app.get(RequisitionsService, { strict: false });
    const submitted = await api.db.transaction((tx) =>
      requisitions.submit(tx, SYSTEM, { orderId: newId(), centerId, lines }),
    );
    return submitted.requisitionId;
  };

  beforeAll(() => withoutOrders(api.db.source));
  beforeEach(async () => {
    centerId = await aCenter();
    storekeeper = await api.signIn(STOREKEEPER, { centerIds: [centerId] });
    const location = { centerId, code: 'MAIN', name: { fa: null, en: 'Store' }, kind: 'branch' };
    locationId = (await storekeeper.post('/stock-locations', location).expect(201)).body.id as Id;
    const part = { sku: 'BRD-1', name: { fa: null, en: 'Board' }, brandId: null, groupId: null, listPrice: 1 };
    partId = (await storekeeper.post('/parts', part).expect(201)).body.id as Id;
  });

  it('scenario 11: receipts, an issue and a return, with their figures', async () => {
    const receipt = await receive(10, 1_000_000).expect(201);
    expect(receipt.body).toMatchObject({ value: 10_000_000, receivedBy: { id: storekeeper.accountId } });
    await storekeeper.get(`/goods-receipts/${receipt.body.id}`).expect(200, receipt.body);
    await receive(5, 1_300_000).expect(201);
    const id = await request(3);
    const desk = await storekeeper.get('/requisitions?state=submitted,partly_issued').expect(200);
    expect(desk.body.data).toMatchObject([{ id, reserved: 3, short: 0, version: 1 }]);

    const asked = await storekeeper.get(`/requisitions/${id}`).expect(200);
    expect(asked.headers['etag']).toBe('"1"');
    const lineId = asked.body.lines[0].id as Id;
    const lines = (quantity: number) => ({ lines: [{ lineId, quantity }] });
    const issued = await storekeeper.post(`/requisitions/${id}/issues`, lines(3), 1).expect(200);
    expect(issued.body).toMatchObject({ state: 'issued', lines: [{ issued: 3, issuedValue: 3_300_000 }] });
    const returned = await storekeeper.post(`/requisitions/${id}/returns`, lines(1)).expect(200);
    expect(returned.body.lines).toMatchObject([{ returned: 1, returnedValue: 1_100_000 }]);
    const balances = await storekeeper.get(`/stock-balances?partId=${partId}`).expect(200);
    expect(balances.body.data).toMatchObject([{ onHand: 13, value: 14_300_000, averageCost: 1_100_000 }]);
    const ledger = await storekeeper.get(`/stock-ledger?orderId=${asked.body.orderId}`).expect(200);
    expect(ledger.body.data.map((row: { kind: string; value: number }) => [row.kind, row.value])).toEqual([
      ['return', 1_100_000],
      ['issue', -3_300_000],
    ]);
  });

  it('a repeated receipt under the same key comes in once', async () => {
    const key = newId();
    const first = await receive(2, 10).set('idempotency-key', key).expect(201);
    const again = await receive(2, 10).set('idempotency-key', key).expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await storekeeper.get('/stock-balances')).body.data).toMatchObject([{ onHand: 2 }]);
  });

  it('what is not reserved, stale, without a version or another’s is refused', async () => {
    await receive(1, 10).expect(201);
    const id = await request(2);
    const lineId = (await storekeeper.get(`/requisitions/${id}`)).body.lines[0].id as Id;
    const path = `/requisitions/${id}/issues`;
    const lines = (quantity: number) => ({ lines: [{ lineId, quantity }] });
    const refused = await storekeeper.post(path, lines(2), 1).expect(409);
    expect(refused.body).toMatchObject({ code: 'inventory.not-reserved', params: { reserved: 1 } });
    expect((await storekeeper.post(path, lines(1), 7).expect(412)).body.code).toBe('stale-version');
    expect((await storekeeper.post(path, lines(1)).expect(428)).body.code).toBe('version-required');
    expect((await storekeeper.post(path, { lines: [] }, 1).expect(422)).body.code).toBe('invalid-input');
    const foreignLine = { lines: [{ lineId: newId(), quantity: 1 }] };
    await storekeeper.post(path, foreignLine, 1).expect(404);
    const early = await storekeeper.post(`/requisitions/${id}/returns`, lines(1)).expect(409);
    expect(early.body.code).toBe('inventory.not-issued');
  });

  it('corrections answer with the balance and refuse what is promised, zero, and no reason', async () => {
    await receive(2, 10).expect(201);
    await request(1);
    const adjust = (quantity: number, reason = 'Count') =>
      storekeeper.post('/stock-adjustments', { locationId, partId, quantity, reason });
    expect((await adjust(-1).expect(201)).body).toMatchObject({ onHand: 1, reserved: 1, free: 0, value: 10 });
    const refused = await adjust(-1).expect(409);
    expect(refused.body).toMatchObject({ code: 'inventory.insufficient-stock', params: { available: 0 } });
    expect((await adjust(0).expect(422)).body.errors).toMatchObject([{ pointer: '/quantity' }]);
    expect((await adjust(1, '').expect(422)).body.errors).toMatchObject([{ pointer: '/reason' }]);
    const unknownPart = { locationId, partId: newId(), quantity: 1, reason: 'Count' };
    const unknown = await storekeeper.post('/stock-adjustments', unknownPart).expect(422);
    expect(unknown.body.code).toBe('inventory.unknown-reference');
  });

  it('locations: one branch a centre, a code once, a name in one language, changed by version', async () => {
    const post = (body: object) => storekeeper.post('/stock-locations', { centerId, ...body });
    const name = { fa: 'میز', en: null };
    expect((await post({ code: 'B2', name, kind: 'branch' }).expect(409)).body.code).toBe('inventory.location-exists');
    expect((await post({ code: 'MAIN', name, kind: 'bench' }).expect(409)).body.code).toBe('inventory.location-exists');
    const nameless = await post({ code: 'B3', name: { fa: null, en: null }, kind: 'bench' }).expect(422);
    expect(nameless.body.code).toBe('inventory.location-name-missing');
    await post({ code: 'B4', name, kind: 'attic' }).expect(422);
    const changed = await storekeeper.patch(`/stock-locations/${locationId}`, { name }, 1).expect(200);
    expect(changed.body).toMatchObject({ name, version: 2, center: { id: centerId } });
    await storekeeper.patch(`/stock-locations/${locationId}`, { name }, 1).expect(412);
    expect((await storekeeper.get(`/stock-locations?centerId=${centerId}`)).body.data).toHaveLength(1);
  });

  it('I11 another centre’s stock and papers look as if they were not there', async () => {
    const receiptId = (await receive(1, 10).expect(201)).body.id as Id;
    const id = await request(1);
    const lineId = (await storekeeper.get(`/requisitions/${id}`)).body.lines[0].id as Id;
    const lines = { lines: [{ lineId, quantity: 1 }] };
    const stranger = await api.signIn(STOREKEEPER, { centerIds: [await aCenter()] });
    for (const list of ['stock-locations', 'stock-balances', 'stock-ledger', 'goods-receipts', 'requisitions']) {
      expect((await stranger.get(`/${list}`).expect(200)).body.data).toEqual([]);
    }
    await stranger.get(`/stock-locations/${locationId}`).expect(404);
    await stranger.patch(`/stock-locations/${locationId}`, { name: { fa: 'x', en: null } }, 1).expect(404);
    await stranger.get(`/goods-receipts/${receiptId}`).expect(404);
    await stranger.get(`/requisitions/${id}`).expect(404);
    await stranger.post(`/requisitions/${id}/issues`, lines, 1).expect(404);
    await stranger.post(`/requisitions/${id}/returns`, lines).expect(404);
    await stranger.post('/stock-adjustments', { locationId, partId, quantity: 1, reason: 'Count' }).expect(404);
    const input = { centerId, locationId, supplier: 'x', documentNo: null };
    const received = [{ partId, quantity: 1, unitCost: 1 }];
    await stranger.post('/goods-receipts', { ...input, lines: received }).expect(404);
    const name = { fa: null, en: 'Bench' };
    await stranger.post('/stock-locations', { centerId, code: 'X', name, kind: 'bench' }).expect(404);
  });

  it('each route wants its own permission, and a session', async () => {
    const reader = await api.signIn(['inventory.read'], { centerIds: [centerId] });
    const id = newId();
    for (const [path, permission] of [
      ['/stock-locations', 'inventory.manage'],
      ['/stock-adjustments', 'inventory.manage'],
      ['/goods-receipts', 'inventory.receive'],
      [`/requisitions/${id}/issues`, 'inventory.issue'],
      [`/requisitions/${id}/returns`, 'inventory.issue'],
    ] as const) {
      const refused = await reader.post(path, {}, 1).expect(403);
      expect(refused.body).toMatchObject({ code: 'not-allowed', params: { permission } });
      await api.anonymous.post(path, {}).expect(401);
    }
    const other = await api.signIn(['catalog.read'], { centerIds: [centerId] });
    for (const list of ['stock-locations', 'stock-balances', 'stock-ledger', 'goods-receipts', 'requisitions']) {
      await other.get(`/${list}`).expect(403);
      expect((await reader.get(`/${list}?unknown=1`)).status).toBe(400);
    }
  });
});
