import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, centerScope, Database, decodeCursor, type Page, statement, toPage } from '@aftercare/platform';
import { DEV_OUTBOX } from './drivers/dev-outbox.driver.js';
import { type Channel, type MessageEvent, TEMPLATE_VARIABLES } from './template-text.js';

export const MESSAGE_STATES = ['queued', 'sending', 'sent', 'delivered', 'failed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export interface MessageView {
  readonly id: Id;
  readonly event: MessageEvent;
  readonly channel: Channel;
  readonly recipient: string;
  readonly locale: 'fa' | 'en';
  readonly subject: string | null;
  /** Null for one-time codes, unless they went to the dev outbox: a code is its receiver's alone. */
  readonly body: string | null;
  readonly state: MessageState;
  readonly provider: string | null;
  readonly attempts: number;
  /** It was sent again although an earlier try may have come through. */
  readonly resent: boolean;
  readonly lastError: string | null;
  readonly centerId: Id | null;
  readonly orderId: Id | null;
  readonly receptionId: Id | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

export interface MessageTemplateView {
  readonly id: Id;
  readonly event: MessageEvent;
  readonly channel: Channel;
  readonly locale: 'fa' | 'en';
  readonly subject: string | null;
  readonly body: string;
  readonly active: boolean;
  /** Names that the texts may hold in double braces. */
  readonly variables: string[];
  readonly version: number;
}

export interface MessageFilter {
  readonly state?: readonly MessageState[];
  readonly channel?: Channel;
  readonly orderId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

const MESSAGE = `id, event, channel, recipient, locale, subject,
  CASE WHEN event <> 'otp' OR provider = '${DEV_OUTBOX}' THEN body END AS body, state, provider, attempts, resent,
  last_error AS "lastError", center_id AS "centerId", order_id AS "orderId", reception_id AS "receptionId",
  created_at AS "createdAt", sent_at AS "sentAt"`;
const SCOPE = '($1::uuid[] IS NULL OR center_id = ANY($1))';
const TEMPLATE = 'id, event, channel, locale, subject, body, active, version';

const messages = statement(
  'notifications.messages',
  `SELECT ${MESSAGE} FROM message
    WHERE ${SCOPE} AND ($2::uuid IS NULL OR id < $2) AND ($3::text[] IS NULL OR state = ANY($3))
      AND ($4::text IS NULL OR channel = $4) AND ($5::uuid IS NULL OR order_id = $5)
    ORDER BY id DESC LIMIT $6`,
);
const message = statement('notifications.message', `SELECT ${MESSAGE} FROM message WHERE ${SCOPE} AND id = $2`);
const templates = statement(
  'notifications.templates',
  `SELECT ${TEMPLATE} FROM message_template ORDER BY event, channel, locale`,
);
const template = statement('notifications.template', `SELECT ${TEMPLATE} FROM message_template WHERE id = $1`);

/** Every read of messages and their templates. */
@Injectable()
export class NotificationsQueries {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async listMessages(actor: Actor, filter: MessageFilter): Promise<Page<MessageView>> {
    const rows = await this.db.rows<MessageView>(messages, [
      centerScope(actor),
      decodeCursor(filter.cursor, 1)?.[0] ?? null,
      filter.state ?? null,
      filter.channel ?? null,
      filter.orderId ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  async getMessage(actor: Actor, id: Id): Promise<MessageView> {
    return this.db.one<MessageView>(message, [centerScope(actor), id]);
  }

  /** All of them: one for each event, channel and language. */
  async listTemplates(): Promise<MessageTemplateView[]> {
    return (await this.db.rows<TemplateRow>(templates)).map(withVariables);
  }

  async getTemplate(id: Id): Promise<MessageTemplateView> {
    return withVariables(await this.db.one<TemplateRow>(template, [id]));
  }
}

type TemplateRow = Omit<MessageTemplateView, 'variables'>;

function withVariables(row: TemplateRow): MessageTemplateView {
  return { ...row, variables: [...TEMPLATE_VARIABLES[row.event]] };
}
