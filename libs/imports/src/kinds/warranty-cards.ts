import { normalizeSerial } from '@aftercare/kernel';
import type { CardsService, UnitSales } from '@aftercare/warranty';
import { alias, code, day, required } from '../cells.js';
import { RowFault } from '../row-fault.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { assertSame, brandField, policyOf, printedNumber, productOf } from './references.js';

const fields = {
  cardNo: required(alias(code('شمارهٔ کارت', 'Card number'), 'card', 'card no', 'کارت گارانتی')),
  policy: required(alias(code('کد طرح گارانتی', 'Policy code'), 'policy', 'طرح گارانتی')),
  issuedOn: required(alias(day('تاریخ صدور', 'Issued on'), 'issued')),
  brand: brandField,
  product: alias(code('کد مدل', 'Model code'), 'product', 'model', 'مدل'),
  serial: alias(printedNumber('شمارهٔ سریال', 'Serial number'), 'serial', 'serial no', 'سریال'),
  soldOn: alias(day('تاریخ فروش', 'Sold on'), 'sold', 'sale date'),
};

/**
 * Printed guarantee cards by their number: waiting, or sold with a unit where the day of sale and its serial number
 * stand. What is printed on a card stays; that it was sold may follow later.
 */
export const warrantyCardsKind = (cards: CardsService, sales: UnitSales): RowKind =>
  rowKind({
    name: 'warranty-cards',
    label: { fa: 'کارت‌های گارانتی', en: 'Guarantee cards' },
    permission: 'warranty.manage',
    fields,
    key: ['cardNo'],
    keyOf: ({ cardNo }) => normalizeSerial(String(cardNo)),
    select: `
      SELECT c.card_key AS key, c.id, c.version, c.card_no AS "cardNo", w.code AS policy, b.issued_on AS "issuedOn",
             coalesce(br.name_en, br.name_fa) AS brand, p.code AS product, coalesce(d.serial, c.serial) AS serial,
             coalesce(c.sold_on, r.sold_on) AS "soldOn"
        FROM warranty_card c JOIN warranty_card_batch b ON b.id = c.batch_id
        JOIN warranty_policy_version v ON v.id = b.policy_version_id JOIN warranty_policy w ON w.id = v.policy_id
        LEFT JOIN warranty_registration r ON r.id = c.registration_id
        LEFT JOIN device d ON d.id = coalesce(c.device_id, r.device_id)
        LEFT JOIN product p ON p.id = coalesce(d.product_id, b.product_id) LEFT JOIN brand br ON br.id = p.brand_id`,
    async save(tx, actor, row, existing) {
      const { cardNo, policy, issuedOn, brand, product, serial, soldOn } = row;
      if (existing) {
        assertSame(fields, row, existing, ['policy', 'issuedOn']);
        // A card for any product or unit gets them with its sale.
        const named = (['brand', 'product', 'serial'] as const).filter((name) => existing[name] !== null || !soldOn);
        assertSame(fields, row, existing, existing.soldOn === null ? named : ['brand', 'product', 'serial', 'soldOn']);
      } else {
        const productId = await productOf(tx, brand, product);
        const policyId = (await policyOf(tx, policy))!;
        // Of a card that was sold already nobody knows any more whether it was printed for the unit.
        const printedFor = soldOn === null ? serial : null;
        await cards.bringIn(tx, actor, { cardNo, policyId, productId, serial: printedFor, issuedOn });
      }
      if (soldOn === null) return;
      if (product === null || serial === null)
        throw new RowFault('value-missing', { column: product === null ? 'product' : 'serial', value: '' });
      const unit = { product: { code: product, ...(brand !== null && { brand }) }, serial };
      await sales.sell(tx, actor, null, { ...unit, cardNo, soldOn, deliveredOn: null });
    },
  });
