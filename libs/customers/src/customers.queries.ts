import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  Database,
  decodeCursor,
  hasPermission,
  notFound,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import type { CustomerKind, CustomerLocale } from './customer.entity.js';
import { customerSearch } from './customer-search.js';
import { nationalIdAgrees } from './national-id.js';

export interface CustomerListItem {
  readonly id: Id;
  readonly kind: CustomerKind;
  readonly name: string;
  readonly mobile: string;
  readonly email: string | null;
  readonly version: number;
}

/** `nationalId` is masked for who may not write customers; `nationalIdAgrees` is null where there is none. */
export interface CustomerView extends CustomerListItem {
  readonly otherMobiles: string[];
  readonly nationalId: string | null;
  readonly nationalIdAgrees: boolean | null;
  readonly economicNo: string | null;
  readonly locale: CustomerLocale;
  readonly address: string | null;
  readonly note: string | null;
  readonly createdAt: Date;
}

const ITEM = 'id, kind, name, mobile, email, version';
// $1 and $2 the sort key of the page before, $3 how many.
const PAGE = '($1::text IS NULL OR (search_text, id) > ($1, $2::uuid))';
const ORDER = 'ORDER BY search_text, id LIMIT $3';

const sql = {
  all: statement('customers.all', `SELECT ${ITEM}, search_text FROM customer WHERE ${PAGE} ${ORDER}`),
  // One branch per kind of key, each on its own index and each cut to a page; UNION drops who is found twice.
  found: statement(
    'customers.found',
    `(SELECT ${ITEM}, search_text FROM customer WHERE search_text LIKE $4 AND ${PAGE} ${ORDER})
     UNION (SELECT ${ITEM}, search_text FROM customer WHERE mobile >= $5 AND mobile < $5 || ':' AND ${PAGE} ${ORDER})
     UNION (SELECT ${ITEM}, search_text FROM customer WHERE other_mobiles @> ARRAY[$5] AND ${PAGE} ${ORDER})
     UNION (SELECT ${ITEM}, search_text FROM customer
             WHERE email IS NOT NULL AND lower(email) >= $6 AND lower(email) < $6 || chr(1114111) AND ${PAGE} ${ORDER})
     ${ORDER}`,
  ),
  one: statement(
    'customers.one',
    `SELECT ${ITEM}, other_mobiles AS "otherMobiles", national_id AS "nationalId", economic_no AS "economicNo", locale,
            address, note, created_at AS "createdAt"
       FROM customer WHERE id = $1`,
  ),
} as const;

/** Every read of the register. It is shared by the whole network, so no query takes a centre. */
@Injectable()
export class CustomersQueries {
  constructor(private readonly db: Database) {}

  /** By name. `q` finds letters anywhere in the name, a beginning of the mobile (0912…, +98912…) or of the e-mail. */
  async list(filter: { q?: string; limit: number; cursor?: string }): Promise<Page<CustomerListItem>> {
    const after = decodeCursor(filter.cursor, 2);
    const page = [after?.[0] ?? null, after?.[1] ?? null, filter.limit + 1];
    const search = customerSearch(filter.q);
    const rows = await (search
      ? this.db.rows<Row>(sql.found, [...page, search.name, search.mobile, search.email])
      : this.db.rows<Row>(sql.all, page));
    return toPage(
      rows,
      filter.limit,
      (row) => [row.search_text, row.id],
      ({ search_text: _, ...item }) => item,
    );
  }

  async get(actor: Actor, id: Id): Promise<CustomerView> {
    const row = await this.db.row<Omit<CustomerView, 'nationalIdAgrees'>>(sql.one, [id]);
    if (!row) throw notFound();
    const { nationalId } = row;
    return {
      ...row,
      nationalId:
        nationalId === null || hasPermission(actor, 'customer.write') ? nationalId : `******${nationalId.slice(-4)}`,
      nationalIdAgrees: nationalId === null ? null : nationalIdAgrees(nationalId),
    };
  }
}

type Row = CustomerListItem & { readonly search_text: string };
