import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import { Database, type Name, nameJson, statement } from '@aftercare/platform';
import type { SupplierTerms } from '@aftercare/warranty';
import type { SupplierKind } from './supplier.entity.js';

export interface SupplierSummary {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly kind: SupplierKind;
  readonly email: string | null;
  readonly phone: string | null;
  readonly retiredOn: CivilDate | null;
  readonly version: number;
}

/** One version of what is agreed for a scope; `validTo` is the day the next one starts. */
export interface AgreementView {
  readonly id: Id;
  readonly brand: { readonly id: Id; readonly name: Name } | null;
  readonly productGroup: { readonly id: Id; readonly name: Name } | null;
  readonly product: { readonly id: Id; readonly name: Name } | null;
  readonly part: { readonly id: Id; readonly name: Name } | null;
  readonly number: number;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly terms: SupplierTerms;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface SupplierView extends SupplierSummary {
  /** Scope by scope, the latest version first. */
  readonly agreements: readonly AgreementView[];
}

const SUPPLIER = `s.id, s.code, ${nameJson('s')} AS name, s.kind, s.email, s.phone, s.retired_on AS "retiredOn", s.version`;
const named = (of: string): string =>
  `CASE WHEN ${of}.id IS NOT NULL THEN json_build_object('id', ${of}.id, 'name', ${nameJson(of)}) END`;

const sql = {
  list: statement('claims.list-suppliers', `SELECT ${SUPPLIER} FROM supplier s ORDER BY s.code`),
  one: statement(
    'claims.one-supplier',
    `SELECT ${SUPPLIER}, (SELECT coalesce(json_agg(to_jsonb(each) - 'scope' ORDER BY scope, "number" DESC), '[]') FROM (
        SELECT a.id, ${named('b')} AS brand, ${named('g')} AS "productGroup", ${named('p')} AS product, ${named('t')} AS part,
               a.number, a.valid_from AS "validFrom", a.terms, a.recorded_by AS "recordedBy", a.recorded_at AS "recordedAt",
               lead(a.valid_from) OVER scopes AS "validTo",
               concat_ws(' ', p.code, t.sku, b.id, g.code) AS scope
          FROM supplier_agreement a LEFT JOIN brand b ON b.id = a.brand_id
          LEFT JOIN product_group g ON g.id = a.product_group_id LEFT JOIN product p ON p.id = a.product_id
          LEFT JOIN part t ON t.id = a.part_id
         WHERE a.supplier_id = s.id
        WINDOW scopes AS (PARTITION BY a.brand_id, a.product_group_id, a.product_id, a.part_id ORDER BY a.number)
      ) each) AS agreements
       FROM supplier s WHERE s.id = $1`,
  ),
} as const;

/** Reads of suppliers. There are dozens, not thousands: the list is whole. */
@Injectable()
export class SuppliersQueries {
  constructor(private readonly db: Database) {}

  list(): Promise<SupplierSummary[]> {
    return this.db.rows(sql.list);
  }

  /** One supplier with every version of what it owes. 404 without it. */
  get(id: Id): Promise<SupplierView> {
    return this.db.one(sql.one, [id]);
  }
}
