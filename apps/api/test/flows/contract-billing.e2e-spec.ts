import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InvoicesService } from '@aftercare/billing';
import { ContractBillingService, ContractCalendarService } from '@aftercare/contracts';
import { Clock, type Id } from '@aftercare/kernel';
import { loadConfig, SYSTEM } from '@aftercare/platform';
import { drain } from '@aftercare/testing';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { type RunningApi, runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const period = { startsOn: '2026-03-21', endsOn: '2027-03-21' }; // 1405
const quarters = ['2026-03-21', '2026-06-22', '2026-09-23', '2026-12-22'];

describe('the price of a contract', () => {
  const api: RunningApi = runningApi();
  let shop: Workshop;
  let manager: SignedInClient;
  let worker: INestApplicationContext;
  let device: { id: Id; ownerId: Id };
  beforeAll(async () => {
    const config = loadConfig(workerSchema, { DATABASE_URL: api.config.DATABASE_URL, LOG_LEVEL: 'silent' });
    worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
  });
  afterAll(() => worker.close());
  beforeEach(async () => {
    await itIs('2026-03-25');
    shop = await aWorkshop(api);
    device = await shop.soldDevice('SN-100', '2020-01-01');
  });
  afterEach(() => jest.restoreAllMocks());

  /** Sessions do not last from quarter to quarter: each day signs in anew. */
  const itIs = async (day: string): Promise<void> => {
    [api.app.get(Clock), worker.get(Clock, { strict: false })].forEach((clock) =>
      jest.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T08:30:00Z`)),
    );
    manager = await api.signIn([
      'contract.read',
      'contract.manage',
      'billing.read',
      'customer.read',
      'device.read',
      'payment.take',
      'organization.read',
    ]);
  };
  const passDay = () => api.db.transaction((tx) => worker.get(ContractCalendarService, { strict: false }).passDay(tx));
  const until = async (day: string) => {
    await itIs(day);
    await passDay();
    await drain(worker);
  };
  const draftOf = (price: number, more: object = {}) => ({
    kind: 'contract',
    customerId: device.ownerId,
    ...period,
    scope: 'devices',
    deviceIds: [device.id],
    productGroupId: null,
    deviceLimit: null,
    centerIds: [],
    sites: [],
    terms: { visits: 2, labourMinutes: null, responseMinutes: null, resolutionMinutes: null, discounts: [], price },
    billing: { every: 'quarter', due: 'in-advance', centerId: shop.centerId },
    noticeDays: 30,
    note: null,
    ...more,
  });
  const read = async (id: Id) => (await manager.get(`/contracts/${id}`).expect(200)).body;
  const move = async (id: Id, act: string, reason: string | null = null) =>
    (await manager.post(`/contracts/${id}/moves`, { act, reason }, (await read(id)).version).expect(200)).body;
  const active = async (price = 1_000_001, more: object = {}): Promise<Id> => {
    const { body } = await manager.post('/contracts', draftOf(price, more)).expect(201);
    await move(body.id, 'activate');
    return body.id;
  };
  const amend = async (id: Id, price: number, effectiveOn: string) => {
    const { version } = await read(id);
    const changes = { price };
    const words = { text: 'another price', agreedBy: 'Sara', agreedOn: effectiveOn, agreementNo: null };
    const addendum = { effectiveOn, changes, addedDeviceIds: [], removedDeviceIds: [], ...words };
    await manager.post(`/contracts/${id}/addenda`, addendum, version).expect(201);
  };
  const plan = async (id: Id) =>
    (await read(id)).instalments.map((one: { number: number; dueOn: string; amount: number; state: string }) => [
      one.number,
      one.dueOn,
      one.amount,
      one.state,
    ]);
  const invoices = async (query = 'kind=contract') =>
    (await manager.get(`/invoices?${query}&limit=50`).expect(200)).body.data.toReversed();

  it('C12 to C14: two instalments are billed on their days, the third after an addendum with what it changed', async () => {
    const { body: draft } = await manager.post('/contracts', draftOf(1_000_001)).expect(201);
    expect(draft.instalments).toMatchObject([{ amount: 250_000 }, {}, {}, { amount: 250_001, state: 'planned' }]);
    await move(draft.id, 'activate');
    expect((await plan(draft.id))[0]).toEqual([1, quarters[0], 250_000, 'due']);
    await drain(worker);
    await until('2026-06-21');
    expect(await invoices()).toHaveLength(1);
    await until('2026-06-22');
    const [first, second] = await invoices();
    expect(first).toMatchObject({
      number: 'CIN-THR1-1405-000001',
      kind: 'contract',
      orderId: null,
      order: null,
      contract: { id: draft.id, number: draft.number },
      customer: { id: device.ownerId },
      payer: null,
      net: 250_000,
      tax: 25_000,
      total: 275_000,
      issuedOn: '2026-03-25',
    });
    expect(second).toMatchObject({ number: 'CIN-THR1-1405-000002', net: 250_000, issuedOn: '2026-06-22' });
    await amend(draft.id, 1_500_000, '2026-08-01');
    expect(await plan(draft.id)).toEqual([
      [1, quarters[0], 250_000, 'billed'],
      [2, quarters[1], 250_000, 'billed'],
      [3, quarters[2], 500_000, 'planned'],
      [4, quarters[3], 500_000, 'planned'],
    ]);
    await until('2026-09-23');
    await until('2026-09-24');
    const all = await invoices();
    expect(all.map(({ net }: { net: number }) => net)).toEqual([250_000, 250_000, 500_000]);
    const contract = await read(draft.id);
    expect(contract.instalments[2].invoice).toEqual({ id: all[2].id, number: 'CIN-THR1-1405-000003' });

    const { body: invoice } = await manager.get(`/invoices/${all[2].id}`).expect(200);
    expect(invoice).toMatchObject({
      buyer: { id: device.ownerId },
      seller: { code: 'THR1' },
      contract: { id: draft.id },
    });
    expect(invoice.lines).toMatchObject([
      {
        class: 'contract',
        orderLineId: null,
        description: {
          fa: `قرارداد خدمات ${draft.number}، قسط ۳`,
          en: `Service contract ${draft.number}, instalment 3`,
        },
        chargedAmount: 500_000,
        taxAmount: 50_000,
      },
    ]);
  });

  it('is paid like any other invoice, stands in the list of what is unpaid, the cash-up and the customer’s history, and finds its contract', async () => {
    await active();
    await drain(worker);
    const [invoice] = await invoices('kind=customer,contract&state=issued,part_paid');
    expect((await manager.get(`/customers/${device.ownerId}/balance`).expect(200)).body.receivable).toBe(275_000);
    const { body: paid } = await manager
      .post('/payments', { invoiceId: invoice.id, method: 'cash', amount: 275_000, reference: null })
      .expect(201);
    expect(paid.allocations).toEqual([{ invoiceId: invoice.id, number: invoice.number, amount: 275_000 }]);
    expect(await invoices('kind=customer,contract&state=issued,part_paid')).toEqual([]);
    const till = (await manager.get(`/cash-ups?centerId=${shop.centerId}&on=2026-03-25`).expect(200)).body;
    expect(till).toMatchObject({ count: 1, amount: 275_000 });
    const { data } = (await manager.get(`/customers/${device.ownerId}/history?kinds=invoice,payment`).expect(200)).body;
    expect(data.map(({ kind }: { kind: string }) => kind)).toEqual(['payment', 'invoice']);
    const found = (await manager.get(`/search?q=${invoice.number}`).expect(200)).body.data;
    expect(found).toMatchObject([{ kind: 'invoice', id: invoice.id }]);
    const { body: entitled } = await manager.get(`/entitlements?key=${invoice.number.toLowerCase()}`).expect(200);
    expect(entitled).toMatchObject({
      contract: { number: 'SC-1405-000001' },
      devices: [{ foundBy: 'invoice', device: { id: device.id }, entitlements: [{ kind: 'contract' }] }],
    });
  });

  it('C13 is held while the contract is suspended, owed once it is resumed, and falls away when it ends', async () => {
    const id = await active();
    await drain(worker);
    await move(id, 'suspend', 'unpaid');
    await until('2026-07-01');
    expect(await plan(id)).toMatchObject([
      [1, quarters[0], 250_000, 'billed'],
      [2, quarters[1], 250_000, 'held'],
      [3, quarters[2], 250_000, 'held'],
      [4, quarters[3], 250_001, 'held'],
    ]);
    await move(id, 'resume');
    expect((await plan(id)).map(([, , , state]: string[]) => state)).toEqual(['billed', 'due', 'planned', 'planned']);
    await move(id, 'terminate', 'moved away');
    await drain(worker);
    expect(await plan(id)).toEqual([
      [1, quarters[0], 250_000, 'billed'],
      [2, quarters[1], 250_000, 'billed'],
    ]);

    const other = await active(400, { billing: { every: 'once', due: 'in-arrears', centerId: shop.centerId } });
    await move(other, 'suspend', 'unpaid');
    await until('2027-03-21');
    expect(await read(other)).toMatchObject({ state: 'expired', instalments: [] });
    expect(await invoices()).toHaveLength(2);
  });

  it('C14 bills the last day of a contract that ended before a worker ran', async () => {
    const id = await active(400, { billing: { every: 'once', due: 'in-arrears', centerId: shop.centerId } });
    await until('2027-03-25');
    expect(await read(id)).toMatchObject({ state: 'expired', instalments: [{ dueOn: '2027-03-20', state: 'billed' }] });
  });

  it('C14 bills an instalment before its day when asked, once, however often', async () => {
    const id = await active();
    const now = (number: number, by = manager) => by.post(`/contracts/${id}/instalments/${number}/billing`);
    for (let time = 0; time < 2; time++) {
      const { body } = await now(4).expect(200);
      expect(body.instalments[3]).toMatchObject({ number: 4, state: 'due' });
    }
    await drain(worker);
    await now(4).expect(200);
    await drain(worker);
    expect((await invoices()).map(({ net }: { net: number }) => net)).toEqual([250_000, 250_001]);
    await now(5).expect(404);
    await now(3, await api.signIn(['contract.read'])).expect(403);
    await move(id, 'suspend', 'unpaid');
    expect((await now(3)).body.code).toBe('contracts.act-not-possible');

    // A change of price after the last was billed ahead: the two between share it, the numbers stay unique.
    await move(id, 'resume');
    await amend(id, 2_000_001, '2026-04-01');
    expect(await plan(id)).toMatchObject([
      [1, quarters[0], 250_000, 'billed'],
      [2, quarters[1], 750_000, 'planned'],
      [3, quarters[2], 750_000, 'planned'],
      [4, quarters[3], 250_001, 'billed'],
    ]);
  });

  it('C13 a contract without a plan is not billed; a plan made later bills nothing for days gone by', async () => {
    const id = await active(1_200_000, { billing: null });
    await until('2026-09-30');
    expect(await read(id)).toMatchObject({ billing: null, instalments: [] });
    const give = async (more: object, by = manager) => {
      const input = { every: 'month', due: 'in-advance', centerId: shop.centerId, billedElsewhere: 600_000, ...more };
      return by.put(`/contracts/${id}/billing`, input, (await read(id)).version);
    };
    expect((await give({ billedElsewhere: 1_200_001 })).body.code).toBe('contracts.billed-beyond-price');
    expect((await give({ centerId: device.id })).body.code).toBe('contracts.unknown-reference');
    expect((await give({ every: 'week' })).status).toBe(422);
    expect((await give({ billedElsewhere: -1 })).status).toBe(422);
    expect((await give({}, await api.signIn(['contract.read']))).status).toBe(403);
    expect(await plan(id)).toEqual([]);
    const { body } = await give({});
    expect(body).toMatchObject({
      billing: { every: 'month', center: { id: shop.centerId }, billedElsewhere: 600_000 },
    });
    expect((await plan(id)).map(([, dueOn, amount]: [number, string, number]) => [dueOn, amount])).toEqual(
      ['2026-10-23', '2026-11-22', '2026-12-22', '2027-01-21', '2027-02-20'].map((day) => [day, 120_000]),
    );
    await give({ every: 'once' });
    expect(await plan(id)).toEqual([[1, '2026-09-30', 600_000, 'due']]);
    const stale = { every: 'year', due: 'in-arrears', centerId: shop.centerId, billedElsewhere: 0 };
    await manager.put(`/contracts/${id}/billing`, stale, 1).expect(412);
    const audit = await api.db.source.query(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'contracts.billing-planned' AND subject_id = $1`,
      [id],
    );
    expect(audit).toEqual([{ n: 2 }]);
  });

  it('C12 refuses a plan of a centre that does not honour the contract, and of too many parts; a renewal keeps the plan', async () => {
    const { body: other } = await manager.post('/contracts', draftOf(1, { endsOn: '2099-01-01' }));
    expect(other.kind).toBe('contract');
    const draft = async (more: object) => (await manager.post('/contracts', draftOf(1, more))).body.code;
    const monthly = { every: 'month', due: 'in-advance', centerId: shop.centerId };
    expect(await draft({ endsOn: '2099-01-01', billing: monthly })).toBe('contracts.too-many-instalments');
    const [elsewhere] = await api.db.source.query<{ id: Id }[]>(
      `INSERT INTO service_center (id, code, name_fa, time_zone, calendar)
       VALUES (gen_random_uuid(), 'ESF1', 'اصفهان', 'Asia/Tehran', 'jalali') RETURNING id`,
    );
    expect(await draft({ centerIds: [elsewhere!.id] })).toBe('contracts.billing-center-outside');

    const id = await active();
    await drain(worker);
    const renewal = { endsOn: '2028-03-20', price: 2_000_000 };
    const { body: next } = await manager
      .post(`/contracts/${id}/renewal`, renewal, (await read(id)).version)
      .expect(201);
    expect(next).toMatchObject({ billing: { every: 'quarter', due: 'in-advance', billedElsewhere: 0 } });
    await move(next.id, 'activate');
    expect((await plan(next.id))[0]).toEqual([1, '2027-03-21', 500_000, 'planned']);
  });

  it('C14 is exactly once, whoever runs beside: days, buttons, changed prices, subscribers', async () => {
    const id = await active();
    await itIs('2026-06-22');
    const billing = worker.get(ContractBillingService, { strict: false });
    await Promise.all([
      ...[1, 2, 3, 4].map(() => passDay()),
      ...[1, 2].map(() => api.db.transaction((tx) => billing.bill(tx, SYSTEM, id, 2))),
      amend(id, 2_000_000, '2026-06-01'),
    ]);
    await Promise.all([drain(worker), drain(worker)]);
    await drain(worker);
    const nets = (await invoices()).map(({ net }: { net: number }) => net);
    expect(nets).toHaveLength(2);
    const sum = (await plan(id)).reduce((total: number, [, , amount]: [number, string, number]) => total + amount, 0);
    expect(sum).toBe(2_000_000);

    // The last guard: a second invoice of one instalment is refused by the database.
    const [told] = await api.db.source.query<{ id: Id }[]>(
      'SELECT id FROM service_contract_instalment WHERE contract_id = $1 AND number = 1',
      [id],
    );
    const again = api.db.transaction((tx) =>
      worker.get(InvoicesService, { strict: false }).issueForContract(tx, SYSTEM, {
        contractId: id,
        instalmentId: told!.id,
        customerId: device.ownerId,
        centerId: shop.centerId,
        amount: 1,
        description: { fa: 'x', en: null },
      }),
    );
    await expect(again).rejects.toMatchObject({ driverError: { constraint: 'invoice_line_instalment_uq' } });
    await until('2026-09-23');
    expect((await invoices()).map(({ number }: { number: string }) => number)).toEqual([
      'CIN-THR1-1405-000001',
      'CIN-THR1-1405-000002',
      'CIN-THR1-1405-000003',
    ]);
    const frozen = api.db.source.query('UPDATE service_contract_instalment SET amount = 1 WHERE told_on IS NOT NULL');
    await expect(frozen).rejects.toThrow('append-only');
  });
});
