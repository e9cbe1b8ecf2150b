import type { GoodsReceiptsService } from '@aftercare/inventory';
import type { Id } from '@aftercare/kernel';
import type { CompanyQueries } from '@aftercare/organization';
import { execute, statement } from '@aftercare/platform';
import { alias, amount, code, type Label, required, whole } from '../cells.js';
import { excerpt, RowFault } from '../row-fault.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { assertSame, centerOf, partOf } from './references.js';

const fields = {
  center: required(alias(code('کد مرکز', 'Centre code'), 'center', 'centre', 'مرکز')),
  location: required(alias(code('کد محل نگهداری', 'Location code'), 'location', 'warehouse', 'انبار')),
  part: required(alias(code('کد قطعه', 'Part number'), 'part', 'sku', 'شماره فنی')),
  quantity: required(alias(whole('موجودی', 'On hand', { max: 1_000_000 }), 'quantity', 'qty', 'تعداد')),
  unitCost: required(alias(amount('بهای واحد', 'Unit cost'), 'cost', 'قیمت خرید')),
};

const locationOfCode = statement(
  'imports.location-of-code',
  'SELECT id FROM stock_location WHERE center_id = $1 AND code = $2',
);

const OPENING: Label = { fa: 'موجودی اول دوره', en: 'Opening stock' };

/**
 * What lies in each location when the product is taken into use: a goods receipt for a part that never moved there. From
 * then on receipts, the workshop and counting move it, never a file.
 */
export const stockKind = (receipts: GoodsReceiptsService, company: CompanyQueries): RowKind =>
  rowKind({
    name: 'stock',
    label: { fa: 'موجودی انبار', en: 'Stock' },
    permission: 'inventory.receive',
    fields,
    key: ['center', 'location', 'part'],
    keyOf: ({ center, location, part }) => [center, location, part].join('|'),
    select: `
      SELECT concat_ws('|', s.code, l.code, p.sku) AS key, l.id, l.version, s.code AS center, l.code AS location,
             p.sku AS part, b.on_hand AS quantity,
             CASE WHEN b.on_hand > 0 THEN round(b.value::numeric / b.on_hand)::bigint ELSE 0 END AS "unitCost",
             b.part_id
        FROM stock_balance b JOIN stock_location l ON l.id = b.location_id JOIN service_center s ON s.id = l.center_id
        JOIN part p ON p.id = b.part_id
       WHERE EXISTS (SELECT FROM stock_ledger m WHERE m.location_id = b.location_id AND m.part_id = b.part_id)`,
    among: { of: ({ part }) => String(part), where: 'part = ANY($2)' },
    order: 'id, part_id',
    async save(tx, actor, row, existing) {
      if (existing) return assertSame(fields, row, existing, ['quantity', 'unitCost']);
      const centerId = (await centerOf(tx, row.center))!;
      const [location] = await execute<{ id: Id }>(tx, locationOfCode, [centerId, row.location]);
      if (!location) throw new RowFault('unknown-reference', { column: 'location', value: excerpt(row.location) });
      const partId = (await partOf(tx, row.part))!;
      if (row.quantity === 0) throw new RowFault('not-a-number', { column: 'quantity', value: '0' });
      const { locale } = await company.current(tx);
      const line = { partId, quantity: row.quantity, unitCost: row.unitCost };
      const receipt = { centerId, locationId: location.id, supplier: OPENING[locale], documentNo: null };
      await receipts.receive(tx, actor, { ...receipt, lines: [line] });
    },
  });
