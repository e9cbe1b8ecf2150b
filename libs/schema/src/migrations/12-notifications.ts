import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a fact was handed to, message templates and messages. */
export class Notifications1764000000012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The subscribers a fact was handed to; null where nobody waits for it.
      ALTER TABLE outbox_event ADD COLUMN dispatched_to text[];
      CREATE INDEX outbox_event_handed_over_ix ON outbox_event (dispatched_at) WHERE dispatched_to IS NOT NULL;
      CREATE INDEX throttle_expire_ix ON throttle (expire);

      CREATE TABLE message_template (
        id uuid CONSTRAINT message_template_pk PRIMARY KEY,
        event text NOT NULL CONSTRAINT message_template_event_ck
          CHECK (event IN ('received', 'quote-ready', 'ready-for-pickup', 'delivered', 'otp')),
        channel text NOT NULL CONSTRAINT message_template_channel_ck CHECK (channel IN ('sms', 'email')),
        locale text NOT NULL CONSTRAINT message_template_locale_ck CHECK (locale IN ('fa', 'en')),
        subject text,
        body text NOT NULL CONSTRAINT message_template_body_ck CHECK (btrim(body) <> ''),
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT message_template_uq UNIQUE (event, channel, locale),
        CONSTRAINT message_template_subject_ck CHECK ((channel = 'email') = (subject IS NOT NULL))
      );

      CREATE TABLE message (
        id uuid CONSTRAINT message_pk PRIMARY KEY,
        -- The fact that caused it; no foreign key, since facts are purged and messages stay.
        event_id uuid NOT NULL,
        event text NOT NULL,
        channel text NOT NULL CONSTRAINT message_channel_ck CHECK (channel IN ('sms', 'email')),
        recipient text NOT NULL,
        locale text NOT NULL CONSTRAINT message_locale_ck CHECK (locale IN ('fa', 'en')),
        subject text,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'queued'
          CONSTRAINT message_state_ck CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed')),
        provider text,
        provider_id text,
        attempts integer NOT NULL DEFAULT 0,
        lease_until timestamptz,
        -- An earlier try may have come through; and: it was sent again although nobody could tell.
        uncertain boolean NOT NULL DEFAULT false,
        resent boolean NOT NULL DEFAULT false,
        last_error text,
        center_id uuid CONSTRAINT message_center_fk REFERENCES service_center,
        order_id uuid,
        reception_id uuid,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        CONSTRAINT message_once_uq UNIQUE (event_id, channel, recipient),
        CONSTRAINT message_lease_ck CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
        CONSTRAINT message_sent_ck CHECK ((state IN ('sent', 'delivered')) = (sent_at IS NOT NULL))
      );
      CREATE INDEX message_newest_ix ON message (id DESC);
      CREATE INDEX message_center_ix ON message (center_id, id DESC);
      CREATE INDEX message_order_ix ON message (order_id, id DESC) WHERE order_id IS NOT NULL;
      CREATE INDEX message_reception_ix ON message (reception_id) WHERE reception_id IS NOT NULL;
      CREATE INDEX message_unfinished_ix ON message (state, id DESC) WHERE state IN ('queued', 'sending', 'failed');
    `);
    await queryRunner.query(
      `INSERT INTO message_template (id, event, channel, locale, subject, body)
       SELECT gen_random_uuid(), t->>0, t->>1, t->>2, t->>3, t->>4 FROM jsonb_array_elements($1::jsonb) AS t`,
      [JSON.stringify(STARTER_TEMPLATES)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** A starter set of our own: event, channel, locale, subject, body. Centres word them anew. */
const STARTER_TEMPLATES: readonly (readonly [string, 'sms' | 'email', 'fa' | 'en', string | null, string])[] = [
  ['received', 'sms', 'fa', null, '{{center}}\n{{device}} با شمارهٔ {{number}} پذیرش شد.\nپیگیری: {{link}}'],
  ['received', 'sms', 'en', null, '{{center}}\nWe received your {{device}}, no. {{number}}.\nTrack it: {{link}}'],
  [
    'received',
    'email',
    'fa',
    'پذیرش {{device}} – {{number}}',
    '{{customer}} گرامی،\n\n{{device}} شما با شمارهٔ {{number}} در {{center}} پذیرش شد. روند کار را در این نشانی دنبال کنید:\n{{link}}\n\n{{center}}',
  ],
  [
    'received',
    'email',
    'en',
    'We received your {{device}} – {{number}}',
    'Dear {{customer}},\n\n{{center}} received your {{device}} under number {{number}}. Follow its progress here:\n{{link}}\n\n{{center}}',
  ],
  [
    'quote-ready',
    'sms',
    'fa',
    null,
    '{{center}}\nهزینهٔ تعمیر {{device}} ({{number}}) برآورد شد. دیدن و پاسخ: {{link}}',
  ],
  [
    'quote-ready',
    'sms',
    'en',
    null,
    '{{center}}\nThe quote for your {{device}} ({{number}}) is ready. See and answer: {{link}}',
  ],
  [
    'quote-ready',
    'email',
    'fa',
    'برآورد هزینهٔ {{number}}',
    '{{customer}} گرامی،\n\nهزینهٔ تعمیر {{device}} شما به شمارهٔ {{number}} برآورد شده است. برای دیدن و پذیرفتن یا رد آن:\n{{link}}\n\n{{center}}',
  ],
  [
    'quote-ready',
    'email',
    'en',
    'Your quote for {{number}}',
    'Dear {{customer}},\n\nthe quote for the repair of your {{device}}, number {{number}}, is ready. See it, and approve or decline it, here:\n{{link}}\n\n{{center}}',
  ],
  ['ready-for-pickup', 'sms', 'fa', null, '{{center}}\n{{device}} ({{number}}) آمادهٔ تحویل است.\n{{link}}'],
  ['ready-for-pickup', 'sms', 'en', null, '{{center}}\nYour {{device}} ({{number}}) is ready for pick-up.\n{{link}}'],
  [
    'ready-for-pickup',
    'email',
    'fa',
    '{{device}} آمادهٔ تحویل است – {{number}}',
    '{{customer}} گرامی،\n\n{{device}} شما به شمارهٔ {{number}} در {{center}} آمادهٔ تحویل است.\n{{link}}\n\n{{center}}',
  ],
  [
    'ready-for-pickup',
    'email',
    'en',
    'Your {{device}} is ready – {{number}}',
    'Dear {{customer}},\n\nyour {{device}}, number {{number}}, is ready for pick-up at {{center}}.\n{{link}}\n\n{{center}}',
  ],
  ['delivered', 'sms', 'fa', null, '{{center}}\n{{device}} ({{number}}) تحویل داده شد. سپاس از اعتماد شما.'],
  ['delivered', 'sms', 'en', null, '{{center}}\nYour {{device}} ({{number}}) was handed over. Thank you.'],
  [
    'delivered',
    'email',
    'fa',
    'تحویل {{device}} – {{number}}',
    '{{customer}} گرامی،\n\n{{device}} شما به شمارهٔ {{number}} تحویل داده شد. سپاس از اعتماد شما.\n\n{{center}}',
  ],
  [
    'delivered',
    'email',
    'en',
    'Your {{device}} was handed over – {{number}}',
    'Dear {{customer}},\n\nyour {{device}}, number {{number}}, was handed over. Thank you for your trust.\n\n{{center}}',
  ],
  ['otp', 'sms', 'fa', null, 'کد شما: {{code}}\nاین کد را به کسی ندهید.\n{{center}}'],
  ['otp', 'sms', 'en', null, 'Your code: {{code}}\nDo not share it with anyone.\n{{center}}'],
];
