import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BrandsService, CatalogModule, ProductGroupsService, ProductsService } from '@aftercare/catalog';
import { newId } from '@aftercare/kernel';
import { Database, loadConfig, SYSTEM } from '@aftercare/platform';
import { OneTimeCodes } from '@aftercare/portal';
import { ReceptionModule, ReceptionsService } from '@aftercare/reception';
import { drain, type KavenegarPeer, startKavenegar, testDatabase } from '@aftercare/testing';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { workerSchema } from '../config.js';
import { WorkerModule } from '../worker.module.js';

describe('send-one-time-code', () => {
  const database = testDatabase();
  let app: INestApplicationContext;
  let sms: KavenegarPeer;

  beforeAll(async () => {
    sms = await startKavenegar();
    const config = loadConfig(workerSchema, {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      SMS_DRIVER: 'kavenegar',
      KAVENEGAR_URL: sms.url,
      KAVENEGAR_API_KEY: sms.apiKey,
    });
    app = await NestFactory.createApplicationContext(
      { module: CatalogModule, imports: [WorkerModule.forRoot(config), CatalogModule, ReceptionModule] },
      { logger: false },
    );
  });
  afterEach(() => database.emptyTables());
  afterAll(async () => {
    await app.close();
    await sms.stop();
  });

  const service = <T>(type: new (...parameters: never[]) => T): T => app.get<T>(type, { strict: false });
  const request = (code: string): Promise<void> =>
    app.get(Database).transaction((tx) => service(OneTimeCodes).request(tx, SYSTEM, code));

  /** The tracking code of a receipt whose messages have left. */
  const received = async (): Promise<string> => {
    const code = await app.get(Database).transaction(async (tx) => {
      const centerId = await aServiceCenter(tx, app, { name: { fa: 'مرکز تهران', en: 'Tehran centre' } });
      const name = { fa: 'یخچال', en: 'Refrigerator' };
      const brandId = await service(BrandsService).create(tx, SYSTEM, { name });
      const groupId = await service(ProductGroupsService).create(tx, SYSTEM, { parentId: null, code: 'home', name });
      const product = { brandId, groupId, code: 'F1', name, serialPattern: null };
      const productId = await service(ProductsService).create(tx, SYSTEM, product);
      const receptionId = await service(ReceptionsService).receive(tx, SYSTEM, {
        centerId,
        arrivalId: null,
        customer: { kind: 'person', name: 'Maryam Ahmadi', mobile: '+989121234567', locale: 'en' },
        bearerName: null,
        termsAccepted: true,
        note: null,
        items: [
          {
            device: { brandId, productId, serial: newId(), imei: null },
            changedHands: false,
            declaredFault: 'does not work',
            conditionCodeIds: [],
            conditionNote: 'sound',
            dataConsent: 'none',
            accessories: [],
            priority: 'normal',
            promisedOn: null,
            lines: [],
            openBesideReason: null,
          },
        ],
      });
      const [row] = await tx.query('SELECT tracking_code AS code FROM reception WHERE id = $1', [receptionId]);
      return (row as { code: string }).code;
    });
    await drain(app);
    sms.forget();
    return code;
  };

  it('P2 brings a code to the number on file, and keeps it nowhere', async () => {
    const trackingCode = await received();
    await request(trackingCode);
    await drain(app);
    await drain(app);
    expect(sms.taken).toHaveLength(1);
    const { receptor, message } = sms.taken[0]!;
    const code = /^Your code: (\d{6})\nDo not share it with anyone\.\nTehran centre$/.exec(message)?.[1] ?? '';
    expect([receptor.slice(-10), code]).toEqual(['9121234567', expect.stringMatching(/^\d{6}$/)]);

    for (const table of ['message', 'outbox_event', 'audit_entry', 'otp_challenge']) {
      const [{ text }] = (await app
        .get(Database)
        .source.query(`SELECT coalesce(json_agg(t), '[]')::text AS text FROM ${table} t`)) as [{ text: string }];
      expect(text).not.toMatch(new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`));
    }
    const redeem = (otp: string) =>
      app.get(Database).transaction((tx) => service(OneTimeCodes).redeem(tx, SYSTEM, trackingCode, otp));
    expect(await redeem(code)).toEqual(expect.any(String));
    expect(await redeem(code)).toBeNull();
  });

  it('P3 sends nothing for a code that does not exist', async () => {
    await received();
    await request('0000000000000');
    await drain(app);
    expect(sms.taken).toEqual([]);
  });

  it('P2 sends nothing to a number that is no longer on file', async () => {
    const trackingCode = await received();
    await request(trackingCode);
    await app.get(Database).source.query(`UPDATE customer SET mobile = '+989120000000'`);
    await drain(app);
    expect(sms.taken).toEqual([]);
  });
});
