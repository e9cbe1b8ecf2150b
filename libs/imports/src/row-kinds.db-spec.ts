import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Database, PlatformModule, SYSTEM } from '@aftercare/platform';
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
