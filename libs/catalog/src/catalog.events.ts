import { event } from '@aftercare/platform';

/** A catalogue entry was made or changed; the audit entry carries the fields that were sent. */
interface Saved {
  readonly change: 'created' | 'changed';
}

export const brandSaved = event<Saved>('catalog.brand-saved', 1, 'brand');
export const productGroupSaved = event<Saved>('catalog.product-group-saved', 1, 'product-group');
export const productSaved = event<Saved>('catalog.product-saved', 1, 'product');
export const partSaved = event<Saved>('catalog.part-saved', 1, 'part');
export const serviceItemSaved = event<Saved>('catalog.service-item-saved', 1, 'service-item');
export const codeSaved = event<Saved>('catalog.code-saved', 1, 'code');
export const tariffSaved = event<Saved>('catalog.tariff-saved', 1, 'tariff');

/** Codes that go together were put on the list, changed or taken off it. */
export const combinationSaved = event<{ readonly change: 'created' | 'changed' | 'removed' }>(
  'catalog.combination-saved',
  1,
  'code-combination',
);
