import { cleanedLine, type Id, isCleanLine, newId } from '@aftercare/kernel';
import { bodyTooLarge, Database, statement } from '@aftercare/platform';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readCsv, readHeader, UnreadableCsv } from './csv-records.js';
import { fileNotCsv, unreadableXlsx } from './imports.errors.js';
import type { ReadableFile } from './imports.service.js';
import { MAX_XLSX_BYTES, UnreadableXlsx, xlsxToCsv } from './xlsx.js';

/** The largest file that is taken, 64 MiB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

const MAX_NAME = 200;
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

const forget = statement(
  'imports.forget-files',
  'WITH gone AS (DELETE FROM import_file WHERE uploaded_at < $1 RETURNING 1) SELECT count(*)::int AS n FROM gone',
);

/** Uploaded files on disk, in a folder that the processes of API and worker share. */
export class ImportFiles {
  constructor(
    private readonly db: Database,
    private readonly folder: string,
  ) {}

  /**
   * I1. Streams an upload to disk. A spreadsheet becomes CSV here, so that everything behind knows one format. Refuses
   * what is too large or neither, and keeps nothing of it.
   */
  async store(content: Readable, name: string): Promise<ReadableFile & { readonly id: Id }> {
    const id = newId();
    const path = this.pathOf(id);
    await mkdir(this.folder, { recursive: true });
    try {
      const [, extension] = /\.(csv|xlsx)$/i.exec(name) ?? [];
      if (!extension || name.length > MAX_NAME || !isCleanLine(name)) throw fileNotCsv();
      if (extension.toLowerCase() === 'xlsx') await this.storeXlsx(content, path);
      else await pipeline(content, limited(MAX_FILE_BYTES), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return { ...(await inspectCsv(path)), id, name: basename(name) };
    } catch (error) {
      content.resume(); // what nobody takes blocks the connection
      await rm(path, { force: true });
      if (error instanceof UnreadableXlsx) throw unreadableXlsx();
      throw error instanceof UnreadableCsv ? fileNotCsv() : error;
    }
  }

  private async storeXlsx(content: Readable, path: string): Promise<void> {
    const packed = `${path}.xlsx`;
    try {
      await pipeline(content, limited(MAX_XLSX_BYTES), createWriteStream(packed, { flags: 'wx', mode: 0o600 }));
      await xlsxToCsv(packed, path);
    } finally {
      await rm(packed, { force: true });
    }
  }

  pathOf(id: Id): string {
    return join(this.folder, `${id}.csv`);
  }

  /** Takes away uploads of more than 7 days ago; returns how many. */
  async purge(now: Date): Promise<number> {
    const before = now.getTime() - KEPT_DAYS * DAY_MS;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      if ((await stat(path)).mtimeMs < before) await rm(path, { force: true });
    }
    return (await this.db.row<{ n: number }>(forget, [new Date(before)]))?.n ?? 0;
  }
}

/** The first records below the header, for somebody who chooses columns. */
export async function sampleOf(path: string, records: number): Promise<string[][]> {
  const sample: string[][] = [];
  let isHeader = true;
  for await (const { fields, fault } of readCsv(path)) {
    if (!isHeader && !fault) sample.push(fields.map((field) => cleanedLine(field.slice(0, 200), ' ')));
    isHeader = false;
    if (sample.length === records) break;
  }
  return sample;
}

/** Size, hash and columns of a file where it lies. Refuses one whose first line is no CSV. */
export async function inspectCsv(path: string): Promise<ReadableFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  const columns = await readHeader(path);
  // A spreadsheet or picture with a wrong name.
  if (columns.some((column) => /[\p{Cc}\ufffd]/u.test(column))) throw fileNotCsv();
  return { id: null, name: basename(path), bytes, sha256: hash.digest('hex'), columns };
}

function limited(max: number): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > max) throw bodyTooLarge();
      yield chunk;
    }
  };
}
