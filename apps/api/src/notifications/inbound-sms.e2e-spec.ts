import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BrandsService, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { persianDigits } from '@aftercare/kernel';
import { loadConfig, SYSTEM } from '@aftercare/platform';
import { drain } from '@aftercare/testing';
import { CardsService, PoliciesService, type PrintedCard } from '@aftercare/warranty';
import supertest, { type Test } from 'supertest';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { runningApi } from '../../test/running-api.js';

const TOKEN = 'gateway-token-of-the-test';
const MOBILE = '09121234567';

describe('SMS that come in', () => {
  const api = runningApi({ SMS_WEBHOOK_TOKEN: TOKEN });
  let worker: INestApplicationContext;
  let card: PrintedCard;
  let other: PrintedCard;

  beforeAll(async () => {
    const config = loadConfig(workerSchema, { DATABASE_URL: api.config.DATABASE_URL, LOG_LEVEL: 'silent' });
    worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
  });
  afterAll(() => worker.close());
  beforeEach(async () => {
    const service = <T>(type: new (...parameters: never[]) => T): T => api.app.get<T>(type, { strict: false });
    await api.db.transaction(async (tx) => {
      const name = { fa: 'گوشی', en: 'Phone' };
      const brandId = await service(BrandsService).create(tx, SYSTEM, { name });
      const groupId = await service(ProductGroupsService).create(tx, SYSTEM, { parentId: null, code: 'ph', name });
      const product = { brandId, groupId, code: 'PH-1', name, serialPattern: null };
      const productId = await service(ProductsService).create(tx, SYSTEM, product);
      const scopes = [{ brandId: null, productGroupId: null, productId: null }];
      const policyId = await service(PoliciesService).draft(tx, SYSTEM, {
        code: 'PHONE-18',
        name,
        scopes,
        terms: {
          calendar: 'jalali',
          startBasis: 'activation',
          cover: [{ class: 'parts', months: 18, percent: 100 }],
          exclusions: [],
          costBearers: [{ bearer: 'maker', percent: 100 }],
          claim: { partsAt: 'cost', handlingPercent: 0 },
        },
      });
      await service(PoliciesService).publish(tx, SYSTEM, policyId, 1);
      const batchId = await service(CardsService).issue(tx, SYSTEM, { policyId, productId, count: 2 });
      [card, other] = (await service(CardsService).print(tx, SYSTEM, batchId, 1)) as [PrintedCard, PrintedCard];
    });
  });

  let counter = 0;
  const post = (message: string, more: object = {}, token = TOKEN): Test =>
    supertest(api.app.getHttpServer())
      .post(`/api/v1/sms/kavenegar/${token}`)
      .type('form')
      .send({ messageid: String(++counter), from: MOBILE, to: '10008663', message, ...more });
  const sent = async (): Promise<{ event: string; recipient: string; body: string }[]> =>
    api.db.source.query('SELECT event, recipient, body FROM message ORDER BY id');
  const outcomes = async (): Promise<unknown[]> =>
    api.db.source.query('SELECT outcome, reason, body FROM inbound_sms ORDER BY received_at, id');

  it('N11 activate a card, are answered once, and keep no code', async () => {
    const text = persianDigits(`${card.cardNo.replace(/\D/g, '')} ${card.scratchCode} SN-1`);
    await post(text, { messageid: '77' }).expect(204);
    await post(text, { messageid: '77' }).expect(204);
    await drain(worker);
    expect(await outcomes()).toEqual([{ outcome: 'activated', reason: null, body: '' }]);
    expect(await sent()).toMatchObject([{ event: 'card-activated', recipient: '+989121234567' }]);
    expect((await sent())[0]?.body).toContain(card.cardNo);
    const desk = await api.signIn(['warranty.read']);
    const found = await desk.get(`/warranty-cards?q=${card.cardNo}`).expect(200);
    expect(found.body.data).toMatchObject([{ state: 'active', activatedBy: 'sms' }]);
  });

  it('N11 of two for one card at once one activates it, and both are answered', async () => {
    const text = (serial: string) => `${card.cardNo} ${card.scratchCode} ${serial}`;
    await Promise.all([post(text('SN-1')).expect(204), post(text('SN-2'), { from: '09351234567' }).expect(204)]);
    await drain(worker);
    expect((await sent()).map(({ event }) => event).sort()).toEqual(['card-activated', 'card-refused']);
    expect(await api.db.source.query('SELECT count(*)::int AS n FROM warranty_registration')).toEqual([{ n: 1 }]);
  });

  it('N11 are refused with a wrong code, and for a device with a guarantee, without a trace of the try', async () => {
    await post(`${card.cardNo} 0000000000000000 SN-1`).expect(204);
    await drain(worker);
    await post(`${card.cardNo} ${card.scratchCode} SN-1`).expect(204);
    await drain(worker);
    await post(`${other.cardNo} ${other.scratchCode} SN-1`).expect(204);
    await drain(worker);
    expect(await outcomes()).toEqual([
      { outcome: 'refused', reason: 'warranty.card-code-refused', body: '' },
      { outcome: 'activated', reason: null, body: '' },
      { outcome: 'refused', reason: 'warranty.device-registered', body: '' },
    ]);
    expect((await sent()).map(({ event }) => event)).toEqual(['card-refused', 'card-activated', 'card-refused']);
  });

  it('N11 that say nothing get one polite answer each, a flood none', async () => {
    for (let n = 0; n < 12; n++) await post('سلام').expect(204);
    await drain(worker);
    expect((await sent()).map(({ event }) => event)).toEqual(Array(10).fill('card-unreadable'));
    expect(
      (await outcomes()).filter((each) => (each as { reason: string }).reason === 'too-many-requests'),
    ).toHaveLength(2);
  });

  it('N10 are taken from the gateway only, in its form', async () => {
    await post('x', {}, 'another-token').expect(404);
    await post('x', { from: 'BANK' }).expect(204);
    await post('x', { messageid: '' }).expect(422);
    await post('x', { surprise: '1' }).expect(422);
    await post('x'.repeat(1001)).expect(422);
    await post('x'.repeat(20_000)).expect(413);
    expect(await outcomes()).toEqual([]);
    const json = { messageid: 'j1', from: MOBILE, to: '10008663', message: 'x' };
    await supertest(api.app.getHttpServer()).post(`/api/v1/sms/kavenegar/${TOKEN}`).send(json).expect(204);
    expect(await outcomes()).toHaveLength(1);
  });
});

describe('without a gateway', () => {
  const api = runningApi();

  it('N10 no SMS comes in', async () => {
    const sms = { messageid: '1', from: MOBILE, to: '1', message: 'x' };
    await supertest(api.app.getHttpServer()).post('/api/v1/sms/kavenegar/undefined').send(sms).expect(404);
  });
});
