import { Injectable } from '@nestjs/common';
import { civilDateIn, Clock, type CivilDate, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  codedJson,
  Database,
  decodeCursor,
  execute,
  type Name,
  nameJson,
  type Page,
  statement,
  toPage,
  type Tx,
} from '@aftercare/platform';
import { chooseTariff, type TariffCandidate } from './choose-tariff.js';

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

/** `price` in minor units of the company currency, without tax; `validUntil` is the first day without it. */
export interface TariffView {
  readonly id: Id;
  readonly part: Coded | null;
  readonly serviceItem: Coded | null;
  readonly product: Coded | null;
  readonly group: Coded | null;
  readonly grade: string | null;
  readonly validFrom: CivilDate;
  readonly validUntil: CivilDate | null;
  readonly price: number;
  readonly minutes: number | null;
  readonly version: number;
}

export interface TariffFilter {
  readonly partId?: Id;
  readonly serviceItemId?: Id;
  readonly productId?: Id;
  /** Those that hold on this day or later. */
  readonly from?: CivilDate;
  readonly limit: number;
  readonly cursor?: string;
}

/** What an item costs for a product in a centre on a day. */
export interface AppliedTariff {
  readonly price: number;
  readonly minutes: number | null;
}

interface ItemCandidate extends TariffCandidate {
  readonly itemId: Id;
}

const TARIFF = `
  SELECT t.id, CASE WHEN pa.id IS NOT NULL THEN json_build_object('id', pa.id, 'code', pa.sku, 'name', ${nameJson('pa')}) END AS part,
         CASE WHEN s.id IS NOT NULL THEN ${codedJson('s')} END AS "serviceItem",
         CASE WHEN p.id IS NOT NULL THEN ${codedJson('p')} END AS product,
         CASE WHEN g.id IS NOT NULL THEN ${codedJson('g')} END AS "group",
         t.grade, t.valid_from AS "validFrom", t.valid_until AS "validUntil", t.price, t.minutes, t.version
    FROM tariff t
    LEFT JOIN part pa ON pa.id = t.part_id LEFT JOIN service_item s ON s.id = t.service_item_id
    LEFT JOIN product p ON p.id = t.product_id LEFT JOIN product_group g ON g.id = t.group_id`;

const sql = {
  list: statement(
    'catalog.tariffs',
    `${TARIFF}
      WHERE ($1::uuid IS NULL OR t.id < $1) AND ($3::uuid IS NULL OR t.part_id = $3)
        AND ($4::uuid IS NULL OR t.service_item_id = $4) AND ($5::uuid IS NULL OR t.product_id = $5)
        AND ($6::date IS NULL OR t.valid_until IS NULL OR t.valid_until > $6)
      ORDER BY t.id DESC LIMIT $2`,
  ),
  one: statement('catalog.tariff', `${TARIFF} WHERE t.id = $1`),
  grades: statement(
    'catalog.grades',
    'SELECT DISTINCT grade FROM service_center WHERE grade IS NOT NULL ORDER BY grade',
  ),
  // $1 items, $2 product, $3 centre, $4 day. Distance 0 is the product, 1 its group, and so on up the tree.
  candidates: statement(
    'catalog.tariffs-that-hold',
    `WITH RECURSIVE above AS (
       SELECT g.id, g.parent_id, 1 AS distance FROM product p JOIN product_group g ON g.id = p.group_id WHERE p.id = $2
       UNION ALL
       SELECT g.id, g.parent_id, distance + 1 FROM product_group g JOIN above ON g.id = above.parent_id
     )
     SELECT coalesce(t.part_id, t.service_item_id) AS "itemId", t.price, t.minutes, t.grade IS NOT NULL AS "forGrade",
            CASE WHEN t.product_id IS NOT NULL THEN 0 ELSE above.distance END AS distance
       FROM tariff t LEFT JOIN above ON above.id = t.group_id
      WHERE coalesce(t.part_id, t.service_item_id) = ANY($1) AND daterange(t.valid_from, t.valid_until) @> $4::date
        AND (t.product_id IS NULL OR t.product_id = $2) AND (t.group_id IS NULL OR above.id IS NOT NULL)
        AND (t.grade IS NULL OR t.grade = (SELECT grade FROM service_center WHERE id = $3))`,
  ),
} as const;

/** For whom and when a price is asked. */
export interface TariffScope {
  readonly productId: Id;
  readonly centerId: Id | null;
  readonly on: CivilDate;
}

/** C10. The tariffs of items inside a transaction, where lines are written; none where the catalogue's own price holds. */
export async function tariffsFor(
  tx: Tx,
  itemIds: readonly Id[],
  { productId, centerId, on }: TariffScope,
): Promise<Map<Id, AppliedTariff>> {
  const found = await execute<ItemCandidate>(tx, sql.candidates, [itemIds, productId, centerId, on]);
  return chosenByItem(found);
}

function chosenByItem(found: readonly ItemCandidate[]): Map<Id, AppliedTariff> {
  const items = new Set(found.map(({ itemId }) => itemId));
  return new Map(
    [...items].flatMap((id) => {
      const chosen = chooseTariff(found.filter(({ itemId }) => itemId === id));
      return chosen ? [[id, { price: chosen.price, minutes: chosen.minutes }]] : [];
    }),
  );
}

@Injectable()
export class TariffsQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** Latest first. */
  async list(filter: TariffFilter): Promise<Page<TariffView>> {
    const rows = await this.db.rows<TariffView>(sql.list, [
      decodeCursor(filter.cursor, 1)?.[0] ?? null,
      filter.limit + 1,
      filter.partId ?? null,
      filter.serviceItemId ?? null,
      filter.productId ?? null,
      filter.from ?? null,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  get(id: Id): Promise<TariffView> {
    return this.db.one<TariffView>(sql.one, [id]);
  }

  /** The grades that centres have. */
  async grades(): Promise<string[]> {
    return (await this.db.rows<{ grade: string }>(sql.grades)).map(({ grade }) => grade);
  }

  /** C10. A page of parts or services; for a product, with what each costs today in a centre, null at its own price. */
  async withApplied<T extends { readonly id: Id }>(
    page: Page<T>,
    { forProductId, forCenterId }: { readonly forProductId?: Id; readonly forCenterId?: Id },
  ): Promise<Page<T & { readonly applied?: AppliedTariff | null }>> {
    if (!forProductId) return page;
    const values = [page.data.map(({ id }) => id), forProductId, forCenterId ?? null, await this.today()];
    const applied = chosenByItem(await this.db.rows<ItemCandidate>(sql.candidates, values));
    return { ...page, data: page.data.map((item) => ({ ...item, applied: applied.get(item.id) ?? null })) };
  }

  /** The civil day it is for the company. */
  async today(): Promise<CivilDate> {
    return civilDateIn(this.clock.now(), (await this.company.current()).timeZone);
  }
}
