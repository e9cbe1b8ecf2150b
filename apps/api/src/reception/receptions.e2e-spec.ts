import { Clock, type Id, newId } from '@aftercare/kernel';
import { aCenter } from '../../../../libs/billing/src/testing/workbench.js';
import { type RunningApi, runningApi } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const api: RunningApi = runningApi();
let shop: Workshop;
beforeEach(async () => {
  shop = await aWorkshop(api);
});
afterEach(() => jest.restoreAllMocks());

function itIs(instant: string): void {
  jest.spyOn(api.app.get(Clock), 'now').mockReturnValue(new Date(instant));
}

describe('receipts of a centre', () => {
  it('are listed by the civil day of the centre, whose midnight is not that of UTC', async () => {
    const { reception } = shop.staff;
    itIs('2026-03-20T20:29:59Z'); // a second before midnight in Tehran
    const evening = await shop.receiveUnknown(reception, 'DAY-1');
    itIs('2026-03-20T20:30:00Z');
    const morning = await shop.receiveUnknown(reception, 'DAY-2');

    const on = async (day: string) =>
      (await reception.get(`/receptions?receivedOn=${day}`).expect(200)).body.data.map(({ id }: { id: string }) => id);
    expect(await on('2026-03-20')).toEqual([evening.id]);
    expect(await on('2026-03-21')).toEqual([morning.id]);
    expect(await on('2026-03-22')).toEqual([]);
    const { body } = await reception.get('/receptions?receivedOn=2026-02-30').expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/receivedOn' }]);
  });

  it('are found by number, name and mobile, page by page and only in the centres of the clerk', async () => {
    const { reception } = shop.staff;
    const device = await shop.soldDevice('FOUND-1', '2026-01-10'); // of Sara Ahmadi
    const hers = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
    const his = [await shop.receiveUnknown(reception, 'FOUND-2'), await shop.receiveUnknown(reception, 'FOUND-3')];
    const find = async (q: string, more = '') =>
      (await reception.get(`/receptions?q=${encodeURIComponent(q)}${more}`).expect(200)).body;
    const idsOf = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);

    const { number } = (await reception.get(`/receptions/${hers.id}`)).body;
    expect(idsOf(await find(number.slice(-6)))).toEqual([hers.id]);
    expect(idsOf(await find('احمدي'))).toEqual([hers.id]);
    expect(idsOf(await find('۰۹۱۲۳۴۵'))).toEqual([hers.id]);
    const first = await find('محمدی', '&limit=1');
    expect(first.page.hasMore).toBe(true);
    const second = await find('محمدی', `&limit=1&cursor=${first.page.nextCursor}`);
    expect([...idsOf(first), ...idsOf(second)]).toEqual([his[1]?.id, his[0]?.id]);
    expect(idsOf(await find('محمدی', '&receivedOn=2020-01-01'))).toEqual([]);

    const elsewhere = await api.signIn(['reception.read'], { centerIds: [await otherCenter()] });
    expect(idsOf((await elsewhere.get(`/receptions?q=${encodeURIComponent('محمدی')}`).expect(200)).body)).toEqual([]);
  });
});

describe('the paper of a receipt', () => {
  it('RC6 keeps the guarantee and the estimate as they were told, whatever becomes of the order', async () => {
    const { reception, technician } = shop.staff;
    itIs('2026-07-15T08:30:00Z');
    const device = await shop.soldDevice('PAPER-1', '2025-05-01');
    await shop.registerGuarantee(device.id, { soldOn: '2025-05-01' }); // labour is over, parts are covered
    const line = { quantity: 1, faultCodeId: null, evidence: [] };
    const lines = [
      { ...line, serviceItemId: shop.labour, partId: null },
      { ...line, serviceItemId: null, partId: shop.board },
    ];
    const { body: told } = await reception
      .post('/receptions', shop.intake({ deviceId: device.id, customerId: device.ownerId }, { lines }))
      .expect(201);
    expect(told.company.currency).toBe('IRR');
    const [item] = told.items;
    expect(item.guarantee).toMatchObject({ standing: 'partly', reason: { code: expect.any(String) } });
    expect(item.estimate).toMatchObject({
      lines: [
        { listAmount: 3_000_000, coveredAmount: 0, chargedAmount: 3_000_000, taxAmount: 300_000 },
        { coveredAmount: item.estimate.lines[1].listAmount, chargedAmount: 0, taxAmount: 0 },
      ],
      net: 3_000_000,
      tax: 300_000,
      total: 3_300_000,
    });

    const order = (await technician.get(`/repair-orders/${item.orderId}`)).body;
    await technician
      .patch(`/repair-orders/${order.id}/lines/${order.lines[0].id}`, { quantity: 2 }, order.version)
      .expect(200);
    const { body: reread } = await reception.get(`/receptions/${told.id}`).expect(200);
    expect(reread.items).toEqual(told.items);
  });

  it('tells what is seen, when and where by codes, on the paper and to the bench', async () => {
    const { reception, technician, manager } = shop.staff;
    await manager.post('/code-presets/appliances/adoption', { groupId: null }).expect(200);
    const idOf = async (kind: string, code: string): Promise<Id> =>
      (await manager.get(`/codes?kind=${kind}&q=${code}`).expect(200)).body.data[0].id;
    const [symptomCodeId, occurrenceCodeId] = [await idOf('symptom', 'S161'), await idOf('occurrence', 'O2')];
    const circumstanceCodeId = await idOf('circumstance', 'E25');
    const device = await shop.soldDevice('PAPER-3', '2025-05-01');
    const receive = (item: object) =>
      reception.post('/receptions', shop.intake({ deviceId: device.id, customerId: device.ownerId }, item));
    const heading = (await manager.get('/codes?kind=circumstance&show=headings')).body.data[0].id;
    for (const wrong of [{ symptomCodeId: occurrenceCodeId }, { circumstanceCodeId: heading }]) {
      expect((await receive(wrong).expect(422)).body.code).toBe('reception.unknown-code');
    }
    const { body } = await receive({ symptomCodeId, occurrenceCodeId, circumstanceCodeId }).expect(201);
    expect(body.items[0].told.map(({ en }: { en: string }) => en)).toEqual([
      'Leaks',
      'Now and then',
      'While it drains',
    ]);
    const order = (await technician.get(`/repair-orders/${body.items[0].orderId}`).expect(200)).body;
    expect(order.told).toMatchObject({
      symptom: { code: 'S161' },
      occurrence: { code: 'O2' },
      circumstance: { code: 'E25' },
    });
  });

  it('RC6 has no estimate where nothing was agreed on', async () => {
    const receipt = await shop.receiveUnknown(shop.staff.reception, 'PAPER-2');
    const [item] = (await shop.staff.reception.get(`/receptions/${receipt.id}`)).body.items;
    expect(item.estimate).toBeNull();
    expect(item.guarantee.standing).toBe('out');
  });
});

async function otherCenter(): Promise<Id> {
  return (await aCenter(api.db, newId().slice(-8))).centerId;
}
