import type { PickerOption } from '../../ui/picker-field';
import type { CostBearer, CoverClass, PolicyScope, PolicyTerms } from './api';

/** The terms while they are edited; numbers that are not typed yet are null. */
export interface TermsValues {
  terms: {
    calendar: PolicyTerms['calendar'];
    startBasis: PolicyTerms['startBasis'];
    startCapMonths: number | null;
    shelfMonths: number | null;
    cover: { class: CoverClass; months: number | null; percent: number | null }[];
    exclusions: { faultCode: PickerOption | null; evidence: number | null }[];
    costBearers: { bearer: CostBearer; percent: number | null }[];
    claim: { partsAt: PolicyTerms['claim']['partsAt']; handlingPercent: number | null };
  };
}

export interface ScopeValues {
  brand: PickerOption | null;
  group: PickerOption | null;
  productId: PickerOption | null;
}

const starting: PolicyTerms = {
  calendar: 'jalali',
  startBasis: 'sale',
  cover: [
    { class: 'parts', months: 24, percent: 100 },
    { class: 'labour', months: 12, percent: 100 },
  ],
  exclusions: [],
  costBearers: [{ bearer: 'maker', percent: 100 }],
  claim: { partsAt: 'list', handlingPercent: 0 },
};

/** The fields of terms that are there, or of a usual guarantee to begin from. */
export function termsValues(
  terms: PolicyTerms = starting,
  nameOfFault: (code: string) => string | undefined = () => undefined,
): TermsValues['terms'] {
  return {
    ...terms,
    startCapMonths: terms.startCapMonths ?? null,
    shelfMonths: terms.shelfMonths ?? null,
    cover: terms.cover.map((line) => ({ ...line })),
    exclusions: terms.exclusions.map(({ faultCode, evidence }) => ({
      faultCode: { id: faultCode, code: faultCode, text: nameOfFault(faultCode) ?? '' },
      evidence,
    })),
    costBearers: terms.costBearers.map((share) => ({ ...share })),
    claim: { ...terms.claim },
  };
}

/** The terms as the API takes them; the cap belongs to cover that starts on activation. */
export function termsBody(values: TermsValues['terms']): PolicyTerms {
  const { calendar, startBasis, startCapMonths, shelfMonths, claim } = values;
  return {
    calendar,
    startBasis,
    ...(startBasis === 'activation' && startCapMonths !== null && { startCapMonths }),
    ...(shelfMonths !== null && { shelfMonths }),
    cover: values.cover.map(({ months, percent, ...line }) => ({
      ...line,
      months: months ?? 0,
      percent: percent ?? 0,
    })),
    exclusions: values.exclusions.map(({ faultCode, evidence }) => ({
      faultCode: faultCode?.id ?? '',
      evidence: evidence ?? 0,
    })),
    costBearers: values.costBearers.map(({ bearer, percent }) => ({ bearer, percent: percent ?? 0 })),
    claim: { partsAt: claim.partsAt, handlingPercent: claim.handlingPercent ?? 0 },
  };
}

/** A product says its brand and group itself. */
export function scopeBody({ brand, group, productId }: ScopeValues): PolicyScope {
  return productId
    ? { brandId: null, productGroupId: null, productId: productId.id }
    : { brandId: brand?.id ?? null, productGroupId: group?.id ?? null, productId: null };
}
