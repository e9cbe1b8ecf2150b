import { STARTER_ROLES } from '@aftercare/platform';
import { type RunningApi, runningApi } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const api: RunningApi = runningApi();
let shop: Workshop;
let orderId: string;
beforeEach(async () => {
  shop = await aWorkshop(api);
  ({ orderId } = await shop.receiveUnknown(shop.staff.reception, 'GREY-1'));
});

const body = (more: object = {}) => ({ orderId, method: 'cash', amount: 5_000_000, reference: null, ...more });
const order = async () => (await shop.staff.manager.get(`/repair-orders/${orderId}`).expect(200)).body;

/** Looked at for 3,000,000 and closed without a repair: 3,300,000 with tax. */
async function lookedAt() {
  const { technician } = shop.staff;
  const act = async (path: string, given: object, verb: 'post' | 'put' = 'post') =>
    technician[verb](`/repair-orders/${orderId}/${path}`, given, (await order()).version).expect(200);
  await act('moves', { act: 'start-diagnosis', reason: null });
  const codes = { symptomCodeId: shop.code('symptom', 'S110'), faultCodeId: shop.code('fault', 'F100') };
  await act('diagnosis', { findings: [{ ...codes, causeCodeId: null, note: null }] }, 'put');
  await act('lines', { serviceItemId: shop.labour, partId: null, quantity: 1, faultCodeId: null, evidence: [] });
  await act('closure', { reason: 'not worth it' });
}

describe('deposits', () => {
  it('B12 pay the invoice of their order as far as they go; the rest goes back before the device leaves', async () => {
    const { cashier, manager } = shop.staff;
    const deposit = (await cashier.post('/deposits', body()).expect(201)).body;
    expect(deposit.number).toMatch(/^DEP-THR1-/);
    await lookedAt();
    await cashier.post(`/repair-orders/${orderId}/invoices`, {}, (await order()).version).expect(200);
    expect((await order()).invoices).toMatchObject([{ total: 3_300_000, paid: 3_300_000, state: 'paid' }]);
    const [held] = (await cashier.get(`/deposits?orderId=${orderId}`).expect(200)).body.data;
    expect(held).toMatchObject({ amount: 5_000_000, held: 1_700_000, refunds: [] });
    const [payment] = (await cashier.get(`/payments?centerId=${shop.centerId}`).expect(200)).body.data;
    expect(payment).toMatchObject({ method: 'deposit', amount: 3_300_000, reference: deposit.number });
    expect((await order()).blockedActions).toContainEqual({ action: 'hand-over', reasons: ['deposit-held'] });

    const late = await cashier.post('/deposits', body());
    expect([late.status, late.body.code]).toEqual([409, 'billing.deposit-after-invoice']);
    const back = { amount: 1_700_000, reference: null, reason: 'left over' };
    await cashier.post(`/deposits/${held.id}/refunds`, back, held.version).expect(200);
    expect((await order()).allowedActions).toContain('hand-over');
    await manager.get(`/deposits?orderId=${orderId}`).expect(200);
  });

  it('of two refunds of the whole at once exactly one wins', async () => {
    const { cashier } = shop.staff;
    const { id, version } = (await cashier.post('/deposits', body()).expect(201)).body;
    const back = { amount: 5_000_000, reference: null, reason: 'cancelled' };
    const answers = await Promise.all([1, 2, 3].map(() => cashier.post(`/deposits/${id}/refunds`, back, version)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(await api.db.source.query('SELECT sum(amount)::int AS sum FROM deposit_refund')).toEqual([
      { sum: 5_000_000 },
    ]);
  });

  it('are refused for nothing, by an unknown way, without the right, and in another centre', async () => {
    const { cashier, reception } = shop.staff;
    expect((await cashier.post('/deposits', body({ amount: 0 }))).status).toBe(422);
    expect((await cashier.post('/deposits', body({ method: 'deposit' }))).status).toBe(422);
    expect((await cashier.post('/deposits', body({ orderId: shop.brandId }))).status).toBe(404);
    expect((await reception.post('/deposits', body())).status).toBe(403);
    const admin = await api.signIn(['organization.manage', 'organization.read']);
    const place = { phone: null, address: null, timeZone: 'Asia/Tehran', calendar: 'jalali' };
    const elsewhere = await admin.post('/service-centers', {
      ...place,
      code: 'ISF1',
      name: { fa: null, en: 'Isfahan' },
    });
    const permissions = STARTER_ROLES['cashier']?.permissions ?? [];
    const stranger = await api.signIn(permissions, { centerIds: [elsewhere.body.id] });
    expect((await stranger.post('/deposits', body())).status).toBe(404);
    const { id, version } = (await cashier.post('/deposits', body()).expect(201)).body;
    const back = { amount: 1, reference: null, reason: 'x' };
    expect((await stranger.post(`/deposits/${id}/refunds`, back, version)).status).toBe(404);
    expect((await stranger.get(`/deposits?orderId=${orderId}`).expect(200)).body.data).toEqual([]);
  });
});
