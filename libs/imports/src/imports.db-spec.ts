import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Id } from '@aftercare/kernel';
import { type Actor, Database, PlatformModule, SYSTEM } from '@aftercare/platform';
import { testDatabase } from '@aftercare/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { errorReport } from './error-report.js';
import { ImportFiles, inspectCsv } from './import-files.js';
import type { ImportJob } from './import-job.js';
import { ImportRunner } from './import-runner.js';
import { ImportsModule } from './imports.module.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { BROKEN_LINES, file, line, SOUND_LINES } from './testing/odd-repairs.js';

const all = file(...SOUND_LINES, ...BROKEN_LINES.map(([, text]) => text));
const noon = '2021-05-08T11:00:00.000Z'; // in Great Britain, in summer

describe('imports', () => {
  const database = testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  let app: INestApplicationContext;

  beforeAll(async () => {
    app = await NestFactory.createApplicationContext(
      {
        module: ImportsModule,
        imports: [
          PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 5, applicationName: 'test' }),
          ImportsModule,
        ],
      },
      { logger: false },
    );
  });
  afterEach(() => database.emptyTables());
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
    app.get(Database).source.query(sql, values);
  const errorsOf = async (id: Id) => (await app.get(ImportsQueries).errors(SYSTEM, id, { limit: 200 })).data;
  const pathOf = (name: string): string => join(folder, name);

  /** A job for files that lie in the folder, `name` to text. */
  const order = async (
    files: Record<string, string>,
    { dryRun = false, actor = SYSTEM }: { dryRun?: boolean; actor?: Actor } = {},
  ): Promise<Id> => {
    for (const [name, content] of Object.entries(files)) writeFileSync(pathOf(name), content);
    const inspected = await Promise.all(Object.keys(files).map((name) => inspectCsv(pathOf(name))));
    return app
      .get(Database)
      .transaction((tx) => app.get(ImportsService).record(tx, actor, { kind: 'open-repair', dryRun }, inspected));
  };
  const carryOut = (id: Id, onProgress?: (job: ImportJob) => void): Promise<ImportJob> =>
    app.get(ImportRunner).run(id, ({ name }) => pathOf(name), onProgress);
  const run = async (files: Record<string, string>, options?: Parameters<typeof order>[1]): Promise<ImportJob> =>
    carryOut(await order(files, options));
  const counts = ({ state, rows, created, updated, unchanged, rejected }: ImportJob) =>
    [state, rows, created, updated, unchanged, rejected] as const;
  const domain = () =>
    query(`SELECT (SELECT count(*)::int FROM brand) AS brands, (SELECT count(*)::int FROM product_group) AS groups,
                  (SELECT count(*)::int FROM product) AS products, (SELECT count(*)::int FROM service_center) AS centers,
                  (SELECT count(*)::int FROM device) AS devices, (SELECT count(*)::int FROM device_event) AS "deviceEvents",
                  (SELECT count(*)::int FROM repair_order) AS orders,
                  (SELECT count(*)::int FROM repair_transition) AS transitions,
                  (SELECT sum(version)::int FROM device) AS "deviceVersions",
                  (SELECT sum(version)::int FROM repair_order) AS "orderVersions"`);

  it('I3–I5 takes what can be taken, and names file, line and reason of the rest', async () => {
    const job = await run({ 'odd.csv': all });
    expect(counts(job)).toEqual(['done', 42, 26, 0, 0, 16]);
    expect(job.bytesDone).toBe(job.bytesTotal);
    const errors = await errorsOf(job.id);
    expect(errors.map(({ reason }) => reason)).toEqual(BROKEN_LINES.map(([reason]) => reason));
    const first = 2 + SOUND_LINES.length + 1; // header, sound lines, and one of them takes two
    expect(errors.map(({ file, line }) => [file, line])).toEqual(BROKEN_LINES.map((_, i) => ['odd.csv', first + i]));
    expect(errors.find(({ reason }) => reason === 'bad-date')?.params).toEqual({
      column: 'event_date',
      value: '2021-02-30',
    });
  });

  it('I7, I8 makes brands, groups, products and centres once each', async () => {
    await run({ 'odd.csv': all });
    expect(await query('SELECT name_fa AS fa, name_en AS en FROM brand ORDER BY sort_text')).toEqual([
      { fa: null, en: 'Acme' },
      { fa: null, en: 'Müller' },
      { fa: 'اسنوا', en: null },
      { fa: 'إلكترو', en: null },
      { fa: 'نامشخص', en: 'Unknown' },
    ]);
    expect(await query('SELECT code, name_fa, name_en, parent_id FROM product_group ORDER BY code')).toEqual([
      { code: 'ORDS-14', name_fa: 'کتری برقی', name_en: 'Kettle', parent_id: null },
      { code: 'ORDS-16', name_fa: 'رایانهٔ همراه', name_en: 'Laptop', parent_id: null },
      { code: 'ORDS-31', name_fa: 'توستر', name_en: 'Toaster', parent_id: null },
    ]);
    expect(await query('SELECT code, count(*)::int FROM product GROUP BY code ORDER BY code')).toEqual([
      { code: 'ORDS-14', count: 1 },
      { code: 'ORDS-16', count: 1 },
      { code: 'ORDS-31', count: 5 },
    ]);
    const centers = await query<{
      name_en: string;
      time_zone: string;
      calendar: string;
      code: string;
      closed: boolean;
    }>(
      'SELECT name_en, time_zone, calendar, code, closed_on IS NOT NULL AS closed FROM service_center ORDER BY sort_text',
    );
    expect(centers.map(({ name_en, time_zone, calendar }) => [name_en, time_zone, calendar])).toEqual([
      ['Mill Road', 'Europe/London', 'gregorian'],
      ['Nowhere', 'Asia/Tehran', 'gregorian'],
      ['Örebro Repair Café', 'Europe/Stockholm', 'gregorian'],
    ]);
    for (const { code, closed } of centers)
      expect([code, closed]).toEqual([expect.stringMatching(/^OR-[0-9A-F]{10}$/), true]);
  });

  it('makes devices of unknown serial and closed orders with outcome, barrier and one move', async () => {
    await run({ 'odd.csv': all });
    const one = async (id: string) =>
      (
        await query(
          `SELECT o.number, o.state, o.outcome, o.type, o.customer_id, o.declared_fault AS fault, o.received_at AS at,
                  o.closed_at = o.received_at AND o.delivered_at = o.received_at AS "sameDay", d.serial, d.provenance,
                  d.made_on AS "madeOn", d.external_ref AS ref,
                  (SELECT json_agg(json_build_array(act, from_state, to_state, reason)) FROM repair_transition t
                    WHERE t.order_id = o.id) AS moves
             FROM repair_order o JOIN device d ON d.id = o.device_id WHERE o.external_ref = $1`,
          [`open-repair:${id}`],
        )
      )[0];
    expect(await one('shop_1')).toEqual({
      number: 'RO-1400-000001',
      state: 'closed',
      outcome: 'repaired',
      type: 'chargeable',
      customer_id: null,
      fault: 'Dead',
      at: new Date(noon),
      sameDay: true,
      serial: null,
      provenance: 'unknown',
      madeOn: null,
      ref: 'open-repair:shop_1',
      moves: [['import', null, 'closed', null]],
    });
    expect(await one('shop_3')).toMatchObject({ fault: 'Said: "it burns", twice' });
    expect(await one('shop_4')).toMatchObject({ fault: 'Two\nlines, one problem' });
    expect(await one('shop_8')).toMatchObject({ fault: 'روشن نمی‌شود، بوی سوختگی می‌دهد' });
    expect(await one('shop_12')).toMatchObject({ fault: 'Toaster' });
    expect(await one('shop_13')).toMatchObject({ fault: 'Laptop' });
    expect(await one('shop_15')).toMatchObject({ at: new Date('2021-05-09T11:00:00Z') });
    expect(await one('shop_16')).toMatchObject({ madeOn: '2009-01-01' });
    for (const id of ['shop_17', 'shop_18', 'shop_19']) expect(await one(id)).toMatchObject({ madeOn: null });
    expect(await one('shop_20')).toMatchObject({ outcome: 'unrepaired' });
    expect(await one('shop_21')).toMatchObject({
      outcome: 'beyond_repair',
      moves: [['import', null, 'closed', 'Spare parts not available']],
    });
    for (const id of ['shop_22', 'shop_23']) expect(await one(id)).toMatchObject({ outcome: 'unknown' });
    expect(await one('shop_24')).toMatchObject({ at: new Date('2021-05-08T10:00:00Z') });
  });

  it('I6 changes nothing when the same file comes again, also under another name', async () => {
    await run({ 'odd.csv': all });
    const before = await domain();
    expect(counts(await run({ 'odd.csv': all }))).toEqual(['done', 42, 0, 0, 26, 16]);
    expect(counts(await run({ 'again.csv': all.replaceAll('\r\n', '\n') }))).toEqual(['done', 42, 0, 0, 26, 16]);
    expect(await domain()).toEqual(before);
  });

  it('I6 takes over what changed in the source, and leaves alone what the staff found out', async () => {
    await run({ 'two.csv': file(line({ id: '1' }), line({ id: '2' }), line({ id: '3' })) });
    await query(`UPDATE device SET serial = 'SN1', provenance = 'declared' WHERE external_ref = 'open-repair:2'`);
    const changed = file(
      line({ id: '1', brand: 'Other', status: 'End of life', barrier: 'Item too worn out', date: '2022-05-08' }),
      line({ id: '2', brand: 'Other' }),
      line({ id: '3' }),
    );
    expect(counts(await run({ 'two.csv': changed }))).toEqual(['done', 3, 0, 2, 1, 0]);
    const rows = await query(
      `SELECT o.external_ref AS ref, b.name_en AS brand, o.outcome, o.version, d.version AS "deviceVersion",
              o.number, o.received_at AS at,
              (SELECT count(*)::int FROM repair_transition t WHERE t.order_id = o.id) AS moves,
              (SELECT array_agg(kind ORDER BY id) FROM device_event e WHERE e.device_id = d.id) AS events
         FROM repair_order o JOIN device d ON d.id = o.device_id JOIN brand b ON b.id = d.brand_id ORDER BY 1`,
    );
    expect(rows).toEqual([
      {
        ref: 'open-repair:1',
        brand: 'Other',
        outcome: 'beyond_repair',
        version: 2,
        deviceVersion: 2,
        number: 'RO-1400-000001',
        at: new Date('2022-05-08T11:00:00Z'),
        moves: 2,
        events: ['registered', 'facts-corrected'],
      },
      expect.objectContaining({ ref: 'open-repair:2', brand: 'Acme', version: 2, deviceVersion: 1, moves: 2 }),
      expect.objectContaining({ ref: 'open-repair:3', brand: 'Acme', version: 1, moves: 1, events: ['registered'] }),
    ]);
    expect(counts(await run({ 'two.csv': changed }))).toEqual(['done', 3, 0, 0, 3, 0]);
  });

  it('I9 counts and reports in a dry run what the run in earnest will, and changes nothing', async () => {
    await run({ 'one.csv': file(line({ id: 'shop_1', problem: 'Something else' }), SOUND_LINES[1]!) });
    const before = await domain();
    const dry = await run({ 'odd.csv': all }, { dryRun: true });
    expect(await domain()).toEqual(before);
    const real = await run({ 'odd.csv': all });
    expect(counts(dry)).toEqual(['done', 42, 24, 1, 1, 16]);
    expect(counts(real)).toEqual(counts(dry));
    expect(await errorsOf(real.id)).toEqual(await errorsOf(dry.id));
  });

  const many = (n: number): string => file(...Array.from({ length: n }, (_, i) => line({ id: `m_${i}` })));

  it('I10 stops after the batch in hand when it is asked to', async () => {
    const id = await order({ 'many.csv': many(1_600) });
    const db = app.get(Database);
    let asked: Promise<void> | undefined;
    const job = await carryOut(id, () => {
      asked ??= db.transaction((tx) => app.get(ImportsService).cancel(tx, SYSTEM, id));
    });
    await asked;
    expect(job.state).toBe('cancelled');
    expect([1_000, 1_500]).toContain(job.rows); // the wish came while the second batch was written, or just after
    expect(await query('SELECT count(*)::int AS n FROM repair_order')).toEqual([{ n: job.rows }]);
    await expect(db.transaction((tx) => app.get(ImportsService).cancel(tx, SYSTEM, id))).rejects.toMatchObject({
      code: 'imports.already-ended',
    });
    expect((await carryOut(id)).state).toBe('cancelled');
  });

  it('I10 goes on where it stood after its process died, and counts each row once', async () => {
    const text = file(...Array.from({ length: 700 }, (_, i) => line({ id: `m_${i % 690}` })));
    const id = await order({ 'many.csv': text });
    await expect(
      carryOut(id, () => {
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await query('SELECT state, failure, rows FROM import_job')).toEqual([
      { state: 'failed', failure: 'internal', rows: 500 },
    ]);
    expect(counts(await carryOut(id))).toEqual(['done', 700, 690, 0, 0, 10]);
    expect((await errorsOf(id)).map(({ reason, line }) => [reason, line])).toEqual(
      Array.from({ length: 10 }, (_, i) => ['id-repeated', 692 + i]),
    );
  });

  it('I10 marks as interrupted what a dead process left running, once another import begins', async () => {
    const left = await order({ 'one.csv': file(line()) });
    await query(`UPDATE import_job SET state = 'running' WHERE id = $1`, [left]);
    await run({ 'one.csv': file(line()) });
    expect(await query('SELECT state, failure FROM import_job WHERE id = $1', [left])).toEqual([
      { state: 'failed', failure: 'interrupted' },
    ]);
  });

  it('I10 runs one import of a kind at a time', async () => {
    const ids = [await order({ 'many.csv': many(1_200) }), await order({ 'many.csv': many(1_200) })];
    const seen: Id[] = [];
    const jobs = await Promise.all(ids.map((id) => carryOut(id, (job) => seen.push(job.id))));
    expect(seen).toHaveLength(4);
    expect(seen[0]).toBe(seen[1]);
    expect(jobs.map(counts)).toEqual(
      expect.arrayContaining([
        ['done', 1_200, 0, 0, 1_200, 0],
        ['done', 1_200, 1_200, 0, 0, 0],
      ]),
    );
  });

  it('I11 tells one fact for the whole job, with its counts', async () => {
    const job = await run({ 'odd.csv': all });
    const facts = await query<{ name: string; payload: object }>('SELECT name, payload FROM outbox_event');
    const { id: jobId, kind, dryRun, state, rows, created, updated, unchanged, rejected } = job;
    expect(facts).toEqual([
      {
        name: 'imports.finished',
        payload: { jobId, kind, dryRun, state, rows, created, updated, unchanged, rejected },
      },
    ]);
    expect(await query('SELECT action FROM audit_entry')).toEqual([{ action: 'imports.finished' }]);
  });

  it('I1 refuses files that lack columns, and accounts that are not of the whole network', async () => {
    await expect(order({ 'x.csv': 'id,brand\n1,Acme\n' })).rejects.toMatchObject({
      code: 'imports.columns-missing',
      params: { file: 'x.csv', columns: expect.stringContaining('group_identifier') },
    });
    const actor: Actor = { ...SYSTEM, kind: 'staff', permissions: new Set(['import.run']), centers: [] };
    await expect(order({ 'x.csv': all }, { actor })).rejects.toMatchObject({ code: 'organization.network-only' });
    expect(await query('SELECT 1 FROM import_job')).toEqual([]);
  });

  it('fails as a whole when a file is gone or is no CSV, and keeps what went in before', async () => {
    const id = await order({ 'one.csv': file(line()), 'two.csv': file(line({ id: '2' })) });
    rmSync(pathOf('two.csv'));
    expect(await carryOut(id)).toMatchObject({ state: 'failed', failure: 'file-gone' });
    const noise = file(...Array.from({ length: 1_001 }, (_, i) => `"${i}"x`));
    expect(await run({ 'noise.csv': noise })).toMatchObject({ state: 'failed', failure: 'unreadable' });
  }, 30_000);

  describe('uploaded files', () => {
    const files = (): ImportFiles => new ImportFiles(app.get(Database), join(folder, 'uploads'));

    it('I1 are kept with size, hash and columns', async () => {
      const stored = await files().store(Readable.from([Buffer.from('id,Brand\n'), Buffer.from('1,x\n')]), '../a.CSV');
      expect(stored).toMatchObject({ name: 'a.CSV', bytes: 13, columns: ['id', 'brand'] });
      expect(stored.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect((await inspectCsv(files().pathOf(stored.id))).sha256).toBe(stored.sha256);
    });

    it('I1 are refused when they are no CSV or too large, and leave nothing behind', async () => {
      const store = (chunks: readonly Buffer[], name = 'a.csv') => files().store(Readable.from(chunks), name);
      await expect(store([Buffer.from('PK\x03\x04\x00\xff')])).rejects.toMatchObject({ code: 'imports.not-csv' });
      await expect(store([Buffer.from('id\n')], 'a.pdf')).rejects.toMatchObject({ code: 'imports.not-csv' });
      await expect(store([Buffer.from('id\n')], 'a.xlsx')).rejects.toMatchObject({ code: 'imports.unreadable-xlsx' });
      const mebibyte = Buffer.alloc(1024 * 1024, 'a,b\n');
      await expect(store(Array.from({ length: 65 }, () => mebibyte))).rejects.toMatchObject({ code: 'body-too-large' });
      expect(await files().purge(new Date(Date.now() + 8 * 86_400_000))).toBe(0);
    });
  });

  it('reports the refused rows as CSV that no spreadsheet takes for formulas', async () => {
    const job = await run({ '=cmd.csv': file(line({ date: '=1+1' }), 'a,b') });
    const report = await buffer(errorReport(app.get(ImportsQueries).allErrors(SYSTEM, job.id)));
    expect(report.toString().split('\n')).toEqual([
      '\ufefffile,line,reason,text,column,value',
      `'=cmd.csv,2,bad-date,"The date of the event is no day between 1900 and today, written YYYY-MM-DD.",event_date,'=1+1`,
      `'=cmd.csv,3,column-count,"The row has 2 columns, the header has 14.",,`,
      '',
    ]);
  });
});
