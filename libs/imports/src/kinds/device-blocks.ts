import type { BlockKind, BlocksService } from '@aftercare/devices';
import { alias, choice, code, day, type Label, line, prose, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { imei } from './devices.js';
import { brandField, brandOf, productOf } from './references.js';

const KINDS: Readonly<Record<BlockKind, Label>> = {
  stolen: { fa: 'سرقتی', en: 'Stolen' },
  blocked: { fa: 'مسدود', en: 'Blocked' },
  counterfeit: { fa: 'تقلبی', en: 'Counterfeit' },
  recalled: { fa: 'فراخوان', en: 'Recalled' },
};

const fields = {
  source: required(alias(line('منبع', 'Source', 60), 'list')),
  reference: required(alias(line('مرجع', 'Reference', 100), 'ref', 'number', 'شمارهٔ نامه')),
  kind: required(alias(choice<BlockKind>('نوع', 'Kind', KINDS), 'type')),
  serial: alias(line('شمارهٔ سریال', 'Serial number', 60), 'serial', 'سریال'),
  imei: imei('IMEI', 'IMEI'),
  brand: brandField,
  product: alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل'),
  listedOn: required(alias(day('تاریخ ثبت', 'Listed on'), 'date', 'تاریخ')),
  until: alias(day('تا تاریخ', 'Until'), 'end'),
  note: alias(prose('توضیح', 'Note', 500), 'reason'),
};

/** The register of blocks by source and reference; what is lifted stays so until its source says something else. */
export const deviceBlocksKind = (blocks: BlocksService): RowKind =>
  rowKind({
    name: 'device-blocks',
    label: { fa: 'فهرست مسدودی دستگاه‌ها', en: 'Register of blocked devices' },
    permission: 'device.block',
    fields,
    key: ['source', 'reference'],
    keyOf: ({ source, reference }) => JSON.stringify([source, reference]),
    select: `
      SELECT '[' || to_json(b.source)::text || ',' || to_json(b.reference)::text || ']' AS key, b.id, b.version, b.source,
             b.reference, b.kind, b.serial, b.imei, coalesce(br.name_en, br.name_fa) AS brand, p.code AS product,
             b.listed_on AS "listedOn", b.until, b.note
        FROM device_block b LEFT JOIN brand br ON br.id = b.brand_id LEFT JOIN product p ON p.id = b.product_id
       WHERE b.reference IS NOT NULL`,
    among: { of: ({ reference }) => String(reference), where: 'reference = ANY($2)' },
    async save(tx, actor, { source, reference, brand, product, ...unit }) {
      const brandId = await brandOf(tx, brand);
      const productId = await productOf(tx, brand, product);
      await blocks.put(tx, actor, { ...unit, source, reference, brandId, productId });
    },
  });
