import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** By lower-case name, unfolded and decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
}

/** How the next mail goes wrong: a code for its recipient, or silence once its text has arrived. */
export type MailTrouble = number | 'silent-after-taking';

export interface MailServer {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  trouble(...next: MailTrouble[]): void;
  forget(): void;
  stop(): Promise<void>;
}

/** A real SMTP server on this machine that keeps what it receives. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const troubles: MailTrouble[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo: (_, __, done) => {
      if (typeof troubles[0] !== 'number') return done();
      const code = troubles.shift() as number;
      done(Object.assign(new Error('mailbox unavailable'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        received.push({ from, to: rcptTo.map(({ address }) => address), ...parse(Buffer.concat(chunks).toString()) });
        if (troubles[0] === 'silent-after-taking') troubles.shift();
        else done();
      });
    },
  });
  smtp.on('error', () => undefined); // a client went away in the middle, as the tests have it
  const server: Server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    trouble: (...next) => void troubles.push(...next),
    forget: () => void received.splice(0),
    stop: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
}

/** Reads what mailers make of a text and an HTML part: two parts, each base64 or quoted-printable. */
function parse(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> {
  const mail = split(raw);
  const boundary = /boundary="?([^";]+)/.exec(mail.headers['content-type'] ?? '')?.[1];
  const parts = boundary === undefined ? [mail] : mail.body.split(`--${boundary}`).slice(1, -1).map(split);
  const part = (type: string): string => {
    const found = parts.find(({ headers }) => headers['content-type']?.startsWith(type));
    if (!found) return '';
    const encoding = found.headers['content-transfer-encoding'];
    if (encoding === 'base64') return Buffer.from(found.body, 'base64').toString();
    return encoding === 'quoted-printable' ? quotedPrintable(found.body) : found.body;
  };
  return { headers: mail.headers, text: part('text/plain').trimEnd(), html: part('text/html') };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const [head = '', ...rest] = raw.replace(/^\r\n/, '').split('\r\n\r\n');
  const headers: Record<string, string> = {};
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    headers[name.toLowerCase()] = words(value);
  }
  return { headers, body: rest.join('\r\n\r\n') };
}

function words(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' ')),
    );
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
