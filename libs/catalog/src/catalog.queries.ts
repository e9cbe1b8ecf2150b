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

interface Coded {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
}

export interface BrandView {
  readonly id: Id;
  readonly name: Name;
  readonly version: number;
}

export interface ProductGroupView extends BrandView {
  readonly code: string;
  readonly parentId: Id | null;
  /** Its repairs, and those of the groups below, take listed combinations of codes only. */
  readonly strictCodes: boolean;
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

/** A code of a set; `group` is the product group it is meant for, with those below, null for every one. */
export interface ServiceCodeView extends BrandView {
  readonly kind: CodeKind;
  readonly code: string;
  readonly irisCode: string | null;
  readonly group: Coded | null;
  readonly isHeading: boolean;
  readonly heading: Coded | null;
  readonly position: number;
  readonly retiredOn: CivilDate | null;
}

/** What may be chosen, the headings above it, or both. */
export const CODES_SHOWN = ['codes', 'headings', 'all'] as const;
export type CodesShown = (typeof CODES_SHOWN)[number];

/** `productId` or `groupId` keeps what is meant for that product or group: for it, one above it, or every one. */
export interface CodesFilter extends CatalogFilter {
  readonly kind: CodeKind;
  readonly groupId?: Id;
  readonly productId?: Id;
  readonly show?: CodesShown;
  readonly retired?: boolean;
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
const CODE = `
  c.id, c.kind, c.code, ${nameJson('c')} AS name, c.iris_code AS "irisCode",
  CASE WHEN g.id IS NOT NULL THEN ${codedJson('g')} END AS "group", c.is_heading AS "isHeading",
  CASE WHEN h.id IS NOT NULL THEN ${codedJson('h')} END AS heading, c.position, c.retired_on AS "retiredOn", c.version`;
const CODES = `
  service_code c LEFT JOIN service_code h ON h.id = c.heading_id LEFT JOIN product_group g ON g.id = c.group_id`;
// A heading stands above what it gathers; a code without one stands among the headings.
const CODE_ORDER = `
  ((CASE WHEN h.id IS NOT NULL THEN lpad(h.position::text, 5, '0') || ' ' || h.code || ' ' ELSE '' END)
   || lpad(c.position::text, 5, '0') || ' ' || c.code || ' ') COLLATE "C"`;

const sql = {
  brands: statement('catalog.brands', `SELECT id, ${NAME}, sort_text FROM brand WHERE ${PAGE} ${ORDER}`),
  brand: statement('catalog.brand', `SELECT id, ${NAME} FROM brand WHERE id = $1`),
  groups: statement(
    'catalog.groups',
    `SELECT id, code, parent_id AS "parentId", strict_codes AS "strictCodes", ${NAME}, sort_text FROM product_group WHERE ${PAGE} ${ORDER}`,
  ),
  group: statement(
    'catalog.group',
    `SELECT id, code, parent_id AS "parentId", strict_codes AS "strictCodes", ${NAME} FROM product_group WHERE id = $1`,
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
    `SELECT ${CODE}, place.key AS sort_text FROM ${CODES} CROSS JOIN LATERAL (SELECT ${CODE_ORDER} AS key) place
      WHERE c.kind = $5 AND ($1::text IS NULL OR c.search_text LIKE $1)
        AND ($2::text IS NULL OR (place.key, c.id) > ($2, $3::uuid))
        AND ($6 OR c.retired_on IS NULL) AND ($7 = 'all' OR c.is_heading = ($7 = 'headings'))
        AND (c.group_id IS NULL OR coalesce($8::uuid, $9::uuid) IS NULL
             OR c.group_id = ANY (product_group_path(coalesce($8, (SELECT p.group_id FROM product p WHERE p.id = $9)))))
      ORDER BY place.key, c.id LIMIT $4`,
  ),
  code: statement('catalog.code', `SELECT ${CODE} FROM ${CODES} WHERE c.id = $1`),
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

  listCodes(filter: CodesFilter): Promise<Page<ServiceCodeView>> {
    const { kind, retired = false, show = 'codes', groupId = null, productId = null } = filter;
    return this.list(sql.codes, filter, [kind, retired, show, groupId, productId]);
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
