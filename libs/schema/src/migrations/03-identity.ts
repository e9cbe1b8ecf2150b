import { STARTER_ROLES } from '@aftercare/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, roles, sessions with their refresh tokens, and the roles every installation starts with. */
export class Identity1764000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account (
        id uuid CONSTRAINT account_pk PRIMARY KEY,
        email text,
        mobile text,
        display_name text NOT NULL,
        password_hash text NOT NULL,
        locale text NOT NULL CONSTRAINT account_locale_ck CHECK (locale IN ('fa', 'en')),
        calendar text NOT NULL CONSTRAINT account_calendar_ck CHECK (calendar IN ('jalali', 'gregorian')),
        scope text NOT NULL CONSTRAINT account_scope_ck CHECK (scope IN ('centers', 'network')),
        disabled_at timestamptz,
        -- Raised with every change that ends the account's sessions; access tokens carry it.
        session_version integer NOT NULL DEFAULT 1,
        search_text text NOT NULL GENERATED ALWAYS AS
          (fold_text(display_name || ' ' || coalesce(email, '') || ' ' || coalesce(mobile, ''))) STORED,
        sort_text text NOT NULL GENERATED ALWAYS AS (fold_text(display_name)) STORED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT account_login_ck CHECK (coalesce(email, mobile) IS NOT NULL),
        CONSTRAINT account_mobile_ck CHECK (mobile ~ '^\\+[1-9][0-9]{6,14}$'),
        CONSTRAINT account_mobile_uq UNIQUE (mobile)
      );
      CREATE UNIQUE INDEX account_email_uq ON account (lower(email));
      CREATE INDEX account_sort_ix ON account (sort_text, id);
      CREATE INDEX account_search_ix ON account USING gin (search_text gin_trgm_ops);

      CREATE TABLE account_center (
        account_id uuid NOT NULL CONSTRAINT account_center_account_fk REFERENCES account ON DELETE CASCADE,
        center_id uuid NOT NULL CONSTRAINT account_center_center_fk REFERENCES service_center,
        CONSTRAINT account_center_pk PRIMARY KEY (account_id, center_id)
      );
      CREATE INDEX account_center_center_ix ON account_center (center_id);

      CREATE TABLE role (
        id uuid CONSTRAINT role_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT role_code_uq UNIQUE,
        name_fa text,
        name_en text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT role_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL)
      );

      CREATE TABLE role_permission (
        role_id uuid NOT NULL CONSTRAINT role_permission_role_fk REFERENCES role ON DELETE CASCADE,
        permission text NOT NULL,
        CONSTRAINT role_permission_pk PRIMARY KEY (role_id, permission)
      );

      CREATE TABLE account_role (
        account_id uuid NOT NULL CONSTRAINT account_role_account_fk REFERENCES account ON DELETE CASCADE,
        role_id uuid NOT NULL CONSTRAINT account_role_role_fk REFERENCES role,
        CONSTRAINT account_role_pk PRIMARY KEY (account_id, role_id)
      );
      CREATE INDEX account_role_role_ix ON account_role (role_id);

      -- A sign-in on one browser. Only hashes of its refresh tokens are kept.
      CREATE TABLE session (
        id uuid CONSTRAINT session_pk PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT session_account_fk REFERENCES account ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT session_token_uq UNIQUE,
        user_agent text,
        ip inet,
        created_at timestamptz NOT NULL,
        used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text,
        CONSTRAINT session_end_ck CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
        CONSTRAINT session_end_reason_ck CHECK (end_reason IN ('signed-out', 'ended-by-owner', 'access-changed', 'expired', 'token-reused'))
      );
      CREATE INDEX session_account_ix ON session (account_id) WHERE ended_at IS NULL;
      CREATE INDEX session_expires_ix ON session (expires_at);

      -- Each refresh token works once. The salt and the spent token together give its successor, neither does alone.
      CREATE TABLE spent_refresh_token (
        hash bytea CONSTRAINT spent_refresh_token_pk PRIMARY KEY,
        session_id uuid NOT NULL CONSTRAINT spent_refresh_token_session_fk REFERENCES session ON DELETE CASCADE,
        salt bytea NOT NULL,
        spent_at timestamptz NOT NULL
      );
      CREATE INDEX spent_refresh_token_session_ix ON spent_refresh_token (session_id);

      ALTER TABLE staff_profile ADD CONSTRAINT staff_profile_account_fk FOREIGN KEY (account_id) REFERENCES account;
    `);
    await queryRunner.query(
      `WITH starter AS (
         INSERT INTO role (id, code, name_fa, name_en)
         SELECT gen_random_uuid(), s.key, s.value->>'fa', s.value->>'en' FROM jsonb_each($1::jsonb) AS s
         RETURNING id, code
       )
       INSERT INTO role_permission (role_id, permission)
       SELECT starter.id, jsonb_array_elements_text($1::jsonb -> starter.code -> 'permissions') FROM starter`,
      [JSON.stringify(STARTER_ROLES)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
