import { csvOf, tableFile } from './table-files';

describe('files of tables', () => {
  it('as CSV are quoted where needed, and no cell starts like a formula', () => {
    const lines = [
      ['شماره', 'Name'],
      ['=1+1', 'a,"b"'],
      ['+98912', '-5'],
      ['@x', 'line\nbreak'],
    ];
    expect(csvOf(lines)).toBe('\ufeffشماره,Name\r\n\'=1+1,"a,""b"""\r\n\'+98912,\'-5\r\n\'@x,"line\nbreak"\r\n');
  });

  it('as XLSX are a zip of texts', async () => {
    const file = await tableFile('xlsx', [['A'], ['=1+1'], ['']], 'fa');
    const [first, second] = new Uint8Array(await new Response(file).arrayBuffer());
    expect([first, second]).toEqual([0x50, 0x4b]);
  });
});
