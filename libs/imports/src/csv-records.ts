import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';

/** One record of a CSV file, or a line that is none. `line` is where it begins, 1 the first; `bytes` where it ends. */
export interface CsvRecord {
  readonly line: number;
  readonly bytes: number;
  readonly fields: readonly string[];
  readonly fault: CsvFault | null;
}

/** Quotes that do not pair up, or a record longer than any real one: mostly a quote that was never closed. */
export type CsvFault = 'quotes' | 'record-too-long';

/** The file is no CSV: so many lines are broken that reading on would only cost time. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';
}

const MAX_RECORD_BYTES = 128 * 1024;
const MAX_BROKEN_LINES = 1_000;
const CHUNK_BYTES = 16 * 1024;

/** How far a file was read. */
interface Place {
  readonly bytes: number;
  readonly lines: number;
}

interface Broken {
  readonly after: Place;
  readonly fault: CsvFault;
}

/**
 * Streams the records of a file, blank lines left out. A record with a quoting fault costs its first line only: reading
 * goes on with the next one, so that a quote somebody forgot does not swallow the rest of the file.
 * @throws UnreadableCsv after `maxBroken` such lines
 */
export async function* readCsv(path: string, maxBroken = MAX_BROKEN_LINES): AsyncGenerator<CsvRecord> {
  let from: Place = { bytes: 0, lines: 0 };
  for (let found = 0; ; found++) {
    const broken: Broken | null = yield* readSound(path, from);
    if (!broken) return;
    if (found === maxBroken) throw new UnreadableCsv(`more than ${maxBroken} lines are no CSV`);
    from = await endOfLine(path, broken.after);
    yield { line: from.lines, bytes: from.bytes, fields: [], fault: broken.fault };
  }
}

/** The first record: the names of the columns. */
export async function readHeader(path: string): Promise<readonly string[]> {
  for await (const { fields } of readCsv(path)) return fields.map((field) => field.trim().toLowerCase());
  return [];
}

/** Records up to the first broken one; returns what is wrong there, or null at the end of the file. */
async function* readSound(path: string, from: Place): AsyncGenerator<CsvRecord, Broken | null> {
  let last = { ...from, empty: 0, doubled: 0 };
  let ready: CsvRecord[] = [];
  const parser = parse({
    bom: from.bytes === 0,
    max_record_size: MAX_RECORD_BYTES,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    // Taken here and not from the stream's end, which forgets the records before a broken one.
    on_record: (fields: string[], info) => {
      const line = last.lines + (info.empty_lines - last.empty) + 1;
      // The parser counts CR LF inside quotes as two lines.
      const doubled = fields.reduce((sum, field) => sum + field.split('\r\n').length - 1, last.doubled);
      const bytes = from.bytes + info.bytes;
      last = { bytes, lines: from.lines + info.lines - doubled, empty: info.empty_lines, doubled };
      ready.push({ line, bytes, fields, fault: null });
      return null;
    },
  }).on('error', () => undefined); // the callbacks below get it
  const step = (run: (done: (error?: Error | null) => void) => void): Promise<Error | null> =>
    new Promise((resolve) => run((error) => resolve(error ?? null)));

  for await (const chunk of createReadStream(path, { start: from.bytes, highWaterMark: CHUNK_BYTES })) {
    const error = await step((done) => parser.write(chunk, done));
    yield* ready;
    ready = [];
    if (error) return { after: last, fault: faultOf(error) };
  }
  const error = await step((done) => parser.end(done));
  yield* ready;
  return error && { after: last, fault: faultOf(error) };
}

function faultOf(error: Error): CsvFault {
  if (!(error instanceof CsvError)) throw error;
  return error.code === 'CSV_MAX_RECORD_SIZE' ? 'record-too-long' : 'quotes';
}

const LF = 0x0a;
const CR = 0x0d;

/** The place behind the next line that is not blank. */
async function endOfLine(path: string, from: Place): Promise<Place> {
  let { bytes, lines } = from;
  let blank = true;
  let before = 0;
  for await (const chunk of createReadStream(path, { start: from.bytes, highWaterMark: CHUNK_BYTES })) {
    for (const byte of chunk as Buffer) {
      const isBreak = byte === LF || byte === CR;
      const isSecondHalf = byte === LF && before === CR;
      if (!blank && (before === LF || before === CR) && !isSecondHalf) return { bytes, lines };
      if (isBreak && !isSecondHalf) lines++;
      if (!isBreak) blank = false;
      before = byte;
      bytes++;
    }
  }
  return { bytes, lines: before === LF || before === CR ? lines : lines + 1 };
}
