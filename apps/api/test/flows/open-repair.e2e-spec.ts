import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@aftercare/platform';
import { companyDay, drain } from '@aftercare/testing';
import { parse } from 'csv-parse/sync';
import { existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { runningApi, type SignedInClient } from '../running-api.js';
import { aWorkshop } from '../workshop.js';

/** A repair as the Open Repair Data Standard tells of it, in the repairers' own words and languages. */
interface Repair {
  readonly brand: string;
  readonly category: string;
  readonly problem: string;
}

const OWN_SAMPLE: readonly Repair[] = [
  {
    brand: 'Delonghi',
    category: 'Aircon/dehumidifier',
    problem: 'Toestel slaat na vijf minuten af; filters zijn schoon',
  },
  { brand: 'پارس', category: 'Kettle', problem: 'جوش نمی‌آورد و چراغش روشن است' },
  { brand: 'Moulinex', category: 'Food processor', problem: 'Ne démarre plus, « clic » puis rien' },
];

/** Rows of the published files where they are at hand (OPEN_REPAIR_DATA names their folder), else ours. */
function repairs(): readonly Repair[] {
  const folder = process.env['OPEN_REPAIR_DATA'];
  if (!folder || !existsSync(folder)) return OWN_SAMPLE;
  const files = readdirSync(folder).filter((file) => file.startsWith('OpenRepairData'));
  return files.flatMap((file) => {
    const head = Buffer.alloc(200_000);
    readSync(openSync(join(folder, file), 'r'), head);
    // The last row is cut off somewhere; it is not among those that are taken.
    const rows: Record<string, string>[] = parse(head.toString().replace(/\0+$/, ''), {
      columns: true,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      to: 60,
    });
    return rows
      .filter((row) => row['brand'] && row['brand'] !== 'Unknown' && (row['problem'] ?? '').trim().length > 10)
      .slice(0, 1)
      .map((row) => ({
        brand: row['brand'] ?? '',
        category: row['product_category'] ?? '',
        problem: (row['problem'] ?? '').replace(/\r/g, ''),
      }));
  });
}

const api = runningApi();
let worker: INestApplicationContext;
beforeAll(async () => {
  const config = loadConfig(workerSchema, {
    DATABASE_URL: api.config.DATABASE_URL,
    LOG_LEVEL: 'silent',
    PORTAL_URL: 'https://example.org/t',
  });
  worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
});
afterAll(() => worker.close());

describe('real repairs through the main job, by the public API only', () => {
  it.each(repairs())('$brand, $category: $problem', async (repair) => {
    const shop = await aWorkshop(api);
    const { reception, technician, storekeeper, checker, cashier, manager } = shop.staff;
    const { productId, brandId } = await productOf(manager, repair);
    await shop.publishPolicy('PARTS-12', PARTS_ONLY, productId);
    await shop.receiveGoods(shop.board, 3, 7_000_000);

    const receipt = await shop.receiveUnknown(reception, 'ORD-1', {
      brandId,
      productId,
      declaredFault: repair.problem,
    });
    const device = (await manager.get(`/devices/${receipt.deviceId}`)).body;
    await manager
      .post(`/devices/${device.id}/proof`, { documentNo: 'S-1', soldOn: companyDay(-30) }, device.version)
      .expect(200);
    await shop.registerGuarantee(device.id, { soldOn: companyDay(-30) });

    let order = (await reception.get(`/repair-orders/${receipt.orderId}`).expect(200)).body;
    expect(order.declaredFault).toBe(repair.problem.normalize('NFC').trim());
    const act = async (who: SignedInClient, verb: 'post' | 'put', path: string, body: object = {}): Promise<void> => {
      const response = await who[verb](`/repair-orders/${order.id}/${path}`, body, order.version);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
      order = response.body;
    };
    await act(reception, 'post', 'coverage-decisions', { reason: 'proof of purchase' });
    await act(technician, 'put', 'technician/me');
    await act(technician, 'post', 'moves', { act: 'start-diagnosis', reason: null });
    const finding = {
      symptomCodeId: shop.code('symptom', 'S110'),
      faultCodeId: shop.code('fault', 'F100'),
      causeCodeId: null,
      note: null,
    };
    await act(technician, 'put', 'diagnosis', { findings: [finding] });
    const line = { serviceItemId: null, partId: null, quantity: 1, faultCodeId: null, evidence: [] };
    await act(technician, 'post', 'lines', { ...line, partId: shop.board });
    await act(technician, 'post', 'lines', { ...line, serviceItemId: shop.labour });
    expect(order.lines.map((each: { coveredPercent: number }) => each.coveredPercent)).toEqual([100, 0]);

    await act(technician, 'post', 'quotes');
    await drain(worker);
    await act(reception, 'post', 'quotes/1/answer', { approved: true, total: 3_300_000, channel: 'phone' });
    await act(technician, 'post', 'requisitions');
    await shop.issueEverything(storekeeper, order.id);
    order = (await technician.get(`/repair-orders/${order.id}`)).body;
    await act(technician, 'put', `lines/${order.lines[0].id}/fitted`, { quantity: 1 });
    await act(technician, 'post', 'moves', { act: 'finish-repair', reason: null });
    await act(checker, 'post', 'checks', { passed: true, note: null });
    await act(cashier, 'post', 'invoices');
    const [customers, warranty] = ['customer', 'warranty'].map((kind) =>
      order.invoices.find((invoice: { kind: string }) => invoice.kind === kind),
    );
    expect(customers).toMatchObject({ total: 3_300_000 });
    expect(warranty).toMatchObject({ total: 12_000_000 });
    await cashier
      .post('/payments', { invoiceId: customers.id, method: 'transfer', amount: 3_300_000, reference: null })
      .expect(201);
    order = (await reception.get(`/repair-orders/${order.id}`)).body;
    const accessories = [{ accessoryId: receipt.charger.id, quantity: 1 }];
    await act(reception, 'post', 'hand-over', { collectedBy: 'رضا', accessories, missingNote: null });
    await drain(worker);

    const [balance] = (await storekeeper.get(`/stock-balances?centerId=${shop.centerId}`)).body.data;
    expect(balance).toMatchObject({ onHand: 2, reserved: 0 });
    const messages = (await manager.get('/messages?limit=50').expect(200)).body.data;
    const told = messages.map((message: { event: string; channel: string }) => `${message.event} ${message.channel}`);
    expect(told.sort()).toEqual(['delivered sms', 'quote-ready sms', 'ready-for-pickup sms', 'received sms']);
    const tracking = await api.anonymous.post('/portal/trackings', { code: receipt.trackingCode }).expect(200);
    expect(tracking.body.devices[0].journey).toMatchObject({ status: 'delivered' });
    expect(JSON.stringify(tracking.body)).not.toMatch(/ORD-1|رضا|0?9351112233/);
  });
});

const PARTS_ONLY = {
  calendar: 'gregorian',
  startBasis: 'sale',
  cover: [{ class: 'parts', months: 12, percent: 100 }],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
};

async function productOf(
  manager: SignedInClient,
  { brand, category }: Repair,
): Promise<{ brandId: string; productId: string }> {
  const name = (en: string) => ({ fa: null, en });
  const made = async (path: string, body: object): Promise<string> =>
    (await manager.post(path, body).expect(201)).body.id;
  const brandId = await made('/brands', { name: name(brand) });
  const groupId = await made('/product-groups', { parentId: null, code: 'ord', name: name(category) });
  const productId = await made('/products', {
    brandId,
    groupId,
    code: 'ord',
    name: name(category),
    serialPattern: null,
  });
  return { brandId, productId };
}
