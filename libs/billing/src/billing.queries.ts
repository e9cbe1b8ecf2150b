import { Injectable } from '@nestjs/common';
import { customerSearch } from '@aftercare/customers';
import type { BasisPoints, CivilDate, Id } from '@aftercare/kernel';
import {
  type Actor,
  assertWorksIn,
  centerScope,
  Database,
  decodeCursor,
  execute,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
  type Tx,
} from '@aftercare/platform';
import type { LineClass } from './invoice-line.entity.js';
import type { InvoiceKind, InvoiceState, WarrantyPayer } from './invoice.entity.js';
import { PAYMENT_METHODS, type PaymentMethod, type SettlementMethod } from './payment.entity.js';
import type { TaxCategory } from './tax-rate.entity.js';

interface Keyset {
  readonly limit: number;
  readonly cursor?: string;
}

/** A row of the invoice list and of the cashier's desk. Amounts in minor units of `currency`. */
export interface InvoiceSummary {
  readonly id: Id;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly state: InvoiceState;
  /** Null on the invoice of a contract. */
  readonly orderId: Id | null;
  readonly receptionId: Id | null;
  /** Of an invoice of a contract only. */
  readonly contract: { readonly id: Id; readonly number: string } | null;
  readonly center: { readonly id: Id; readonly code: string; readonly name: Name };
  /** Null on a warranty invoice. */
  readonly customer: { readonly id: Id; readonly name: string } | null;
  /** Of a warranty invoice only. */
  readonly payer: WarrantyPayer | null;
  readonly currency: string;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly paid: number;
  readonly due: number;
  readonly issuedOn: CivilDate;
  readonly issuedAt: Date;
  readonly version: number;
}

export interface InvoiceLineView {
  readonly id: Id;
  readonly position: number;
  /** Null on the invoice of a contract. */
  readonly orderLineId: Id | null;
  readonly decisionId: Id | null;
  readonly class: LineClass;
  readonly description: Name;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly listAmount: number;
  /** Whole percent. */
  readonly coveredPercent: number;
  readonly coveredAmount: number;
  readonly chargedAmount: number;
  /** Null on a customer's invoice. */
  readonly claimAmount: number | null;
  readonly taxRateBp: BasisPoints;
  readonly taxAmount: number;
}

/** All that a printed invoice shows. */
export interface InvoiceView extends Omit<InvoiceSummary, 'center' | 'customer'> {
  readonly seller: {
    readonly id: Id;
    readonly code: string;
    readonly company: Name;
    readonly name: Name;
    readonly address: string | null;
    readonly phone: string | null;
  };
  /** Null on a warranty invoice, which its `payer` owes. */
  readonly buyer: {
    readonly id: Id;
    readonly name: string;
    readonly mobile: string | null;
    readonly nationalId: string | null;
  } | null;
  readonly issuedBy: string | null;
  readonly listTotal: number;
  readonly coveredTotal: number;
  readonly lines: readonly InvoiceLineView[];
  readonly payments: readonly {
    readonly id: Id;
    readonly number: string;
    readonly method: SettlementMethod;
    readonly amount: number;
    readonly reference: string | null;
    readonly receivedAt: string;
    readonly receivedBy: string | null;
  }[];
  /** What was given up of it, and why; null where nothing was. */
  readonly writeOff: {
    readonly amount: number;
    readonly reason: string;
    readonly writtenOffAt: string;
    readonly writtenOffBy: string | null;
  } | null;
}

export interface PaymentView {
  readonly id: Id;
  readonly number: string;
  readonly centerId: Id;
  readonly customer: { readonly id: Id; readonly name: string } | null;
  readonly method: SettlementMethod;
  readonly amount: number;
  readonly currency: string;
  readonly reference: string | null;
  readonly receivedAt: Date;
  readonly receivedBy: string | null;
  readonly allocations: readonly { readonly invoiceId: Id; readonly number: string; readonly amount: number }[];
}

/** Money left ahead for an order. `held` is what no invoice took and was not given back. */
export interface DepositView {
  readonly id: Id;
  readonly number: string;
  readonly orderId: Id;
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly held: number;
  readonly currency: string;
  readonly reference: string | null;
  readonly takenAt: Date;
  readonly takenBy: string | null;
  readonly refunds: readonly {
    readonly amount: number;
    readonly reference: string | null;
    readonly reason: string;
    readonly refundedAt: string;
    readonly refundedBy: string | null;
  }[];
  readonly version: number;
}

/** Where a customer stands with an order. Amounts in minor units; warranty invoices do not count. */
export interface Settlement {
  readonly invoiced: boolean;
  readonly total: number;
  readonly paid: number;
  readonly due: number;
  /** Invoiced, and nothing due. */
  readonly settled: boolean;
}

/** What a centre took on one civil day of its zone, by method, less what it gave back; methods without any show zero. */
export interface CashUp {
  readonly centerId: Id;
  readonly on: CivilDate;
  readonly methods: readonly {
    readonly method: PaymentMethod;
    readonly count: number;
    readonly amount: number;
    /** Of the amount: deposits taken less those given back. */
    readonly deposits: number;
  }[];
  readonly count: number;
  readonly amount: number;
}

export interface TaxRateView {
  readonly id: Id;
  readonly category: TaxCategory;
  readonly rateBp: BasisPoints;
  readonly validFrom: CivilDate;
  /** The first day it no longer holds; null while it is the latest. */
  readonly validTo: CivilDate | null;
}

export interface InvoiceFilter extends Keyset {
  readonly centerId?: Id;
  readonly orderId?: Id;
  readonly customerId?: Id;
  readonly kind?: readonly InvoiceKind[];
  readonly state?: readonly InvoiceState[];
  /** Letters of the invoice's number or the customer's name, or a beginning of the customer's mobile. */
  readonly q?: string;
}

export interface PaymentFilter extends Keyset {
  readonly centerId?: Id;
  readonly invoiceId?: Id;
  /** A civil day of the centre's zone. */
  readonly on?: CivilDate;
}

const SUMMARY = `
  i.id, i.number, i.kind, i.state,
  (SELECT json_build_object('id', id, 'number', number) FROM service_contract WHERE id = i.contract_id) AS contract,
  i.order_id AS "orderId", i.reception_id AS "receptionId", i.payer, i.currency,
  i.net, i.tax, i.total, i.paid, i.due, i.issued_on AS "issuedOn", i.issued_at AS "issuedAt", i.version`;
// $1 the actor's centres, $2 the last id of the page before, $3 how many; then the filters.
const KEPT = `($1::uuid[] IS NULL OR i.center_id = ANY($1)) AND ($2::uuid IS NULL OR i.id < $2)
  AND ($4::uuid IS NULL OR i.center_id = $4) AND ($5::uuid IS NULL OR i.order_id = $5)
  AND ($6::uuid IS NULL OR i.customer_id = $6) AND ($7::text[] IS NULL OR i.kind = ANY($7))
  AND ($8::text[] IS NULL OR i.state = ANY($8))`;
const NEWEST = 'ORDER BY i.id DESC LIMIT $3';
const summaries = (page: string): string => `
  SELECT ${SUMMARY}, json_build_object('id', c.id, 'code', c.code, 'name', ${nameJson('c')}) AS center,
         CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END AS customer
    FROM (${page}) i
    JOIN service_center c ON c.id = i.center_id
    LEFT JOIN customer u ON u.id = i.customer_id
   ORDER BY i.id DESC`;
// A civil day of the centre as a range of instants that the index on received_at serves.
const ON_DAY = (
  day: string,
  at = 'p.received_at',
): string => `${at} >= (${day}::date)::timestamp AT TIME ZONE c.time_zone
  AND ${at} < (${day}::date + 1)::timestamp AT TIME ZONE c.time_zone`;
const PAYMENT = `
  p.id, p.number, p.center_id AS "centerId", p.method, p.amount, p.currency, p.reference, p.received_at AS "receivedAt",
  (SELECT display_name FROM account WHERE id = p.received_by) AS "receivedBy",
  (SELECT json_build_object('id', id, 'name', name) FROM customer WHERE id = p.customer_id) AS customer,
  (SELECT json_agg(json_build_object('invoiceId', i.id, 'number', i.number, 'amount', a.amount) ORDER BY i.id)
     FROM payment_allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.payment_id = p.id) AS allocations`;
const DEPOSIT = `
  d.id, d.number, d.order_id AS "orderId", d.method, d.amount, d.held, d.currency, d.reference, d.taken_at AS "takenAt",
  (SELECT display_name FROM account WHERE id = d.taken_by) AS "takenBy", d.version,
  (SELECT coalesce(json_agg(json_build_object('amount', r.amount, 'reference', r.reference, 'reason', r.reason,
            'refundedAt', r.refunded_at, 'refundedBy', a.display_name) ORDER BY r.id), '[]')
     FROM deposit_refund r LEFT JOIN account a ON a.id = r.refunded_by WHERE r.deposit_id = d.id) AS refunds`;
const TAX_RATE = `id, category, rate_bp AS "rateBp", valid_from AS "validFrom", valid_to AS "validTo"`;

const sql = {
  invoices: statement('billing.invoices', summaries(`SELECT i.* FROM invoice i WHERE ${KEPT} ${NEWEST}`)),
  // One branch per kind of key, each on its own index and each cut to a page; UNION drops what is found twice.
  invoicesFound: statement(
    'billing.invoices-found',
    summaries(`
      SELECT * FROM (
        (SELECT i.* FROM invoice i WHERE lower(i.number) LIKE $9 AND ${KEPT} ${NEWEST})
        UNION (SELECT i.* FROM customer k JOIN invoice i ON i.customer_id = k.id
                WHERE k.search_text LIKE $9 AND ${KEPT} ${NEWEST})
        UNION (SELECT i.* FROM customer k JOIN invoice i ON i.customer_id = k.id
                WHERE k.mobile >= $10 AND k.mobile < $10 || ':' AND ${KEPT} ${NEWEST})
      ) i ${NEWEST}`),
  ),
  invoice: statement(
    'billing.invoice',
    `SELECT ${SUMMARY},
            json_build_object('id', c.id, 'code', c.code, 'name', ${nameJson('c')}, 'address', c.address, 'phone', c.phone,
                              'company', (SELECT ${nameJson('company')} FROM company)) AS seller,
            CASE WHEN u.id IS NOT NULL THEN
              json_build_object('id', u.id, 'name', u.name, 'mobile', u.mobile, 'nationalId', u.national_id) END AS buyer,
            (SELECT display_name FROM account WHERE id = i.issued_by) AS "issuedBy",
            l.list_total AS "listTotal", l.covered_total AS "coveredTotal", l.lines,
            coalesce((SELECT json_agg(json_build_object(
                        'id', p.id, 'number', p.number, 'method', p.method, 'amount', a.amount, 'reference', p.reference,
                        'receivedAt', to_char(p.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                        'receivedBy', (SELECT display_name FROM account WHERE id = p.received_by)) ORDER BY p.id)
                        FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
                       WHERE a.invoice_id = i.id), '[]'::json) AS payments,
            (SELECT json_build_object('amount', w.amount, 'reason', w.reason,
                      'writtenOffAt', to_char(w.written_off_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                      'writtenOffBy', (SELECT display_name FROM account WHERE id = w.written_off_by))
               FROM invoice_write_off w WHERE w.invoice_id = i.id) AS "writeOff"
       FROM invoice i
       JOIN service_center c ON c.id = i.center_id
       LEFT JOIN customer u ON u.id = i.customer_id
       CROSS JOIN LATERAL (
         SELECT sum(list_amount)::bigint AS list_total, sum(covered_amount)::bigint AS covered_total,
                json_agg(json_build_object(
                  'id', id, 'position', position, 'orderLineId', order_line_id, 'decisionId', decision_id, 'class', class,
                  'description', json_build_object('fa', description_fa, 'en', description_en), 'quantity', quantity,
                  'unitPrice', unit_price, 'listAmount', list_amount, 'coveredPercent', covered_percent,
                  'coveredAmount', covered_amount, 'chargedAmount', charged_amount, 'claimAmount', claim_amount,
                  'taxRateBp', tax_rate_bp, 'taxAmount', tax_amount) ORDER BY position) AS lines
           FROM invoice_line WHERE invoice_id = i.id) l
      WHERE i.id = $1 AND ($2::uuid[] IS NULL OR i.center_id = ANY($2))`,
  ),
  settlement: statement(
    'billing.settlement',
    `SELECT count(*) > 0 AS invoiced, coalesce(sum(total), 0)::bigint AS total, coalesce(sum(paid), 0)::bigint AS paid,
            coalesce(sum(due), 0)::bigint AS due, count(*) > 0 AND bool_and(due = 0) AS settled
       FROM invoice WHERE order_id = $1 AND kind = 'customer'`,
  ),
  balance: statement(
    'billing.balance-of-customer',
    `SELECT (SELECT coalesce(sum(due), 0)::bigint FROM invoice
              WHERE customer_id = $1 AND due > 0 AND ($2::uuid[] IS NULL OR center_id = ANY($2))) AS receivable,
            (SELECT coalesce(sum(held), 0)::bigint FROM deposit
              WHERE customer_id = $1 AND held > 0 AND ($2::uuid[] IS NULL OR center_id = ANY($2))) AS deposits
       FROM customer WHERE id = $1`,
  ),
  payments: statement(
    'billing.payments',
    `SELECT ${PAYMENT} FROM payment p JOIN service_center c ON c.id = p.center_id
      WHERE ($1::uuid[] IS NULL OR p.center_id = ANY($1)) AND ($2::uuid IS NULL OR p.id < $2)
        AND ($4::uuid IS NULL OR p.center_id = $4) AND ($5::date IS NULL OR ${ON_DAY('$5')})
        AND ($6::uuid IS NULL OR p.id IN (SELECT payment_id FROM payment_allocation WHERE invoice_id = $6))
      ORDER BY p.id DESC LIMIT $3`,
  ),
  payment: statement(
    'billing.payment',
    `SELECT ${PAYMENT} FROM payment p WHERE p.id = $1 AND ($2::uuid[] IS NULL OR p.center_id = ANY($2))`,
  ),
  cashUp: statement(
    'billing.cash-up',
    `SELECT p.method, count(p.id)::int AS count, coalesce(sum(p.amount), 0)::bigint AS amount
       FROM service_center c LEFT JOIN payment p ON p.center_id = c.id AND ${ON_DAY('$2')}
      WHERE c.id = $1 GROUP BY p.method`,
  ),
  // What came in less what went back, by the way it took.
  depositsOfDay: statement(
    'billing.deposits-of-day',
    `SELECT moved.method, sum(moved.amount)::bigint AS amount FROM (
       SELECT p.method, p.amount FROM deposit p JOIN service_center c ON c.id = p.center_id
        WHERE p.center_id = $1 AND ${ON_DAY('$2', 'p.taken_at')}
       UNION ALL
       SELECT p.method, -r.amount FROM deposit p JOIN service_center c ON c.id = p.center_id
         JOIN deposit_refund r ON r.deposit_id = p.id WHERE p.center_id = $1 AND ${ON_DAY('$2', 'r.refunded_at')}
     ) moved GROUP BY moved.method`,
  ),
  deposits: statement(
    'billing.deposits-of-order',
    `SELECT ${DEPOSIT} FROM deposit d WHERE d.order_id = $1 AND ($2::uuid[] IS NULL OR d.center_id = ANY($2)) ORDER BY d.id`,
  ),
  deposit: statement(
    'billing.deposit',
    `SELECT ${DEPOSIT} FROM deposit d WHERE d.id = $1 AND ($2::uuid[] IS NULL OR d.center_id = ANY($2))`,
  ),
  taxRates: statement(
    'billing.tax-rates',
    `SELECT ${TAX_RATE} FROM tax_rate
      WHERE ($1::date IS NULL OR (valid_from, id) < ($1, $2::uuid)) AND ($4::text IS NULL OR category = $4)
      ORDER BY valid_from DESC, id DESC LIMIT $3`,
  ),
  taxRate: statement('billing.tax-rate', `SELECT ${TAX_RATE} FROM tax_rate WHERE id = $1`),
} as const;

/** Every read of billing. Another centre's invoices and payments look as if they were not there. */
@Injectable()
export class BillingQueries {
  constructor(private readonly db: Database) {}

  /** Newest first. The cashier's desk is this list of what customers have not paid yet. */
  async listInvoices(actor: Actor, filter: InvoiceFilter): Promise<Page<InvoiceSummary>> {
    const after = decodeCursor(filter.cursor, 1);
    const search = customerSearch(filter.q);
    const page = [
      centerScope(actor),
      after?.[0] ?? null,
      filter.limit + 1,
      filter.centerId ?? null,
      filter.orderId ?? null,
      filter.customerId ?? null,
      filter.kind ?? null,
      filter.state ?? null,
    ];
    const rows = await (search
      ? this.db.rows<InvoiceSummary>(sql.invoicesFound, [...page, search.name, search.mobile])
      : this.db.rows<InvoiceSummary>(sql.invoices, page));
    return newestFirst(rows, filter.limit);
  }

  async getInvoice(actor: Actor, id: Id): Promise<InvoiceView> {
    return this.db.one<InvoiceView>(sql.invoice, [id, centerScope(actor)]);
  }

  /** For whoever found the order within the actor's centres; with `tx` it reads what that transaction wrote. */
  async settlement(orderId: Id, tx?: Tx): Promise<Settlement> {
    const rows = tx
      ? await execute<Settlement>(tx, sql.settlement, [orderId])
      : await this.db.rows<Settlement>(sql.settlement, [orderId]);
    const [settlement] = rows;
    if (!settlement) throw notFound();
    return settlement;
  }

  /** Newest first. */
  async listPayments(actor: Actor, filter: PaymentFilter): Promise<Page<PaymentView>> {
    const after = decodeCursor(filter.cursor, 1);
    const rows = await this.db.rows<PaymentView>(sql.payments, [
      centerScope(actor),
      after?.[0] ?? null,
      filter.limit + 1,
      filter.centerId ?? null,
      filter.on ?? null,
      filter.invoiceId ?? null,
    ]);
    return newestFirst(rows, filter.limit);
  }

  async getPayment(actor: Actor, id: Id): Promise<PaymentView> {
    return this.db.one<PaymentView>(sql.payment, [id, centerScope(actor)]);
  }

  /** Where a customer stands with the actor's centres: what they owe, and what is held for them. Minor units. */
  balanceOf(actor: Actor, customerId: Id): Promise<{ receivable: number; deposits: number }> {
    return this.db.one(sql.balance, [customerId, centerScope(actor)]);
  }

  /** Of an order within the actor's centres, the first first. */
  listDeposits(actor: Actor, orderId: Id): Promise<DepositView[]> {
    return this.db.rows(sql.deposits, [orderId, centerScope(actor)]);
  }

  async getDeposit(actor: Actor, id: Id): Promise<DepositView> {
    return this.db.one<DepositView>(sql.deposit, [id, centerScope(actor)]);
  }

  async cashUp(actor: Actor, centerId: Id, on: CivilDate): Promise<CashUp> {
    assertWorksIn(actor, centerId);
    type Row = { method: PaymentMethod | null; count: number; amount: number };
    const rows = await this.db.rows<Row>(sql.cashUp, [centerId, on]);
    const moved = await this.db.rows<Pick<Row, 'method' | 'amount'>>(sql.depositsOfDay, [centerId, on]);
    if (rows.length === 0) throw notFound();
    const methods = PAYMENT_METHODS.map((method) => {
      const row = rows.find((each) => each.method === method);
      const deposits = moved.find((each) => each.method === method)?.amount ?? 0;
      return { method, count: row?.count ?? 0, amount: (row?.amount ?? 0) + deposits, deposits };
    });
    const count = methods.reduce((sum, each) => sum + each.count, 0);
    const amount = methods.reduce((sum, each) => sum + each.amount, 0);
    return { centerId, on, methods, count, amount };
  }

  /** The latest first; rates belong to the whole network. */
  async listTaxRates(filter: Keyset & { readonly category?: TaxCategory }): Promise<Page<TaxRateView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<TaxRateView>(sql.taxRates, [
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.category ?? null,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.validFrom, row.id],
      (row) => row,
    );
  }

  async getTaxRate(id: Id): Promise<TaxRateView> {
    return this.db.one<TaxRateView>(sql.taxRate, [id]);
  }
}

/** Ids ascend in time, so they are the sort key. */
function newestFirst<T extends { readonly id: Id }>(rows: readonly T[], limit: number): Page<T> {
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}
