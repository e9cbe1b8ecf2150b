import { normalizeSerial } from '@aftercare/kernel';
import { refusalOf } from '@aftercare/platform';
import type { SalesDocumentsService } from '@aftercare/warranty';
import { alias, choice, code, day, line, required } from '../cells.js';
import { RowFault, RowFaults } from '../row-fault.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, mobileField, printedNumber } from './references.js';

const fields = {
  source: required(alias(line('سامانه', 'System', 100), 'source')),
  documentNo: required(alias(line('شمارهٔ سند', 'Document number', 100), 'document', 'delivery', 'شماره فاکتور')),
  soldOn: required(alias(day('تاریخ فروش', 'Sold on'), 'sold', 'sale date')),
  deliveredOn: alias(day('تاریخ تحویل', 'Delivered on'), 'delivered'),
  buyer: alias(line('خریدار', 'Buyer'), 'customer', 'نام خریدار', 'مشتری'),
  buyerMobile: alias({ ...mobileField, label: { fa: 'موبایل خریدار', en: 'Buyer’s mobile' } }, 'mobile', 'موبایل'),
  buyerKind: alias(
    choice<'person' | 'firm'>('نوع خریدار', 'Kind of buyer', {
      person: { fa: 'شخص', en: 'Person' },
      firm: { fa: 'شرکت', en: 'Firm' },
    }),
    'kind',
  ),
  brand: brandField,
  product: required(alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل')),
  serial: alias(printedNumber('شمارهٔ سریال', 'Serial number'), 'serial', 'serial no', 'سریال'),
  imei: alias(printedNumber('IMEI', 'IMEI', 30), 'imei1', 'imei 1'),
  imei2: alias(printedNumber('IMEI دوم', 'Second IMEI', 30), 'imei2', 'imei 2'),
  cardNo: alias(printedNumber('شمارهٔ کارت', 'Card number'), 'card', 'card no', 'کارت گارانتی'),
};

/**
 * Sales documents, one row for each unit, to the same effect as those that an outside system feeds: the rows of a
 * document are taken together or not at all. Units that a file leaves out stay sold.
 */
export const salesDeliveriesKind = (documents: SalesDocumentsService): RowKind =>
  rowKind({
    name: 'sales-deliveries',
    label: { fa: 'اسناد فروش', en: 'Sales documents' },
    permission: 'feed.write',
    fields,
    key: ['source', 'documentNo'],
    keyOf: ({ source, documentNo, serial, imei }) =>
      [source, documentNo, normalizeSerial(serial ?? imei ?? '')].join('|'),
    select: `
      SELECT concat_ws('|', s.source, s.document_no, normalize_serial(coalesce(d.serial, d.imei))) AS key, l.id, s.source || '|' || s.document_no AS whole,
             s.revision AS version, s.source, s.document_no AS "documentNo", s.told->>'soldOn' AS "soldOn",
             s.told->>'deliveredOn' AS "deliveredOn", s.told->'buyer'->>'name' AS buyer, cu.mobile AS "buyerMobile",
             s.told->'buyer'->>'kind' AS "buyerKind", coalesce(b.name_en, b.name_fa) AS brand, p.code AS product, d.serial,
             d.imei, d.imei2, s.told->'lines'->l.position->>'cardNo' AS "cardNo", s.id AS document_id, l.position
        FROM sales_line l JOIN sales_document s ON s.id = l.document_id JOIN device d ON d.id = l.device_id
        JOIN product p ON p.id = d.product_id JOIN brand b ON b.id = p.brand_id LEFT JOIN customer cu ON cu.id = s.buyer_id
       WHERE s.kind = 'delivery'`,
    among: { of: ({ documentNo }) => String(documentNo), where: '"documentNo" = ANY($2)' },
    order: 'document_id, position',
    whole: {
      of: ({ source, documentNo }) => `${source}|${documentNo}`,
      fields: ['source', 'documentNo', 'soldOn', 'deliveredOn', 'buyer', 'buyerMobile', 'buyerKind'],
      async save(tx, actor, rows) {
        const { source, documentNo, soldOn, deliveredOn, buyer: name, buyerMobile, buyerKind } = rows[0]!.row;
        if (name !== null && buyerMobile === null)
          throw new RowFaults(new Map([[0, new RowFault('value-missing', { column: 'buyerMobile', value: '' })]]));
        const buyer =
          name === null || buyerMobile === null ? null : { kind: buyerKind ?? 'person', name, mobile: buyerMobile };
        const lines = rows.map(({ row: { brand, product, serial, imei, imei2, cardNo } }) => ({
          product: { code: product, ...(brand !== null && { brand }) },
          ...(serial !== null && { serial }),
          ...(imei !== null && { imei }),
          ...(imei2 !== null && { imei2 }),
          ...(cardNo !== null && { cardNo }),
        }));
        try {
          await documents.putLines(tx, actor, { source, documentNo, soldOn, deliveredOn, buyer, lines });
        } catch (error) {
          throw faultsOfLines(error, rows.length) ?? error;
        }
      },
    },
  });

/** The faults of single lines, each for its row; null where the whole document is refused. */
export function faultsOfLines(error: unknown, rows: number): RowFaults | null {
  const faults = (refusalOf(error)?.errors ?? []).flatMap(({ pointer, code: problem, detail }) => {
    const [, position] = /^\/lines\/(\d+)/.exec(pointer) ?? [];
    return position === undefined || Number(position) >= rows
      ? []
      : [[Number(position), new RowFault('refused', { problem, title: detail })] as const];
  });
  return faults.length > 0 ? new RowFaults(new Map(faults)) : null;
}
