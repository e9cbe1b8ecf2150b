import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which units may not be served, or are called back, and who says so; also units nobody has met yet. */
export class DeviceBlocks1764000000049 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE device_block (
        id uuid CONSTRAINT device_block_pk PRIMARY KEY,
        kind text NOT NULL
          CONSTRAINT device_block_kind_ck CHECK (kind IN ('stolen', 'blocked', 'counterfeit', 'recalled')),
        -- The record it was raised on; or else whatever bears the number, now or one day.
        device_id uuid CONSTRAINT device_block_device_fk REFERENCES device,
        brand_id uuid CONSTRAINT device_block_brand_fk REFERENCES brand,
        product_id uuid,
        serial text,
        serial_norm text COLLATE "C" GENERATED ALWAYS AS (normalize_serial(serial)) STORED,
        imei text COLLATE "C" CONSTRAINT device_block_imei_ck CHECK (imei ~ '^[0-9]{15}$'),
        source text NOT NULL,
        reference text,
        listed_on date NOT NULL,
        until date,
        note text,
        raised_by text NOT NULL,
        raised_at timestamptz NOT NULL,
        lifted_at timestamptz,
        lifted_by text,
        lift_reason text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT device_block_serial_ck CHECK (normalize_serial(serial) <> ''),
        CONSTRAINT device_block_unit_ck CHECK (num_nonnulls(device_id, serial, imei) > 0),
        CONSTRAINT device_block_period_ck CHECK (until > listed_on),
        CONSTRAINT device_block_product_ck CHECK (product_id IS NULL OR brand_id IS NOT NULL),
        CONSTRAINT device_block_product_fk FOREIGN KEY (brand_id, product_id) REFERENCES product (brand_id, id),
        CONSTRAINT device_block_lifted_ck CHECK (
          (lifted_at IS NULL) = (lifted_by IS NULL) AND (lift_reason IS NULL OR lifted_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX device_block_reference_uq ON device_block (source, reference) WHERE reference IS NOT NULL;
      CREATE INDEX device_block_serial_ix ON device_block (serial_norm) WHERE serial_norm IS NOT NULL;
      CREATE INDEX device_block_imei_ix ON device_block (imei) WHERE imei IS NOT NULL;
      CREATE INDEX device_block_device_ix ON device_block (device_id) WHERE device_id IS NOT NULL;
      CREATE INDEX device_block_reference_ix ON device_block (reference) WHERE reference IS NOT NULL;
      CREATE INDEX device_block_live_ix ON device_block (id) WHERE lifted_at IS NULL;
      CREATE INDEX device_block_until_ix ON device_block (until) WHERE lifted_at IS NULL AND until IS NOT NULL;

      -- What was blocked before there was a register is an own block of that device.
      INSERT INTO device_block (id, kind, device_id, brand_id, product_id, serial, imei, source, listed_on, note,
                                raised_by, raised_at)
      SELECT gen_random_uuid(), 'blocked', d.id, d.brand_id, d.product_id, d.serial, d.imei, 'staff',
             (coalesce(e.at, d.created_at) AT TIME ZONE coalesce((SELECT time_zone FROM company), 'UTC'))::date, d.blocked_reason,
             coalesce(e.actor_name, 'System'), coalesce(e.at, d.created_at)
        FROM device d
        LEFT JOIN LATERAL (SELECT at, actor_name FROM device_event WHERE device_id = d.id AND kind = 'blocked'
                            ORDER BY id DESC LIMIT 1) e ON true
       WHERE d.provenance = 'blocked';

      -- Whoever has this role is told when a stopped unit is presented at a counter.
      ALTER TABLE company ADD COLUMN security_role_id uuid
        CONSTRAINT company_security_role_fk REFERENCES role ON DELETE SET NULL;

      ALTER TABLE feed_delivery DROP CONSTRAINT feed_delivery_kind_ck;
      ALTER TABLE feed_delivery ADD CONSTRAINT feed_delivery_kind_ck
        CHECK (kind IN ('units', 'sales-deliveries', 'sales-returns', 'device-blocks'));
      ALTER TABLE feed_refusal DROP CONSTRAINT feed_refusal_kind_ck;
      ALTER TABLE feed_refusal ADD CONSTRAINT feed_refusal_kind_ck
        CHECK (kind IN ('units', 'sales-deliveries', 'sales-returns', 'device-blocks'));

      ALTER TABLE message_template DROP CONSTRAINT message_template_event_ck;
      ALTER TABLE message_template ADD CONSTRAINT message_template_event_ck
        CHECK (event IN ('received', 'quote-ready', 'ready-for-pickup', 'delivered', 'guarantee-ending', 'contract-ending',
                         'card-activated', 'card-refused', 'card-unreadable', 'security-alert', 'otp'));
    `);
    await queryRunner.query(
      `INSERT INTO message_template (id, event, channel, locale, subject, body, active)
       SELECT gen_random_uuid(), 'security-alert', t->>0, t->>1, t->>2, t->>3, true
         FROM jsonb_array_elements($1::jsonb) AS t`,
      [JSON.stringify(STARTER_TEMPLATES)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Channel, locale, subject, body. Nobody is told before the company names a role for it. */
const STARTER_TEMPLATES: readonly (readonly ['sms' | 'email', 'fa' | 'en', string | null, string])[] = [
  ['sms', 'fa', null, 'هشدار امنیتی\nدستگاه {{number}} در {{center}} پذیرش نشد: {{kind}}. {{reference}}'],
  ['sms', 'en', null, 'Security notice\nDevice {{number}} was turned away at {{center}}: {{kind}}. {{reference}}'],
  [
    'email',
    'fa',
    'هشدار امنیتی: دستگاه {{number}}',
    'دستگاه {{device}} با شمارهٔ {{number}} در {{center}} برای پذیرش آورده شد و پذیرش نشد.\n\nعلت: {{kind}}\nمرجع: {{reference}}\nتوضیح: {{note}}',
  ],
  [
    'email',
    'en',
    'Security notice: device {{number}}',
    'The device {{device}} with the number {{number}} was presented at {{center}} and turned away.\n\nWhy: {{kind}}\nReference: {{reference}}\nNote: {{note}}',
  ],
];
