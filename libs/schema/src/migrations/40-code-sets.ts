import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Code sets in the shape of IRIS: more kinds, headings, the IRIS code of each, and the product group it is meant for. */
export class CodeSets1764000000040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A product group and those above it, its own first; nothing for no group.
      CREATE FUNCTION product_group_path(lowest uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
        WITH RECURSIVE above AS (
          SELECT id, parent_id, 1 AS distance FROM product_group WHERE id = lowest
          UNION ALL
          SELECT g.id, g.parent_id, above.distance + 1 FROM product_group g JOIN above ON g.id = above.parent_id
        )
        SELECT array_agg(id ORDER BY distance) FROM above
      $$;

      ALTER TABLE service_code
        DROP CONSTRAINT service_code_kind_ck,
        DROP COLUMN search_text,
        ADD COLUMN iris_code text,
        ADD COLUMN group_id uuid CONSTRAINT service_code_group_fk REFERENCES product_group,
        ADD COLUMN is_heading boolean NOT NULL DEFAULT false,
        ADD COLUMN heading_id uuid,
        ADD COLUMN position smallint NOT NULL DEFAULT 0 CONSTRAINT service_code_position_ck CHECK (position >= 0);
      ALTER TABLE service_code
        ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
          fold_text(code || ' ' || coalesce(iris_code, '') || ' ' || coalesce(name_fa, '') || ' ' || coalesce(name_en, ''))) STORED,
        ADD COLUMN below_heading boolean GENERATED ALWAYS AS (CASE WHEN heading_id IS NOT NULL THEN true END) STORED,
        ADD CONSTRAINT service_code_kind_ck CHECK (kind IN ('symptom', 'occurrence', 'circumstance', 'section', 'fault', 'cause',
          'repair', 'exclusion', 'condition', 'accessory')),
        ADD CONSTRAINT service_code_iris_ck CHECK (iris_code ~ CASE
          WHEN kind IN ('symptom', 'circumstance') AND is_heading THEN '^[0-9A-Z]{2}$'
          WHEN is_heading THEN '^$'
          WHEN kind IN ('symptom', 'circumstance', 'section') THEN '^[0-9A-Z]{3}$'
          WHEN kind IN ('occurrence', 'fault', 'repair') THEN '^[0-9A-Z]$'
          ELSE '^$' END),
        ADD CONSTRAINT service_code_heading_uq UNIQUE (id, kind, is_heading),
        ADD CONSTRAINT service_code_heading_fk FOREIGN KEY (heading_id, kind, below_heading)
          REFERENCES service_code (id, kind, is_heading),
        ADD CONSTRAINT service_code_heading_ck CHECK (heading_id IS NULL OR NOT is_heading);
      CREATE INDEX service_code_heading_ix ON service_code (heading_id) WHERE heading_id IS NOT NULL;

      -- Which codes go together. Null stands for any of its kind, and for every product group.
      CREATE TABLE code_combination (
        id uuid CONSTRAINT code_combination_pk PRIMARY KEY,
        group_id uuid CONSTRAINT code_combination_group_fk REFERENCES product_group,
        symptom_id uuid CONSTRAINT code_combination_symptom_fk REFERENCES service_code,
        fault_id uuid CONSTRAINT code_combination_fault_fk REFERENCES service_code,
        cause_id uuid CONSTRAINT code_combination_cause_fk REFERENCES service_code,
        repair_id uuid CONSTRAINT code_combination_repair_fk REFERENCES service_code,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT code_combination_two_ck CHECK (num_nonnulls(symptom_id, fault_id, cause_id, repair_id) >= 2),
        CONSTRAINT code_combination_uq UNIQUE NULLS NOT DISTINCT (group_id, symptom_id, fault_id, cause_id, repair_id)
      );
      CREATE INDEX code_combination_symptom_ix ON code_combination (symptom_id);
      CREATE INDEX code_combination_fault_ix ON code_combination (fault_id);

      -- Groups whose repairs take listed combinations only; what lies below them too.
      ALTER TABLE product_group ADD COLUMN strict_codes boolean NOT NULL DEFAULT false;

      -- Whether the list has these codes together, for one of the groups or for every one; what is null is not asked for.
      -- Null where the list says nothing of the symptom, or without one of the fault.
      CREATE FUNCTION code_combination_listed(groups uuid[], symptom uuid, fault uuid, cause uuid, repair uuid)
        RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT CASE
          WHEN bool_or((fault IS NULL OR c.fault_id IS NULL OR c.fault_id = fault)
                   AND (symptom IS NULL OR c.symptom_id IS NULL OR c.symptom_id = symptom)
                   AND (cause IS NULL OR c.cause_id IS NULL OR c.cause_id = cause)
                   AND (repair IS NULL OR c.repair_id IS NULL OR c.repair_id = repair)) THEN true
          WHEN bool_or(CASE WHEN symptom IS NULL THEN c.fault_id = fault ELSE c.symptom_id = symptom END) THEN false
        END
          FROM code_combination c WHERE c.group_id IS NULL OR c.group_id = ANY (groups)
      $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
