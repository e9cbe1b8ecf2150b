import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { file, line } from '../testing/odd-repairs.js';
import { RowFault } from '../row-fault.js';
import { readRows } from './rows.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are still held when everything else was thrown away. */
function held(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

describe('I1 reading a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  const path = join(folder, 'large.csv');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps nothing of its rows but their ids, however large it is', async () => {
    const rows = 10_000;
    const problem = 'It does not start. '.repeat(50);
    const lines = function* (): Generator<string> {
      yield file();
      for (let i = 0; i < rows; i++) yield `\r\n${line({ id: `shop_${i}`, problem: `${i} ${problem}` })}`;
    };
    await pipeline(Readable.from(lines()), createWriteStream(path));

    const seen = new Set<string>();
    let read = 0;
    let bytes = 0;
    let before = 0;
    for await (const row of readRows(path, seen, '2026-11-22')) {
      if (row.read instanceof RowFault) throw row.read;
      ({ bytes } = row);
      if (++read === rows / 4) before = held();
    }
    expect(read).toBe(rows);
    expect(bytes).toBeGreaterThan(9_000_000);
    const perRow = (held() - before) / (rows - rows / 4);
    expect(perRow).toBeLessThan(600); // an id with its place in a set; a row kept takes more than a thousand
    expect(seen.size).toBe(rows);
  }, 20_000);
});
