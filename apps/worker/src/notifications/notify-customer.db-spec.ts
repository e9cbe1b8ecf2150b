import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BrandsService, CatalogModule, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { ContractCalendarService, ContractsService } from '@aftercare/contracts';
import { addDays, dayText, type Id, newId } from '@aftercare/kernel';
import { type MessageView, NotificationsQueries } from '@aftercare/notifications';
import { Database, type DomainEvent, loadConfig, Outbox, SYSTEM } from '@aftercare/platform';
import { ReceptionModule, ReceptionsService } from '@aftercare/reception';
import { repairDelivered, repairQuoteSent, repairReady } from '@aftercare/repair';
import { companyDay, drain, testDatabase } from '@aftercare/testing';
import { PoliciesService, RegistrationsService, warrantyExpiring } from '@aftercare/warranty';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { workerSchema } from '../config.js';
import { WorkerModule } from '../worker.module.js';

describe('notify-customer', () => {
  const database = testDatabase();
  let app: INestApplicationContext;

  beforeAll(async () => {
    const config = loadConfig(workerSchema, {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      PORTAL_URL: 'https://example.org/t/',
    });
    app = await NestFactory.createApplicationContext(
      { module: CatalogModule, imports: [WorkerModule.forRoot(config), CatalogModule, ReceptionModule] },
      { logger: false },
    );
  });
  afterEach(() => database.emptyTables());
  afterAll(() => app.close());

  const service = <T>(type: new (...parameters: never[]) => T): T => app.get<T>(type, { strict: false });
  const messages = async (): Promise<MessageView[]> =>
    (await service(NotificationsQueries).listMessages(SYSTEM, { limit: 50 })).data;
  const publish = (fact: DomainEvent): Promise<void> =>
    app.get(Database).transaction((tx) => app.get(Outbox).publish(tx, SYSTEM, fact));

  /** A receipt for one refrigerator and one kettle. */
  const receive = (customer: { locale: 'fa' | 'en'; email?: string }) =>
    app.get(Database).transaction(async (tx) => {
      const centerId = await aServiceCenter(tx, app, { name: { fa: 'مرکز تهران', en: 'Tehran centre' } });
      const brandId = await service(BrandsService).create(tx, SYSTEM, { name: { fa: 'اسنوا', en: 'Snowa' } });
      const group = { parentId: null, code: 'home', name: { fa: 'خانگی', en: 'Home' } };
      const groupId = await service(ProductGroupsService).create(tx, SYSTEM, group);
      const product = (code: string, fa: string, en: string) =>
        service(ProductsService).create(tx, SYSTEM, { brandId, groupId, code, name: { fa, en }, serialPattern: null });
      const item = (productId: Id) => ({
        device: { brandId, productId, serial: newId(), imei: null },
        changedHands: false,
        declaredFault: 'does not work',
        conditionCodeIds: [],
        conditionNote: 'sound',
        dataConsent: 'none' as const,
        accessories: [],
        priority: 'normal' as const,
        promisedOn: null,
        lines: [],
        openBesideReason: null,
      });
      const receptionId = await service(ReceptionsService).receive(tx, SYSTEM, {
        centerId,
        arrivalId: null,
        customer: { kind: 'person', name: 'Maryam Ahmadi', mobile: '+989121234567', ...customer },
        bearerName: null,
        termsAccepted: true,
        note: null,
        items: [item(await product('F1', 'یخچال', 'refrigerator')), item(await product('K1', 'کتری', 'kettle'))],
      });
      const [row] = (await tx.query(
        `SELECT r.number, r.tracking_code AS code, o.id AS "orderId", o.number AS "orderNumber", o.center_id AS "centerId"
           FROM reception r JOIN repair_order o ON o.reception_id = r.id WHERE r.id = $1 ORDER BY o.number LIMIT 1`,
        [receptionId],
      )) as { number: string; code: string; orderId: Id; orderNumber: string; centerId: Id }[];
      return { receptionId, ...row! };
    });

  it('tells by SMS and e-mail what was received, with the way to follow it', async () => {
    const { number, code, receptionId, centerId } = await receive({ locale: 'fa', email: 'maryam@example.org' });
    await drain(app);
    const [email, sms, ...others] = (await messages()).sort((a, b) => a.channel.localeCompare(b.channel));
    expect(others).toEqual([]);
    expect(sms).toMatchObject({
      channel: 'sms',
      recipient: '+989121234567',
      body: `مرکز تهران\nاسنوا یخچال، اسنوا کتری با شمارهٔ ${number} پذیرش شد.\nپیگیری: https://example.org/t/${code}`,
      state: 'sent',
      provider: 'dev-outbox',
      receptionId,
      centerId,
    });
    expect(email).toMatchObject({ channel: 'email', subject: `پذیرش اسنوا یخچال، اسنوا کتری – ${number}` });
  });

  it('tells in the customer’s language of quote, pick-up and hand-over, once each', async () => {
    const { orderId, orderNumber, centerId, receptionId, code } = await receive({ locale: 'en' });
    await drain(app);
    const order = { orderId, number: orderNumber, receptionId };
    const moved = { ...order, act: 'pass-check', from: 'qc', to: 'ready' } as const;
    const about = { id: orderId, centerId };
    await publish(repairQuoteSent(about, { ...order, quote: 1, total: 1_000_000 }));
    await publish(repairReady(about, { ...moved, repaired: true }));
    await publish(repairDelivered(about, { ...moved, act: 'hand-over', from: 'ready', to: 'delivered' }));
    await drain(app);
    await drain(app);
    const told = (await messages()).filter((message) => message.orderId === orderId).toReversed();
    expect(told.map(({ event, body }) => [event, body])).toEqual([
      [
        'quote-ready',
        `Tehran centre\nThe quote for your Snowa refrigerator (${orderNumber}) is ready. See and answer: https://example.org/t/${code}`,
      ],
      [
        'ready-for-pickup',
        `Tehran centre\nYour Snowa refrigerator (${orderNumber}) is ready for pick-up.\nhttps://example.org/t/${code}`,
      ],
      ['delivered', `Tehran centre\nYour Snowa refrigerator (${orderNumber}) was handed over. Thank you.`],
    ]);
  });

  it('tells of a guarantee that is about to end, once the company wants that', async () => {
    const { orderId } = await receive({ locale: 'fa' });
    await drain(app);
    const db = app.get(Database);
    const terms = {
      calendar: 'jalali',
      startBasis: 'sale',
      cover: [{ class: 'parts', months: 24, percent: 100 }],
      exclusions: [],
      costBearers: [{ bearer: 'maker', percent: 100 }],
      claim: { partsAt: 'cost', handlingPercent: 0 },
    };
    const [order] = (await db.source.query('SELECT device_id AS "deviceId" FROM repair_order WHERE id = $1', [
      orderId,
    ])) as [{ deviceId: Id }];
    const { deviceId } = order;
    const id = await db.transaction(async (tx) => {
      const scopes = [{ brandId: null, productGroupId: null, productId: null }];
      const name = { fa: null, en: 'Home' };
      const policyId = await service(PoliciesService).draft(tx, SYSTEM, { code: 'HOME', name, scopes, terms });
      await service(PoliciesService).publish(tx, SYSTEM, policyId, 1);
      const card = { deviceId, cardNo: 'CARD-7', start: { soldOn: '2024-03-20' } };
      return service(RegistrationsService).register(tx, SYSTEM, card);
    });
    const expiring = { deviceId, cardNo: 'CARD-7', startsOn: '2024-03-20', endsOn: '2026-03-21' };
    await publish(warrantyExpiring({ id, centerId: null }, expiring));
    await drain(app);
    expect((await messages()).map(({ event }) => event)).not.toContain('guarantee-ending');
    await db.source.query(`UPDATE message_template SET active = true WHERE event = 'guarantee-ending'`);
    await db.source.query(`UPDATE company SET name_fa = 'آفتاب'`);
    await publish(warrantyExpiring({ id, centerId: null }, expiring));
    await drain(app);
    const [message] = (await messages()).filter(({ event }) => event === 'guarantee-ending');
    expect(message).toMatchObject({
      recipient: '+989121234567',
      body: 'آفتاب\nگارانتی اسنوا یخچال (کارت CARD-7) تا ۲۹ اسفند ۱۴۰۴ برقرار است.',
      centerId: null,
    });
  });

  it('tells of a contract that is about to end, once, in the language of its customer', async () => {
    const { orderId } = await receive({ locale: 'en' });
    await drain(app);
    const db = app.get(Database);
    await db.source.query(`UPDATE message_template SET active = true WHERE event = 'contract-ending'`);
    await db.source.query(`UPDATE company SET name_en = 'Aftab'`);
    const [order] = (await db.source.query('SELECT customer_id AS "customerId" FROM repair_order WHERE id = $1', [
      orderId,
    ])) as [{ customerId: Id }];
    const endsOn = companyDay(10);
    const contracts = service(ContractsService);
    await db.transaction(async (tx) => {
      const id = await contracts.draft(tx, SYSTEM, {
        kind: 'contract',
        number: 'SC-7',
        customerId: order.customerId,
        startsOn: companyDay(-300),
        endsOn,
        scope: 'customer',
        deviceIds: [],
        productGroupId: null,
        deviceLimit: null,
        centerIds: [],
        sites: [],
        terms: {
          visits: 1,
          labourMinutes: null,
          responseMinutes: null,
          resolutionMinutes: null,
          price: 0,
          discounts: [{ class: 'parts', percent: 10 }],
        },
        noticeDays: 30,
        note: null,
      });
      await contracts.move(tx, SYSTEM, id, 1, 'activate', null);
    });
    for (let time = 0; time < 2; time++) {
      await db.transaction((tx) => service(ContractCalendarService).passDay(tx));
      await drain(app);
    }
    const told = (await messages()).filter(({ event }) => event === 'contract-ending');
    const until = dayText(addDays(endsOn, -1), 'en');
    expect(told.map(({ recipient, body }) => [recipient, body])).toEqual([
      ['+989121234567', `Aftab\nYour service contract SC-7 lasts until ${until}. Contact us to renew it.`],
    ]);
  });

  it('says nothing on a channel whose template is switched off', async () => {
    await app.get(Database).source.query(`UPDATE message_template SET active = false WHERE channel = 'sms'`);
    await receive({ locale: 'fa', email: 'maryam@example.org' });
    await drain(app);
    expect((await messages()).map(({ channel }) => channel)).toEqual(['email']);
  });
});
