import { Clock } from '@aftercare/kernel';
import { type RunningApi, runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api: RunningApi = runningApi();
let shop: Workshop;
beforeEach(async () => {
  shop = await aWorkshop(api);
});
afterEach(() => jest.restoreAllMocks());

/** Lets the whole API live at noon of that day in Tehran. */
function itIs(day: string): void {
  jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(new Date(`${day}T08:30:00Z`));
}

const headlineOf = async (clerk: SignedInClient, orderId: string) =>
  (await clerk.get(`/repair-orders/${orderId}`).expect(200)).body.coverage.headline;

describe('scenario 1: expiry on the edge of two calendars', () => {
  const twelveMonths = (calendar: string, months = 12) => ({
    calendar,
    startBasis: 'sale',
    cover: [{ class: 'parts', months, percent: 100 }],
    exclusions: [],
    costBearers: [{ bearer: 'maker', percent: 100 }],
    claim: { partsAt: 'list', handlingPercent: 0 },
  });

  it.each([
    ['jalali', '2025-03-21', 'in'],
    ['gregorian', '2025-03-20', 'out'],
  ])('a fault on 2025-03-20 under a %s policy that ends on %s is %s of cover', async (calendar, endsOn, standing) => {
    await shop.publishPolicy(`EDGE-${calendar}`, twelveMonths(calendar), shop.productId);
    const device = await shop.soldDevice('EDGE-1', '2024-03-20');
    await shop.registerGuarantee(device.id, { soldOn: '2024-03-20' });
    itIs('2025-03-20');
    const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
    const headline = await headlineOf(shop.staff.reception, orderId);
    expect(headline).toMatchObject({
      standing,
      reason: {
        params: {
          policyCode: `EDGE-${calendar}`,
          policyVersion: 1,
          calendar,
          startFact: 'sale',
          startsOn: '2024-03-20',
          endsOn,
        },
      },
    });
  });

  it('a Jalali month that lacks the day ends on its last: 1404-06-31 plus 6 months is 1404-12-29', async () => {
    await shop.publishPolicy('HALF', twelveMonths('jalali', 6), shop.productId);
    const device = await shop.soldDevice('EDGE-2', '2025-09-22');
    const registration = await shop.registerGuarantee(device.id, { soldOn: '2025-09-22' });
    expect(registration).toMatchObject({ startsOn: '2025-09-22', endsOn: '2026-03-20' });
  });
});

describe('scenario 10: unknown, duplicated and blocked serials', () => {
  it('finds a serial typed with Persian digits and spaces', async () => {
    const device = await shop.soldDevice('AB-1234-56', '2026-01-10');
    const found = await shop.staff.reception
      .get(`/device-lookups?serial=${encodeURIComponent('ab ۱۲۳۴ ۵۶')}`)
      .expect(200);
    expect(found.body.data.map((each: { id: string }) => each.id)).toEqual([device.id]);
    const searched = await shop.staff.reception.get(`/search?q=${encodeURIComponent('ab۱۲۳۴۵۶')}`).expect(200);
    expect(searched.body.data).toContainEqual(expect.objectContaining({ kind: 'device', id: device.id, exact: true }));
  });

  it('an unknown serial is chargeable, with a deposit, until proof arrives; both decisions stay readable, the deposit goes back', async () => {
    const { reception, manager, cashier } = shop.staff;
    itIs('2026-05-02');
    const { orderId, deviceId } = await shop.receiveUnknown(reception, null);
    const taken = { orderId, method: 'card', amount: 2_000_000, reference: 'T-881' };
    const deposit = (await cashier.post('/deposits', taken).expect(201)).body;
    expect(deposit).toMatchObject({ method: 'card', amount: 2_000_000, held: 2_000_000 });
    expect(await headlineOf(reception, orderId)).toMatchObject({
      standing: 'out',
      reason: { code: 'provenance-unknown' },
    });

    itIs('2026-05-04');
    let device = (await manager.get(`/devices/${deviceId}`).expect(200)).body;
    device = (await manager.patch(`/devices/${deviceId}`, { serial: 'GREY-77' }, device.version).expect(200)).body;
    await manager
      .post(`/devices/${deviceId}/proof`, { documentNo: 'SALE-881', soldOn: '2026-01-05' }, device.version)
      .expect(200);
    await shop.registerGuarantee(deviceId, { soldOn: '2026-01-05' });
    const order = (await reception.get(`/repair-orders/${orderId}`)).body;
    await reception
      .post(`/repair-orders/${orderId}/coverage-decisions`, { reason: 'proof of purchase' }, order.version)
      .expect(200);
    expect((await headlineOf(reception, orderId)).standing).not.toBe('out');
    const decisions = (await reception.get(`/repair-orders/${orderId}/coverage-decisions`).expect(200)).body.data;
    expect(decisions).toHaveLength(2);
    expect(decisions.map((each: { verdict: { overall: string } }) => each.verdict.overall).sort()).toEqual([
      'chargeable',
      'covered',
    ]);

    const back = { amount: 2_000_000, reference: 'T-902', reason: 'covered: proof of purchase' };
    const refund = (body: object) => cashier.post(`/deposits/${deposit.id}/refunds`, body, deposit.version);
    expect((await refund({ ...back, amount: 2_000_001 })).body).toMatchObject({
      code: 'billing.deposit-spent',
      params: { held: 2_000_000 },
    });
    expect((await refund(back).expect(200)).body).toMatchObject({ held: 0, refunds: [{ amount: 2_000_000 }] });
    const day = (await cashier.get(`/cash-ups?centerId=${shop.centerId}&on=2026-05-04`).expect(200)).body;
    expect(day.methods).toContainEqual({ method: 'card', count: 0, amount: -2_000_000, deposits: -2_000_000 });
    const routes = await api.db.source.query('SELECT method FROM deposit_refund');
    expect(routes).toEqual([{ method: 'card' }]);
  });

  it('refuses a second open order and names centre and order; a right and a reason open one beside it', async () => {
    const { reception, manager } = shop.staff;
    const device = await shop.soldDevice('TWICE-1', '2026-01-10');
    const who = { deviceId: device.id, customerId: device.ownerId };
    const first = await shop.receive(reception, who);
    const number = (await reception.get(`/repair-orders/${first.orderId}`)).body.number;
    const again = await reception.post('/receptions', shop.intake(who));
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      code: 'repair.device-has-open-order',
      params: { number, centerEn: 'Tehran centre' },
    });
    const reason = { openBesideReason: 'second fault, other department' };
    expect((await reception.post('/receptions', shop.intake(who, reason))).body.code).toBe('not-allowed');
    expect((await manager.post('/receptions', shop.intake(who, reason))).status).toBe(201);
  });

  it('of two intakes of one device at once exactly one wins', async () => {
    const device = await shop.soldDevice('RACE-1', '2026-01-10');
    const who = { deviceId: device.id, customerId: device.ownerId };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => shop.staff.reception.post('/receptions', shop.intake(who))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('a device that was replaced is not taken in again', async () => {
    const { reception, manager } = shop.staff;
    const device = await shop.soldDevice('OLD-1', '2026-01-10');
    const { version } = (await manager.get(`/devices/${device.id}`)).body;
    await manager
      .post(`/devices/${device.id}/withdrawal`, { status: 'replaced', reason: 'swapped' }, version)
      .expect(200);
    const who = { deviceId: device.id, customerId: device.ownerId };
    const answer = await reception.post('/receptions', shop.intake(who));
    expect(answer.body).toMatchObject({ status: 409, code: 'devices.withdrawn' });
  });

  it('a blocked serial stops reception and leaves a security notice, nothing else', async () => {
    const { reception, manager } = shop.staff;
    const device = await shop.soldDevice('STOLEN-1', '2026-01-10');
    const { version } = (await manager.get(`/devices/${device.id}`)).body;
    await manager.post(`/devices/${device.id}/block`, { reason: 'reported stolen' }, version).expect(200);
    const answer = await reception.post(
      '/receptions',
      shop.intake({ deviceId: device.id, customerId: device.ownerId }),
    );
    expect(answer.body).toMatchObject({ status: 409, code: 'devices.blocked' });
    const rows = await api.db.source.query(
      `SELECT (SELECT count(*)::int FROM reception) AS receipts, (SELECT count(*)::int FROM repair_order) AS orders,
              (SELECT count(*)::int FROM audit_entry WHERE action = 'reception.blocked-device-presented' AND subject_id = $1) AS notices`,
      [device.id],
    );
    expect(rows).toEqual([{ receipts: 0, orders: 0, notices: 1 }]);
  });
});

describe('scenario 11: one part, two benches', () => {
  it('one free piece goes to exactly one of two orders; the other waits as a shortage', async () => {
    await shop.receiveGoods(shop.board, 1, 1_000_000);
    const orders = [];
    for (const serial of ['BENCH-1', 'BENCH-2']) {
      const device = await shop.soldDevice(serial, '2026-01-10');
      const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
      orders.push(await shop.needsBoard(orderId));
    }
    const answers = await Promise.all(
      orders.map((order) =>
        shop.staff.technician.post(`/repair-orders/${order.id}/requisitions`, {}, order.version).expect(200),
      ),
    );
    expect(answers.map((answer) => answer.body.lines[0].reserved).sort()).toEqual([0, 1]);
    const balances = (await shop.staff.storekeeper.get(`/stock-balances?centerId=${shop.centerId}`).expect(200)).body
      .data;
    expect(balances).toContainEqual(expect.objectContaining({ onHand: 1, reserved: 1 }));
  });
});
