import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { MessageTemplate } from './message-template.entity.js';
import { subjectMismatch, unknownVariable } from './notifications.errors.js';
import { messageTemplateChanged } from './notifications.events.js';
import {
  type MessageEvent,
  render,
  templateFaults,
  TEMPLATE_VARIABLES,
  type TemplateVariable,
} from './template-text.js';

export type TemplateChanges = Partial<Pick<MessageTemplate, 'subject' | 'body' | 'active'>>;

/** What a customer would read; sample values stand for the variables. */
export interface TemplatePreview {
  readonly subject: string | null;
  readonly body: string;
  /** SMS only: how many parts the gateway will charge. */
  readonly parts: number | null;
}

@Injectable()
export class MessageTemplatesService {
  constructor(private readonly outbox: Outbox) {}

  /** Refuses variables that the event does not have (422). */
  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: TemplateChanges): Promise<void> {
    const template = Object.assign(await lockRoot(tx, MessageTemplate, id, version), changes);
    if ((template.channel === 'email') !== (template.subject !== null)) throw subjectMismatch();
    assertKnownVariables(template.event, template);
    await saveRoot(tx, MessageTemplate, template);
    const { event, channel, locale } = template;
    const fact = messageTemplateChanged({ id, centerId: null }, { event, channel, locale });
    await this.outbox.publish(tx, actor, fact, changes);
  }

  preview(template: Pick<MessageTemplate, 'event' | 'channel' | 'locale' | 'subject' | 'body'>): TemplatePreview {
    assertKnownVariables(template.event, template);
    const values = SAMPLES[template.locale];
    const body = render(template.body, values);
    return {
      subject: template.subject === null ? null : render(template.subject, values),
      body,
      parts: template.channel === 'sms' ? smsParts(body) : null,
    };
  }
}

function assertKnownVariables(event: MessageEvent, text: { subject: string | null; body: string }): void {
  const known = TEMPLATE_VARIABLES[event].map((name) => `{{${name}}}`).join(', ');
  const wrong = (['subject', 'body'] as const).flatMap((field) =>
    templateFaults(event, text[field] ?? '').map((name) => ({ field, name })),
  );
  if (wrong.length === 0) return;
  throw unknownVariable(
    { names: wrong.map(({ name }) => name).join(', ') },
    wrong.map(({ field, name }) => ({
      pointer: `/${field}`,
      code: 'unknown-variable',
      detail: `${name} is none of ${known}`,
    })),
  );
}

/** Latin text goes in parts of 160 (153 when there are several), any other in parts of 70 (67). */
export function smsParts(text: string): number {
  const latin = /^[\n\r\x20-\x5a\x5f\x61-\x7a]*$/.test(text);
  const [one, each] = latin ? [160, 153] : [70, 67];
  return text.length <= one ? 1 : Math.ceil(text.length / each);
}

const SAMPLES: Readonly<Record<'fa' | 'en', Record<TemplateVariable, string>>> = {
  fa: {
    until: '۱ آذر ۱۴۰۵',
    customer: 'مریم احمدی',
    device: 'یخچال اسنوا S8',
    number: 'R-1405-000123',
    link: 'https://example.org/t/7Q4M-K2XP',
    center: 'مرکز خدمات تهران',
    code: '123456',
    kind: 'سرقتی',
    reference: 'ف-۱۲۳',
    note: 'با کلانتری تماس بگیرید.',
  },
  en: {
    customer: 'Maryam Ahmadi',
    until: '22 November 2026',
    device: 'Snowa S8 refrigerator',
    number: 'R-1405-000123',
    link: 'https://example.org/t/7Q4M-K2XP',
    center: 'Tehran service centre',
    code: '123456',
    kind: 'stolen',
    reference: 'P-123',
    note: 'Call the police station.',
  },
};
