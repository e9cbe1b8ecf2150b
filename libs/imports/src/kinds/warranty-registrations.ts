import { normalizeSerial } from '@aftercare/kernel';
import type { RegistrationsService } from '@aftercare/warranty';
import { alias, code, day, required } from '../cells.js';
import { type RowKind, rowKind } from '../row-kind.js';
import { assertSame, brandField, deviceOf, policyOf, printedNumber } from './references.js';

const fields = {
  cardNo: required(alias(code('شمارهٔ گارانتی', 'Guarantee number'), 'card', 'card no', 'شماره کارت', 'کارت گارانتی')),
  brand: required(brandField),
  serial: required(alias(printedNumber('شمارهٔ سریال', 'Serial number'), 'serial', 'serial no', 'سریال')),
  policy: alias(code('کد طرح گارانتی', 'Policy code'), 'policy', 'طرح گارانتی'),
  cardIssuedOn: alias(day('تاریخ صدور کارت', 'Card issued on'), 'issued'),
  soldOn: alias(day('تاریخ فروش', 'Sold on'), 'sold', 'sale date'),
  deliveredOn: alias(day('تاریخ تحویل', 'Delivered on'), 'delivered'),
  installedOn: alias(day('تاریخ نصب', 'Installed on'), 'installed'),
  activatedOn: alias(day('تاریخ فعال‌سازی', 'Activated on'), 'activated'),
  madeOn: alias(day('تاریخ ساخت', 'Made on'), 'made'),
};

/**
 * Guarantees that stand, by their number: a known device under a policy, or under the one that is meant for it. Told
 * again with other dates the period is worked out anew; device and policy stay.
 */
export const warrantyRegistrationsKind = (registrations: RegistrationsService): RowKind =>
  rowKind({
    name: 'warranty-registrations',
    label: { fa: 'گارانتی‌های ثبت‌شده', en: 'Registered guarantees' },
    permission: 'warranty.register',
    fields,
    key: ['cardNo'],
    keyOf: ({ cardNo }) => normalizeSerial(String(cardNo)),
    select: `
      SELECT normalize_serial(r.card_no) AS key, r.id, r.version, r.card_no AS "cardNo",
             coalesce(b.name_en, b.name_fa) AS brand, d.serial, w.code AS policy, r.card_issued_on AS "cardIssuedOn",
             r.sold_on AS "soldOn", r.delivered_on AS "deliveredOn", r.installed_on AS "installedOn",
             r.activated_on AS "activatedOn", r.made_on AS "madeOn"
        FROM warranty_registration r JOIN device d ON d.id = r.device_id JOIN brand b ON b.id = d.brand_id
        JOIN warranty_policy_version v ON v.id = r.policy_version_id JOIN warranty_policy w ON w.id = v.policy_id
       WHERE r.state IN ('raw', 'sold', 'active', 'suspended') AND d.serial_norm IS NOT NULL`,
    async save(tx, actor, row, existing) {
      const { cardNo, brand, serial, policy, ...start } = row;
      if (existing) {
        assertSame(fields, row, existing, ['brand', 'serial', 'policy']);
        return void (await registrations.correct(tx, actor, existing.id, existing.version, {
          start,
          reason: 'imported',
        }));
      }
      const deviceId = await deviceOf(tx, brand, serial);
      const policyId = (await policyOf(tx, policy)) ?? undefined;
      // Of dates that the file leaves out the device's own record tells.
      const told = Object.fromEntries(Object.entries(start).filter(([, date]) => date !== null));
      await registrations.register(tx, actor, { deviceId, cardNo, ...(policyId && { policyId }), start: told });
    },
  });
