import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers may be told of contracts that are about to end. */
export class ContractNotices1764000000039 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE message_template DROP CONSTRAINT message_template_event_ck;
      ALTER TABLE message_template ADD CONSTRAINT message_template_event_ck
        CHECK (event IN ('received', 'quote-ready', 'ready-for-pickup', 'delivered', 'guarantee-ending', 'contract-ending',
                         'card-activated', 'card-refused', 'card-unreadable', 'otp'));
    `);
    await queryRunner.query(
      `INSERT INTO message_template (id, event, channel, locale, subject, body, active)
       SELECT gen_random_uuid(), 'contract-ending', t->>0, t->>1, t->>2, t->>3, false
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
  ['sms', 'fa', null, '{{center}}\nقرارداد خدمات {{number}} تا {{until}} برقرار است. برای تمدید با ما تماس بگیرید.'],
  ['sms', 'en', null, '{{center}}\nYour service contract {{number}} lasts until {{until}}. Contact us to renew it.'],
  [
    'email',
    'fa',
    'پایان قرارداد خدمات {{number}}',
    '{{customer}} گرامی،\n\nقرارداد خدمات شمارهٔ {{number}} شما تا {{until}} برقرار است. برای تمدید آن با ما تماس بگیرید.\n\n{{center}}',
  ],
  [
    'email',
    'en',
    'Your service contract {{number}} is about to end',
    'Dear {{customer}},\n\nyour service contract {{number}} lasts until {{until}}. Contact us to renew it.\n\n{{center}}',
  ],
];
