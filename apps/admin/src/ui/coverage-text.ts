import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { components } from '../lib/api-types';
import { useMoney } from '../lib/company';
import { type Format, useFormat } from '../lib/format';

type Schemas = components['schemas'];
export type CoverageReason = Schemas['CoverageReasonDto'];
export type CoverageHeadline = Schemas['HeadlineDto'];
export type CoverageClass = Schemas['ClassVerdictDto'];
export type SupplierReason = Schemas['SupplierReasonDto'];

/** What the server says of a device's guarantee, as far as one asked: whether and why, per class, and what else is due. */
export interface CoverageVerdict {
  readonly headline: CoverageHeadline;
  readonly classes?: readonly CoverageClass[];
  /** What the customer may ask for beside the repair. */
  readonly remedies?: readonly Schemas['RemedyDto'][];
  /** Which way the unit goes. */
  readonly returns?: Schemas['ReturnTermsDto'];
}

const DAY_MS = 86_400_000;

/** A reason of a coverage decision as a sentence in the reader's language, digits and calendar. */
export function useReasonText(): (reason: CoverageReason) => string {
  const { t } = useTranslation('ui');
  return reasonText(t, useFormat(), useMoney());
}

/** The same for a paper, which has a language of its own. */
export function reasonText(
  t: TFunction,
  format: Format,
  money: ReturnType<typeof useMoney>,
): (reason: CoverageReason) => string {
  return ({ code, params }) => {
    const text = (name: string): string => (typeof params[name] === 'string' ? params[name] : '');
    const count = (name: string): string => format.number(Number(params[name] ?? 0));
    const amount = (name: string): string => {
      const known = money(Number(params[name] ?? 0));
      return known ? format.money(known) : count(name);
    };
    const day = (name: string, shift = 0): string => (params[name] ? format.date(shifted(text(name), shift)) : '');
    const values = {
      class: params['class'] ? t(`coverage.classes.${text('class') as Schemas['CoverClass']}`) : '',
      percent: format.percent(Number(params['percent'] ?? 0) / 100),
      bearer: params['bearer'] ? t(`coverage.bearers.${text('bearer') as Schemas['CostBearer']}`) : '',
      start: startText(),
      startsOn: day('startsOn'),
      lastOn: day('endsOn', -1),
      card: isolated(text('cardNo')),
      policy: isolated(text('policyCode')),
      fault: isolated(text('faultCode')),
      evidence: count('evidence'),
      needed: count('evidenceNeeded'),
      recall: isolated(text('recall')),
      order: isolated(text('orderNumber')),
      contract: isolated(text('contract')),
      meter: params['meter'] ? t(`coverage.meters.${text('meter') as Schemas['Meter']}`) : '',
      earlierKind: params['kind'] ? t(`coverage.earlierKinds.${text('kind') as Schemas['EarlierWorkKind']}`) : '',
      value: count('value'),
      used: count('used'),
      limit: count('limit'),
      per: params['per'] ? t(`coverage.limitPer.${text('per') as 'repair' | 'total'}`) : '',
      limitAmount: amount('limit'),
      leftAmount: amount('left'),
    };
    return t(`coverage.reasons.${code}`, values);

    function startText(): string {
      if (!params['startFact']) return '';
      const fact = t(`coverage.starts.${text('startFact') as Schemas['StartBasis'] | 'card'}`);
      return t(`coverage.startRules.${text('startRule') as 'on-the-day' | 'card-cap' | 'shelf'}`, {
        fact,
        on: day('startFactOn'),
      });
    }
  };
}

/** How a unit that comes back circulates, as a sentence. */
export function useReturnsText(): (returns: Schemas['ReturnTermsDto']) => string {
  const { t } = useTranslation('ui');
  return ({ route, oldUnit }) =>
    t('coverage.returnsText', { route: t(`coverage.routes.${route}`), oldUnit: t(`coverage.oldUnits.${oldUnit}`) });
}

/** A reason of the supplier's leg as a sentence. */
export function useSupplierReasonText(): (reason: SupplierReason) => string {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const money = useMoney();
  return ({ code, params }) => {
    const text = (name: string): string => (typeof params[name] === 'string' ? params[name] : '');
    const limit = money(Number(params['limit'] ?? 0));
    return t(`coverage.supplierReasons.${code}`, {
      supplier: isolated(text('supplier')),
      version: format.number(Number(params['version'] ?? 0)),
      class: params['class'] ? t(`coverage.classes.${text('class') as Schemas['CoverClass']}`) : '',
      percent: format.percent(Number(params['percent'] ?? 0) / 100),
      start: params['startFact'] ? t(`coverage.supplierStarts.${text('startFact') as Schemas['SupplierStart']}`) : '',
      startsOn: params['startsOn'] ? format.date(text('startsOn')) : '',
      lastOn: params['endsOn'] ? format.date(shifted(text('endsOn'), -1)) : '',
      limit: limit ? format.money(limit) : '',
    });
  };
}

/** The last day of a cover that ends before the given one (periods are half-open). */
export function lastDayBefore(civilDay: string): string {
  return shifted(civilDay, -1);
}

/** The first day outside of a period whose last day is given. */
export function dayAfter(civilDay: string): string {
  return shifted(civilDay, 1);
}

function shifted(civilDay: string, days: number): string {
  return new Date(Date.parse(`${civilDay}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Keeps a Latin code whole inside a right-to-left sentence. */
function isolated(code: string): string {
  return `\u2066${code}\u2069`;
}
