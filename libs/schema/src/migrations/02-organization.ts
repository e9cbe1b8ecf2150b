import type { MigrationInterface, QueryRunner } from 'typeorm';

// A name in both languages, the text it is searched by and the text it is sorted by.
const named = (table: string, searched: string): string => `
  name_fa text,
  name_en text,
  CONSTRAINT ${table}_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL),
  search_text text NOT NULL GENERATED ALWAYS AS (fold_text(${searched})) STORED,
  sort_text text NOT NULL GENERATED ALWAYS AS (fold_text(coalesce(name_fa, name_en, ''))) STORED`;
const bothNames = `coalesce(name_fa, '') || ' ' || coalesce(name_en, '')`;

/** The company, its service centres with departments and hours, and the staff's specialties and skills. */
export class Organization1764000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE company (
        id uuid CONSTRAINT company_pk PRIMARY KEY,
        -- One installation serves one company.
        only_one boolean NOT NULL DEFAULT true CONSTRAINT company_only_one_uq UNIQUE,
        name_fa text,
        name_en text,
        time_zone text NOT NULL DEFAULT 'Asia/Tehran',
        calendar text NOT NULL DEFAULT 'jalali',
        currency text NOT NULL DEFAULT 'IRR',
        money_display text NOT NULL DEFAULT 'rial',
        locale text NOT NULL DEFAULT 'fa',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT company_only_one_ck CHECK (only_one),
        CONSTRAINT company_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL),
        CONSTRAINT company_calendar_ck CHECK (calendar IN ('jalali', 'gregorian')),
        CONSTRAINT company_currency_ck CHECK (currency ~ '^[A-Z]{3}$'),
        CONSTRAINT company_money_display_ck CHECK (money_display IN ('rial', 'toman')),
        CONSTRAINT company_locale_ck CHECK (locale IN ('fa', 'en'))
      );
      INSERT INTO company (id, name_fa, name_en) VALUES (gen_random_uuid(), 'شرکت من', 'My company');

      CREATE TABLE service_center (
        id uuid CONSTRAINT service_center_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT service_center_code_uq UNIQUE,
        ${named('service_center', `code || ' ' || ${bothNames}`)},
        phone text,
        address text,
        time_zone text NOT NULL,
        calendar text NOT NULL CONSTRAINT service_center_calendar_ck CHECK (calendar IN ('jalali', 'gregorian')),
        closed_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX service_center_sort_ix ON service_center (sort_text, id);

      CREATE TABLE department (
        id uuid CONSTRAINT department_pk PRIMARY KEY,
        center_id uuid NOT NULL CONSTRAINT department_center_fk REFERENCES service_center,
        kind text NOT NULL,
        name_fa text,
        name_en text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT department_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL),
        CONSTRAINT department_kind_ck CHECK (kind IN ('reception', 'workshop', 'parts', 'cashier', 'other'))
      );
      CREATE INDEX department_center_ix ON department (center_id);

      -- Local wall time in minutes after midnight; 1 is Saturday, the first day of the Persian week.
      CREATE TABLE working_hours (
        center_id uuid NOT NULL CONSTRAINT working_hours_center_fk REFERENCES service_center,
        weekday smallint NOT NULL,
        opens_minute smallint NOT NULL,
        closes_minute smallint NOT NULL,
        CONSTRAINT working_hours_pk PRIMARY KEY (center_id, weekday, opens_minute),
        CONSTRAINT working_hours_weekday_ck CHECK (weekday BETWEEN 1 AND 7),
        CONSTRAINT working_hours_span_ck CHECK (opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440),
        CONSTRAINT working_hours_overlap_ex EXCLUDE USING gist
          (center_id WITH =, weekday WITH =, int4range(opens_minute, closes_minute) WITH &&)
      );

      CREATE TABLE specialty (
        id uuid CONSTRAINT specialty_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT specialty_code_uq UNIQUE,
        ${named('specialty', `code || ' ' || ${bothNames}`)},
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE skill (
        id uuid CONSTRAINT skill_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT skill_code_uq UNIQUE,
        ${named('skill', `code || ' ' || ${bothNames}`)},
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- The foreign keys to account follow with that table, in the next migration.
      CREATE TABLE staff_profile (
        account_id uuid CONSTRAINT staff_profile_pk PRIMARY KEY,
        employee_no text CONSTRAINT staff_profile_employee_no_uq UNIQUE,
        specialty_id uuid CONSTRAINT staff_profile_specialty_fk REFERENCES specialty,
        home_center_id uuid CONSTRAINT staff_profile_home_center_fk REFERENCES service_center,
        hired_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX staff_profile_home_center_ix ON staff_profile (home_center_id);

      CREATE TABLE staff_skill (
        account_id uuid NOT NULL CONSTRAINT staff_skill_profile_fk REFERENCES staff_profile ON DELETE CASCADE,
        skill_id uuid NOT NULL CONSTRAINT staff_skill_skill_fk REFERENCES skill,
        level smallint NOT NULL,
        CONSTRAINT staff_skill_pk PRIMARY KEY (account_id, skill_id),
        CONSTRAINT staff_skill_level_ck CHECK (level BETWEEN 1 AND 3)
      );
      CREATE INDEX staff_skill_skill_ix ON staff_skill (skill_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
