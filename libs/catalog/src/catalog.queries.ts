import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import {
  codedJson,
  containsPattern,
  Database,
  decodeCursor,
  type Name,
  nameJson,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import type { CodeKind } from './service-code.entity.js';
import type { WorkClass } from './service-item.entity.js';

export interface BrandView {
  readonly id: Id;
  readonly name: Name;
  readonly version: number;
}

export interface ProductGroupView extends BrandView {
  readonly code: string;
  readonly parentId: Id | null;
}

export interface ProductView extends BrandView {
  readonly code: string;
  readonly serialPattern: string | null;
  readonly gtin: string | null;
  readonly hasImei: boolean;
  /** Minor units of the company currency, and the day it was said. */
  readonly replacementValue: number | null;
  readonly replacementValueOn: CivilDate | null;
  readonly discontinuedOn: CivilDate | null;
  /** The first day without support. */
  readonly supportUntil: CivilDate | null;
  readonly brand: { readonly id: Id; readonly name: Name };
  readonly group: { readonly id: Id; readonly code: string; readonly name: Name };
}

/** `listPrice` in minor units of the company currency, without tax. */
export interface PartView extends BrandView {
  readonly sku: string;
  readonly brandId: Id | null;
  readonly groupId: Id | null;
  /** The product of which it is a whole unit. */
  readonly unitOfId: Id | null;
  readonly listPrice: number;
  readonly retiredOn: CivilDate | null;
}

/** `price` in minor units of the company currency, without tax. */
export interface ServiceItemView extends BrandView {
  readonly code: string;
  readonly groupId: Id | null;
  readonly coverClass: WorkClass;
  readonly standardMinutes: number;
  readonly price: number;
  readonly retiredOn: CivilDate | null;
}

export interface ServiceCodeView extends BrandView {
  readonly kind: CodeKind;
  readonly code: string;
  readonly retiredOn: CivilDate | null;
}

/** What every list of the catalogue takes: a search text and the page to show. */
export interface CatalogFilter {
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

const NAME = `json_build_object('fa', name_fa, 'en', name_en) AS name, version`;
// $1 search pattern, $2 and $3 the sort key of the page before, $4 how many; further parameters are the list's own.
const PAGE = `($1::text IS NULL OR search_text LIKE $1) AND ($2::text IS NULL OR (sort_text, id) > ($2, $3::uuid))`;
const ORDER = 'ORDER BY sort_text, id LIMIT $4';

const PRODUCT = `
  p.id, p.code, ${nameJson('p')} AS name, p.serial_pattern AS "serialPattern", p.gtin,
  p.has_imei AS "hasImei", p.replacement_value AS "replacementValue", p.replacement_value_on AS "replacementValueOn",
  p.discontinued_on AS "discontinuedOn", p.support_until AS "supportUntil", p.version,
  json_build_object('id', b.id, 'name', ${nameJson('b')}) AS brand,
  ${codedJson('g')} AS "group"`;
const PART = `id, sku, ${NAME}, brand_id AS "brandId", group_id AS "groupId", unit_of_id AS "unitOfId",
  list_price AS "listPrice", retired_on AS "retiredOn"`;
const SERVICE_ITEM = `id, code, ${NAME}, group_id AS "groupId", cover_class AS "coverClass",
  standard_minutes AS "standardMinutes", price, retired_on AS "retiredOn"`;
const CODE = `id, kind, code, ${NAME}, retired_on AS "retiredOn"`;

const sql = {
  brands: statement('catalog.brands', `SELECT id, ${NAME}, sort_text FROM brand WHERE ${PAGE} ${ORDER}`),
  brand: statement('catalog.brand', `SELECT id, ${NAME} FROM brand WHERE id = $1`),
  groups: statement(
    'catalog.groups',
    `SELECT id, code, parent_id AS "parentId", ${NAME}, sort_text FROM product_group WHERE ${PAGE} ${ORDER}`,
  ),
  group: statement(
    'catalog.group',
    `SELECT id, code, parent_id AS "parentId", ${NAME} FROM product_group WHERE id = $1`,
  ),
  products: statement(
    'catalog.products',
    `SELECT ${PRODUCT}, p.sort_text
       FROM (SELECT * FROM product
              WHERE ${PAGE} AND ($5::uuid IS NULL OR brand_id = $5) AND ($6::uuid IS NULL OR group_id = $6)
                AND ($7::text IS NULL OR lpad(gtin, 14, '0') = lpad($7, 14, '0')) ${ORDER}) p
       JOIN brand b ON b.id = p.brand_id JOIN product_group g ON g.id = p.group_id
      ORDER BY p.sort_text, p.id`,
  ),
  product: statement(
    'catalog.product',
    `SELECT ${PRODUCT} FROM product p JOIN brand b ON b.id = p.brand_id JOIN product_group g ON g.id = p.group_id
      WHERE p.id = $1`,
  ),
  parts: statement(
    'catalog.parts',
    `SELECT ${PART}, sort_text FROM part
      WHERE ${PAGE} AND ($5::uuid IS NULL OR coalesce(group_id, $5) = $5) AND ($6 OR retired_on IS NULL) ${ORDER}`,
  ),
  part: statement('catalog.part', `SELECT ${PART} FROM part WHERE id = $1`),
  serviceItems: statement(
    'catalog.service-items',
    `SELECT ${SERVICE_ITEM}, sort_text FROM service_item
      WHERE ${PAGE} AND ($5::uuid IS NULL OR coalesce(group_id, $5) = $5) AND ($6 OR retired_on IS NULL) ${ORDER}`,
  ),
  serviceItem: statement('catalog.service-item', `SELECT ${SERVICE_ITEM} FROM service_item WHERE id = $1`),
  codes: statement(
    'catalog.codes',
    `SELECT ${CODE}, code AS sort_text FROM service_code
      WHERE ($1::text IS NULL OR search_text LIKE $1) AND ($2::text IS NULL OR (code, id) > ($2, $3::uuid))
        AND kind = $5 AND ($6 OR retired_on IS NULL)
      ORDER BY code, id LIMIT $4`,
  ),
  code: statement('catalog.code', `SELECT ${CODE} FROM service_code WHERE id = $1`),
} as const;

/** Every read of the catalogue. It belongs to the whole network, so no query takes a centre. */
@Injectable()
export class CatalogQueries {
  constructor(private readonly db: Database) {}

  listBrands(filter: CatalogFilter): Promise<Page<BrandView>> {
    return this.list(sql.brands, filter, []);
  }

  getBrand(id: Id): Promise<BrandView> {
    return this.get(sql.brand, id);
  }

  listGroups(filter: CatalogFilter): Promise<Page<ProductGroupView>> {
    return this.list(sql.groups, filter, []);
  }

  getGroup(id: Id): Promise<ProductGroupView> {
    return this.get(sql.group, id);
  }

  listProducts(filter: CatalogFilter & { brandId?: Id; groupId?: Id; gtin?: string }): Promise<Page<ProductView>> {
    return this.list(sql.products, filter, [filter.brandId ?? null, filter.groupId ?? null, filter.gtin ?? null]);
  }

  getProduct(id: Id): Promise<ProductView> {
    return this.get(sql.product, id);
  }

  /** `groupId` keeps parts of that group and the ones that fit every group. */
  listParts(filter: CatalogFilter & { groupId?: Id; retired?: boolean }): Promise<Page<PartView>> {
    return this.list(sql.parts, filter, [filter.groupId ?? null, filter.retired ?? false]);
  }

  getPart(id: Id): Promise<PartView> {
    return this.get(sql.part, id);
  }

  listServiceItems(filter: CatalogFilter & { groupId?: Id; retired?: boolean }): Promise<Page<ServiceItemView>> {
    return this.list(sql.serviceItems, filter, [filter.groupId ?? null, filter.retired ?? false]);
  }

  getServiceItem(id: Id): Promise<ServiceItemView> {
    return this.get(sql.serviceItem, id);
  }

  listCodes(filter: CatalogFilter & { kind: CodeKind; retired?: boolean }): Promise<Page<ServiceCodeView>> {
    return this.list(sql.codes, filter, [filter.kind, filter.retired ?? false]);
  }

  getCode(id: Id): Promise<ServiceCodeView> {
    return this.get(sql.code, id);
  }

  private async list<T extends { id: Id }>(
    query: (typeof sql)[keyof typeof sql],
    filter: CatalogFilter,
    own: readonly unknown[],
  ): Promise<Page<T>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<T & { sort_text: string }>(query, [
      containsPattern(filter.q),
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      ...own,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.sort_text, row.id],
      ({ sort_text: _, ...view }) => view as unknown as T,
    );
  }

  private async get<T extends object>(query: (typeof sql)[keyof typeof sql], id: Id): Promise<T> {
    return (await this.db.one(query, [id])) as T;
  }
}
