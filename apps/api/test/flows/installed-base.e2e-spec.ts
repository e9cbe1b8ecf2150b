import { Clock, type Id } from '@aftercare/kernel';
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

describe('scenario 9: warranty on the replaced part (Gregorian policy)', () => {
  // Sold on 2023-06-30, so the product cover ends on 2025-06-30.
  const terms = {
    calendar: 'gregorian',
    startBasis: 'sale',
    cover: [
      { class: 'parts', months: 24, percent: 100 },
      { class: 'labour', months: 24, percent: 100 },
    ],
    exclusions: [],
    costBearers: [{ bearer: 'maker', percent: 100 }],
    claim: { partsAt: 'list', handlingPercent: 0 },
    partWarranty: { months: 6, percent: 100, labour: true },
    loaner: { afterDays: 30 },
  };
  let device: { id: Id; ownerId: Id };
  beforeEach(async () => {
    await shop.publishPolicy('PART-6', terms, shop.productId);
    await shop.receiveGoods(shop.board, 3, 7_500_000);
    device = await shop.soldDevice('BOARD-TV-1', '2023-06-30');
    await shop.registerGuarantee(device.id, { soldOn: '2023-06-30' });
  });

  /** The board fails on that day and is on the bench, with its labour. */
  async function boardFails(day: string): Promise<Order> {
    itIs(day);
    const { orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId });
    const order = await shop.needsBoard(orderId);
    return act(shop.staff.technician, order, 'post', 'lines', line({ serviceItemId: shop.labour }));
  }

  const shares = (order: Order) => order.lines.map(({ coveredPercent }) => coveredPercent);
  const because = (order: Order) => order.lines.map(({ reasons }) => reasons[0]?.code);

  it('a board replaced on 2025-04-10 is covered with its labour until 2025-10-10; a worn speaker is charged', async () => {
    const first = await boardFails('2025-04-10');
    expect(because(first)).toEqual(['in-period', 'in-period']);
    await mendAndHandOver(first);

    let second = await boardFails('2025-08-15');
    const { id: speaker } = (
      await shop.staff.manager
        .post('/parts', {
          sku: 'SPEAKER',
          name: { fa: 'بلندگو', en: 'Speaker' },
          brandId: null,
          groupId: null,
          listPrice: 2_000_000,
        })
        .expect(201)
    ).body;
    const worn = { partId: speaker, faultCodeId: shop.code('fault', 'F140') };
    second = await act(shop.staff.technician, second, 'post', 'lines', line(worn));
    expect(shares(second)).toEqual([100, 100, 0]);
    expect(because(second)).toEqual(['work-in-period', 'work-in-period', 'period-over']);
    expect(second.lines[0]?.reasons[0]).toMatchObject({
      code: 'work-in-period',
      params: { orderNumber: first.number, kind: 'part', startsOn: '2025-04-10', endsOn: '2025-10-10', daysLeft: 56 },
    });
    second = await act(shop.staff.technician, second, 'post', 'quotes', {});
    expect(second.quotes).toMatchObject([{ net: 2_000_000, tax: 200_000, total: 2_200_000 }]);
  });

  it('the component tree shows both serials with dates, the orders and how long the board is covered', async () => {
    const { technician, manager } = shop.staff;
    const order = await boardFails('2025-04-10');
    await mendAndHandOver(order, { slot: 'main board', serialIn: 'B-۲', serialOut: 'B-1' });
    const parts = async () => (await technician.get(`/devices/${device.id}/parts`).expect(200)).body.data;
    const by = { id: order.id, number: order.number };
    const [now, before] = await parts();
    expect(now).toMatchObject({ slot: 'main board', serial: 'B-۲', fittedOn: '2025-04-10', fittedBy: by });
    expect(now).toMatchObject({
      removedOn: null,
      removedBy: null,
      coveredUntil: '2025-10-10',
      part: { code: 'BOARD' },
    });
    expect(before).toMatchObject({ slot: 'main board', serial: 'B-1', fittedOn: null, fittedBy: null });
    expect(before).toMatchObject({ removedOn: '2025-04-10', removedBy: by, coveredUntil: null });
    await manager.get(`/devices/${order.id}/parts`).expect(404);
  });

  it('R22 a device stands as designed and as it is: places in their order, units and parts in them, strange ones last', async () => {
    const { technician, manager } = shop.staff;
    const at = { parentSlot: null, groupId: null, partId: null, quantity: 1, serialised: false };
    const components = [
      { ...at, slot: 'chassis' },
      { ...at, slot: 'main board', parentSlot: 'chassis', partId: shop.board, serialised: true },
      { ...at, slot: 'panel', parentSlot: 'chassis', serialised: true },
      { ...at, slot: 'fan', parentSlot: 'chassis', quantity: 2 },
    ];
    const { version } = (await manager.get(`/products/${shop.productId}`)).body;
    await manager.put(`/products/${shop.productId}/structure`, { components }, version).expect(200);
    const order = await boardFails('2025-04-10');
    await mendAndHandOver(order, { slot: null, serialIn: 'B-2', serialOut: 'B-1' });
    const unit = { brandId: shop.brandId, productId: shop.productId, imei: null };
    for (const [serial, slot] of [
      ['PNL-1', 'panel'],
      ['ODD-1', 'side pocket'],
    ]) {
      const { id: componentId } = (await manager.post('/devices', { ...unit, serial }).expect(201)).body;
      const host = (await manager.get(`/devices/${device.id}`)).body;
      await manager.post(`/devices/${device.id}/components`, { componentId, slot }, host.version).expect(200);
    }
    const { places } = (await technician.get(`/devices/${device.id}/structure`).expect(200)).body;
    const told = { designed: { quantity: 1, serialised: true, group: null }, parentSlot: 'chassis' };
    const asDesigned = { unit: null, parts: [], coveredUntil: '2025-06-30' };
    expect(places).toMatchObject([
      { slot: 'chassis', parentSlot: null, ...asDesigned },
      {
        slot: 'main board',
        ...told,
        unit: null,
        parts: [{ serial: 'B-2' }, { serial: 'B-1' }],
        coveredUntil: '2025-10-10',
      },
      { slot: 'panel', ...told, unit: { serial: 'PNL-1' }, parts: [] },
      { slot: 'fan', designed: { quantity: 2, part: null }, ...asDesigned },
      { slot: 'side pocket', designed: null, parentSlot: null, unit: { serial: 'ODD-1' }, parts: [] },
    ]);
    expect(places[1].designed.part).toMatchObject({ code: 'BOARD' });
    await technician.get(`/devices/${order.id}/structure`).expect(404);
  });

  it('R15: a place is told for one fitted piece, corrected by telling it again, and forgotten when the piece comes out', async () => {
    const { technician, storekeeper } = shop.staff;
    let order = await boardFails('2025-04-10');
    const at = `lines/${order.lines[0]?.id}`;
    const piece = { slot: null, serialIn: 'B-2', serialOut: 'B-1' };
    const place = (body: object) => technician.put(`/repair-orders/${order.id}/${at}/component`, body, order.version);
    expect((await place(piece).expect(409)).body.code).toBe('repair.not-one-piece');
    await act(technician, order, 'post', 'requisitions');
    await shop.issueEverything(storekeeper, order.id);
    order = (await technician.get(`/repair-orders/${order.id}`)).body;
    order = await act(technician, order, 'put', `${at}/fitted`, { quantity: 1 });
    expect((await place({ ...piece, serialIn: '--' }).expect(422)).body.code).toBe('invalid-input');
    order = await act(technician, order, 'put', `${at}/component`, piece);
    order = await act(technician, order, 'put', `${at}/component`, { ...piece, serialIn: 'B-3' });
    const serials = async () =>
      (await technician.get(`/devices/${device.id}/parts`)).body.data.map((each: { serial: string }) => each.serial);
    expect(await serials()).toEqual(['B-3', 'B-1']);
    await act(technician, order, 'put', `${at}/fitted`, { quantity: 0 });
    expect(await serials()).toEqual([]);
    const told = (await technician.get(`/devices/${device.id}/timeline`)).body.data;
    expect(told.map((each: { kind: string }) => each.kind)).toEqual([
      'part-taken-back',
      'part-replaced',
      'part-replaced',
      'registered',
    ]);
  });

  it('R15: another serial than the one that sits there cannot come out, and one serial sits in one place', async () => {
    await mendAndHandOver(await boardFails('2025-04-10'), { slot: 'board', serialIn: 'B-2', serialOut: null });
    const again = await boardFails('2025-05-10');
    const refusal = (body: object) => mendAndHandOver(again, body).catch((error: Error) => error.message);
    expect(await refusal({ slot: 'board', serialIn: 'B-3', serialOut: 'B-9' })).toContain(
      'devices.component-serial-differs',
    );
    const order = (await shop.staff.technician.get(`/repair-orders/${again.id}`)).body;
    const line = order.lines[0].id;
    const twice = await shop.staff.technician.put(
      `/repair-orders/${again.id}/lines/${line}/component`,
      { slot: 'spare board', serialIn: 'b 2', serialOut: null },
      order.version,
    );
    expect([twice.status, twice.body.code]).toEqual([409, 'devices.part-elsewhere']);
  });

  it('R13: the promise keeps the terms of its day: a later version of the policy changes nothing', async () => {
    await mendAndHandOver(await boardFails('2025-04-10'));
    const admin = await api.signIn(['warranty.manage', 'warranty.read']);
    const [policy] = (await admin.get('/warranty-policies?q=PART-6').expect(200)).body.data;
    const { partWarranty: _, ...without } = terms;
    const draft = (
      await admin.put(`/warranty-policies/${policy.id}/draft`, { terms: without }, policy.version).expect(200)
    ).body;
    await admin.post(`/warranty-policies/${policy.id}/publication`, {}, draft.version).expect(200);
    expect(because(await boardFails('2025-10-09'))).toEqual(['work-in-period', 'work-in-period']);
  });

  it('R13: a promise is borne by whom the terms name for the line it came of', async () => {
    const [parts, labour] = terms.cover;
    const share = [
      { bearer: 'maker', percent: 70 },
      { bearer: 'importer', percent: 30 },
    ];
    const cover = [
      { ...parts, bearers: share },
      { ...labour, bearer: 'centre' },
    ];
    const promises = {
      partWarranty: { months: 6, percent: 100, labour: false },
      workWarranty: { months: 3, percent: 100 },
    };
    await shop.publishPolicy('SHARED-6', { ...terms, cover, ...promises }, shop.productId);
    device = await shop.soldDevice('BOARD-TV-2', '2023-06-30');
    await shop.registerGuarantee(device.id, { soldOn: '2023-06-30' });
    await mendAndHandOver(await boardFails('2025-06-10'));
    const kept = 'SELECT kind, bearers FROM repair_promise WHERE device_id = $1 ORDER BY kind';
    expect(await api.db.source.query(kept, [device.id])).toEqual([
      { kind: 'part', bearers: share },
      { kind: 'work', bearers: [{ bearer: 'centre', percent: 100 }] },
    ]);
    const again = await boardFails('2025-08-15');
    expect(because(again)).toEqual(['work-in-period', 'work-in-period']);
    const [{ payers }] = await api.db.source.query(
      `SELECT jsonb_path_query_array(result, '$.lines[*].payers[*].payer') AS payers FROM coverage_decision
        WHERE subject_id = $1 ORDER BY decided_at DESC, id DESC LIMIT 1`,
      [again.id],
    );
    expect(payers).toEqual(['maker', 'importer', 'centre']);
  });

  it('R13: the promise ends on its day, and a repeat under it does not restart it', async () => {
    await mendAndHandOver(await boardFails('2025-04-10'));
    await mendAndHandOver(await boardFails('2025-10-09'));
    expect(shares(await boardFails('2025-10-10'))).toEqual([0, 0]);
  });

  it.each([
    ['2025-06-29', [100, 100]],
    ['2025-06-30', [0, 0]],
  ])('a board replaced on 2024-09-01 keeps the later product end: on %s %j percent', async (day, covered) => {
    await mendAndHandOver(await boardFails('2024-09-01'));
    expect(shares(await boardFails(day))).toEqual(covered);
  });

  it('R14: a decision knows earlier visits, their claims, the same fault, the group of the part and the days in the shop', async () => {
    const { manager, technician } = shop.staff;
    const name = { fa: 'برد', en: 'Boards' };
    const { id: groupId } = (
      await manager.post('/product-groups', { parentId: null, code: 'boards', name }).expect(201)
    ).body;
    const { version } = (await manager.get(`/parts/${shop.board}`).expect(200)).body;
    await manager.patch(`/parts/${shop.board}`, { groupId }, version).expect(200);
    const factsOf = async ({ id }: Order) =>
      (await manager.get(`/repair-orders/${id}/coverage-decisions`).expect(200)).body.data[0].facts;

    const first = await boardFails('2024-03-01');
    const facts = await factsOf(first);
    expect(facts.lines).toMatchObject([{ componentGroups: ['boards'] }, { class: 'labour', faultCode: 'F100' }]);
    expect([facts.history, facts.daysInShop]).toEqual([undefined, undefined]);
    itIs('2024-03-09');
    await mendAndHandOver(first);

    const seen = (await manager.get(`/devices/${device.id}`).expect(200)).body;
    await manager.post(`/devices/${device.id}/readings`, { meter: 'hours', value: 900 }, seen.version).expect(200);
    const again = await boardFails('2024-05-01');
    itIs('2024-05-04');
    await act(technician, again, 'post', 'lines', line({ serviceItemId: shop.travel }));
    expect(await factsOf(again)).toMatchObject({
      daysInShop: 3,
      readings: [{ meter: 'hours', value: 900 }],
      history: {
        shopDays: [8],
        repairedUnderCover: true,
        sameFault: 2,
        claims: [
          { class: 'labour', componentGroup: null, count: 1 },
          { class: 'parts', componentGroup: null, count: 1 },
        ],
      },
    });
  });

  it('R14: another day in the shop is no fact, and so no decision, where the terms ask for none', async () => {
    const { manager, reception } = shop.staff;
    const { loaner: _, ...patient } = terms;
    await shop.publishPolicy('PATIENT', patient, shop.productId);
    const other = await shop.soldDevice('BOARD-TV-2', '2023-06-30');
    await shop.registerGuarantee(other.id, { soldOn: '2023-06-30' });
    itIs('2024-03-01');
    const { orderId } = await shop.receive(reception, { deviceId: other.id, customerId: other.ownerId });
    itIs('2024-03-04');
    const decisions = async () =>
      (await manager.get(`/repair-orders/${orderId}/coverage-decisions`).expect(200)).body.data;
    const before = await decisions();
    const { version } = (await manager.get(`/repair-orders/${orderId}`).expect(200)).body;
    const again = { reason: 'asked again' };
    await manager.post(`/repair-orders/${orderId}/coverage-decisions`, again, version).expect(200);
    expect(await decisions()).toEqual(before);
    expect(before[0].facts).not.toHaveProperty('daysInShop');
  });
});

interface Order {
  readonly id: Id;
  readonly number: string;
  readonly version: number;
  readonly lines: readonly {
    readonly id: Id;
    readonly coveredPercent: number;
    readonly reasons: readonly { readonly code: string; readonly params: object }[];
  }[];
  readonly quotes: readonly object[];
}

const line = (values: object) => ({
  serviceItemId: null,
  partId: null,
  quantity: 1,
  faultCodeId: null,
  evidence: [],
  ...values,
});

/** The rest of a repair that costs the customer nothing, up to the hand-over. */
async function mendAndHandOver(given: Order, piece?: object): Promise<void> {
  const { technician, storekeeper, checker, reception } = shop.staff;
  await act(technician, given, 'post', 'requisitions');
  await shop.issueEverything(storekeeper, given.id);
  let order = (await technician.get(`/repair-orders/${given.id}`)).body;
  order = await act(technician, order, 'post', 'moves', { act: 'start-repair', reason: null });
  for (const part of order.lines.filter((each: { kind: string }) => each.kind === 'part'))
    order = await act(technician, order, 'put', `lines/${part.id}/fitted`, { quantity: 1 });
  if (piece) order = await act(technician, order, 'put', `lines/${order.lines[0].id}/component`, piece);
  order = await act(technician, order, 'post', 'moves', { act: 'finish-repair', reason: null });
  order = await act(checker, order, 'post', 'checks', { passed: true, note: null });
  const receipt = (await reception.get(`/receptions/${order.reception.id}`).expect(200)).body;
  const accessories = receipt.items[0].accessories.map((each: { id: Id; quantity: number }) => ({
    accessoryId: each.id,
    quantity: each.quantity,
  }));
  await act(reception, order, 'post', 'hand-over', { collectedBy: 'Sara', accessories, missingNote: null });
}

async function act(
  client: SignedInClient,
  order: { readonly id: Id; readonly version: number },
  verb: 'post' | 'put',
  path: string,
  body: object = {},
) {
  const response = await client[verb](`/repair-orders/${order.id}/${path}`, body, order.version);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
  return response.body;
}
