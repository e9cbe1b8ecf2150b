import { Injectable } from '@nestjs/common';
import { TariffsQueries } from '@aftercare/catalog';
import type { Id } from '@aftercare/kernel';
import { type Actor, containsPattern, Database, type Name, nameJson, statement } from '@aftercare/platform';
import { orderSeen } from './order-seen.js';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** A part that may be meant: how it fits, what it costs here, how many pieces are free here and elsewhere. */
export interface PartChoice extends Coded {
  /** By name of the product, by its group or one above; null: it was only found. */
  readonly fits: 'product' | 'group' | null;
  /** Minor units, without tax. */
  readonly price: number;
  readonly free: number;
  readonly freeElsewhere: number;
  /** What may go in for it and is here, while the part itself is not; the best first. */
  readonly substitutes: readonly (Coded & { readonly free: number; readonly note: string | null })[];
}

const free = (part: string, where: string): string => `
  (SELECT coalesce(sum(b.on_hand - b.reserved), 0)::int FROM stock_balance b JOIN stock_location l ON l.id = b.location_id
    WHERE b.part_id = ${part} AND l.kind = 'branch' AND l.center_id ${where} $2)`;
// $1 product, $2 centre, $3 group, $4 search pattern. What is typed finds any part; without it only what fits is shown.
const partChoices = statement(
  'repair.part-choices',
  `WITH found AS (
     SELECT p.id, p.sku, p.name_fa, p.name_en, p.list_price, p.sort_text,
            CASE WHEN EXISTS (SELECT FROM part_fit f WHERE f.part_id = p.id AND f.product_id = $1) THEN 1
                 WHEN g.code = ANY (product_group_codes($3)) THEN 2 ELSE 3 END AS rank
       FROM part p LEFT JOIN product_group g ON g.id = p.group_id
      WHERE p.retired_on IS NULL AND p.unit_of_id IS NULL AND ($4::text IS NULL OR p.search_text LIKE $4)
   ), shown AS (
     SELECT *, ${free('found.id', '=')} AS free FROM found WHERE rank < 3 OR $4::text IS NOT NULL
      ORDER BY rank, sort_text, id LIMIT 30
   )
   SELECT s.id, s.sku AS code, ${nameJson('s')} AS name, (ARRAY['product', 'group'])[s.rank] AS fits, s.list_price AS price,
          s.free, ${free('s.id', '<>')} AS "freeElsewhere",
          (SELECT coalesce(json_agg(json_build_object('id', o.id, 'code', o.sku, 'name', ${nameJson('o')}, 'free', o.free,
                                                      'note', o.note) ORDER BY o.rank, o.id), '[]')
             FROM (SELECT p.id, p.sku, p.name_fa, p.name_en, r.rank, r.note, ${free('p.id', '=')} AS free
                     FROM part_substitute r JOIN part p ON p.id = r.substitute_id AND p.retired_on IS NULL
                    WHERE r.part_id = s.id AND s.free <= 0) o
            WHERE o.free > 0) AS substitutes
     FROM shown s ORDER BY s.rank, s.sort_text, s.id`,
);
/** What helps at the bench: parts that fit, with their stock. */
@Injectable()
export class BenchQueries {
  constructor(
    private readonly db: Database,
    private readonly tariffs: TariffsQueries,
  ) {}

  /** R20. 30 at most, those for the product first, then those for its group. */
  async partChoices(actor: Actor, orderId: Id, q: string | undefined): Promise<PartChoice[]> {
    const { productId, centerId, groupId } = await orderSeen(this.db, actor, orderId);
    const rows = await this.db.rows<PartChoice>(partChoices, [productId, centerId, groupId, containsPattern(q)]);
    const page = { data: rows, page: { nextCursor: null, hasMore: false } };
    const { data } = await this.tariffs.withApplied(page, { forProductId: productId, forCenterId: centerId });
    return data.map(({ applied, ...choice }) => ({ ...choice, price: applied?.price ?? choice.price }));
  }
}
