import { normalizeSerial } from '@aftercare/kernel';
import type { SalesDocumentsService } from '@aftercare/warranty';
import { alias, code, day, line, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, printedNumber } from './references.js';
import { faultsOfLines } from './sales-deliveries.js';

const fields = {
  source: required(alias(line('سامانه', 'System', 100), 'source')),
  documentNo: required(alias(line('شمارهٔ سند', 'Document number', 100), 'document', 'return', 'شماره برگشت')),
  returnedOn: required(alias(day('تاریخ برگشت', 'Returned on'), 'returned', 'return date')),
  brand: brandField,
  product: required(alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل')),
  serial: alias(printedNumber('شمارهٔ سریال', 'Serial number'), 'serial', 'serial no', 'سریال'),
  imei: alias(printedNumber('IMEI', 'IMEI', 30), 'imei1', 'imei 1'),
};

/**
 * Units that came back, one row for each, to the same effect as returns that an outside system feeds: the rows of a
 * document are taken together or not at all. What came back once stays returned.
 */
export const salesReturnsKind = (documents: SalesDocumentsService): RowKind =>
  rowKind({
    name: 'sales-returns',
    label: { fa: 'برگشت از فروش', en: 'Sales returns' },
    permission: 'feed.write',
    fields,
    key: ['source', 'documentNo'],
    keyOf: ({ source, documentNo, serial, imei }) =>
      [source, documentNo, normalizeSerial(serial ?? imei ?? '')].join('|'),
    select: `
      SELECT concat_ws('|', s.source, s.document_no, normalize_serial(coalesce(d.serial, d.imei))) AS key, l.id,
             s.source || '|' || s.document_no AS whole, s.revision AS version, s.source, s.document_no AS "documentNo",
             s.told->>'returnedOn' AS "returnedOn", coalesce(b.name_en, b.name_fa) AS brand, p.code AS product, d.serial,
             d.imei, s.id AS document_id, l.position
        FROM sales_line l JOIN sales_document s ON s.id = l.document_id JOIN device d ON d.id = l.device_id
        JOIN product p ON p.id = d.product_id JOIN brand b ON b.id = p.brand_id
       WHERE s.kind = 'return'`,
    among: { of: ({ documentNo }) => String(documentNo), where: '"documentNo" = ANY($2)' },
    order: 'document_id, position',
    whole: {
      of: ({ source, documentNo }) => `${source}|${documentNo}`,
      fields: ['source', 'documentNo', 'returnedOn'],
      async save(tx, actor, rows) {
        const { source, documentNo, returnedOn } = rows[0]!.row;
        const lines = rows.map(({ row: { brand, product, serial, imei } }) => ({
          product: { code: product, ...(brand !== null && { brand }) },
          ...(serial !== null && { serial }),
          ...(imei !== null && { imei }),
        }));
        try {
          await documents.putReturnLines(tx, actor, { source, documentNo, returnedOn, lines });
        } catch (error) {
          throw faultsOfLines(error, rows.length) ?? error;
        }
      },
    },
  });
