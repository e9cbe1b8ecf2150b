import { Injectable } from '@nestjs/common';
import { Database, execute, type Statement, type Tx } from '@aftercare/platform';
import type { QueryResultRow } from 'pg';

/**
 * A database whose reads and writes all belong to one transaction while `enclose` runs: what reads the rows it has just
 * written sees them, and everybody else sees all of it at the end, or nothing.
 */
@Injectable()
export class OneTransaction extends Database {
  private open: Tx | undefined;
  private last: Promise<unknown> = Promise.resolve();

  enclose<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return super.transaction(async (tx) => {
      this.open = tx;
      try {
        return await work(tx);
      } finally {
        this.open = undefined;
      }
    });
  }

  override transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.open ? work(this.open) : super.transaction(work);
  }

  override rows<R extends QueryResultRow>(query: Statement, values: readonly unknown[] = []): Promise<R[]> {
    const tx = this.open;
    if (!tx) return super.rows<R>(query, values);
    const rows = this.last.then(() => execute<R>(tx, query, values)); // a connection answers one question at a time
    this.last = rows.catch(() => undefined);
    return rows;
  }
}
