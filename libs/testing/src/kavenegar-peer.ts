import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the gateway took, one entry for each time it took it. */
export interface TakenSms {
  readonly messageid: number;
  readonly localid: string;
  readonly receptor: string;
  readonly message: string;
  readonly sender: string | null;
}

/** How the next send goes wrong: with a code of Kavenegar's, silence after taking it, or silence before. */
export type SmsTrouble = number | 'silent-after-taking' | 'silent';

export interface KavenegarPeer {
  readonly url: string;
  readonly apiKey: string;
  readonly taken: readonly TakenSms[];
  /** How long it takes to answer a send, in ms. */
  delayMs: number;
  /** What became of the message with this local id, by Kavenegar's number; 5, at the carrier, unless set. */
  settle(localid: string, status: number): void;
  /** Queues troubles, one for each of the next sends. */
  trouble(...next: SmsTrouble[]): void;
  forget(): void;
  stop(): Promise<void>;
}

const MESSAGES: Readonly<Record<number, string>> = {
  403: 'کد شناسائی API-Key معتبر نمی‌باشد',
  404: 'متد نامشخص است',
  406: 'پارامترهای اجباری خالی ارسال شده اند',
  411: 'دریافت کننده نامعتبر است',
  413: 'پیام خالی است و یا طول پیام بیش از حد مجاز می‌باشد',
  418: 'اعتبار حساب شما کافی نیست',
  451: 'فراخوانی بیش از حد در بازه زمانی مشخص',
};

const TEXTS: Readonly<Record<number, string>> = {
  5: 'رسیده به مخابرات',
  10: 'رسیده به گیرنده',
  11: 'نرسیده به گیرنده',
  14: 'بلاک شده',
  100: 'شناسه پیامک نامعتبر است',
};

/** A gateway on this machine that speaks Kavenegar's HTTP API: send, status, and status by local id. It never merges repeats. */
export async function startKavenegar(): Promise<KavenegarPeer> {
  const apiKey = '6B657920666F72207468652074657374732E';
  const taken: TakenSms[] = [];
  const troubles: SmsTrouble[] = [];
  const statuses = new Map<string, number>();

  const take = (form: URLSearchParams): TakenSms => {
    const sms: TakenSms = {
      messageid: 8_792_343 + taken.length,
      localid: form.get('localid') ?? '',
      receptor: form.get('receptor') ?? '',
      message: form.get('message') ?? '',
      sender: form.get('sender'),
    };
    taken.push(sms);
    return sms;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, version, key, scope, method] = (request.url ?? '').split('/');
    const form = new URLSearchParams(await bodyOf(request));
    if (version !== 'v1' || key !== apiKey) return reply(response, 403);
    switch (`${scope}/${method}`) {
      case 'sms/send.json': {
        if (!form.get('receptor') || !form.get('message')) return reply(response, 406);
        if (!/^0(9\d{9}|0[1-9]\d{6,14})$/.test(form.get('receptor') ?? '')) return reply(response, 411);
        const trouble = troubles.shift();
        if (trouble === 'silent') return;
        if (typeof trouble === 'number') return reply(response, trouble);
        const { messageid, message, sender, receptor } = take(form);
        if (trouble === 'silent-after-taking') return;
        await sleep(peer.delayMs);
        const entry = {
          messageid,
          message,
          status: 1,
          statustext: 'در صف ارسال',
          sender,
          receptor,
          date: 0,
          cost: 120,
        };
        return reply(response, 200, [entry]);
      }
      case 'sms/statuslocalmessageid.json': {
        const localid = form.get('localid') ?? '';
        const sms = taken.find((candidate) => candidate.localid === localid);
        const status = sms ? (statuses.get(localid) ?? 5) : 100;
        return reply(response, 200, [{ messageid: sms?.messageid ?? 0, localid, status, statustext: TEXTS[status] }]);
      }
      case 'sms/status.json': {
        const entries = (form.get('messageid') ?? '').split(',').map((id) => {
          const sms = taken.find((candidate) => candidate.messageid === Number(id));
          const status = sms ? (statuses.get(sms.localid) ?? 5) : 100;
          return { messageid: Number(id), status, statustext: TEXTS[status] };
        });
        return reply(response, 200, entries);
      }
      default:
        return reply(response, 404);
    }
  };

  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peer: KavenegarPeer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey,
    taken,
    delayMs: 0,
    settle: (localid, status) => void statuses.set(localid, status),
    trouble: (...next) => void troubles.push(...next),
    forget: () => void taken.splice(0),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return peer;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

// Kavenegar repeats its own code as the status of the HTTP answer.
function reply(response: ServerResponse, status: number, entries: readonly object[] | null = null): void {
  const message = status === 200 ? 'تایید شد' : (MESSAGES[status] ?? 'خطا');
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ return: { status, message }, entries }));
}
