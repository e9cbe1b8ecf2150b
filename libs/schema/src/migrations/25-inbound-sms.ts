import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SMS that customers send: so far to activate their guarantee card. */
export class InboundSms1764000000025 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE inbound_sms (
        id uuid CONSTRAINT inbound_sms_pk PRIMARY KEY,
        provider text NOT NULL,
        provider_id text NOT NULL,
        -- E.164.
        sender text COLLATE "C" NOT NULL,
        -- Empty once it is settled: it holds a code.
        body text NOT NULL,
        received_at timestamptz NOT NULL,
        settled_at timestamptz,
        outcome text CONSTRAINT inbound_sms_outcome_ck CHECK (outcome IN ('activated', 'refused', 'unreadable')),
        -- The problem code of a refusal.
        reason text,
        CONSTRAINT inbound_sms_once_uq UNIQUE (provider, provider_id),
        CONSTRAINT inbound_sms_settled_ck CHECK ((settled_at IS NULL) = (outcome IS NULL)),
        CONSTRAINT inbound_sms_reason_ck CHECK ((reason IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'refused')),
        CONSTRAINT inbound_sms_body_ck CHECK (outcome IS NULL OR body = '')
      );

      ALTER TABLE message_template DROP CONSTRAINT message_template_event_ck;
      ALTER TABLE message_template ADD CONSTRAINT message_template_event_ck
        CHECK (event IN ('received', 'quote-ready', 'ready-for-pickup', 'delivered', 'guarantee-ending',
                         'card-activated', 'card-refused', 'card-unreadable', 'otp'));
    `);
    await queryRunner.query(
      `INSERT INTO message_template (id, event, channel, locale, body)
       SELECT gen_random_uuid(), t->>0, 'sms', t->>1, t->>2 FROM jsonb_array_elements($1::jsonb) AS t`,
      [JSON.stringify(STARTER_TEMPLATES)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Event, locale, body: the answer to the sender. */
const STARTER_TEMPLATES: readonly (readonly [string, 'fa' | 'en', string])[] = [
  ['card-activated', 'fa', '{{center}}\nکارت {{number}} فعال شد. پایان گارانتی: {{until}}'],
  ['card-activated', 'en', '{{center}}\nCard {{number}} is active. Guarantee until: {{until}}'],
  [
    'card-refused',
    'fa',
    '{{center}}\nکارت {{number}} فعال نشد. شمارهٔ کارت، رمز و شمارهٔ سریال را بررسی کنید یا با مرکز خدمات تماس بگیرید.',
  ],
  [
    'card-refused',
    'en',
    '{{center}}\nCard {{number}} was not activated. Check card number, code and serial number, or ask a service centre.',
  ],
  [
    'card-unreadable',
    'fa',
    '{{center}}\nپیام خوانده نشد. شمارهٔ کارت، رمز ۱۶رقمی و شمارهٔ سریال دستگاه را به همین ترتیب و با فاصله بفرستید.',
  ],
  [
    'card-unreadable',
    'en',
    '{{center}}\nWe could not read this. Send card number, 16-digit code and serial number of the device, in this order, with spaces.',
  ],
];
