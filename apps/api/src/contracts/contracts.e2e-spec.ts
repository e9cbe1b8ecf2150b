import { ContractCalendarService } from '@aftercare/contracts';
import { addDays, type Id, newId } from '@aftercare/kernel';
import { companyDay } from '@aftercare/testing';
import type { Test } from 'supertest';
import { runningApi, type SignedInClient } from '../../test/running-api.js';
import { aWorkshop, type Workshop } from '../../test/workshop.js';

const today = companyDay();
const terms = {
  visits: 2,
  labourMinutes: null,
  responseMinutes: 240,
  resolutionMinutes: null,
  discounts: [{ class: 'labour', percent: 100 }],
  price: 50_000_000,
};

describe('contract routes', () => {
  const api = runningApi();
  let shop: Workshop;
  let network: SignedInClient;
  let device: { id: Id; ownerId: Id };

  beforeEach(async () => {
    shop = await aWorkshop(api);
    network = await api.signIn(['contract.read', 'contract.manage', 'customer.read', 'device.read', 'warranty.read']);
    device = await shop.soldDevice('SN-100', '2020-01-01');
  });

  const draftOf = (more: object = {}) => ({
    kind: 'service-card',
    customerId: device.ownerId,
    startsOn: addDays(today, -30),
    endsOn: addDays(today, 335),
    scope: 'devices',
    deviceIds: [device.id],
    productGroupId: null,
    deviceLimit: null,
    centerIds: [],
    sites: ['تهران، خیابان بهار'],
    terms,
    noticeDays: 30,
    note: null,
    ...more,
  });
  const read = async (id: Id) => (await network.get(`/contracts/${id}`).expect(200)).body;
  const move = (id: Id, version: number, act: string, reason: string | null = null, by = network) =>
    by.post(`/contracts/${id}/moves`, { act, reason }, version);
  async function anActive(more: object = {}): Promise<{ id: Id; number: string; version: number }> {
    const { body } = await network.post('/contracts', draftOf(more)).expect(201);
    return (await move(body.id, 1, 'activate').expect(200)).body;
  }
  const refusal = async (test: Test) => {
    const { status, body } = await test;
    return [status, body.code, ...(body.errors ?? []).map((fault: { pointer: string }) => fault.pointer)];
  };

  async function anOrder(of = device): Promise<Id> {
    const receipt = await shop.receive(shop.staff.reception, { deviceId: of.id, customerId: of.ownerId });
    return receipt.orderId;
  }
  const order = async (id: Id) => (await shop.staff.manager.get(`/repair-orders/${id}`).expect(200)).body;
  async function work(orderId: Id, serviceItemId = shop.labour) {
    const { technician } = shop.staff;
    let { version, state } = await order(orderId);
    if (state === 'received') {
      const started = { act: 'start-diagnosis', reason: null };
      ({ version, state } = (await technician.post(`/repair-orders/${orderId}/moves`, started, version)).body);
    }
    const line = { serviceItemId, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
    return technician.post(`/repair-orders/${orderId}/lines`, line, version);
  }

  it('drafts, words anew, activates, suspends and shows what may be done', async () => {
    const { body } = await network.post('/contracts', draftOf()).expect(201);
    expect(body).toMatchObject({
      kind: 'service-card',
      state: 'draft',
      customer: { id: device.ownerId, name: 'سارا احمدی' },
      terms,
      meter: { visitsUsed: 0, visitsLeft: 2, daysLeft: 335, days: 365 },
      devices: [{ id: device.id, serial: 'SN-100' }],
      sites: ['تهران، خیابان بهار'],
      allowedActions: ['revise', 'activate', 'terminate'],
    });
    expect(body.number).toMatch(/^PSC-14\d\d-000001$/);
    const { kind: _, ...wording } = draftOf({ terms: { ...terms, visits: 3 } });
    const revised = await network.put(`/contracts/${body.id}`, wording, 1).expect(200);
    expect(revised.body).toMatchObject({ terms: { visits: 3 }, version: 2 });
    const active = await move(body.id, 2, 'activate').expect(200);
    expect(active.body).toMatchObject({
      state: 'active',
      allowedActions: ['suspend', 'terminate', 'amend', 'renew', 'plan-billing', 'bill'],
    });
    expect(await refusal(network.put(`/contracts/${body.id}`, wording, 3))).toEqual([
      409,
      'contracts.act-not-possible',
    ]);
    const suspended = await move(body.id, 3, 'suspend', 'unpaid').expect(200);
    expect(suspended.body).toMatchObject({ state: 'suspended', stateReason: 'unpaid' });
    const found = await network.get(`/contracts?state=suspended&q=${encodeURIComponent('احمدی')}`).expect(200);
    expect(found.body.data).toMatchObject([{ id: body.id }]);
    expect((await network.get('/contracts?kind=subscription').expect(200)).body.data).toEqual([]);
    const audit = await api.db.source.query(
      `SELECT action FROM audit_entry WHERE subject_type = 'service-contract' ORDER BY id`,
    );
    expect(audit.map(({ action }: { action: string }) => action)).toEqual([
      'contracts.drafted',
      'contracts.revised',
      'contracts.moved',
      'contracts.moved',
    ]);
  });

  it('refuses what is wrong about a contract, each with its code, and changes nothing', async () => {
    const draft = (more: object, by = network) => refusal(by.post('/contracts', draftOf(more)));
    expect(await draft({ endsOn: addDays(today, -30) })).toEqual([422, 'contracts.period-empty']);
    expect(await draft({ customerId: newId() })).toEqual([422, 'contracts.unknown-reference']);
    expect(await draft({ deviceIds: [newId()] })).toEqual([422, 'contracts.unknown-reference']);
    expect(await draft({ deviceIds: [] })).toEqual([422, 'contracts.scope-unclear']);
    expect(await draft({ scope: 'group', deviceIds: [] })).toEqual([422, 'contracts.scope-unclear']);
    expect(await draft({ deviceLimit: 3 })).toEqual([422, 'contracts.scope-unclear']);
    expect(await draft({ deviceIds: [device.id, device.id] })).toEqual([409, 'contracts.device-listed']);
    const repeated = { ...terms, discounts: [terms.discounts[0], terms.discounts[0]] };
    expect(await draft({ terms: repeated })).toEqual([422, 'invalid-input', '/terms/discounts/1/class']);
    const absurd = { ...terms, visits: -1, discounts: [{ class: 'tea', percent: 101 }] };
    expect(await draft({ terms: absurd })).toEqual([
      422,
      'invalid-input',
      '/terms/visits',
      '/terms/discounts/0/class',
      '/terms/discounts/0/percent',
    ]);
    expect(await api.db.source.query('SELECT id FROM service_contract')).toEqual([]);

    await network.post('/contracts', draftOf({ number: 'card-۷۷' })).expect(201);
    expect(await draft({ number: 'CARD77' })).toEqual([409, 'contracts.number-taken']);
    const { id } = await anActive();
    expect(await refusal(move(id, 2, 'suspend'))).toEqual([422, 'contracts.reason-missing']);
    expect(await refusal(move(id, 1, 'suspend', 'x'))).toEqual([412, 'stale-version']);
    expect(await refusal(move(id, 2, 'resume'))).toEqual([409, 'contracts.act-not-possible']);
    const over = await network.post('/contracts', draftOf({ startsOn: '2020-01-01', endsOn: today })).expect(201);
    expect(over.body.blockedActions).toEqual([{ action: 'activate', reasons: ['period-over'] }]);
    expect(await refusal(move(over.body.id, 1, 'activate'))).toEqual([409, 'contracts.period-over']);
    const reader = await api.signIn(['contract.read']);
    expect(await draft({}, reader)).toEqual([403, 'not-allowed']);
    expect((await reader.get(`/contracts/${id}`).expect(200)).body).toMatchObject({
      customer: { name: null },
      allowedActions: [],
    });
    expect(await refusal((await api.signIn(['warranty.read'])).get('/contracts'))).toEqual([403, 'not-allowed']);
  });

  it('C7 is a matter of the centres it names; one for all is written by the network', async () => {
    const { manager } = shop.staff;
    expect(await refusal(manager.post('/contracts', draftOf()))).toEqual([403, 'organization.network-only']);
    const own = await manager.post('/contracts', draftOf({ centerIds: [shop.centerId] })).expect(201);
    const stranger = await api.signIn(['contract.read', 'contract.manage'], { centerIds: [await anotherCenter()] });
    expect(await refusal(stranger.get(`/contracts/${own.body.id}`))).toEqual([404, 'not-found']);
    expect(await refusal(move(own.body.id, 1, 'activate', null, stranger))).toEqual([404, 'not-found']);
    expect((await stranger.get('/contracts').expect(200)).body.data).toEqual([]);
    await move(own.body.id, 1, 'activate', null, manager).expect(200);
  });

  async function anotherCenter(): Promise<Id> {
    const admin = await api.signIn(['organization.manage', 'organization.read']);
    const center = {
      code: 'ISF1',
      name: { fa: 'اصفهان', en: null },
      phone: '+983133330000',
      address: null,
      timeZone: 'Asia/Tehran',
      calendar: 'jalali',
    };
    return (await admin.post('/service-centers', center).expect(201)).body.id;
  }

  it('C3 changes by addenda that the customer agreed to, from their day on', async () => {
    const { id } = await anActive();
    const other = await shop.soldDevice('SN-200', '2020-01-01');
    const addendum = {
      effectiveOn: today,
      changes: { visits: 5, discounts: [{ class: 'parts', percent: 30 }] },
      addedDeviceIds: [other.id],
      removedDeviceIds: [device.id],
      text: 'More visits, another television.',
      agreedBy: 'S. Ahmadi',
      agreedOn: addDays(today, -1),
      agreementNo: 'L-12',
    };
    const amend = (version: number, more: object = {}) =>
      network.post(`/contracts/${id}/addenda`, { ...addendum, ...more }, version);
    expect(await refusal(amend(2, { effectiveOn: addDays(today, 335) }))).toEqual([422, 'contracts.addendum-outside']);
    expect(await refusal(amend(2, { changes: {}, addedDeviceIds: [], removedDeviceIds: [] }))).toEqual([
      422,
      'contracts.addendum-empty',
    ]);
    expect(await refusal(amend(2, { removedDeviceIds: [newId()] }))).toEqual([422, 'contracts.device-not-listed']);
    expect(await refusal(amend(2, { changes: { freeTea: true } }))).toEqual([422, 'invalid-input', '/changes/freeTea']);
    const { body } = await amend(2).expect(201);
    expect(body).toMatchObject({
      version: 3,
      terms: { ...terms, ...addendum.changes },
      signedTerms: terms,
      meter: { visitsLeft: 5 },
      addenda: [{ number: 1, ...addendum, recordedBy: expect.any(String) }],
    });
    expect(body.devices.map((each: { id: Id; coveredTo: string | null }) => [each.id, each.coveredTo])).toEqual([
      [other.id, null],
      [device.id, today],
    ]);
    await expect(api.db.source.query('UPDATE service_contract_addendum SET text = $1', ['x'])).rejects.toThrow(
      /append-only/,
    );
    const later = await amend(3, {
      effectiveOn: addDays(today, 10),
      changes: { visits: 9 },
      addedDeviceIds: [],
      removedDeviceIds: [],
    }).expect(201);
    expect(later.body.terms.visits).toBe(5);
  });

  it('C6 gives a repair one visit, takes it back when the repair is cancelled', async () => {
    const { id, number } = await anActive();
    const orderId = await anOrder();
    expect((await read(id)).meter).toMatchObject({ visitsUsed: 0 });
    const first = await work(orderId);
    expect(first.body.lines[0]).toMatchObject({ coveredPercent: 100, chargedAmount: 0 });
    expect(first.body.lines[0].reasons).toContainEqual(
      expect.objectContaining({ code: 'contract-in-force', params: expect.objectContaining({ contract: number }) }),
    );
    await work(orderId);
    await work(orderId, shop.travel);
    expect(await read(id)).toMatchObject({
      meter: { visitsUsed: 1, visitsLeft: 1, minutesUsed: 60, minutesLeft: null },
      uses: [
        { orderId, visits: 1, labourMinutes: 60 },
        { orderId, visits: 1, labourMinutes: 30 },
      ],
    });
    const { lines, version } = await order(orderId);
    expect(lines[2]).toMatchObject({ coveredPercent: 0 });
    const withdrawn = await shop.staff.technician.delete(`/repair-orders/${orderId}/lines/${lines[0].id}`, version);
    expect(withdrawn.status).toBe(200);
    expect((await read(id)).meter).toMatchObject({ visitsUsed: 1, minutesUsed: 30 });

    const other = await shop.soldDevice('SN-300', '2020-01-01');
    const cancelled = await anOrder(other);
    const reason = 'the customer wants it back';
    const contract = await anActive({ scope: 'customer', deviceIds: [], customerId: other.ownerId });
    const reader = await api.signIn(['contract.read']);
    const ofDevice = async (client: SignedInClient) => (await client.get(`/devices/${other.id}/contracts`)).body;
    expect(await ofDevice(reader)).toMatchObject({ data: [{ id: contract.id, state: 'active', covers: true }] });
    expect(await ofDevice(await api.signIn(['device.read']))).toMatchObject({ code: 'not-allowed' });
    const labour = { serviceItemId: shop.labour, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
    const received = await order(cancelled);
    await shop.staff.technician.post(`/repair-orders/${cancelled}/lines`, labour, received.version).expect(200);
    expect((await read(contract.id)).meter.visitsUsed).toBe(1);
    const before = await order(cancelled);
    await shop.staff.manager
      .post(`/repair-orders/${cancelled}/moves`, { act: 'cancel', reason }, before.version)
      .expect(200);
    expect(await read(contract.id)).toMatchObject({
      meter: { visitsUsed: 0, minutesUsed: 0 },
      uses: [
        { orderId: cancelled, visits: 0, labourMinutes: 0 },
        { orderId: cancelled, visits: 1 },
      ],
    });
  });

  it('C6 two repairs at once: the last visit goes to exactly one', async () => {
    const other = await shop.soldDevice('SN-400', '2020-01-01');
    const { id } = await anActive({ deviceIds: [device.id, other.id], terms: { ...terms, visits: 1 } });
    const orders = [await anOrder(), await anOrder(other)];
    const worked = await Promise.all(orders.map((orderId) => work(orderId)));
    expect(worked.map(({ status }) => status)).toEqual([200, 200]);
    const percents = worked.map(({ body }) => body.lines[0].coveredPercent);
    expect(percents.sort((a: number, b: number) => a - b)).toEqual([0, 100]);
    const codes = worked.flatMap(({ body }) => body.lines[0].reasons.map((reason: { code: string }) => reason.code));
    expect(codes).toContain('contract-used-up');
    expect((await read(id)).meter).toMatchObject({ visitsUsed: 1, visitsLeft: 0 });
  });

  it('C8 discounts labour until the hours are used up, other classes after that too', async () => {
    const hours = {
      ...terms,
      visits: null,
      labourMinutes: 30,
      discounts: [...terms.discounts, { class: 'travel', percent: 50 }],
    };
    const other = await shop.soldDevice('SN-500', '2020-01-01');
    const { id } = await anActive({ deviceIds: [device.id, other.id], terms: hours });
    await work(await anOrder());
    expect((await read(id)).meter).toMatchObject({ minutesUsed: 30, minutesLeft: 0, visitsUsed: 1, visitsLeft: null });
    const second = await anOrder(other);
    expect((await work(second)).body.lines[0].coveredPercent).toBe(0);
    expect((await work(second, shop.travel)).body.lines[1].coveredPercent).toBe(50);
  });

  it('C5 serves as many devices of a group as it names, at the centres it names', async () => {
    const groups = (await shop.staff.manager.get('/product-groups').expect(200)).body.data;
    const group = { scope: 'group', deviceIds: [], productGroupId: groups[0].id, deviceLimit: 1 };
    const firm = await shop.soldDevice('SN-600', '2020-01-01');
    const second = await shop.soldDevice('SN-601', '2020-01-01');
    await anActive({ ...group, customerId: firm.ownerId });
    expect((await work(await anOrder(firm))).body.lines[0].coveredPercent).toBe(100);
    expect((await work(await anOrder(second))).body.lines[0].coveredPercent).toBe(0); // another owner
    await anActive({ centerIds: [await anotherCenter()] });
    expect((await work(await anOrder())).body.lines[0].coveredPercent).toBe(0);
  });

  it('C9 expires by the calendar and tells once of what ends soon', async () => {
    const ending = await anActive({ endsOn: addDays(today, 20) });
    const far = await anActive({ deviceIds: [device.id] });
    await api.db.source.query(`UPDATE service_contract SET ends_on = $2, starts_on = '2020-01-01' WHERE id = $1`, [
      (await anActive()).id,
      addDays(today, -1),
    ]);
    const calendar = api.app.get(ContractCalendarService, { strict: false });
    const passDay = () => api.db.transaction((tx) => calendar.passDay(tx));
    expect(await passDay()).toBe(2);
    expect(await passDay()).toBe(0);
    const facts = await api.db.source.query(
      `SELECT name, subject_id FROM outbox_event WHERE name IN ('contracts.expiring', 'contracts.expired') ORDER BY id`,
    );
    expect(facts.map(({ name }: { name: string }) => name)).toEqual(['contracts.expired', 'contracts.expiring']);
    expect(facts[1].subject_id).toBe(ending.id);
    expect((await read(far.id)).state).toBe('active');
    const soon = await network.get(`/contracts?endsBefore=${addDays(today, 30)}`).expect(200);
    expect(soon.body.data.map(({ id }: { id: Id }) => id)).toEqual([ending.id]);
  });

  it('C10 renews once, into a draft that goes on where this one ends', async () => {
    const { id } = await anActive();
    const renewal = { endsOn: addDays(today, 700), price: 60_000_000 };
    const { body } = await network.post(`/contracts/${id}/renewal`, renewal, 2).expect(201);
    expect(body).toMatchObject({
      state: 'draft',
      startsOn: addDays(today, 335),
      endsOn: renewal.endsOn,
      terms: { ...terms, price: 60_000_000 },
      devices: [{ id: device.id }],
      renews: { id },
    });
    const renewed = await read(id);
    expect(renewed).toMatchObject({ renewedBy: { id: body.id, number: body.number } });
    expect(renewed.blockedActions).toEqual([{ action: 'renew', reasons: ['renewed-already'] }]);
    expect(await refusal(network.post(`/contracts/${id}/renewal`, renewal, 2))).toEqual([
      409,
      'contracts.renewed-already',
    ]);
  });

  describe('entitlements', () => {
    const lookUp = async (key: string, by = shop.staff.reception) =>
      (await by.get(`/entitlements?key=${encodeURIComponent(key)}`).expect(200)).body;

    it('are found by serial, card, contract and sale, however they are written, in order of precedence', async () => {
      const sold = await shop.soldDevice('TV-۹۰۰ a', addDays(today, -100));
      const card = await shop.registerGuarantee(sold.id, { soldOn: addDays(today, -100) });
      const { cardNo } = card as unknown as { cardNo: string };
      const contract = await anActive({ deviceIds: [sold.id], customerId: sold.ownerId });
      const bySerial = await lookUp('tv 900A');
      expect(bySerial).toMatchObject({
        contract: null,
        devices: [
          {
            device: { id: sold.id, brand: { en: 'Sepehr' }, product: { code: 'TV-55' } },
            owner: { id: sold.ownerId, name: 'سارا احمدی' },
            foundBy: 'serial',
            headline: { standing: 'in' },
            entitlements: [
              { rule: 'product-warranty', kind: 'guarantee', number: cardNo, pays: true, visitsLeft: null },
              {
                rule: 'contract',
                kind: 'service-card',
                number: contract.number,
                pays: true,
                daysLeft: 335,
                visitsLeft: 2,
                cover: terms.discounts,
              },
            ],
          },
        ],
      });
      expect((await lookUp(cardNo.toLowerCase().replaceAll('-', ' '))).devices).toMatchObject([
        { device: { id: sold.id }, foundBy: 'card' },
      ]);
      const byContract = await lookUp(contract.number.replaceAll('-', ''));
      expect(byContract).toMatchObject({
        contract: { id: contract.id },
        devices: [{ device: { id: sold.id }, foundBy: 'contract' }],
      });
      expect(await lookUp('NOTHING-1')).toMatchObject({ contract: null, devices: [] });
      const hits = (await shop.staff.reception.get(`/search?q=${contract.number}`).expect(200)).body.data;
      expect(hits).toContainEqual(expect.objectContaining({ kind: 'contract', id: contract.id, exact: true }));
    });

    it('of a device with a contract alone are told by the contract', async () => {
      const { number } = await anActive();
      const { devices } = await lookUp('SN-100');
      expect(devices[0].entitlements).toHaveLength(1);
      expect(devices[0].headline.standing).toBe('partly');
      await move((await network.get(`/contracts?q=${number}`)).body.data[0].id, 2, 'suspend', 'unpaid').expect(200);
      const [suspended] = (await lookUp('SN-100')).devices;
      expect(suspended.entitlements).toMatchObject([{ state: 'suspended', pays: false }]);
      expect(suspended.headline.standing).toBe('out');
    });

    it('hold what an earlier repair promised, before everything else', async () => {
      const sold = await shop.soldDevice('SN-950', addDays(today, -100));
      const orderId = await anOrder(sold);
      const lineId = (await work(orderId)).body.lines[0].id;
      await api.db.source.query(
        `INSERT INTO repair_promise (line_id, order_id, device_id, kind, starts_on, months, calendar, percent, labour, bearers, exclusions)
         VALUES ($1, $2, $3, 'work', $4, 3, 'gregorian', 100, false, '[]', '[]')`,
        [lineId, orderId, sold.id, addDays(today, -10)],
      );
      await shop.registerGuarantee(sold.id, { soldOn: addDays(today, -100) });
      const [found] = (await lookUp('SN-950')).devices;
      expect(found.entitlements).toMatchObject([
        {
          kind: 'repair-promise',
          id: orderId,
          item: { en: 'LABOUR' },
          cover: [{ class: 'labour', percent: 100 }],
          pays: true,
        },
        { kind: 'guarantee' },
      ]);
      const { number } = found.entitlements[0];
      expect((await order(orderId)).number).toBe(number);
    });

    it('show only what the reader may see', async () => {
      const contract = await anActive();
      const reader = await api.signIn(['device.read']);
      expect(await lookUp(contract.number, reader)).toMatchObject({ contract: null, devices: [] });
      expect((await lookUp('SN-100', reader)).devices).toMatchObject([{ owner: null, entitlements: [] }]);
      expect(await refusal((await api.signIn(['warranty.read'])).get('/entitlements?key=x'))).toEqual([
        403,
        'not-allowed',
      ]);
      const [status, code] = await refusal(reader.get('/entitlements'));
      expect([status, code]).toEqual([400, 'invalid-query']);
    });
  });
});
