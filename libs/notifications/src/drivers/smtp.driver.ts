import { PermanentError } from '@aftercare/platform';
import { createTransport } from 'nodemailer';
import { toHtml } from '../template-text.js';
import {
  AmbiguousError,
  type MessageDriver,
  type OutgoingMessage,
  type Receipt,
  SEND_TIMEOUT_MS,
} from './message-driver.js';

interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string;
  readonly from: string;
  readonly timeoutMs?: number;
}

interface SmtpFault {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** E-mail by SMTP, as text and HTML. A mail server cannot be asked about a message; its Message-ID shows repeats. */
export class SmtpDriver implements MessageDriver {
  readonly name = 'smtp';
  private readonly timeoutMs: number;

  constructor(private readonly options: SmtpOptions) {
    this.timeoutMs = options.timeoutMs ?? SEND_TIMEOUT_MS;
  }

  async send(message: OutgoingMessage): Promise<Receipt> {
    const timeouts = {
      connectionTimeout: this.timeoutMs,
      greetingTimeout: this.timeoutMs,
      socketTimeout: this.timeoutMs,
    };
    const transport = createTransport({ url: this.options.url, ...timeouts });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AmbiguousError('the mail server did not answer in time')), this.timeoutMs);
    });
    try {
      const sent = await Promise.race([
        transport.sendMail({
          from: this.options.from,
          to: { name: '', address: message.recipient },
          subject: message.subject ?? '',
          text: message.body,
          html: toHtml(message.body, message.locale),
          messageId: `<${message.id}@${hostOf(this.options.from)}>`,
          disableFileAccess: true,
          disableUrlAccess: true,
        }),
        late,
      ]);
      return { providerId: sent.messageId };
    } catch (error) {
      throw error instanceof AmbiguousError ? error : this.classify(error as Error & SmtpFault);
    } finally {
      clearTimeout(timer);
      transport.close();
    }
  }

  /** 5xx is final; 4xx and what fails before the text went out may be tried again; after that nobody knows. */
  private classify(error: Error & SmtpFault): Error {
    const { responseCode, command } = error;
    if (responseCode !== undefined && responseCode >= 500 && error.code !== 'EAUTH')
      return new PermanentError(`mail server: ${error.message}`);
    if (responseCode === undefined && command === 'DATA') return new AmbiguousError(`mail server: ${error.message}`);
    return new Error(`mail server: ${error.message}`);
  }
}

function hostOf(from: string): string {
  return /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}
