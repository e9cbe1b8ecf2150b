import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { StockLocationsService } from '@aftercare/inventory';
import { aServiceCenter } from '../../organization/src/testing/builders.js';
import { Database, PlatformModule, SYSTEM } from '@aftercare/platform';
import { PoliciesService } from '@aftercare/warranty';
import { phoneTerms, twoYearTerms } from '../../warranty/src/testing/terms.js';
import { testDatabase } from '@aftercare/testing';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { ExportsService } from './exports.service.js';
import { inspectCsv } from './import-files.js';
import { type ImportJob, type Mapping, ROW_KINDS, type RowKindName } from './import-job.js';
import { ImportRunner } from './import-runner.js';
import { ImportsModule } from './imports.module.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { SAMPLES } from './testing/kind-samples.js';
import { UnreadableXlsx, xlsxToCsv } from './xlsx.js';

describe('kinds of rows', () => {
  const database = testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'row-kinds-'));
  let app: INestApplicationContext;
  let files = 0;

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
  // What the files lean on and no kind brings: promises, a centre, its store.
  beforeEach(() =>
    app.get(Database).transaction(async (tx) => {
      const policies = app.get(PoliciesService, { strict: false });
      const scopes = [{ brandId: null, productGroupId: null, productId: null }];
      // Of two that are meant for a device as narrowly, the one that came later binds it.
      for (const [code, terms] of [
        ['ACT-18', phoneTerms],
        ['SALE-24', twoYearTerms],
      ] as const) {
        const id = await policies.draft(tx, SYSTEM, { code, name: { fa: null, en: code }, scopes, terms });
        await policies.publish(tx, SYSTEM, id, 1);
      }
      const centerId = await aServiceCenter(tx, app, { code: 'THR' });
      const location = { centerId, code: 'MAIN', name: { fa: 'انبار', en: null }, kind: 'branch' } as const;
      await app.get(StockLocationsService, { strict: false }).create(tx, SYSTEM, location);
    }),
  );
  afterEach(() => database.emptyTables());
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const run = async (
    kind: RowKindName,
    content: string,
    { dryRun = false, mapping }: { dryRun?: boolean; mapping?: Mapping } = {},
  ): Promise<ImportJob> => {
    const path = join(folder, `${++files}.csv`);
    writeFileSync(path, content);
    const inspected = await inspectCsv(path);
    const id = await app
      .get(Database)
      .transaction((tx) => app.get(ImportsService).record(tx, SYSTEM, { kind, dryRun, mapping }, [inspected]));
    return app.get(ImportRunner).run(id, ({ name }) => join(folder, name));
  };
  const counts = ({ state, created, updated, unchanged, rejected }: ImportJob) => ({
    state,
    created,
    updated,
    unchanged,
    rejected,
  });
  const done = { state: 'done', created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const faultsOf = async ({ id }: ImportJob) =>
    (await app.get(ImportsQueries).errors(SYSTEM, id, { limit: 200 })).data.map(({ line, reason, params }) => ({
      line,
      reason,
      ...params,
    }));
  const sample = (kind: RowKindName): string => SAMPLES[kind].join('\n');
  const fillUpTo = async (last: RowKindName): Promise<void> => {
    for (const kind of ROW_KINDS.slice(0, ROW_KINDS.indexOf(last))) await run(kind, sample(kind));
  };

  it.each(ROW_KINDS)(
    'I12–I14 %s: a trial foretells, the same file changes nothing, an export comes back as it went',
    async (kind) => {
      await fillUpTo(kind);
      const created = SAMPLES[kind].length - 1;
      const trial = await run(kind, sample(kind), { dryRun: true });
      expect([await faultsOf(trial), counts(trial)]).toEqual([[], { ...done, created }]);
      expect(counts(await run(kind, sample(kind)))).toEqual({ ...done, created });
      for (let i = 0; i < 2; i++)
        expect(counts(await run(kind, sample(kind)))).toEqual({ ...done, unchanged: created });

      const csv = await text(await app.get(ExportsService).csv(SYSTEM, kind));
      const rows = csv.trim().split('\n').length - 1;
      expect(rows).toBeGreaterThanOrEqual(created);
      expect(csv).not.toMatch(/(^|,|\n)[=+@]/);
      expect(counts(await run(kind, csv))).toEqual({ ...done, unchanged: rows });
      const sheet = join(folder, `${kind}-${++files}`);
      writeFileSync(`${sheet}.xlsx`, await app.get(ExportsService).xlsx(SYSTEM, kind));
      await xlsxToCsv(`${sheet}.xlsx`, `${sheet}.from-xlsx.csv`);
      expect(counts(await run(kind, readFileSync(`${sheet}.from-xlsx.csv`, 'utf8')))).toEqual({
        ...done,
        unchanged: rows,
      });
    },
  );

  it('I12 takes only the columns that were chosen, and leaves the rest of an entry as it is', async () => {
    await fillUpTo('parts');
    await run('parts', sample('parts'));
    const mapping = { sku: 'artikel', listPrice: 'preis' };
    const job = await run('parts', 'Artikel,Preis,Name\nBRD-1,15000000,Other\nLMP-2,450000,Other\n', { mapping });
    expect(counts(job)).toEqual({ ...done, updated: 1, unchanged: 1 });
    expect(await text(await app.get(ExportsService).csv(SYSTEM, 'parts'))).toContain(
      'BRD-1,برد اصلی,Main board,Sepehr,fridge,15000000,',
    );
    // and they are chosen for the next file by themselves
    expect(counts(await run('parts', 'Artikel,Preis\nBRD-1,15000000\n'))).toEqual({ ...done, unchanged: 1 });
  });

  it('I5, I12 names every row that cannot be, and takes the others', async () => {
    await fillUpTo('parts');
    const file = [
      'sku,name,group,price,retired',
      'OK-1,Good,tv,100,',
      ',Nameless,,100,',
      'B 2,Bad code,,100,',
      'P-3,Negative,,-1,',
      'P-4,Fraction,,1.5,',
      'P-5,No group,nowhere,100,',
      'P-6,No day,,100,2026-02-30',
      'P-7,,,100,',
      'OK-1,Again,,100,',
      'P-8,Two,few',
      'P-9,Persian day,,۱۰۰,۱۴۰۴/۱۲/۳۰',
    ].join('\n');
    const expected = [
      { line: 3, reason: 'value-missing', column: 'sku', value: '' },
      { line: 4, reason: 'not-a-code', column: 'sku', value: 'B 2' },
      { line: 5, reason: 'not-an-amount', column: 'listPrice', value: '-1' },
      { line: 6, reason: 'not-an-amount', column: 'listPrice', value: '1.5' },
      { line: 7, reason: 'unknown-reference', column: 'group', value: 'nowhere' },
      { line: 8, reason: 'not-a-day', column: 'retiredOn', value: '2026-02-30' },
      {
        line: 9,
        reason: 'refused',
        problem: 'catalog.name-missing',
        title: 'A name is needed in Persian or in English.',
      },
      { line: 10, reason: 'key-repeated', value: 'OK-1' },
      { line: 11, reason: 'column-count', expected: 5, found: 3 },
      { line: 12, reason: 'not-a-day', column: 'retiredOn', value: '۱۴۰۴/۱۲/۳۰' },
    ];
    for (const dryRun of [true, false]) {
      const job = await run('parts', file, { dryRun });
      expect(await faultsOf(job)).toEqual(expected);
      expect(counts(job)).toEqual({ ...done, created: 1, rejected: expected.length });
    }
  });

  it('I15 empties the fields whose cell says so, and keeps a hyphen that is meant', async () => {
    await fillUpTo('part-substitutes');
    await run('part-substitutes', sample('part-substitutes'));
    const file = (note: string) => `part,substitute,note\nBRD-1,LMP-2,${note}\n`;
    const noteOf = async () =>
      (await text(await app.get(ExportsService).csv(SYSTEM, 'part-substitutes'))).split('\n')[1]?.split(',').at(-1);
    expect(counts(await run('part-substitutes', file('')))).toEqual({ ...done, unchanged: 1 });
    expect(await noteOf()).toBe('only with the old lamp');
    expect(counts(await run('part-substitutes', file('-')))).toEqual({ ...done, updated: 1 });
    expect(await noteOf()).toBe('');
    expect(counts(await run('part-substitutes', file('-')))).toEqual({ ...done, unchanged: 1 });
    expect(counts(await run('part-substitutes', file("'-")))).toEqual({ ...done, updated: 1 });
    for (const format of ['csv', 'xlsx'] as const) {
      const path = join(folder, `hyphen-${++files}`);
      if (format === 'csv') {
        writeFileSync(`${path}.csv`, await text(await app.get(ExportsService).csv(SYSTEM, 'part-substitutes')));
      } else {
        writeFileSync(`${path}.xlsx`, await app.get(ExportsService).xlsx(SYSTEM, 'part-substitutes'));
        await xlsxToCsv(`${path}.xlsx`, `${path}.csv`);
      }
      expect(counts(await run('part-substitutes', readFileSync(`${path}.csv`, 'utf8')))).toEqual({
        ...done,
        unchanged: 2,
      });
    }
    const job = await run('part-substitutes', 'part,substitute,rank\nBRD-1,LMP-2,-\n-,LMP-2,1\n');
    expect(await faultsOf(job)).toEqual([
      { line: 2, reason: 'value-missing', column: 'rank', value: '' },
      { line: 3, reason: 'value-missing', column: 'part', value: '-' },
    ]);
  });

  it('I16 takes the rows of a document together or not at all, and leaves those that stand by it', async () => {
    await fillUpTo('contracts');
    const header = 'System,Document number,Sold on,Model,Brand,Serial';
    const job = await run(
      'sales-deliveries',
      [
        header,
        'erp,D-8,2026-03-01,RF-540,Sepehr,SN-10000301',
        'erp,D-8,2026-03-01,NONE,Sepehr,SN-10000302',
        'erp,D-9,2026-03-01,RF-540,Sepehr,SN-10000303',
        'erp,D-9,2026-03-02,RF-540,Sepehr,SN-10000304',
        'erp,D-7,2026-03-01,RF-540,Sepehr,SN-10000305',
      ].join('\n'),
    );
    expect(await faultsOf(job)).toEqual([
      { line: 2, reason: 'whole-refused' },
      { line: 3, reason: 'refused', problem: 'unknown', title: 'is no product of the catalogue' },
      { line: 4, reason: 'whole-refused' },
      { line: 5, reason: 'whole-differs', column: 'soldOn', value: '2026-03-02' },
    ]);
    expect(counts(job)).toEqual({ ...done, created: 1, rejected: 4 });

    const another = `${header}\nerp,D-1,2026-03-01,RF-540,Sepehr,SN-10000306`;
    expect(counts(await run('sales-deliveries', another))).toEqual({ ...done, created: 1 });
    const units = await text(await app.get(ExportsService).csv(SYSTEM, 'sales-deliveries'));
    expect(units.match(/^erp,D-1,/gm)).toHaveLength(3);
    expect(counts(await run('sales-deliveries', sample('sales-deliveries')))).toEqual({ ...done, unchanged: 3 });
  });

  it('I16 takes rows of more than one batch together where they belong together', async () => {
    await fillUpTo('product-structures');
    const [first, second] = [499, 200].map((count, part) =>
      Array.from({ length: count }, (_, i) => `Sepehr,RF-540,p${part}-${i},${part === 1 ? 'p2-0' : ''}`),
    );
    const other = 'کاوه,TV-55,panel,';
    const file = ['Brand,Model,Place,Below place', other, ...first!, ...second!, 'Sepehr,RF-540,p2-0,'].join('\n');
    expect(counts(await run('product-structures', file, { dryRun: true }))).toEqual({ ...done, created: 701 });
    expect(counts(await run('product-structures', file))).toEqual({ ...done, created: 701 });
  });

  it('I12 refuses what no change is for: printed cards, guarantees of other devices, stock that moved, signed terms', async () => {
    for (const kind of ROW_KINDS) await run(kind, sample(kind));
    const refused = async (kind: RowKindName, ...lines: string[]) =>
      faultsOf(await run(kind, lines.join('\n'))).then((faults) => faults.map(({ line: _, ...fault }) => fault));
    expect(await refused('warranty-cards', 'card no,policy,issued', 'P-100,ACT-18,', 'p101,,2026-01-06')).toEqual([
      { reason: 'cannot-change', column: 'policy', value: 'ACT-18' },
      { reason: 'cannot-change', column: 'issuedOn', value: '2026-01-06' },
    ]);
    expect(await refused('warranty-registrations', 'card no,serial', 'R-1,SN-10000003')).toEqual([
      { reason: 'cannot-change', column: 'serial', value: 'SN-10000003' },
    ]);
    expect(await refused('stock', 'center,location,sku,qty', 'THR,MAIN,BRD-1,13')).toEqual([
      { reason: 'cannot-change', column: 'quantity', value: '13' },
    ]);
    for (const line of ['SC-OLD-1,,,1', 'SC-OLD-1,Sepehr,SN-10000001,1'])
      expect(await refused('contracts', 'number,brand,serial,price', line)).toMatchObject([
        { reason: 'refused', problem: 'contracts.act-not-possible' },
      ]);
    expect(counts(await run('contracts', 'number,price,state\nsc-old-2,2000000,active'))).toEqual({
      ...done,
      updated: 1,
    });
    // The day of sale comes later than the card, and the period follows.
    expect(counts(await run('warranty-cards', 'card no,sold,serial\nP-101,2026-02-05,sn 10000090'))).toEqual({
      ...done,
      updated: 1,
    });
    expect(counts(await run('warranty-registrations', 'card no,sold\nR-2,1404/11/20'))).toEqual({
      ...done,
      updated: 1,
    });
  });

  it('I5, I16 takes back what was sold, once, and refuses a return with a unit nobody sold', async () => {
    await fillUpTo('sales-returns');
    const header = 'System,Document number,Returned on,Brand,Model,Serial';
    const back = (serial: string, document = 'R-1') => `erp,${document},2026-03-19,Sepehr,RF-540,${serial}`;
    const job = await run(
      'sales-returns',
      [header, back('SN-10000202'), back('SN-10000002'), back('SN-404')].join('\n'),
    );
    expect(await faultsOf(job)).toEqual([
      { line: 2, reason: 'whole-refused' },
      { line: 3, reason: 'refused', problem: 'warranty.unit-not-sold', title: expect.any(String) },
      { line: 4, reason: 'refused', problem: 'not-found', title: expect.any(String) },
    ]);
    expect(counts(await run('sales-returns', `${header}\n${back('SN-10000202')}`))).toEqual({ ...done, created: 1 });
    // Another unit of the same document, which leaves the first as it came back.
    expect(counts(await run('sales-returns', `${header}\n${back('SN-10000203')}`))).toEqual({ ...done, created: 1 });
    expect(counts(await run('sales-returns', sample('sales-returns').replace('۱۴۰۴/۱۲/۲۸', '2026-03-19')))).toEqual({
      ...done,
      unchanged: 2,
    });
    const again = await run('sales-returns', `${header}\n${back('SN-10000202', 'R-2')}`);
    expect(await faultsOf(again)).toMatchObject([{ problem: 'warranty.unit-not-sold' }]);
    const states = await app
      .get(Database)
      .source.query(`SELECT d.serial FROM sales_line l JOIN device d ON d.id = l.device_id WHERE l.open ORDER BY 1`);
    expect(states).toEqual([{ serial: 'SN-10000201' }]);
  });

  it('C13 of contracts: one that comes signed is billed from today on, less what was billed elsewhere', async () => {
    await fillUpTo('contracts');
    await run('contracts', sample('contracts'));
    const [plan] = await app.get(Database).source.query(
      `SELECT sum(i.amount)::int AS planned, min(i.due_on) >= current_date - 1 AS "fromToday", c.billing_due AS due
         FROM service_contract c JOIN service_contract_instalment i ON i.contract_id = c.id
        WHERE c.number = 'SC-OLD-1' GROUP BY c.id`,
    );
    expect(plan).toEqual({ planned: 60_000_000, fromToday: true, due: 'in-advance' });
    const refused = async (line: string) =>
      (await faultsOf(await run('contracts', `number,billed,billing centre,billed elsewhere\n${line}`))).map(
        (fault) => [fault.reason, 'column' in fault && fault.column],
      );
    expect(await refused('SC-OLD-2,Monthly,-,')).toEqual([['value-missing', 'billingCenter']]);
    expect(await refused('SC-OLD-2,Monthly,THR,5')).toEqual([['cannot-change', 'billedElsewhere']]);
    expect(await refused('SC-OLD-2,Weekly,THR,')).toEqual([['not-a-choice', 'billing']]);
  });

  it('I14 gives out more than one page, all from one moment', async () => {
    const lines = Array.from({ length: 2_500 }, (_, i) => `Brand ${i}`);
    await run('brands', ['Brand', ...lines].join('\n'));
    const file = await app.get(ExportsService).csv(SYSTEM, 'brands');
    const rows = (await text(file)).trim().split('\n');
    expect(new Set(rows).size).toBe(2_501);
    const half = await app.get(ExportsService).csv(SYSTEM, 'brands');
    for await (const _ of half) break; // whoever stops reading gives the connection back
    for (let i = 0; i < 6; i++) (await app.get(ExportsService).csv(SYSTEM, 'brands')).destroy();
    expect(counts(await run('brands', 'Brand\nBrand 1'))).toEqual({ ...done, unchanged: 1 });
  });

  it('I1 takes no spreadsheet that is none, or that unpacks beyond measure', async () => {
    const path = join(folder, 'bad.xlsx');
    const target = join(folder, 'bad.csv');
    for (const content of ['PK', 'PK\x05\x06'.padEnd(40, '\0'), 'x'.repeat(1_000)]) {
      writeFileSync(path, content);
      await expect(xlsxToCsv(path, target)).rejects.toBeInstanceOf(UnreadableXlsx);
    }
    writeFileSync(path, bomb(80 * 1024 * 1024));
    await expect(xlsxToCsv(path, target)).rejects.toBeInstanceOf(UnreadableXlsx);
  });
});

/** A packed file with one entry that says it is small and unpacks to `size` zeros. */
function bomb(size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size));
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}
