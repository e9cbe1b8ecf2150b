import type { CivilDate } from '@aftercare/kernel';
import type { Product } from './product.entity.js';
import { serialFits } from './serial-pattern.js';

/** What somebody who takes a device in should know of its product; none of it stands in the way. */
export const PRODUCT_NOTICES = ['serial-pattern', 'imei-missing', 'discontinued', 'support-ended'] as const;
export type ProductNotice = (typeof PRODUCT_NOTICES)[number];

/** C8. The notices for a unit as it lies on the counter. `supportUntil` is the first day without support. */
export function noticesOf(
  product: Pick<Product, 'serialPattern' | 'hasImei' | 'discontinuedOn' | 'supportUntil'>,
  unit: { readonly serial: string | null; readonly imei: string | null },
  today: CivilDate,
): ProductNotice[] {
  const notices: ProductNotice[] = [];
  if (unit.serial !== null && !serialFits(unit.serial, product.serialPattern)) notices.push('serial-pattern');
  if (product.hasImei && unit.imei === null) notices.push('imei-missing');
  if (product.supportUntil !== null && product.supportUntil <= today) notices.push('support-ended');
  else if (product.discontinuedOn !== null && product.discontinuedOn <= today) notices.push('discontinued');
  return notices;
}
