import type { components } from '../lib/api-types';
import { signedIn } from './fake-api';

type Policy = components['schemas']['PolicyDto'];
type PolicyTerms = components['schemas']['PolicyTermsDto'];

export const reader = signedIn({ permissions: ['warranty.read', 'catalog.read', 'device.read'] });
export const manager = signedIn({ permissions: ['warranty.read', 'warranty.manage', 'catalog.read'] });
export const pageOf = <Row>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });

export const terms: PolicyTerms = {
  calendar: 'jalali',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 12, percent: 50 },
  ],
  exclusions: [{ faultCode: 'F171', evidence: 2 }],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'cost', handlingPercent: 15 },
};
export const policy: Policy = {
  id: '0193f2aa-0000-7000-8000-0000000000a1',
  code: 'TV-24',
  name: { fa: null, en: '24 months' },
  publishedNumber: 1,
  hasDraft: true,
  version: 5,
  scopes: [{ brandId: null, productGroupId: null, productId: null }],
  responsible: [],
  versions: [
    { id: '0193f2aa-0000-7000-8000-0000000000a3', number: 2, terms: { ...terms, exclusions: [] }, publishedAt: null },
    { id: '0193f2aa-0000-7000-8000-0000000000a2', number: 1, terms, publishedAt: '2026-01-01T08:00:00Z' },
  ],
};
/** Every term there is. */
export const everything: PolicyTerms = {
  ...terms,
  startBasis: 'activation',
  startCapMonths: 3,
  shelfMonths: 6,
  cover: [
    ...terms.cover,
    {
      class: 'parts',
      months: 6,
      percent: 100,
      componentGroup: 'BATTERY',
      usage: { meter: 'cycles', max: 500 },
      claims: 2,
      limit: { perRepair: 5_000_000, inTotal: 9_000_000 },
      bearers: [
        { bearer: 'maker', percent: 60 },
        { bearer: 'seller', percent: 40 },
      ],
    },
    { class: 'travel', months: 6, percent: 100, bearer: 'centre' },
  ],
  doaDays: 7,
  exchange: 'advance',
  partWarranty: { months: 6, percent: 100, labour: true },
  workWarranty: { months: 1, percent: 80, usage: { meter: 'km', max: 10_000 } },
  shopTime: { overDays: 10, counts: 'all' },
  repairExtension: { months: 12 },
  replacement: { sameFault: 3, daysInShop: 30 },
  loaner: { afterDays: 14 },
  ownerChange: { cover: 'on-notice', withinDays: 30 },
  notes: [
    {
      about: 'cover',
      text: 'به گفتهٔ قانون',
      source: 'یک صفحه',
      confidence: 'low',
      translation: { locale: 'en', text: 'as the law says', source: 'a page' },
    },
  ],
};
export const rich: Policy = {
  ...policy,
  versions: [{ id: '0193f2aa-0000-7000-8000-0000000000a3', number: 2, terms: everything, publishedAt: null }],
};
export const address = `/warranty/policies/${policy.id}`;
const faultCode = {
  id: 'f1',
  kind: 'fault',
  code: 'F171',
  name: { fa: 'ضربه', en: 'Impact' },
  retiredOn: null,
  version: 1,
};
const battery = { id: 'g1', parentId: null, code: 'BATTERY', name: { fa: 'باتری', en: 'Batteries' }, version: 1 };
export const one = {
  'GET /api/v1/company': () => ({ currency: 'IRR' }),
  'GET /api/v1/codes': () => pageOf(faultCode),
  'GET /api/v1/product-groups': () => pageOf(battery),
  [`GET /api/v1/warranty-policies/${policy.id}`]: () => policy,
};
