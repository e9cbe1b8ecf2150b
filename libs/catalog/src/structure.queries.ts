import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { codedJson, Database, type Name, nameJson, notFound, statement } from '@aftercare/platform';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** A place of a product as designed; the code of a part is its stock number. */
export interface ComponentPlaceView {
  readonly slot: string;
  readonly parentSlot: string | null;
  readonly group: Coded | null;
  readonly part: Coded | null;
  readonly quantity: number;
  readonly serialised: boolean;
}

export interface SubstituteView {
  readonly part: Coded;
  readonly note: string | null;
}

/** What a part fits by name, and what may go in for it, the best first. */
export interface PartRelationsView {
  readonly products: Coded[];
  readonly substitutes: SubstituteView[];
  readonly version: number;
}

const part = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'code', ${alias}.sku, 'name', ${nameJson(alias)})`;

const sql = {
  structure: statement(
    'catalog.structure',
    `SELECT c.slot, c.parent_slot AS "parentSlot", CASE WHEN g.id IS NOT NULL THEN ${codedJson('g')} END AS "group",
            CASE WHEN pa.id IS NOT NULL THEN ${part('pa')} END AS part, c.quantity, c.serialised
       FROM product_component c LEFT JOIN product_group g ON g.id = c.group_id LEFT JOIN part pa ON pa.id = c.part_id
      WHERE c.product_id = $1 ORDER BY c.position`,
  ),
  relations: statement(
    'catalog.part-relations',
    `SELECT a.version,
            (SELECT coalesce(json_agg(${codedJson('p')} ORDER BY p.sort_text, p.id), '[]')
               FROM part_fit f JOIN product p ON p.id = f.product_id WHERE f.part_id = a.id) AS products,
            (SELECT coalesce(json_agg(json_build_object('part', ${part('s')}, 'note', r.note) ORDER BY r.rank, s.id), '[]')
               FROM part_substitute r JOIN part s ON s.id = r.substitute_id WHERE r.part_id = a.id) AS substitutes
       FROM part a WHERE a.id = $1`,
  ),
  fitting: statement(
    'catalog.fitting-parts',
    `SELECT pa.id, pa.sku AS code, ${nameJson('pa')} AS name FROM part_fit f JOIN part pa ON pa.id = f.part_id
      WHERE f.product_id = $1 AND pa.retired_on IS NULL ORDER BY pa.sort_text, pa.id LIMIT 500`,
  ),
  productExists: statement('catalog.product-exists', 'SELECT 1 AS found FROM product WHERE id = $1'),
} as const;

@Injectable()
export class StructureQueries {
  constructor(private readonly db: Database) {}

  /** C11. The places of a product as designed, as they were given; 404 where there is no such product. */
  structureOf(productId: Id): Promise<ComponentPlaceView[]> {
    return this.ofProduct<ComponentPlaceView>('structure', productId);
  }

  /** The parts that fit a product by name, 500 at most. */
  fittingParts(productId: Id): Promise<Coded[]> {
    return this.ofProduct<Coded>('fitting', productId);
  }

  relationsOf(partId: Id): Promise<PartRelationsView> {
    return this.db.one<PartRelationsView>(sql.relations, [partId]);
  }

  private async ofProduct<T extends object>(query: 'structure' | 'fitting', productId: Id): Promise<T[]> {
    const rows = await this.db.rows<T>(sql[query], [productId]);
    if (rows.length === 0 && !(await this.db.row(sql.productExists, [productId]))) throw notFound();
    return rows;
  }
}
