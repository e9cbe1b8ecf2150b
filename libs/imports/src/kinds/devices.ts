import { type DevicesService, readImei } from '@aftercare/devices';
import { foldText, normalizeSerial } from '@aftercare/kernel';
import { alias, code, day, type Field, line, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { brandField, brandOf, productOf } from './references.js';

/** Its digits, however they are written; whether they are an IMEI the register says. */
export function imei(fa: string, en: string): Field<string | null> {
  const typed = line(fa, en, 30);
  return { ...typed, read: (text, context) => readImei(typed.read(text, context)) };
}

const fields = {
  brand: required(brandField),
  serial: required(alias(line('شمارهٔ سریال', 'Serial number', 60), 'serial', 'serial no', 'سریال')),
  product: required(alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل')),
  imei: alias(imei('IMEI', 'IMEI'), 'imei1', 'imei 1'),
  imei2: alias(imei('IMEI دوم', 'Second IMEI'), 'imei2', 'imei 2'),
  madeOn: alias(day('تاریخ ساخت', 'Made on'), 'made'),
  soldOn: alias(day('تاریخ فروش', 'Sold on'), 'sold', 'sale date'),
  deliveredOn: alias(day('تاریخ تحویل', 'Delivered on'), 'delivered'),
  installedOn: alias(day('تاریخ نصب', 'Installed on'), 'installed'),
  activatedOn: alias(day('تاریخ فعال‌سازی', 'Activated on'), 'activated'),
  saleDocumentNo: alias(line('شمارهٔ فاکتور فروش', 'Sale document', 60), 'invoice', 'فاکتور'),
};

/** Devices by brand and serial number, in any spelling. Owners and guarantees come by their own ways. */
export const devicesKind = (devices: DevicesService): RowKind =>
  rowKind({
    name: 'devices',
    label: { fa: 'دستگاه‌ها', en: 'Devices' },
    permission: 'device.write',
    fields,
    key: ['brand', 'serial'],
    keyOf: ({ brand, serial }) => `${foldText(String(brand))} ${normalizeSerial(String(serial))}`,
    select: `
      SELECT fold_text(coalesce(b.name_en, b.name_fa)) || ' ' || d.serial_norm AS key, d.id, d.version,
             coalesce(b.name_en, b.name_fa) AS brand, d.serial, p.code AS product, d.imei, d.imei2, d.made_on AS "madeOn",
             d.sold_on AS "soldOn", d.delivered_on AS "deliveredOn", d.installed_on AS "installedOn",
             d.activated_on AS "activatedOn", d.sale_document_no AS "saleDocumentNo", d.serial_norm
        FROM device d JOIN brand b ON b.id = d.brand_id JOIN product p ON p.id = d.product_id
       WHERE d.serial_norm IS NOT NULL AND d.status = 'active'`,
    among: { of: ({ serial }) => normalizeSerial(String(serial)), where: 'serial_norm = ANY($2)' },
    async save(tx, actor, { brand, serial, product, ...facts }, existing) {
      const productId = (await productOf(tx, brand, product))!;
      if (existing) await devices.correctFacts(tx, actor, existing.id, existing.version, { ...facts, productId });
      else await devices.register(tx, actor, { ...facts, brandId: (await brandOf(tx, brand))!, productId, serial });
    },
  });
