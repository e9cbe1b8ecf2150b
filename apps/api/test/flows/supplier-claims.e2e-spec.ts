import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClaimDeadlinesService, ClaimPaymentsService } from '@aftercare/claims';
import { addDays, type Id } from '@aftercare/kernel';
import { loadConfig, type Permission } from '@aftercare/platform';
import { companyDay, drain } from '@aftercare/testing';
import type { Test } from 'supertest';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop, type Workshop } from '../workshop.js';

const api = runningApi();
let worker: INestApplicationContext;
let shop: Workshop;
let network: SignedInClient;
let supplierId: Id;
const RIGHTS: Permission[] = ['claim.read', 'claim.manage', 'claim.settle', 'claim.terms', 'claim.core'];
const today = companyDay();
const terms = {
  calendar: 'gregorian',
  startBasis: 'sale',
  months: 24,
  cover: [
    { class: 'parts', percent: 100 },
    { class: 'labour', percent: 50 },
  ],
  claim: { partsAt: 'cost', handlingPercent: 15 },
  claimWithinDays: 30,
};

beforeAll(async () => {
  const config = loadConfig(workerSchema, { DATABASE_URL: api.config.DATABASE_URL, LOG_LEVEL: 'silent' });
  worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
});
beforeEach(async () => {
  shop = await aWorkshop(api);
  network = await api.signIn(RIGHTS);
  const maker = { code: 'SEPEHR', name: { fa: 'سپهر', en: 'Sepehr' }, kind: 'maker', email: null, phone: null };
  supplierId = (await network.post('/suppliers', maker).expect(201)).body.id;
});
afterAll(() => worker.close());

const refusal = async (test: Test) => {
  const { status, body } = await test;
  return [status, body.code];
};
async function somebodyElsewhere(permissions: Permission[]): Promise<SignedInClient> {
  const center = {
    code: 'SHZ1',
    name: { fa: 'شیراز', en: 'Shiraz' },
    phone: null,
    address: null,
    timeZone: 'Asia/Tehran',
    calendar: 'jalali',
  };
  const { body } = await (await api.signIn(['organization.manage'])).post('/service-centers', center).expect(201);
  return api.signIn(permissions, { centerIds: [body.id] });
}
async function agree(change: object = {}, scope: object = { brandId: shop.brandId }, validFrom = '2020-01-01') {
  const { version } = (await network.get(`/suppliers/${supplierId}`).expect(200)).body;
  const none = { brandId: null, productGroupId: null, productId: null, partId: null };
  const body = { ...none, ...scope, validFrom, terms: { ...terms, ...change } };
  return network.post(`/suppliers/${supplierId}/agreements`, body, version);
}

/** A device under guarantee with a new board, ready for its owner. */
async function aReadyOrder(serial: string, soldOn = addDays(today, -30)) {
  const { technician, storekeeper, checker, reception } = shop.staff;
  await shop.receiveGoods(shop.board, 1, 7_500_000);
  const device = await shop.soldDevice(serial, soldOn);
  await shop.registerGuarantee(device.id, { soldOn });
  const { orderId } = await shop.receive(reception, { deviceId: device.id, customerId: device.ownerId });
  await shop.needsBoard(orderId);
  const act = async (client: SignedInClient, verb: 'post' | 'put', path: string, body: object = {}) => {
    const { version } = (await client.get(`/repair-orders/${orderId}`)).body;
    const response = await client[verb](`/repair-orders/${orderId}/${path}`, body, version);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
    return response.body;
  };
  const labour = { serviceItemId: shop.labour, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
  await act(technician, 'post', 'lines', labour);
  await act(technician, 'post', 'requisitions');
  await shop.issueEverything(storekeeper, orderId);
  const { lines } = (await technician.get(`/repair-orders/${orderId}`)).body;
  const board = lines.find((line: { kind: string }) => line.kind === 'part');
  await act(technician, 'put', `lines/${board.id}/fitted`, { quantity: 1 });
  await act(technician, 'post', 'moves', { act: 'start-repair', reason: null });
  await act(technician, 'post', 'moves', { act: 'finish-repair', reason: null });
  await act(checker, 'post', 'checks', { passed: true, note: null });
  await drain(worker);
  return { orderId, boardLine: board.id as Id };
}

const claimable = async (query = '') => (await network.get(`/claimable-lines${query}`).expect(200)).body.data;
const lineOf = (lines: { class: string; id: Id; amount: number }[], name: string) => {
  const line = lines.find((each) => each.class === name);
  if (!line) throw new Error(`no line of ${name}`);
  return line;
};
const make = (lineIds: Id[], by = network) =>
  by.post('/supplier-claims', { supplierId, centerId: shop.centerId, lineIds });
const read = async (id: Id) => (await network.get(`/supplier-claims/${id}`).expect(200)).body;
const answer = (lineId: Id, decision: string, amount: number | null = null, reason: string | null = null) => ({
  lineId,
  decision,
  amount,
  reason,
  note: null,
});

describe('what a supplier answers for', () => {
  it('S1 stands beside the customer’s verdict on each line of the order', async () => {
    await agree();
    const { orderId, boardLine } = await aReadyOrder('SN-1');
    const legs = (await shop.staff.technician.get(`/repair-orders/${orderId}/supplier-cover`).expect(200)).body.data;
    expect(legs).toHaveLength(2);
    expect(legs.find((leg: { lineId: Id }) => leg.lineId === boardLine)).toMatchObject({
      supplier: { id: supplierId, code: 'SEPEHR' },
      percent: 100,
      amount: null,
      claim: null,
      reasons: [{ code: 'supplier-bears' }],
    });
    const stranger = await somebodyElsewhere(['repair.read']);
    await stranger.get(`/repair-orders/${orderId}/supplier-cover`).expect(404);
  });

  it('S2 versions follow each other, are never changed, and are a matter of the network', async () => {
    await agree();
    expect(await agree()).toMatchObject({ status: 409, body: { code: 'claims.agreement-not-later' } });
    expect((await agree({}, { brandId: shop.brandId }, '2030-01-01')).status).toBe(201);
    const { agreements } = (await network.get(`/suppliers/${supplierId}`)).body;
    expect(agreements).toMatchObject([
      { number: 2, validFrom: '2030-01-01', validTo: null },
      { number: 1, validFrom: '2020-01-01', validTo: '2030-01-01' },
    ]);
    await expect(api.db.source.query('UPDATE supplier_agreement SET terms = $1', ['{}'])).rejects.toThrow();
    expect((await agree({}, { brandId: shop.brandId, productId: shop.productId })).body.code).toBe(
      'claims.scope-unclear',
    );
    const twice = { cover: [terms.cover[0], terms.cover[0]] };
    expect((await agree(twice, { productId: shop.productId })).body.errors).toMatchObject([
      { pointer: '/terms/cover/1/class' },
    ]);
    let { version } = (await network.get(`/suppliers/${supplierId}`)).body;
    const retire = (retiredOn: string | null) => network.patch(`/suppliers/${supplierId}`, { retiredOn }, version);
    ({ version } = (await retire('2031-01-01').expect(200)).body);
    const next = (validFrom: string) => agree({}, { brandId: shop.brandId }, validFrom);
    expect((await next('2031-01-01')).body).toMatchObject({ code: 'claims.supplier-retired' });
    expect((await next('2030-12-31')).status).toBe(201);
    ({ version } = (await network.get(`/suppliers/${supplierId}`)).body);
    ({ version } = (await retire(null).expect(200)).body);
    expect((await next('2031-01-01')).status).toBe(201);
    ({ version } = (await network.get(`/suppliers/${supplierId}`)).body);
    const local = await api.signIn(RIGHTS, { centerIds: [shop.centerId] });
    await local.patch(`/suppliers/${supplierId}`, { phone: '021' }, version).expect(403);
    await shop.staff.technician.get('/suppliers').expect(403);
  });

  it('S6 scenario 2: a ready order makes claimable lines, the board at 7,500,000 and 15 % handling', async () => {
    await agree();
    const { orderId } = await aReadyOrder('SN-1');
    const lines = await claimable(`?supplierId=${supplierId}&centerId=${shop.centerId}`);
    expect(lines).toHaveLength(2);
    expect(lineOf(lines, 'parts')).toMatchObject({
      amount: 8_625_000,
      order: { id: orderId },
      claimBy: addDays(lines[0].doneOn, 30),
      core: null,
    });
    expect(lineOf(lines, 'labour')).toMatchObject({ amount: 1_500_000 });
    expect(await claimable(`?claimBefore=${today}`)).toEqual([]);
    const elsewhere = await somebodyElsewhere(['claim.read']);
    expect((await elsewhere.get('/claimable-lines').expect(200)).body.data).toEqual([]);
  });

  it('S13 a deadline that comes near is told once', async () => {
    await agree({ claimWithinDays: 5 });
    await aReadyOrder('SN-1');
    const tell = () => api.db.transaction((tx) => worker.get(ClaimDeadlinesService, { strict: false }).tell(tx));
    expect(await tell()).toBe(2);
    expect(await tell()).toBe(0);
  });
});

describe('a claim', () => {
  it('S7 of two that want one line at once exactly one gets it', async () => {
    await agree();
    await aReadyOrder('SN-1');
    const ids = (await claimable()).map(({ id }: { id: Id }) => id);
    const answers = await Promise.all([make(ids), make(ids), make(ids.toReversed())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
      'claims.line-claimed',
      'claims.line-claimed',
    ]);
    expect(await claimable()).toEqual([]);
    expect((await network.get('/supplier-claims').expect(200)).body.data).toHaveLength(1);
  });

  it('S8 a draft has no number and frees its lines when it is thrown away; sent claims are numbered without a gap', async () => {
    await agree();
    await aReadyOrder('SN-1');
    const ids = (await claimable()).map(({ id }: { id: Id }) => id);
    const { body: draft } = await make(ids).expect(201);
    expect(draft).toMatchObject({
      number: null,
      state: 'draft',
      claimed: 10_125_000,
      allowedActions: ['submit', 'discard', 'remove-line'],
    });
    const lineOf = (id: Id) => `/supplier-claims/${draft.id}/lines/${id}`;
    expect(await refusal(network.delete(lineOf(crypto.randomUUID()), draft.version))).toEqual([404, 'not-found']);
    const shorter = (await network.delete(lineOf(ids[0]), draft.version).expect(200)).body;
    expect(shorter).toMatchObject({
      lines: [{ id: ids[1] }],
      blockedActions: [{ action: 'remove-line', reasons: ['only-line'] }],
    });
    expect((await claimable()).map(({ id }: { id: Id }) => id)).toEqual([ids[0]]);
    expect(await refusal(network.delete(lineOf(ids[1]), draft.version))).toEqual([412, 'stale-version']);
    expect(await refusal(network.delete(lineOf(ids[1]), shorter.version))).toEqual([409, 'claims.only-line']);
    await network.delete(`/supplier-claims/${draft.id}`, shorter.version).expect(204);
    expect(await claimable()).toHaveLength(2);
    for (const [index, id] of ids.entries()) {
      const { body: claim } = await make([id]).expect(201);
      const { body: sent } = await network
        .post(`/supplier-claims/${claim.id}/submission`, { note: null }, 1)
        .expect(200);
      expect(sent.number).toMatch(new RegExp(`^SCL-THR1-\\d{4}-00000${index + 1}$`));
      for (const path of ['', `/lines/${id}`])
        expect(await refusal(network.delete(`/supplier-claims/${claim.id}${path}`, sent.version))).toEqual([
          409,
          'claims.act-not-possible',
        ]);
    }
    expect(await refusal(make([crypto.randomUUID()]))).toEqual([422, 'claims.line-foreign']);
    expect(await refusal(make([]))).toEqual([422, 'invalid-input']);
  });

  it('S9 S10 S12 S14 is answered line by line, sent again, settled, and shows in the recovery', async () => {
    await agree();
    await aReadyOrder('SN-1');
    const lines = await claimable();
    const [board, labour] = [lineOf(lines, 'parts'), lineOf(lines, 'labour')];
    const { body: claim } = await make([board.id, labour.id]).expect(201);
    const path = `/supplier-claims/${claim.id}`;
    await network.post(`${path}/submission`, { note: 'for May' }, 1).expect(200);

    const noReason = { answers: [answer(labour.id, 'refused')] };
    expect(await refusal(network.post(`${path}/answers`, noReason, 2))).toEqual([422, 'claims.answer-unclear']);
    const tooMuch = { answers: [answer(labour.id, 'partly', 1_500_000, 'price-too-high')] };
    expect(await refusal(network.post(`${path}/answers`, tooMuch, 2))).toEqual([422, 'claims.answer-unclear']);
    const first = { answers: [answer(board.id, 'partly', 8_000_000, 'price-too-high')] };
    expect((await network.post(`${path}/answers`, first, 2).expect(200)).body).toMatchObject({ state: 'submitted' });
    expect(await refusal(network.post(`${path}/answers`, first, 3))).toEqual([409, 'claims.line-not-asked']);
    const second = { answers: [answer(labour.id, 'refused', null, 'late')] };
    const { body: answered } = await network.post(`${path}/answers`, second, 3).expect(200);
    expect(answered).toMatchObject({ state: 'answered', accepted: 8_000_000, allowedActions: ['resubmit', 'settle'] });

    const again = { lineIds: [labour.id], note: 'sent in time, see the post' };
    const { body: resent } = await network.post(`${path}/resubmission`, again, 4).expect(200);
    expect(resent).toMatchObject({ state: 'resubmitted', round: 2, number: answered.number });
    expect(await refusal(network.post(`${path}/answers`, first, 5))).toEqual([409, 'claims.line-not-asked']);
    await network.post(`${path}/answers`, { answers: [answer(labour.id, 'accepted')] }, 5).expect(200);
    const done = await read(claim.id);
    expect(done).toMatchObject({ state: 'answered', accepted: 9_500_000, submissions: [{ round: 2 }, { round: 1 }] });
    expect(done.lines.find(({ id }: { id: Id }) => id === labour.id).answers).toMatchObject([
      { round: 1, decision: 'refused', reason: 'late', amount: 0 },
      { round: 2, decision: 'accepted', reason: null, amount: 1_500_000 },
    ]);
    expect(await refusal(network.post(`${path}/resubmission`, again, 6))).toEqual([422, 'claims.nothing-to-resubmit']);

    const settlement = { kind: 'credit-note', amount: 9_500_001, reference: 'CN-77', on: done.submittedOn };
    expect(await refusal(network.post(`${path}/settlement`, settlement, 6))).toEqual([422, 'claims.settled-too-much']);
    const early = { ...settlement, amount: 9_500_000, on: '2020-01-01' };
    expect(await refusal(network.post(`${path}/settlement`, early, 6))).toEqual([422, 'claims.settled-too-early']);
    const { body: settled } = await network
      .post(`${path}/settlement`, { ...early, on: done.submittedOn }, 6)
      .expect(200);
    expect(settled).toMatchObject({ state: 'settled', settled: 9_500_000, ageDays: null, allowedActions: [] });

    const period = `from=${addDays(today, -2)}&to=${addDays(today, 2)}`;
    expect((await network.get(`/claim-recovery?${period}`).expect(200)).body.data).toMatchObject([
      { claims: 1, claimed: 10_125_000, accepted: 9_500_000, settled: 9_500_000, rateBp: 9383, daysToSettle: 0 },
    ]);
    const audit = await api.db.source.query(
      `SELECT action FROM audit_entry WHERE subject_type = 'supplier-claim' ORDER BY id`,
    );
    expect(audit.map(({ action }: { action: string }) => action)).toEqual([
      'claims.drafted',
      'claims.submitted',
      'claims.answer-noted',
      'claims.answered',
      'claims.submitted',
      'claims.answered',
      'claims.settled',
    ]);
  });

  it('S11 the old part is due, taken in at no value, sent and accepted; without it the line is refused', async () => {
    await agree({ core: { withinDays: 30 }, cover: [{ class: 'parts', percent: 100 }] });
    await aReadyOrder('SN-1');
    const [board] = await claimable();
    expect(board.core).toMatchObject({ state: 'due', dueOn: addDays(board.doneOn, 30) });
    const { body: claim } = await make([board.id]).expect(201);
    await network.post(`/supplier-claims/${claim.id}/submission`, { note: null }, 1).expect(200);
    const accept = { answers: [answer(board.id, 'accepted')] };
    expect(await refusal(network.post(`/supplier-claims/${claim.id}/answers`, accept, 2))).toEqual([
      409,
      'claims.core-outstanding',
    ]);

    const cores = async (query = '') => (await network.get(`/claim-cores${query}`).expect(200)).body.data;
    const [core] = await cores();
    expect(core).toMatchObject({ state: 'due', quantity: 1, late: false, claim: { id: claim.id }, keeper: null });
    const move = (act: string, version: number) =>
      shop.staff.storekeeper.post(`/claim-cores/${core.id}/moves`, { act, reference: 'PKG-9', note: null }, version);
    expect(await refusal(move('receive', 1))).toEqual([409, 'claims.no-defective-location']);
    const { body: place } = await shop.staff.storekeeper
      .post('/stock-locations', {
        centerId: shop.centerId,
        code: 'DEF',
        name: { fa: 'داغی', en: 'Cores' },
        kind: 'defective',
      })
      .expect(201);
    await move('receive', 1).expect(204);
    const [stock] = await api.db.source.query('SELECT on_hand, value FROM stock_balance WHERE location_id = $1', [
      place.id,
    ]);
    expect(stock).toMatchObject({ on_hand: 1, value: 0 });
    expect(await refusal(move('accept', 2))).toEqual([409, 'claims.core-act-not-possible']);
    await move('send', 2).expect(204);
    expect(await cores('?state=sent')).toMatchObject([{ sentReference: 'PKG-9', keeper: 'storekeeper' }]);
    expect(await cores('?late=true')).toEqual([]);
    await move('accept', 3).expect(204);
    expect((await network.post(`/supplier-claims/${claim.id}/answers`, accept, 2).expect(200)).body.state).toBe(
      'answered',
    );
  });
});

describe('S16 a settled claim and the invoices of the guarantee', () => {
  const invoicesOf = async (orderId: Id) =>
    (await shop.staff.cashier.get(`/invoices?orderId=${orderId}&kind=warranty`).expect(200)).body.data;
  const issue = async (orderId: Id) => {
    const { version } = (await shop.staff.cashier.get(`/repair-orders/${orderId}`)).body;
    await shop.staff.cashier.post(`/repair-orders/${orderId}/invoices`, {}, version).expect(200);
    await drain(worker);
  };
  /** Board 8,625,000 and half the labour, 1,500,000, are claimed; of the board 8,000,000 is accepted. */
  const anAnsweredClaim = async () => {
    const lines = await claimable();
    const [board, labour] = [lineOf(lines, 'parts'), lineOf(lines, 'labour')];
    const { body: claim } = await make([board.id, labour.id]).expect(201);
    await network.post(`/supplier-claims/${claim.id}/submission`, { note: null }, 1).expect(200);
    const answers = [answer(board.id, 'partly', 8_000_000, 'price-too-high'), answer(labour.id, 'accepted')];
    return (await network.post(`/supplier-claims/${claim.id}/answers`, { answers }, 2).expect(200)).body;
  };
  const settle = (claim: { id: Id; version: number; submittedOn: string }, amount = 9_500_000) => {
    const settlement = { kind: 'credit-note', amount, reference: 'CN-77', on: claim.submittedOn };
    return network.post(`/supplier-claims/${claim.id}/settlement`, settlement, claim.version);
  };

  it('pays what it stands for once; the rest stays due until somebody who may gives it up', async () => {
    await agree();
    const { orderId } = await aReadyOrder('SN-1');
    await issue(orderId);
    const [open] = await invoicesOf(orderId);
    expect(open).toMatchObject({ payer: 'maker', state: 'issued', total: 11_625_000, due: 11_625_000 });
    const claim = await anAnsweredClaim();
    const [one, two] = await Promise.all([settle(claim), settle(claim)]);
    expect([one.status, two.status].sort()).toEqual([200, 412]);
    await drain(worker);

    const { cashier, manager } = shop.staff;
    const { body: paid } = await cashier.get(`/invoices/${open.id}`).expect(200);
    expect(paid).toMatchObject({
      state: 'part_paid',
      paid: 9_500_000,
      due: 2_125_000,
      payments: [{ method: 'claim', amount: 9_500_000, reference: claim.number }],
      claims: [{ id: claim.id, number: claim.number, state: 'settled' }],
      writeOff: null,
    });
    expect((await read(claim.id)).payments).toEqual([
      { invoice: { id: open.id, number: open.number, payer: 'maker' }, amount: 9_500_000 },
    ]);
    const till = (await cashier.get(`/cash-ups?centerId=${shop.centerId}&on=${today}`).expect(200)).body;
    expect(till).toMatchObject({ count: 0, amount: 0 });
    const unaware = await api.signIn(['billing.read']);
    expect((await unaware.get(`/invoices/${open.id}`).expect(200)).body.claims).toEqual([]);

    const giveUp = (by: SignedInClient, reason = 'below the maker’s price list') =>
      by.post(`/invoices/${open.id}/write-off`, { reason }, paid.version);
    expect(await refusal(giveUp(cashier))).toEqual([403, 'not-allowed']);
    expect(await refusal(giveUp(manager, ' '))).toEqual([422, 'invalid-input']);
    expect(await refusal(giveUp(await somebodyElsewhere(['billing.write-off', 'billing.read'])))).toEqual([
      404,
      'not-found',
    ]);
    expect((await giveUp(manager).expect(200)).body).toMatchObject({
      state: 'written_off',
      due: 0,
      writeOff: { amount: 2_125_000, reason: 'below the maker’s price list', writtenOffBy: 'manager' },
    });
    expect(await refusal(giveUp(manager))).toEqual([412, 'stale-version']);
    const more = { invoiceId: open.id, method: 'transfer', amount: 1, reference: null };
    expect(await refusal(cashier.post('/payments', more))).toEqual([409, 'billing.overpayment']);
  });

  it('pays an invoice that is issued after it was settled, and a settlement below what was accepted pays its part', async () => {
    await agree();
    const { orderId } = await aReadyOrder('SN-1');
    const claim = await anAnsweredClaim();
    expect((await settle(claim, 4_750_000).expect(200)).body.payments).toEqual([]);
    await issue(orderId);
    const [invoice] = await invoicesOf(orderId);
    expect(invoice).toMatchObject({ state: 'part_paid', paid: 4_750_000 });
    const payments = worker.get(ClaimPaymentsService, { strict: false });
    await api.db.transaction((tx) => payments.payInvoicesOf(tx, orderId));
    expect((await invoicesOf(orderId))[0]).toMatchObject({ paid: 4_750_000, version: invoice.version });
  });

  it('pays the supplier’s own kind first, then the other bearers, and never what the centre bears itself', async () => {
    const atList = { partsAt: 'list', handlingPercent: 0 };
    const bearers = [
      { bearer: 'importer', percent: 30 },
      { bearer: 'maker', percent: 30 },
      { bearer: 'centre', percent: 40 },
    ];
    const cover = [
      { class: 'parts', months: 24, percent: 100, bearers },
      { class: 'labour', months: 24, percent: 100, bearer: 'centre' },
    ];
    const costBearers = [{ bearer: 'maker', percent: 100 }];
    const split = { calendar: 'jalali', startBasis: 'sale', cover, exclusions: [], costBearers, claim: atList };
    await shop.publishPolicy('SPLIT', split, shop.productId);
    await agree({ claim: atList });
    const { orderId } = await aReadyOrder('SN-1');
    await issue(orderId);
    const board = lineOf(await claimable(), 'parts');
    const { body: claim } = await make([board.id]).expect(201);
    const path = `/supplier-claims/${claim.id}`;
    await network.post(`${path}/submission`, { note: null }, 1).expect(200);
    await network.post(`${path}/answers`, { answers: [answer(board.id, 'accepted')] }, 2).expect(200);
    await settle(await read(claim.id), 5_000_000).expect(200);
    const standing = (await invoicesOf(orderId)).map(
      ({ payer, state, paid, due }: { payer: string; state: string; paid: number; due: number }) =>
        [payer, state, paid, due].join(' '),
    );
    expect(standing.sort()).toEqual([
      'centre own_cost 0 0',
      'importer part_paid 1400000 2200000',
      'maker paid 3600000 0',
    ]);
  });

  it('what is over the invoice stays with the claim, and what was given up before is not paid', async () => {
    await agree({ claim: { partsAt: 'cost', handlingPercent: 60 } });
    const { orderId } = await aReadyOrder('SN-1');
    await issue(orderId);
    const lines = await claimable();
    const board = lineOf(lines, 'parts');
    expect(board.amount).toBe(12_000_000);
    const { body: claim } = await make([board.id]).expect(201);
    const path = `/supplier-claims/${claim.id}`;
    await network.post(`${path}/submission`, { note: null }, 1).expect(200);
    await network.post(`${path}/answers`, { answers: [answer(board.id, 'accepted')] }, 2).expect(200);
    const [before] = await invoicesOf(orderId);
    const { body: settled } = await settle({ ...(await read(claim.id)) }, 12_000_000).expect(200);
    expect(settled).toMatchObject({ settled: 12_000_000, payments: [{ amount: 8_625_000 }] });
    expect((await invoicesOf(orderId))[0]).toMatchObject({ due: before.due - 8_625_000, state: 'part_paid' });

    const labour = lineOf(await claimable(), 'labour');
    const { body: second } = await make([labour.id]).expect(201);
    const other = `/supplier-claims/${second.id}`;
    await network.post(`${other}/submission`, { note: null }, 1).expect(200);
    await network.post(`${other}/answers`, { answers: [answer(labour.id, 'accepted')] }, 2).expect(200);
    const { version } = (await invoicesOf(orderId))[0];
    await shop.staff.manager.post(`/invoices/${before.id}/write-off`, { reason: 'closed' }, version).expect(200);
    expect((await settle(await read(second.id), 1_500_000).expect(200)).body.payments).toEqual([]);
    expect((await invoicesOf(orderId))[0]).toMatchObject({ state: 'written_off', paid: 8_625_000 });
  });
});
