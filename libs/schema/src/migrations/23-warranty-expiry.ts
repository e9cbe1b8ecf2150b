import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guarantees that are about to end: how early the company wants to know, and which were told of. */
export class WarrantyExpiry1764000000023 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE company ADD COLUMN expiry_notice_days integer NOT NULL DEFAULT 30
        CONSTRAINT company_expiry_notice_ck CHECK (expiry_notice_days BETWEEN 1 AND 365);

      CREATE TABLE warranty_expiry_notice (
        registration_id uuid NOT NULL CONSTRAINT warranty_expiry_notice_registration_fk REFERENCES warranty_registration,
        ends_on date NOT NULL,
        told_at timestamptz NOT NULL,
        CONSTRAINT warranty_expiry_notice_pk PRIMARY KEY (registration_id, ends_on)
      );
      CREATE INDEX warranty_registration_ending_ix ON warranty_registration (ends_on) WHERE state = 'active';

      ALTER TABLE message_template DROP CONSTRAINT message_template_event_ck;
      ALTER TABLE message_template ADD CONSTRAINT message_template_event_ck
        CHECK (event IN ('received', 'quote-ready', 'ready-for-pickup', 'delivered', 'guarantee-ending', 'otp'));
    `);
    await queryRunner.query(
      `INSERT INTO message_template (id, event, channel, locale, subject, body, active)
       SELECT gen_random_uuid(), 'guarantee-ending', t->>0, t->>1, t->>2, t->>3, false
         FROM jsonb_array_elements($1::jsonb) AS t`,
      [JSON.stringify(STARTER_TEMPLATES)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Channel, locale, subject, body. Switched off: nobody is written to about this before the company decides so. */
const STARTER_TEMPLATES: readonly (readonly ['sms' | 'email', 'fa' | 'en', string | null, string])[] = [
  ['sms', 'fa', null, '{{center}}\nگارانتی {{device}} (کارت {{number}}) تا {{until}} برقرار است.'],
  ['sms', 'en', null, '{{center}}\nThe guarantee of your {{device}} (card {{number}}) lasts until {{until}}.'],
  [
    'email',
    'fa',
    'پایان گارانتی {{device}}',
    '{{customer}} گرامی،\n\nگارانتی {{device}} شما با کارت شمارهٔ {{number}} تا {{until}} برقرار است. اگر ایرادی دیده‌اید، پیش از آن به مرکز خدمات سر بزنید.\n\n{{center}}',
  ],
  [
    'email',
    'en',
    'The guarantee of your {{device}} is about to end',
    'Dear {{customer}},\n\nthe guarantee of your {{device}}, card number {{number}}, lasts until {{until}}. If you noticed a fault, come to a service centre before then.\n\n{{center}}',
  ],
];
