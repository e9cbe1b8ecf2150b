import { newId } from '@aftercare/kernel';
import { type RunningApi, runningApi } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const api: RunningApi = runningApi();
let shop: Workshop;
let orderId: string;
beforeEach(async () => {
  shop = await aWorkshop(api);
  const device = await shop.soldDevice('SN-1', '2026-01-10');
  ({ orderId } = await shop.receive(shop.staff.reception, { deviceId: device.id, customerId: device.ownerId }));
});

const read = async () => (await shop.staff.manager.get(`/repair-orders/${orderId}`).expect(200)).body;
const LINE = { serviceItemId: null, partId: null, quantity: 1, faultCodeId: null, evidence: [] };

describe('/repair-orders', () => {
  it('lists the orders of the clerk’s centres by state, newest first, page by page', async () => {
    const { reception, manager } = shop.staff;
    for (const serial of ['SN-2', 'SN-3']) {
      const device = await shop.soldDevice(serial, '2026-01-10');
      await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
    }
    const first = (
      await reception.get(`/repair-orders?centerId=${shop.centerId}&state=received,diagnosing&limit=2`).expect(200)
    ).body;
    expect(first.page.hasMore).toBe(true);
    const rest = (
      await reception.get(`/repair-orders?state=received&limit=2&cursor=${first.page.nextCursor}`).expect(200)
    ).body;
    const all = [...first.data, ...rest.data];
    expect(all).toHaveLength(3);
    expect(all.map((order) => order.receivedAt)).toEqual([...all.map((order) => order.receivedAt)].sort().toReversed());
    expect((await reception.get('/repair-orders?state=closed')).body.data).toEqual([]);
    expect((await manager.get(`/repair-orders/counts?centerId=${shop.centerId}`).expect(200)).body.data).toEqual([
      { state: 'received', orders: 3, late: 0, mine: 0 },
    ]);
  });

  it('another centre’s order is as absent as one that never was', async () => {
    const admin = await api.signIn(['organization.manage', 'organization.read']);
    const other = await admin.post('/service-centers', {
      code: 'ISF1',
      name: { fa: 'اصفهان', en: 'Isfahan' },
      phone: null,
      address: null,
      timeZone: 'Asia/Tehran',
      calendar: 'jalali',
    });
    const stranger = await api.signIn(
      ['repair.read', 'repair.diagnose', 'repair.work', 'billing.issue', 'reception.hand-over'],
      {
        centerIds: [other.body.id],
      },
    );
    const { version } = await read();
    const strip = ({ instance: _, ...body }: { instance: string }) => body;
    const foreign = await stranger.get(`/repair-orders/${orderId}`).expect(404);
    const absent = await stranger.get(`/repair-orders/${newId()}`).expect(404);
    expect(strip(foreign.body)).toEqual(strip(absent.body));
    await stranger.get(`/repair-orders?centerId=${shop.centerId}`).expect(404);
    await stranger
      .post(`/repair-orders/${orderId}/moves`, { act: 'start-diagnosis', reason: null }, version)
      .expect(404);
    await stranger
      .post(`/repair-orders/${orderId}/lines`, { ...LINE, serviceItemId: shop.labour }, version)
      .expect(404);
    await stranger.post(`/repair-orders/${orderId}/invoices`, {}, version).expect(404);
    expect((await stranger.get('/repair-orders')).body.data).toEqual([]);
    expect((await read()).version).toBe(version);
  });

  it('offers each role its own acts', async () => {
    const actions = async (who: 'technician' | 'cashier' | 'manager') =>
      (await shop.staff[who].get(`/repair-orders/${orderId}`).expect(200)).body.allowedActions;
    expect(await actions('technician')).toEqual(['start-diagnosis', 'send-to-vendor']);
    expect(await actions('cashier')).toEqual([]);
    expect(await actions('manager')).toContain('cancel');
    expect((await read()).actionsNeedingReason).toEqual(['cancel']);
  });

  it('an act needs its permission, its state, its version and where the table says so a reason', async () => {
    const { technician, cashier, manager } = shop.staff;
    const move = (act: string, reason: string | null = null) => ({ act, reason });
    const path = `/repair-orders/${orderId}/moves`;
    const { version } = await read();
    expect((await cashier.post(path, move('start-diagnosis'), version)).body.code).toBe('not-allowed');
    expect((await technician.post(path, move('start-diagnosis'))).body.code).toBe('version-required');
    expect((await technician.post(path, move('start-diagnosis'), version + 1)).body.code).toBe('stale-version');
    expect((await technician.post(path, move('close'), version)).body.code).toBe('repair.act-not-allowed');
    expect((await technician.post(path, move('hand-over'), version)).body.code).toBe('invalid-input');
    expect((await manager.post(path, move('cancel'), version)).body.code).toBe('repair.reason-missing');
    expect(await read()).toMatchObject({ state: 'received', version });
    expect((await manager.post(path, move('cancel', 'wrong device'), version).expect(200)).body).toMatchObject({
      state: 'cancelled',
    });
  });

  it('of many who move it at once one wins', async () => {
    const { version } = await read();
    const body = { act: 'start-diagnosis', reason: null };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => shop.staff.technician.post(`/repair-orders/${orderId}/moves`, body, version)),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(9);
    expect((await read()).transitions).toHaveLength(2);
  });

  it('is assigned to those who can repair in its centre', async () => {
    const { manager, technician, cashier } = shop.staff;
    const assign = async (technicianId: string | null) =>
      manager.put(`/repair-orders/${orderId}/technician`, { technicianId }, (await read()).version);
    expect((await assign(cashier.accountId)).body.code).toBe('repair.unknown-technician');
    expect((await assign(newId())).body.code).toBe('repair.unknown-technician');
    expect((await assign(technician.accountId)).body.technician).toMatchObject({ id: technician.accountId });
    expect((await technician.get(`/repair-orders?technicianId=${technician.accountId}`)).body.data).toHaveLength(1);
    expect((await assign(null)).body.technician).toBeNull();
  });

  it('codes must exist and be of their kind; findings decide the cover anew', async () => {
    const { technician } = shop.staff;
    const diagnose = async (finding: object) =>
      technician.put(
        `/repair-orders/${orderId}/diagnosis`,
        {
          findings: [
            {
              symptomCodeId: shop.code('symptom', 'S110'),
              faultCodeId: shop.code('fault', 'F100'),
              causeCodeId: null,
              note: null,
              ...finding,
            },
          ],
        },
        (await read()).version,
      );
    expect((await diagnose({ faultCodeId: shop.code('symptom', 'S110') })).body.code).toBe('repair.unknown-code');
    expect((await diagnose({ causeCodeId: newId() })).body.code).toBe('repair.unknown-code');
    expect((await diagnose({})).body.findings[0]).toMatchObject({ fault: { code: 'F100' } });
    expect(
      (await technician.put(`/repair-orders/${orderId}/diagnosis`, { findings: [] }, (await read()).version)).status,
    ).toBe(422);
  });

  it('C15 in a strict group only listed codes go together; the refusal points at the fault', async () => {
    const { technician, manager } = shop.staff;
    const [group] = (await manager.get('/product-groups?q=tv')).body.data;
    await manager.patch(`/product-groups/${group.id}`, { strictCodes: true }, group.version).expect(200);
    const codes = { symptomCodeId: shop.code('symptom', 'S110'), faultCodeId: shop.code('fault', 'F100') };
    const finding = { ...codes, causeCodeId: null, note: null };
    const diagnose = async () =>
      technician.put(`/repair-orders/${orderId}/diagnosis`, { findings: [finding] }, (await read()).version);
    const refusal = await diagnose();
    expect(refusal.status).toBe(422);
    expect(refusal.body).toMatchObject({
      code: 'catalog.combination-not-listed',
      errors: [{ pointer: '/findings/0/faultCodeId' }],
    });
    expect((await read()).findings).toEqual([]);
    const row = { groupId: group.id, symptomId: codes.symptomCodeId, faultId: codes.faultCodeId };
    await manager.post('/code-combinations', { ...row, causeId: null, repairId: null }).expect(201);
    expect((await diagnose()).body.findings).toHaveLength(1);
  });

  it('R21 section, reason for no cover and work done are coded too, and offered by what is listed and was used', async () => {
    const { technician, manager } = shop.staff;
    await manager.post('/code-presets/general/adoption', { groupId: null }).expect(200);
    const idOf = async (kind: string, code: string): Promise<string> =>
      (await manager.get(`/codes?kind=${kind}&q=${code}`).expect(200)).body.data[0].id;
    const choices = async (query: string) =>
      (await technician.get(`/repair-orders/${orderId}/code-choices?${query}`).expect(200)).body.data;
    const [symptomCodeId, faultCodeId] = [shop.code('symptom', 'S131'), shop.code('fault', 'F121')];
    const codes = (list: { code: string }[]) => list.map(({ code }) => code);
    expect(codes(await choices(`kind=fault&symptomCodeId=${symptomCodeId}`))).toEqual(['F120', 'F121', 'F190']);
    expect(codes(await choices(`kind=fault&symptomCodeId=${symptomCodeId}&q=F10`))).toContain('F101');
    const after = `symptomCodeId=${symptomCodeId}&faultCodeId=${faultCodeId}`;
    expect(await choices(`kind=cause&${after}`)).toMatchObject([{ code: 'C22', listed: true, repairs: 0 }]);
    expect(codes(await choices(`kind=repair&${after}`))).toEqual(['R10']);
    expect((await choices('kind=section')).length).toBeGreaterThan(5);
    await technician.get(`/repair-orders/${newId()}/code-choices?kind=fault`).expect(404);
    await technician.get(`/repair-orders/${orderId}/code-choices?kind=accessory`).expect(400);

    const sectionCodeId = await idOf('section', 'L12');
    const exclusionCodeId = await idOf('exclusion', 'X11');
    const finding = { symptomCodeId, sectionCodeId, faultCodeId, causeCodeId: null, exclusionCodeId, note: null };
    const diagnose = async (more: object) =>
      technician.put(
        `/repair-orders/${orderId}/diagnosis`,
        { findings: [{ ...finding, ...more }] },
        (await read()).version,
      );
    expect((await diagnose({ sectionCodeId: exclusionCodeId })).body.code).toBe('repair.unknown-code');
    expect((await diagnose({ exclusionCodeId: newId() })).body.code).toBe('repair.unknown-code');
    expect((await diagnose({})).body.findings).toMatchObject([
      { section: { code: 'L12' }, exclusion: { code: 'X11' }, listed: true },
    ]);
    expect((await diagnose({ faultCodeId: shop.code('fault', 'F132') })).body.findings[0].listed).toBe(false);
    await diagnose({});

    const add = async (line: object) =>
      technician.post(`/repair-orders/${orderId}/lines`, { ...LINE, ...line }, (await read()).version);
    const line = { serviceItemId: shop.labour, faultCodeId: null };
    expect((await add({ ...line, repairCodeId: faultCodeId })).body.code).toBe('repair.unknown-code');
    const repairCodeId = await idOf('repair', 'R10');
    expect((await add({ ...line, repairCodeId })).body.lines).toMatchObject([{ repair: { code: 'R10' } }]);
    const facts = `SELECT facts #> '{lines,0}' AS line FROM coverage_decision WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`;
    expect(await api.db.source.query(facts, [orderId])).toMatchObject([
      { line: { faultCode: 'F121', exclusionCode: 'X11' } }, // R5 of warranty: a policy may exclude the reason
    ]);
    const [group] = (await manager.get('/product-groups?q=tv')).body.data;
    await manager.patch(`/product-groups/${group.id}`, { strictCodes: true }, group.version).expect(200);
    expect((await add({ ...line, repairCodeId: await idOf('repair', 'R14') })).body).toMatchObject({
      code: 'catalog.combination-not-listed',
      errors: [{ pointer: '/repairCodeId' }],
    });
  });

  it('lines come from the catalogue, are decided at once, and lock while the store holds their parts', async () => {
    const { technician } = shop.staff;
    const path = `/repair-orders/${orderId}/lines`;
    const add = async (line: object) => technician.post(path, { ...LINE, ...line }, (await read()).version);
    expect((await add({ partId: newId() })).body.code).toBe('repair.unknown-item');
    expect((await add({})).body.code).toBe('repair.unknown-item');
    await shop.receiveGoods(shop.board, 2, 1_000_000);
    const order = (await add({ partId: shop.board })).body;
    expect(order.lines[0]).toMatchObject({ listAmount: 12_000_000, coveredPercent: 0, chargedAmount: 12_000_000 });
    expect(order.coverage.earlierDecisions).toBe(1);
    expect(order.coverage.remedies).toEqual([]);
    const requested = (await technician.post(`/repair-orders/${orderId}/requisitions`, {}, order.version).expect(200))
      .body;
    const [line] = requested.lines;
    expect(line).toMatchObject({ requested: 1, reserved: 1, issued: 0 });
    expect((await technician.patch(`${path}/${line.id}`, { quantity: 2 }, requested.version)).body.code).toBe(
      'repair.line-in-store',
    );
    expect((await technician.delete(`${path}/${line.id}`, requested.version)).body.code).toBe('repair.line-in-store');
    expect((await technician.put(`${path}/${line.id}/fitted`, { quantity: 1 }, requested.version)).body.code).toBe(
      'repair.fit-too-many',
    );
  });

  it('a line takes the tariff of its product and centre, and keeps it', async () => {
    const manager = await api.signIn(['catalog.manage', 'catalog.read', 'organization.manage', 'organization.read']);
    const { technician } = shop.staff;
    const scope = {
      partId: null,
      serviceItemId: shop.labour,
      groupId: null,
      validFrom: '2020-01-01',
      validUntil: null,
    };
    const tariff = { ...scope, productId: shop.productId, grade: 'A', price: 7_000_000, minutes: 75 };
    const { body: made } = await manager.post('/tariffs', tariff).expect(201);
    const path = `/repair-orders/${orderId}/lines`;
    const add = async () => {
      const { version } = await read();
      const { lines } = (await technician.post(path, { ...LINE, serviceItemId: shop.labour }, version).expect(200))
        .body;
      return lines.at(-1);
    };
    expect((await add()).unitPrice).not.toBe(7_000_000); // the centre has no grade yet
    await manager.patch(`/service-centers/${shop.centerId}`, { grade: 'A' }, 1).expect(200);
    expect(await add()).toMatchObject({ unitPrice: 7_000_000, minutes: 75 });
    await manager.patch(`/tariffs/${made.id}`, { price: 9_000_000 }, 1).expect(200);
    const { lines } = await read();
    expect(lines.at(-1)).toMatchObject({ unitPrice: 7_000_000, minutes: 75 });
  });

  it('R20 offers parts that fit first, with stock, and what may go in while they are short', async () => {
    const manager = await api.signIn(['catalog.manage', 'catalog.read']);
    const { technician } = shop.staff;
    const choices = async (q = '') =>
      (await technician.get(`/repair-orders/${orderId}/part-choices${q}`).expect(200)).body.data;
    const name = { fa: null, en: 'Odd board' };
    const made = await manager.post('/parts', { sku: 'ODD-1', name, brandId: null, groupId: null, listPrice: 5 });
    const odd = made.body.id as string;
    const has = (id: string) => expect.objectContaining({ id });
    expect(await choices()).not.toContainEqual(has(odd));
    expect(await choices('?q=odd')).toMatchObject([{ id: odd, fits: null, free: 0, substitutes: [] }]);
    const relations = { productIds: [shop.productId], substitutes: [{ partId: shop.board, note: 'with its cable' }] };
    await manager.put(`/parts/${odd}/relations`, relations, 1).expect(200);
    expect((await choices())[0]).toMatchObject({ id: odd, fits: 'product', substitutes: [] }); // the board is short too
    await shop.receiveGoods(shop.board, 3, 1_000_000);
    expect((await choices())[0]).toMatchObject({
      id: odd,
      substitutes: [{ id: shop.board, free: 3, note: 'with its cable' }],
    });
    await shop.receiveGoods(odd, 1, 1);
    expect((await choices())[0]).toMatchObject({ id: odd, free: 1, substitutes: [] });
    await technician.get(`/repair-orders/${newId()}/part-choices`).expect(404);
    const stranger = await api.signIn(['catalog.read']);
    await stranger.get(`/repair-orders/${orderId}/part-choices`).expect(403);
  });

  it('a line names its own fault, when it has one', async () => {
    const { technician } = shop.staff;
    const own = { ...LINE, serviceItemId: shop.labour, faultCodeId: shop.code('fault', 'F171') };
    const { version } = await read();
    const { lines } = (await technician.post(`/repair-orders/${orderId}/lines`, own, version).expect(200)).body;
    expect(lines[0].fault).toEqual({
      id: own.faultCodeId,
      code: 'F171',
      name: { fa: expect.any(String), en: expect.any(String) },
    });
  });

  it('tells what all waiting orders of a bench wait for, in one statement', async () => {
    const { technician, reception } = shop.staff;
    const waiting: string[] = [];
    for (const serial of ['SN-7', 'SN-8', 'SN-9']) {
      const device = await shop.soldDevice(serial, '2026-01-10');
      const receipt = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
      const path = `/repair-orders/${receipt.orderId}`;
      const { version } = await shop.needsBoard(receipt.orderId);
      const mine = (await technician.put(`${path}/technician/me`, {}, version).expect(200)).body;
      const asked = (await technician.post(`${path}/requisitions`, {}, mine.version).expect(200)).body;
      await technician.post(`${path}/moves`, { act: 'wait-for-parts', reason: null }, asked.version).expect(200);
      waiting.push(receipt.orderId);
    }
    await shop.receiveGoods(shop.board, 1, 1_000_000); // reserved for the first who asked
    const statements = jest.spyOn(api.db, 'rows');
    const { data } = (
      await technician.get(`/repair-orders/missing-parts?technicianId=${technician.accountId}`).expect(200)
    ).body;
    const asked = statements.mock.calls.map(([{ name }]) => name).filter((name) => name.startsWith('repair.'));
    statements.mockRestore();
    expect(asked).toEqual(['repair.missing-parts']);
    expect(data.map((each: { orderId: string }) => each.orderId).sort()).toEqual(waiting.sort());
    expect(data.flatMap((each: { parts: object[] }) => each.parts)).toHaveLength(3);
    expect(
      data.flatMap((each: { parts: { reserved: number }[] }) => each.parts.map((part) => part.reserved)).sort(),
    ).toEqual([0, 0, 1]);
    const other = await reception.get(`/repair-orders/missing-parts?technicianId=${reception.accountId}`).expect(200);
    expect(other.body.data).toEqual([]);
    await technician.get('/repair-orders/missing-parts').expect(400);
  });

  it('goodwill needs its right and a reason, shows on the lines, and can be taken back', async () => {
    const { technician, manager } = shop.staff;
    const added = (
      await technician
        .post(`/repair-orders/${orderId}/lines`, { ...LINE, serviceItemId: shop.labour }, (await read()).version)
        .expect(200)
    ).body;
    const goodwill = { percent: 50, bearer: 'centre', lineIds: null, reason: 'loyal customer' };
    const path = `/repair-orders/${orderId}/goodwill`;
    expect((await technician.put(path, goodwill, added.version)).body.code).toBe('not-allowed');
    expect((await manager.put(path, { ...goodwill, reason: '' }, added.version)).status).toBe(422);
    const granted = (await manager.put(path, goodwill, added.version).expect(200)).body;
    expect(granted.lines[0]).toMatchObject({ coveredPercent: 50, coveredAmount: 1_500_000, chargedAmount: 1_500_000 });
    expect(granted.coverage).toMatchObject({ kind: 'override', reason: 'loyal customer' });
    const taken = (await manager.put(path, { ...goodwill, percent: 0 }, granted.version).expect(200)).body;
    expect(taken.lines[0]).toMatchObject({ coveredPercent: 0 });
  });

  it('a refused quote frees the parts, withdraws the work and makes the device ready as it came', async () => {
    const { technician, reception, storekeeper } = shop.staff;
    await shop.receiveGoods(shop.board, 1, 1_000_000);
    let order: { id: string; version: number; [key: string]: unknown } = await shop.needsBoard(orderId);
    const act = async (path: string, body: object = {}) => {
      order = (await technician.post(`/repair-orders/${orderId}/${path}`, body, order.version).expect(200)).body;
    };
    await act('requisitions');
    await act('quotes');
    const answer = { approved: false, total: 13_200_000, channel: 'counter' };
    const refused = (
      await reception.post(`/repair-orders/${orderId}/quotes/1/answer`, answer, order.version).expect(200)
    ).body;
    expect(refused).toMatchObject({
      state: 'ready_unrepaired',
      outcome: 'quote_refused',
      lines: [],
      quotes: [{ state: 'refused' }],
    });
    const [balance] = (await storekeeper.get(`/stock-balances?centerId=${shop.centerId}`)).body.data;
    expect(balance).toMatchObject({ onHand: 1, reserved: 0 });
    const again = await reception.post(`/repair-orders/${orderId}/quotes/1/answer`, answer, refused.version);
    expect(again.body.code).toBe('repair.quote-outdated');
  });

  it('a vendor must send the same serial back', async () => {
    const { technician } = shop.staff;
    const sent = (
      await technician
        .post(
          `/repair-orders/${orderId}/vendor-legs`,
          { vendor: 'Maker', rmaNo: 'R-1', dueOn: null },
          (await read()).version,
        )
        .expect(200)
    ).body;
    expect(sent.state).toBe('at_vendor');
    expect(sent.allowedActions).toEqual(
      expect.arrayContaining(['back-from-vendor', 'repaired-by-vendor', 'replaced-by-vendor']),
    );
    expect(sent.actionsNeedingReason).toContain('replaced-by-vendor');
    const back = (serial: string | null) =>
      technician.post(
        `/repair-orders/${orderId}/vendor-legs/return`,
        { act: 'repaired-by-vendor', serial, reason: null },
        sent.version,
      );
    expect((await back('OTHER-9')).body.code).toBe('repair.vendor-serial-differs');
    expect((await back('sn 1')).body.state).toBe('qc');
    expect((await back(null)).status).toBe(412);
  });
});

describe('R18 what similar repairs found', () => {
  const [symptom, otherFault] = [() => shop.code('symptom', 'S110'), () => shop.code('fault', 'F140')];

  /** A finished repair of a device: the board was changed for the fault coded first, or for another one. */
  async function mended(serial: string, productId = shop.productId, fault?: string): Promise<void> {
    const device = await shop.soldDevice(serial, '2026-01-10');
    await api.db.source.query('UPDATE device SET product_id = $2 WHERE id = $1', [device.id, productId]);
    const { orderId: done } = await shop.receive(shop.staff.reception, {
      deviceId: device.id,
      customerId: device.ownerId,
    });
    await shop.needsBoard(done);
    await api.db.source.query(`UPDATE repair_order SET outcome = 'repaired' WHERE id = $1`, [done]);
    await api.db.source.query('UPDATE repair_line SET fitted_quantity = 1 WHERE order_id = $1', [done]);
    if (fault)
      await api.db.source.query('UPDATE repair_finding SET fault_code_id = $2 WHERE order_id = $1', [done, fault]);
  }

  const similar = async (query: string) =>
    (await shop.staff.technician.get(`/repair-orders/${orderId}/similar-repairs?${query}`).expect(200)).body;

  it('counts faults behind a symptom, those of the same product first, and what mended one', async () => {
    const manager = await api.signIn(['catalog.manage', 'catalog.read']);
    const [product] = await api.db.source.query('SELECT brand_id, group_id FROM product WHERE id = $1', [
      shop.productId,
    ]);
    const name = { fa: null, en: 'TV 43' };
    const of = { brandId: product.brand_id, code: 'TV-43', name, serialPattern: null };
    const sibling = (await manager.post('/products', { ...of, groupId: product.group_id }).expect(201)).body.id;
    const group = (await manager.post('/product-groups', { parentId: null, code: 'radio', name }).expect(201)).body.id;
    const stranger = (await manager.post('/products', { ...of, code: 'R-1', groupId: group }).expect(201)).body.id;
    expect(await similar(`symptomCodeId=${symptom()}`)).toEqual({ repairs: 0, faults: [], remedies: [] });

    await mended('PAST-1');
    await mended('PAST-2', sibling, otherFault());
    await mended('PAST-3', sibling, otherFault());
    await mended('PAST-4', stranger);
    const found = await similar(`symptomCodeId=${symptom()}&faultCodeId=${shop.code('fault', 'F100')}`);
    expect(found).toMatchObject({
      repairs: 3,
      faults: [
        { fault: { code: 'F100' }, cause: null, repairs: 1, ofModel: 1 },
        { fault: { code: 'F140' }, repairs: 2, ofModel: 0 },
      ],
      remedies: [{ kind: 'part', item: { id: shop.board, code: 'BOARD' }, repairs: 1 }],
    });
    expect(await similar(`symptomCodeId=${shop.code('symptom', 'S120')}`)).toMatchObject({ repairs: 0 });

    // What is only listed comes after what own repairs found; in a strict group nothing else is left.
    const row = { groupId: null, symptomId: symptom(), faultId: shop.code('fault', 'F101'), repairId: null };
    await manager.post('/code-combinations', { ...row, causeId: shop.code('cause', 'C30') }).expect(201);
    const joined = async () => (await similar(`symptomCodeId=${symptom()}`)).faults;
    expect(await joined()).toMatchObject([
      { fault: { code: 'F100' }, listed: false },
      { fault: { code: 'F140' }, listed: false },
      { fault: { code: 'F101' }, cause: { code: 'C30' }, repairs: 0, listed: true },
    ]);
    const choices = async () => {
      const query = `kind=fault&symptomCodeId=${symptom()}`;
      const { body } = await shop.staff.technician.get(`/repair-orders/${orderId}/code-choices?${query}`).expect(200);
      return body.data.map(({ code, repairs }: { code: string; repairs: number }) => [code, repairs]);
    };
    expect(await choices()).toEqual([
      ['F140', 2],
      ['F100', 1],
      ['F101', 0],
    ]);
    const { version } = (await manager.get(`/product-groups/${product.group_id}`)).body;
    await manager.patch(`/product-groups/${product.group_id}`, { strictCodes: true }, version).expect(200);
    expect(await joined()).toMatchObject([{ fault: { code: 'F101' } }]);
    expect(await choices()).toEqual([['F101', 0]]);
  });

  it('is for who may see the order, and needs a symptom', async () => {
    const { technician } = shop.staff;
    await technician.get(`/repair-orders/${orderId}/similar-repairs`).expect(400);
    await technician.get(`/repair-orders/${newId()}/similar-repairs?symptomCodeId=${symptom()}`).expect(404);
    const clerk = await api.signIn(['catalog.read'], { centerIds: [shop.centerId] });
    await clerk.get(`/repair-orders/${orderId}/similar-repairs?symptomCodeId=${symptom()}`).expect(403);
  });
});
