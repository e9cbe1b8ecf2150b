import { type Id, isCleanLine, newId } from '@aftercare/kernel';
import { bodyTooLarge, Database, statement } from '@aftercare/platform';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readHeader, UnreadableCsv } from './csv-records.js';
import { fileNotCsv } from './imports.errors.js';
import type { ReadableFile } from './imports.service.js';

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

  /** I1. Streams an upload to disk, hashing on the way. Refuses what is larger than 64 MiB or no CSV, and keeps nothing. */
  async store(content: Readable, name: string): Promise<ReadableFile & { readonly id: Id }> {
    const id = newId();
    const path = this.pathOf(id);
    await mkdir(this.folder, { recursive: true });
    try {
      if (!/\.csv$/i.test(name) || name.length > MAX_NAME || !isCleanLine(name)) throw fileNotCsv();
      await pipeline(content, limited, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return { ...(await inspectCsv(path)), id, name: basename(name) };
    } catch (error) {
      content.resume(); // what nobody takes blocks the connection
      await rm(path, { force: true });
      throw error instanceof UnreadableCsv ? fileNotCsv() : error;
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

async function* limited(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MAX_FILE_BYTES) throw bodyTooLarge();
    yield chunk;
  }
}
