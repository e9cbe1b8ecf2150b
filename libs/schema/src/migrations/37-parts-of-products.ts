import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which parts fit which products and stand in for each other, and how a product is built. */
export class PartsOfProducts1764000000037 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE part_fit (
        part_id uuid NOT NULL CONSTRAINT part_fit_part_fk REFERENCES part,
        product_id uuid NOT NULL CONSTRAINT part_fit_product_fk REFERENCES product,
        CONSTRAINT part_fit_pk PRIMARY KEY (part_id, product_id)
      );
      CREATE INDEX part_fit_product_ix ON part_fit (product_id);

      -- The substitute may go in for the part; the other way round only where another row says so. The lowest rank first.
      CREATE TABLE part_substitute (
        part_id uuid NOT NULL CONSTRAINT part_substitute_part_fk REFERENCES part,
        substitute_id uuid NOT NULL CONSTRAINT part_substitute_substitute_fk REFERENCES part,
        rank smallint NOT NULL,
        note text,
        CONSTRAINT part_substitute_pk PRIMARY KEY (part_id, substitute_id),
        CONSTRAINT part_substitute_self_ck CHECK (part_id <> substitute_id)
      );
      CREATE INDEX part_substitute_substitute_ix ON part_substitute (substitute_id);

      -- A product as designed: places, one below the other.
      CREATE TABLE product_component (
        id uuid CONSTRAINT product_component_pk PRIMARY KEY,
        product_id uuid NOT NULL CONSTRAINT product_component_product_fk REFERENCES product,
        slot text NOT NULL,
        parent_slot text,
        group_id uuid CONSTRAINT product_component_group_fk REFERENCES product_group,
        part_id uuid CONSTRAINT product_component_part_fk REFERENCES part,
        quantity integer NOT NULL CONSTRAINT product_component_quantity_ck CHECK (quantity BETWEEN 1 AND 10000),
        serialised boolean NOT NULL,
        position smallint NOT NULL,
        CONSTRAINT product_component_slot_uq UNIQUE (product_id, slot),
        CONSTRAINT product_component_parent_fk FOREIGN KEY (product_id, parent_slot)
          REFERENCES product_component (product_id, slot) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX product_component_part_ix ON product_component (part_id) WHERE part_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
