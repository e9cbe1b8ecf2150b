import type { Id } from '@aftercare/kernel';
import { execute, statement, type Tx } from '@aftercare/platform';
import type { CodeKind } from './service-code.entity.js';

const choosable = statement(
  'catalog.choosable-codes',
  'SELECT id, kind, code FROM service_code WHERE id = ANY($1::uuid[]) AND retired_on IS NULL AND NOT is_heading',
);

/** Those of the codes that may be chosen now, by their ids: not retired, and no headings. Null and undefined are left out. */
export async function choosableCodes(
  tx: Tx,
  ids: readonly (Id | null | undefined)[],
): Promise<ReadonlyMap<Id, { readonly kind: CodeKind; readonly code: string }>> {
  const wanted = ids.filter((id) => typeof id === 'string');
  if (wanted.length === 0) return new Map();
  const rows = await execute<{ id: Id; kind: CodeKind; code: string }>(tx, choosable, [wanted]);
  return new Map(rows.map((row) => [row.id, row]));
}
