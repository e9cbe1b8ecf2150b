import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { unavailable } from '@aftercare/platform';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const PDF_TEMPLATES = ['warranty-cards'] as const;
export type PdfTemplate = (typeof PDF_TEMPLATES)[number];

/** What is set: a template of `press/` with its data, in the reader's words, and the texts of its QR codes in order. */
export interface PdfDocument {
  readonly template: PdfTemplate;
  readonly data: object;
  readonly qrCodes: readonly string[];
}

/**
 * The typesetter keeps 8 kB of each page with a QR code, 32 of a document: its process is replaced after so many of both
 * together, and rests when nobody prints.
 */
const MOST_SET = 5_000;
const IDLE_MS = 60_000;
const LONGEST_MS = 60_000;
const MOST_WAITING = 20;

type Answer = { readonly pdf: Uint8Array } | { readonly fault: string };

/** Sets documents as PDF, one at a time, in a process of its own: that is neither this one's memory nor its time. */
@Injectable()
export class PdfPress implements OnModuleDestroy {
  private child: ChildProcess | null = null;
  private done = 0;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;

  /** Throws `unavailable` when too many wait already. */
  async print(document: PdfDocument): Promise<Uint8Array> {
    if (this.waiting >= MOST_WAITING) throw unavailable();
    this.waiting++;
    const mine = this.last.then(() => this.set(document));
    this.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waiting--;
    }
  }

  onModuleDestroy(): void {
    this.rest();
  }

  private async set(document: PdfDocument): Promise<Uint8Array> {
    clearTimeout(this.idle);
    const child = (this.child ??= start());
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(LONGEST_MS)]);
    try {
      const left = once(child, 'exit', { signal }).then(() => {
        throw new Error('the typesetter died');
      });
      const answered = once(child, 'message', { signal }) as Promise<[Answer]>;
      left.catch(() => undefined); // told by the race, or nobody asks any more
      child.send(document);
      const [answer] = await Promise.race([answered, left]);
      if ('fault' in answer) throw new Error(`${document.template} cannot be set: ${answer.fault}`);
      this.done += document.qrCodes.length + 1;
      if (this.done >= MOST_SET) this.rest();
      else this.idle = setTimeout(() => this.rest(), IDLE_MS).unref();
      return answer.pdf;
    } catch (error) {
      this.rest(); // whatever state it is in
      throw error;
    } finally {
      over.abort();
    }
  }

  private rest(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = null;
    this.done = 0;
  }
}

function start(): ChildProcess {
  const file = fileURLToPath(new URL('../press/child.mjs', import.meta.url));
  // It needs nothing of this process's secrets, nor of its flags.
  return fork(file, [], { serialization: 'advanced', env: {}, execArgv: [] });
}
