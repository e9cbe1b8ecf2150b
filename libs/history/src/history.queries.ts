import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  Database,
  decodeCursor,
  hasPermission,
  notFound,
  type Page,
  type Statement,
  statement,
  toPage,
} from '@aftercare/platform';
import { type Branch, union } from './branches.js';
import { customerBranches, type CustomerHistoryKind } from './customer-branches.js';
import { deviceBranches, type DeviceHistoryKind } from './device-branches.js';

export const HISTORY_LINKS = ['repair-order', 'contract', 'device', 'reception', 'invoice', 'message'] as const;
export type HistoryLink = (typeof HISTORY_LINKS)[number];

/**
 * One line of a history: when, what, by whom where somebody signed it, the number it is known by, where it leads, and the
 * values its sentence names. Amounts in minor units.
 */
export interface HistoryEntry<Kind extends string> {
  readonly id: Id;
  readonly kind: Kind;
  readonly at: Date;
  readonly by: string | null;
  readonly number: string | null;
  readonly link: { readonly type: HistoryLink; readonly id: Id } | null;
  readonly params: Record<string, unknown>;
}

/** `kinds` absent: all that the reader may see. */
export interface HistoryFilter<Kind extends string> {
  readonly kinds?: readonly Kind[];
  readonly limit: number;
  readonly cursor?: string;
}

const sql = {
  ofDevice: statement('history.of-device', union(deviceBranches)),
  ofCustomer: statement('history.of-customer', union(customerBranches)),
  device: statement('history.device-exists', 'SELECT 1 AS found FROM device WHERE id = $1'),
  customer: statement('history.customer-exists', 'SELECT 1 AS found FROM customer WHERE id = $1'),
} as const;

@Injectable()
export class HistoryQueries {
  constructor(private readonly db: Database) {}

  /** Everything that ever happened to a device, the latest first. 404 for a device nobody knows. */
  ofDevice(
    actor: Actor,
    id: Id,
    filter: HistoryFilter<DeviceHistoryKind>,
  ): Promise<Page<HistoryEntry<DeviceHistoryKind>>> {
    return this.read(actor, id, filter, deviceBranches, sql.ofDevice, sql.device);
  }

  /** Everything around a customer, the latest first. 404 for a customer nobody knows. */
  ofCustomer(
    actor: Actor,
    id: Id,
    filter: HistoryFilter<CustomerHistoryKind>,
  ): Promise<Page<HistoryEntry<CustomerHistoryKind>>> {
    return this.read(actor, id, filter, customerBranches, sql.ofCustomer, sql.customer);
  }

  private async read<Kind extends string>(
    actor: Actor,
    id: Id,
    filter: HistoryFilter<Kind>,
    branches: Readonly<Record<Kind, Branch>>,
    query: Statement,
    exists: Statement,
  ): Promise<Page<HistoryEntry<Kind>>> {
    const after = decodeCursor(filter.cursor, 3);
    const wanted = filter.kinds ?? (Object.keys(branches) as Kind[]);
    const rows = await this.db.rows<HistoryEntry<Kind> & { readonly cursor_at: string }>(query, [
      id,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      wanted.filter((kind) => hasPermission(actor, branches[kind].needs)), // HI2
      filter.limit + 1,
      centerScope(actor),
    ]);
    if (rows.length === 0 && !(await this.db.row(exists, [id]))) throw notFound();
    return toPage(
      rows,
      filter.limit,
      (row) => [row.cursor_at, row.kind, row.id],
      ({ cursor_at: _, ...entry }) => entry,
    );
  }
}
