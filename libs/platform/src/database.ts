import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { idempotencyKeyReused, notFound, requestInProgress } from './platform.errors.js';
import { type IdempotencyClaim, ReplayedResponse, idempotencyScope } from './request-scope.js';

declare const transactional: unique symbol;

/**
 * An open transaction. Every write takes one, and only `Database.transaction` makes one, so a write outside a
 * transaction does not compile.
 */
export type Tx = EntityManager & { readonly [transactional]: true };

/** One SQL statement with a name, so that each connection parses and plans it once. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const statements = new Map<string, string>();

/** Declares a named statement; names are unique in the product. Parameters are `$1…` as in PostgreSQL. */
export function statement(name: string, text: string): Statement {
  if (statements.has(name)) throw new Error(`statement ${name} is declared twice`);
  statements.set(name, text);
  return { name, text };
}

// PostgreSQL's own names for "your transaction lost a race, run it again".
const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

const STREAM_PAGE = 1_000;

@Injectable()
export class Database {
  constructor(readonly source: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction. A deadlock or serialization failure repeats the whole
   * closure, three times at most; so nothing but the database may be touched inside. Under an Idempotency-Key
   * the result is kept with the effect, and a repeated request gets it without running `work` again.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const claim = idempotencyScope.getStore();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.source.transaction((manager) => {
          const tx = manager as Tx;
          return claim ? once(tx, claim, work) : work(tx);
        });
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      }
    }
  }

  /** Reads rows with a prepared statement, outside any transaction: the path of every query. */
  async rows<R extends QueryResultRow>(query: Statement, values: readonly unknown[] = []): Promise<R[]> {
    const result = await this.pool.query<R>({ name: query.name, text: query.text, values: [...values] });
    return result.rows;
  }

  /** The first row, or null. */
  async row<R extends QueryResultRow>(query: Statement, values: readonly unknown[] = []): Promise<R | null> {
    return (await this.rows<R>(query, values))[0] ?? null;
  }

  /** The one row. Throws 404 `not-found` where there is none. */
  async one<R extends QueryResultRow>(query: Statement, values: readonly unknown[] = []): Promise<R> {
    const row = await this.row<R>(query, values);
    if (row === null) throw notFound();
    return row;
  }

  /**
   * The rows of a query of any size, all from one moment and few at a time in memory. A reader that stops closes it; one
   * that takes no row for a minute is cut off, so that nobody holds a connection.
   */
  async *stream<R extends QueryResultRow>(query: Statement, values: readonly unknown[] = []): AsyncGenerator<R> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`SET LOCAL statement_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = '60s'`);
      await client.query(`DECLARE everything NO SCROLL CURSOR FOR ${query.text}`, [...values]);
      for (;;) {
        const { rows } = await client.query<R>(`FETCH ${STREAM_PAGE} FROM everything`);
        yield* rows;
        if (rows.length < STREAM_PAGE) return;
      }
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // Nothing was written: a connection that fails here has nothing to lose and is thrown away.
      await client.query('ROLLBACK').catch((error: Error) => (broken = error));
      client.release(broken);
    }
  }

  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
}

/** Runs a prepared statement inside the transaction and returns its rows. */
export async function execute<R extends QueryResultRow>(
  tx: Tx,
  query: Statement,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const client = (await tx.queryRunner?.connect()) as PoolClient | undefined;
  if (!client) throw new Error('the transaction has no connection');
  const result = await client.query<R>({ name: query.name, text: query.text, values: [...values] });
  return result.rows;
}

/** The SQLSTATE of a database error, wrapped by TypeORM or not. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return driverError === undefined ? undefined : sqlState(driverError);
}

const claimKey = statement(
  'idempotency.claim',
  `SELECT pg_try_advisory_xact_lock(hashtextextended($1 || E'\\n' || $2 || E'\\n' || $3, 0)) AS mine,
          (SELECT row_to_json(k) FROM idempotency_key k WHERE principal = $1 AND route = $2 AND key = $3) AS done`,
);
const keepResult = statement(
  'idempotency.keep',
  'INSERT INTO idempotency_key (principal, route, key, body_hash, result) VALUES ($1, $2, $3, $4, $5)',
);

interface KeptResult<T> {
  readonly body_hash: string;
  readonly result: T;
  readonly status: number | null;
  readonly response: unknown;
}

async function once<T>(tx: Tx, claim: IdempotencyClaim, work: (tx: Tx) => Promise<T>): Promise<T> {
  const owner = [claim.principal, claim.route, claim.key];
  const [state] = await execute<{ mine: boolean; done: KeptResult<T> | null }>(tx, claimKey, owner);
  const done = state?.done;
  if (done && done.body_hash !== claim.bodyHash) throw idempotencyKeyReused();
  if (done?.status) throw new ReplayedResponse(done.status, done.response);
  // The effect stands but its answer was never sent (the process died in between): the controller makes it anew.
  if (done) return done.result;
  if (!state?.mine) throw requestInProgress();
  const result = await work(tx);
  await execute(tx, keepResult, [...owner, claim.bodyHash, JSON.stringify(result ?? null)]);
  return result;
}
