import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, Database, decodeCursor, hasPermission, type Page, statement, toPage } from '@aftercare/platform';
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
const MOBILE = `mobile >= $5 AND mobile < $5 || ':'`;
const OTHER_MOBILE = 'other_mobiles @> ARRAY[$5]';
const EMAIL = 'email IS NOT NULL AND lower(email) >= $6 AND lower(email) < $6 || chr(1114111)';
const branch = (condition: string): string =>
  `(SELECT ${ITEM}, search_text FROM customer WHERE ${condition} AND ${PAGE} ${ORDER})`;

const sql = {
  all: statement('customers.all', `SELECT ${ITEM}, search_text FROM customer WHERE ${PAGE} ${ORDER}`),
  // One branch per kind of key, each on its own index and each cut to a page; UNION drops who is found twice.
  beginning: statement(
    'customers.beginning',
    `${[`search_text LIKE $4`, MOBILE, OTHER_MOBILE, EMAIL].map(branch).join(' UNION ')} ${ORDER}`,
  ),
  // $7 the pattern for anywhere; who was found by a beginning has been shown.
  containing: statement(
    'customers.containing',
    `SELECT ${ITEM}, search_text FROM customer
      WHERE search_text LIKE $7 AND NOT (search_text LIKE $4) AND (${MOBILE}) IS NOT TRUE
        AND (${OTHER_MOBILE}) IS NOT TRUE AND (${EMAIL}) IS NOT TRUE AND ${PAGE} ${ORDER}`,
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

  /**
   * By name. `q` finds who begins like it (name, mobile as 0912… or +98912…, e-mail), then whose name contains it:
   * two steps, for a name that many begin with would make one search through all names before it.
   */
  async list(filter: { q?: string; limit: number; cursor?: string }): Promise<Page<CustomerListItem>> {
    const [step, ...after] = decodeCursor(filter.cursor, 3) ?? ['first', null, null];
    const search = customerSearch(filter.q);
    const find = async (of: Step, key: readonly (string | null)[], limit: number): Promise<Row[]> => {
      const keys = search && [search.nameStart, search.mobile, search.email];
      const found = await (!keys
        ? this.db.rows<Found>(sql.all, [...key, limit])
        : of === 'first'
          ? this.db.rows<Found>(sql.beginning, [...key, limit, ...keys])
          : this.db.rows<Found>(sql.containing, [...key, limit, ...keys, search.name]));
      return found.map((row) => ({ ...row, step: of }));
    };
    const wanted = filter.limit + 1;
    const rows = await find(step === 'then' ? 'then' : 'first', after, wanted);
    if (search && step !== 'then' && rows.length < wanted)
      rows.push(...(await find('then', [null, null], wanted - rows.length)));
    return toPage(
      rows,
      filter.limit,
      (row) => [row.step, row.search_text, row.id],
      ({ search_text: _text, step: _step, ...item }) => item,
    );
  }

  async get(actor: Actor, id: Id): Promise<CustomerView> {
    const row = await this.db.one<Omit<CustomerView, 'nationalIdAgrees'>>(sql.one, [id]);
    const { nationalId } = row;
    return {
      ...row,
      nationalId:
        nationalId === null || hasPermission(actor, 'customer.write') ? nationalId : `******${nationalId.slice(-4)}`,
      nationalIdAgrees: nationalId === null ? null : nationalIdAgrees(nationalId),
    };
  }
}

type Step = 'first' | 'then';
type Found = CustomerListItem & { readonly search_text: string };
type Row = Found & { readonly step: Step };
