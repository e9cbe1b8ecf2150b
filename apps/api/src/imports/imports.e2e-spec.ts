import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId } from '@aftercare/kernel';
import { loadConfig } from '@aftercare/platform';
import { drain } from '@aftercare/testing';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest, { type Response, type Test } from 'supertest';
import { BROKEN_LINES, file, line, SOUND_LINES } from '../../../../libs/imports/src/testing/odd-repairs.js';
import { workerSchema } from '../../../worker/src/config.js';
import { WorkerModule } from '../../../worker/src/worker.module.js';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

const folder = mkdtempSync(join(tmpdir(), 'imports-api-'));
const api = runningApi({ DATA_DIR: folder });
const all = file(...SOUND_LINES, ...BROKEN_LINES.map(([, text]) => text));
let worker: INestApplicationContext;

beforeAll(async () => {
  const config = loadConfig(workerSchema, {
    DATABASE_URL: api.config.DATABASE_URL,
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
  });
  worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger: false });
});
afterAll(async () => {
  await worker.close();
  rmSync(folder, { recursive: true });
});

const upload = (client: SignedInClient, text: string, name = 'repairs.csv'): Test =>
  supertest(api.app.getHttpServer())
    .post('/api/v1/imports/files')
    .set('authorization', `Bearer ${client.token}`)
    .attach('file', Buffer.from(text), { filename: name, contentType: 'text/csv' });
const uploaded = async (client: SignedInClient, text: string, name?: string): Promise<string> =>
  (await upload(client, text, name).expect(201)).body.id as string;
const stored = (): string[] => readdirSync(join(folder, 'imports'));

it('takes files in, judges them in a dry run, carries it out, and shows what was refused', async () => {
  const manager = await api.signIn(['import.run', 'repair.read']);
  const fileId = await uploaded(manager, all, 'تعمیرات ۱۴۰۰.csv');
  const dry = await manager.post('/imports', { kind: 'open-repair', fileIds: [fileId], dryRun: true }).expect(202);
  expect(dry.body).toMatchObject({
    state: 'queued',
    dryRun: true,
    files: [{ id: fileId, name: 'تعمیرات ۱۴۰۰.csv', bytes: Buffer.from(all).length }],
    allowedActions: ['cancel'],
    createdById: manager.accountId,
  });
  await drain(worker);
  const judged = await manager.get(`/imports/${dry.body.id}`).expect(200);
  const counts = { rows: 42, created: 26, updated: 0, unchanged: 0, rejected: 16 };
  expect(judged.body).toMatchObject({ state: 'done', ...counts, allowedActions: ['carry-out'] });
  expect((await manager.get('/repair-orders').expect(200)).body.data).toEqual([]);

  const real = await manager.post('/imports', { kind: 'open-repair', fileIds: [fileId], dryRun: false }).expect(202);
  await drain(worker);
  const done = await manager.get(`/imports/${real.body.id}`).expect(200);
  expect(done.body).toMatchObject({ state: 'done', ...counts, allowedActions: [] });
  expect(done.body.bytesDone).toBe(done.body.bytesTotal);
  const orders = await manager.get('/repair-orders').expect(200);
  expect(orders.body.data).toHaveLength(26);
  expect(orders.body.data[0]).toMatchObject({ state: 'closed', customer: null });
  const order = await manager.get(`/repair-orders/${orders.body.data[0].id}`).expect(200);
  expect(order.body.transitions).toMatchObject([{ act: 'import', from: null, to: 'closed' }]);

  const list = await manager.get('/imports?limit=1').expect(200);
  expect(list.body.data).toMatchObject([{ id: real.body.id }]);
  const older = await manager.get(`/imports?limit=1&cursor=${list.body.page.nextCursor}`).expect(200);
  expect(older.body).toMatchObject({ data: [{ id: dry.body.id }], page: { hasMore: false } });

  const first = await manager.get(`/imports/${real.body.id}/errors?limit=10`).expect(200);
  const rest = await manager.get(`/imports/${real.body.id}/errors?limit=10&cursor=${first.body.page.nextCursor}`);
  const reasons = [...first.body.data, ...rest.body.data].map(({ reason }: { reason: string }) => reason);
  expect(reasons).toEqual(BROKEN_LINES.map(([reason]) => reason));
  const report = await manager.get(`/imports/${real.body.id}/errors.csv`).expect(200);
  expect(report.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="import-errors-[0-9a-f]{12}\.csv"$/),
  });
  expect(report.text.trim().split('\n')).toHaveLength(1 + BROKEN_LINES.length);
});

it('orders an import once, however often the same request comes', async () => {
  const manager = await api.signIn(['import.run']);
  const fileIds = [await uploaded(manager, file(line()))];
  const body = { kind: 'open-repair', fileIds, dryRun: false };
  const key = newId();
  const first = await manager.post('/imports', body).set('idempotency-key', key).expect(202);
  const again = await manager.post('/imports', body).set('idempotency-key', key).expect(202);
  expect(again.body.id).toBe(first.body.id);
  expect((await manager.get('/imports')).body.data).toHaveLength(1);
});

it('stops an import that was ordered, and none that has ended', async () => {
  const manager = await api.signIn(['import.run']);
  const fileIds = [await uploaded(manager, file(line()))];
  const { body } = await manager.post('/imports', { kind: 'open-repair', fileIds, dryRun: false }).expect(202);
  const stopped = await manager.post(`/imports/${body.id}/cancellation`).expect(202);
  expect(stopped.body).toMatchObject({ state: 'cancelled', allowedActions: [] });
  const late = await manager.post(`/imports/${body.id}/cancellation`).expect(409);
  expect(late.body.code).toBe('imports.already-ended');
  await drain(worker);
  expect((await manager.get(`/imports/${body.id}`)).body).toMatchObject({ state: 'cancelled', rows: 0 });
});

it('refuses what is no CSV, too large or no file, and keeps nothing of it', async () => {
  const manager = await api.signIn(['import.run']);
  await uploaded(manager, file(line()));
  const before = stored();
  expect((await upload(manager, 'PK\x03\x04', 'a.xlsx').expect(422)).body.code).toBe('imports.unreadable-xlsx');
  expect((await upload(manager, 'a,b', 'a.ods').expect(422)).body.code).toBe('imports.not-csv');
  expect((await upload(manager, 'PK\x03\x04\x00').expect(422)).body.code).toBe('imports.not-csv');
  const large = await upload(manager, 'a,b\n'.repeat(16 * 1024 * 1024 + 1)).expect(413);
  expect(large.body.code).toBe('body-too-large');
  await manager.post('/imports/files', { file: 'text' }).expect(415);
  expect(stored()).toEqual(before);
});

it('refuses files that lack columns, are unknown, or named nowhere', async () => {
  const manager = await api.signIn(['import.run']);
  const order = (fileIds: readonly unknown[], more: object = {}) =>
    manager.post('/imports', { kind: 'open-repair', fileIds, dryRun: true, ...more });
  const lacking = await order([await uploaded(manager, 'id,brand\n1,Acme\n', 'short.csv')]).expect(422);
  expect(lacking.body).toMatchObject({ code: 'imports.columns-missing', params: { file: 'short.csv' } });
  expect((await order([newId()]).expect(422)).body.code).toBe('imports.unknown-file');
  await order([]).expect(422);
  await order(['x']).expect(422);
  await order([newId()], { kind: 'spreadsheet' }).expect(422);
  await order([newId()], { path: '/etc/passwd' }).expect(422);
  await manager.get(`/imports/${newId()}`).expect(404);
  await manager.get(`/imports/${newId()}/errors`).expect(404);
  await manager.get(`/imports/${newId()}/errors.csv`).expect(404);
});

it('is for accounts of the whole network with the permission', async () => {
  const [center] = await api.db.source.query<{ id: string }[]>(
    `INSERT INTO service_center (id, code, name_fa, time_zone, calendar)
     VALUES (gen_random_uuid(), 'C1', 'مرکز', 'Asia/Tehran', 'jalali') RETURNING id`,
  );
  const local = await api.signIn(['import.run'], { centerIds: [center!.id] });
  expect((await upload(local, file(line())).expect(403)).body.code).toBe('organization.network-only');
  await local.get('/imports').expect(403);
  const other = await api.signIn(['repair.read']);
  await upload(other, file(line())).expect(403);
  await other.get('/imports').expect(403);
  await api.anonymous.get('/imports').expect(401);
});

it('multipart bodies are taken for files only', async () => {
  const manager = await api.signIn(['import.run']);
  const answer = await supertest(api.app.getHttpServer())
    .post('/api/v1/imports')
    .set('authorization', `Bearer ${manager.token}`)
    .set('idempotency-key', newId())
    .field('kind', 'open-repair');
  expect(answer.status).toBe(415);
});

describe('kinds with fields of their own', () => {
  const parts = 'Teil,Preis,Name\nP-1,100,One\nP-2,x,Two\n';

  it('says what may be imported and which columns fit, takes the chosen ones, and gives everything out again', async () => {
    const manager = await api.signIn(['import.run', 'catalog.manage', 'catalog.read']);
    const { data } = (await manager.get('/imports/kinds').expect(200)).body;
    const kind = data.find(({ name }: { name: string }) => name === 'parts');
    expect(kind).toMatchObject({ label: { fa: 'قطعات', en: 'Parts' } });
    expect(kind.fields[0]).toMatchObject({ name: 'sku', key: true, required: true });

    const fileId = await uploaded(manager, parts, 'parts.csv');
    const columns = await manager.get(`/imports/files/${fileId}/columns?kind=parts`).expect(200);
    expect(columns.body).toEqual({
      columns: ['teil', 'preis', 'name'],
      mapping: { nameEn: 'name' },
      sample: [
        ['P-1', '100', 'One'],
        ['P-2', 'x', 'Two'],
      ],
    });
    const order = { kind: 'parts', fileIds: [fileId], dryRun: true };
    expect((await manager.post('/imports', order).expect(422)).body).toMatchObject({
      code: 'imports.columns-missing',
      params: { columns: 'sku' },
    });
    for (const mapping of [{ sku: 'colour' }, { colour: 'teil' }, { sku: 'teil', nameEn: 'teil' }, { sku: 5 }])
      expect((await manager.post('/imports', { ...order, mapping }).expect(422)).body.code).toBe(
        'imports.unknown-mapping',
      );
    const mapping = { sku: 'teil', listPrice: 'preis', nameEn: 'name' };
    const trial = await manager.post('/imports', { ...order, mapping }).expect(202);
    await drain(worker);
    expect((await manager.get(`/imports/${trial.body.id}`)).body).toMatchObject({ created: 1, rejected: 1, mapping });
    expect((await manager.get('/parts').expect(200)).body.data).toEqual([]);
    expect((await manager.get(`/imports/${trial.body.id}/errors`)).body.data).toMatchObject([
      { line: 3, reason: 'not-an-amount', params: { column: 'listPrice', value: 'x' } },
    ]);
    await manager.post('/imports', { ...order, dryRun: false }).expect(202); // the columns are remembered
    await drain(worker);
    expect((await manager.get('/parts').expect(200)).body.data).toMatchObject([{ sku: 'P-1', listPrice: 100 }]);

    const csv = await manager.get('/exports/parts?format=csv').expect(200);
    expect(csv.headers).toMatchObject({ 'content-disposition': 'attachment; filename="parts.csv"' });
    expect(csv.text).toBe('\ufeffsku,nameFa,nameEn,brand,group,listPrice,retiredOn\nP-1,,One,,,100,\n');
    const xlsx = await manager.get('/exports/parts?format=xlsx').buffer().parse(bytesOf).expect(200);
    const back = await supertest(api.app.getHttpServer())
      .post('/api/v1/imports/files')
      .set('authorization', `Bearer ${manager.token}`)
      .attach('file', xlsx.body as Buffer, { filename: 'parts.xlsx' })
      .expect(201);
    const again = await manager.post('/imports', { kind: 'parts', fileIds: [back.body.id], dryRun: false }).expect(202);
    await drain(worker);
    expect((await manager.get(`/imports/${again.body.id}`)).body).toMatchObject({
      state: 'done',
      rows: 1,
      unchanged: 1,
    });
  });

  it('are for those who may change such things one by one, and for nothing that is no kind', async () => {
    const other = await api.signIn(['import.run']);
    expect((await other.get('/imports/kinds').expect(200)).body.data).toEqual([]);
    const fileIds = [await uploaded(other, parts, 'parts.csv')];
    await other.post('/imports', { kind: 'parts', fileIds, dryRun: true }).expect(403);
    await other.get('/exports/parts?format=csv').expect(403);
    const manager = await api.signIn(['import.run', 'catalog.manage']);
    await manager.get('/exports/open-repair?format=csv').expect(404);
    await manager.get('/exports/parts?format=pdf').expect(400);
    await manager.get(`/imports/files/${fileIds[0]}/columns?kind=open-repair`).expect(400);
    await manager.get(`/imports/files/${newId()}/columns?kind=parts`).expect(404);
  });
});

function bytesOf(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = answer as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
}
