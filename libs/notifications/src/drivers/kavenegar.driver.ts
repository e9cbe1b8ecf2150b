import { PermanentError } from '@aftercare/platform';
import {
  AmbiguousError,
  type DeliveryReport,
  type MessageDriver,
  type OutgoingMessage,
  type Receipt,
  SEND_TIMEOUT_MS,
} from './message-driver.js';

interface KavenegarOptions {
  /** Without the version: `https://api.kavenegar.com`. */
  readonly url: string;
  readonly apiKey: string;
  /** The line to send from; the account's own where it is undefined. */
  readonly sender: string | undefined;
  readonly timeoutMs?: number;
}

interface Entry {
  readonly messageid: number;
  readonly status: number;
  readonly statustext: string;
}

interface Answer {
  readonly return: { readonly status: number; readonly message: string };
  readonly entries: readonly Entry[] | null;
}

/** Kavenegar's own trouble, blocked address, credit used up, too many calls: none is the message's fault. */
const TEMPORARY = new Set([402, 409, 416, 418, 429, 451]);
const DELIVERED = 10;
const NOT_DELIVERED = new Set([6, 11, 13, 14]); // failed, undelivered, cancelled, blocked by the receiver
const UNKNOWN_ID = 100;
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** SMS by Kavenegar's HTTP API. The key is part of the address, so no error may carry one. */
export class KavenegarDriver implements MessageDriver {
  readonly name = 'kavenegar';

  constructor(private readonly options: KavenegarOptions) {}

  async send(message: OutgoingMessage): Promise<Receipt> {
    const form: Record<string, string> = {
      receptor: toReceptor(message.recipient),
      message: message.body,
      localid: message.id,
    };
    if (this.options.sender !== undefined) form['sender'] = this.options.sender;
    const answer = await this.call('sms/send', form);
    return { providerId: idOf(answer) };
  }

  async find(message: OutgoingMessage): Promise<Receipt | null> {
    const answer = await this.ask('sms/statuslocalmessageid', { localid: message.id });
    const entry = answer.entries?.[0];
    return !entry || entry.status === UNKNOWN_ID ? null : { providerId: idOf(answer) };
  }

  async reports(providerIds: readonly string[]): Promise<DeliveryReport[]> {
    const answer = await this.ask('sms/status', { messageid: providerIds.join(',') });
    return (answer.entries ?? [])
      .filter(({ status }) => status === DELIVERED || NOT_DELIVERED.has(status))
      .map(({ messageid, status, statustext }) => ({
        providerId: String(messageid),
        delivered: status === DELIVERED,
        reason: status === DELIVERED ? null : `Kavenegar: not delivered (${status} ${statustext})`,
      }));
  }

  /** A question changes nothing: whatever went wrong, it may be asked again. */
  private async ask(method: string, form: Record<string, string>): Promise<Answer> {
    return this.call(method, form).catch((error: unknown) => {
      throw error instanceof Error ? new Error(error.message) : error;
    });
  }

  private async call(method: string, form: Record<string, string>): Promise<Answer> {
    const { url, apiKey, timeoutMs = SEND_TIMEOUT_MS } = this.options;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url.replace(/\/$/, '')}/v1/${encodeURIComponent(apiKey)}/${method}.json`, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      const code = codeOf(error);
      if (UNREACHED.has(code)) throw new Error(`Kavenegar cannot be reached (${code})`, { cause: error });
      throw new AmbiguousError(`Kavenegar did not answer (${code})`);
    }
    const answer = parse(text);
    const status = answer?.return.status ?? response.status;
    if (status === 200 && answer) return answer;
    const reason = `Kavenegar ${status}: ${answer?.return.message ?? 'no answer of its own'}`;
    if (status >= 500 && status < 600 && status !== 501) throw new AmbiguousError(reason);
    if (TEMPORARY.has(status)) throw new Error(reason);
    throw new PermanentError(reason);
  }
}

/** Iranian numbers in their home form, which every line takes; others as 00 and the country. */
function toReceptor(e164: string): string {
  return e164.startsWith('+98') ? `0${e164.slice(3)}` : `00${e164.slice(1)}`;
}

function idOf(answer: Answer): string | null {
  const id = answer.entries?.[0]?.messageid;
  return id === undefined ? null : String(id);
}

function parse(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Partial<Answer> | null;
    return typeof answer?.return?.status === 'number' ? (answer as Answer) : null;
  } catch {
    return null; // a proxy's page instead of an answer: the HTTP status decides
  }
}

function codeOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  return cause?.code ?? name ?? 'unknown';
}
