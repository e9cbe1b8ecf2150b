import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk imports: uploaded files, jobs with their progress, rows that were refused, and what each row became. */
export class Imports1764000000016 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The bytes lie in the data folder under the id.
      CREATE TABLE import_file (
        id uuid CONSTRAINT import_file_pk PRIMARY KEY,
        name text NOT NULL,
        bytes bigint NOT NULL CONSTRAINT import_file_bytes_ck CHECK (bytes >= 0),
        sha256 text NOT NULL CONSTRAINT import_file_sha256_ck CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        columns text[] NOT NULL,
        uploaded_by uuid CONSTRAINT import_file_uploader_fk REFERENCES account,
        uploaded_at timestamptz NOT NULL
      );
      CREATE INDEX import_file_age_ix ON import_file (uploaded_at);

      CREATE TABLE import_job (
        id uuid CONSTRAINT import_job_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT import_job_kind_ck CHECK (kind IN ('open-repair')),
        dry_run boolean NOT NULL,
        state text NOT NULL CONSTRAINT import_job_state_ck CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        files jsonb NOT NULL,
        bytes_total bigint NOT NULL,
        bytes_done bigint NOT NULL DEFAULT 0,
        rows integer NOT NULL DEFAULT 0,
        created integer NOT NULL DEFAULT 0,
        updated integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        rejected integer NOT NULL DEFAULT 0,
        failure text,
        cancel_requested_at timestamptz,
        created_by uuid CONSTRAINT import_job_creator_fk REFERENCES account,
        created_by_name text NOT NULL,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT import_job_rows_ck CHECK (rows = created + updated + unchanged + rejected),
        CONSTRAINT import_job_bytes_ck CHECK (bytes_done BETWEEN 0 AND bytes_total),
        CONSTRAINT import_job_finished_ck CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
        CONSTRAINT import_job_failure_ck CHECK ((state = 'failed') = (failure IS NOT NULL))
      );
      CREATE INDEX import_job_running_ix ON import_job (kind) WHERE state = 'running';

      CREATE TABLE import_row_error (
        job_id uuid NOT NULL CONSTRAINT import_row_error_job_fk REFERENCES import_job,
        position integer NOT NULL,
        file text NOT NULL,
        line integer NOT NULL,
        reason text NOT NULL,
        params jsonb NOT NULL,
        CONSTRAINT import_row_error_pk PRIMARY KEY (job_id, position)
      );

      -- What a row of the source said when it was taken last, and what it became.
      CREATE TABLE import_record (
        kind text NOT NULL,
        key text NOT NULL COLLATE "C",
        digest text NOT NULL,
        order_id uuid NOT NULL CONSTRAINT import_record_order_fk REFERENCES repair_order,
        job_id uuid NOT NULL CONSTRAINT import_record_job_fk REFERENCES import_job,
        CONSTRAINT import_record_pk PRIMARY KEY (kind, key)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
