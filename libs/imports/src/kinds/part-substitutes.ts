import type { StructureService } from '@aftercare/catalog';
import { alias, code, line, required, whole } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { partOf } from './references.js';

const fields = {
  part: required(alias(code('کد قطعه', 'Part number'), 'part', 'sku', 'شماره فنی')),
  substitute: required(alias(code('کد جانشین', 'Substitute number'), 'substitute', 'جانشین', 'جایگزین')),
  rank: required(alias(whole('ترتیب', 'Rank', { min: 1, max: 1_000 }), 'order')),
  note: alias(line('یادداشت', 'Note', 500), 'توضیح'),
};

/** What may go in for a part: one row for each, the lowest rank first; the other way round is another row. */
export const partSubstitutesKind = (structures: StructureService): RowKind =>
  rowKind({
    name: 'part-substitutes',
    label: { fa: 'قطعات جانشین', en: 'Substitute parts' },
    permission: 'catalog.manage',
    fields,
    key: ['part', 'substitute'],
    keyOf: ({ part, substitute }) => `${part}|${substitute}`,
    select: `
      SELECT a.sku || '|' || s.sku AS key, a.id, a.version, a.sku AS part, s.sku AS substitute, r.rank, r.note
        FROM part_substitute r JOIN part a ON a.id = r.part_id JOIN part s ON s.id = r.substitute_id`,
    among: { of: ({ part }) => String(part), where: 'part = ANY($2)' },
    async save(tx, actor, { part, substitute, rank, note }) {
      const partId = (await partOf(tx, substitute, 'substitute'))!;
      await structures.putSubstitute(tx, actor, (await partOf(tx, part))!, { partId, rank, note });
    },
  });
