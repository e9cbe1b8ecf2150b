import type { QueryClient } from '@tanstack/react-query';
import { authorizedFetch } from './http';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** The server sends a comment at least every 25 s; silence for longer means a dead connection. */
const SILENCE_MS = 60_000;

/** One message of the event stream: `event: repair.completed`, `id: …`, `data: {…}`. */
export interface LiveEvent {
  readonly id: string | null;
  readonly name: string;
  readonly data: string;
}

/**
 * Keeps the screens fresh until aborted: an event's topic (`repair` of `repair.completed`) makes the queries
 * of the features that listen to it stale. After a gap everything shown is read again, because what was
 * missed is not known.
 * @param topics root query keys by topic
 */
export async function followEvents(
  queryClient: QueryClient,
  topics: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<void> {
  let lastId: string | null = null;
  let wait = FIRST_RETRY_MS;
  let hadGap = false;

  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = (): void => attempt.abort();
    signal.addEventListener('abort', stop);
    try {
      const response = await openStream(lastId, attempt.signal);
      if (isFinal(response.status)) return;
      if (response.ok && response.body) {
        if (hadGap) await queryClient.invalidateQueries();
        wait = FIRST_RETRY_MS;
        for await (const event of readEvents(response.body, stop)) {
          lastId = event.id ?? lastId;
          for (const key of topics.get(topicOf(event)) ?? []) void queryClient.invalidateQueries({ queryKey: [key] });
        }
      }
    } catch {
      // Offline, restarted server, silence: all end in another attempt.
    } finally {
      signal.removeEventListener('abort', stop);
    }
    hadGap = true;
    await pause(wait * (0.5 + Math.random()), signal);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  }
}

/** Splits the bytes of a `text/event-stream` into its messages; comments only prove that the server lives. */
export async function* readEvents(body: ReadableStream<Uint8Array>, onSilence: () => void): AsyncGenerator<LiveEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let timer = setTimeout(onSilence, SILENCE_MS);
  try {
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(onSilence, SILENCE_MS);
      const blocks = (rest + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function parseEvent(block: string): LiveEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const match = /^(\w+): ?(.*)$/.exec(line);
    if (!match) continue;
    const [, field = '', value = ''] = match;
    fields.set(field, field === 'data' && fields.has('data') ? `${fields.get('data')}\n${value}` : value);
  }
  const name = fields.get('event');
  return name === undefined ? null : { id: fields.get('id') ?? null, name, data: fields.get('data') ?? '' };
}

function topicOf(event: LiveEvent): string {
  return event.name.split('.', 1)[0] ?? '';
}

function openStream(lastId: string | null, signal: AbortSignal): Promise<Response> {
  const headers = { Accept: 'text/event-stream', ...(lastId !== null && { 'Last-Event-ID': lastId }) };
  return authorizedFetch(
    new Request(`${window.location.origin}/api/v1/events`, { headers, signal, cache: 'no-store' }),
  );
}

/** An answer that will not get better by asking again. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
