import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CsvRecord, readCsv, UnreadableCsv } from './csv-records.js';

describe('readCsv', () => {
  const folder = mkdtempSync(join(tmpdir(), 'csv-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = async (text: string, maxBroken?: number): Promise<CsvRecord[]> => {
    const path = join(folder, 'file.csv');
    writeFileSync(path, text);
    const records: CsvRecord[] = [];
    for await (const record of readCsv(path, maxBroken)) records.push(record);
    return records;
  };
  /** Line and fields, or line and fault. */
  const told = async (text: string) => (await read(text)).map(({ line, fields, fault }) => [line, fault ?? fields]);

  it('names the physical line on which a record begins, over blank lines and line breaks inside quotes', async () => {
    expect(await told('\ufeffa,b\n1,"x\ny"\n\n\n3,4\r\n5,"é\r\nz"\r\n"7",8')).toEqual([
      [1, ['a', 'b']],
      [2, ['1', 'x\ny']],
      [6, ['3', '4']],
      [7, ['5', 'é\r\nz']],
      [9, ['7', '8']],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('I2 loses only the line with the broken quotes (line break %j)', async (eol) => {
    const lines = ['a,b', '1,2', '', '3,"4', '5,6', '7,"8"', '9,"x"y', '10,a"b', '11,12', ''];
    expect(await told(lines.join(eol))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
      [4, 'quotes'],
      [5, ['5', '6']],
      [6, ['7', '8']],
      [7, 'quotes'],
      [8, 'quotes'],
      [9, ['11', '12']],
    ]);
  });

  it('I2 goes on behind a quote that is never closed', async () => {
    const records = await told(`a,b\n1,"2\n${'5,6\n'.repeat(40_000)}`);
    expect(records[1]).toEqual([2, 'record-too-long']);
    expect(records).toHaveLength(40_002);
    expect(records.at(-1)).toEqual([40_002, ['5', '6']]);
    expect(await told('a,b\n1,"2\n3,4')).toEqual([
      [1, ['a', 'b']],
      [2, 'quotes'],
      [3, ['3', '4']],
    ]);
  });

  it('tells how many bytes were read, also behind broken lines', async () => {
    const text = '\ufeffa,b\n1,"é\n2,3\n\n4,5\n';
    expect((await read(text)).map(({ bytes }) => Buffer.from(text).subarray(bytes).toString())).toEqual([
      '1,"é\n2,3\n\n4,5\n',
      '2,3\n\n4,5\n',
      '\n4,5\n',
      '',
    ]);
  });

  it('I2 gives up a file that is no CSV', async () => {
    expect(await read('a,"b"c\n'.repeat(20), 20)).toHaveLength(20);
    await expect(read('a,"b"c\n'.repeat(21), 20)).rejects.toThrow(UnreadableCsv);
    expect(await read('')).toEqual([]);
  });
});
