import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { Fact, Facts } from '../../ui/section';
import { Money } from '../../ui/text';
import type { ContractTerms, Entitlement } from './api';

/** What was agreed on, by name and value; of a change only what it says. */
export function TermsFacts({ terms }: { readonly terms: Partial<ContractTerms> }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const money = useMoney();
  const hours = (minutes: number | null, none: string): string =>
    minutes === null
      ? none
      : t('hours', { count: minutes / 60, hours: format.number(minutes / 60, { maximumFractionDigits: 1 }) });
  const { visits, labourMinutes, responseMinutes, resolutionMinutes, discounts, price } = terms;
  return (
    <Facts>
      {visits !== undefined && (
        <Fact label={t('fields.visits')}>{visits === null ? t('unlimited') : format.number(visits)}</Fact>
      )}
      {labourMinutes !== undefined && <Fact label={t('fields.labour')}>{hours(labourMinutes, t('unlimited'))}</Fact>}
      {responseMinutes !== undefined && (
        <Fact label={t('fields.response')}>{hours(responseMinutes, t('notPromised'))}</Fact>
      )}
      {resolutionMinutes !== undefined && (
        <Fact label={t('fields.resolution')}>{hours(resolutionMinutes, t('notPromised'))}</Fact>
      )}
      {discounts !== undefined && (
        <Fact label={t('fields.discounts')}>
          <DiscountText discounts={discounts} />
        </Fact>
      )}
      {price !== undefined && (
        <Fact label={t('fields.price')}>
          <Money value={money(price)} />
        </Fact>
      )}
    </Facts>
  );
}

/** "Labour free · Parts 20% off". */
export function DiscountText({ discounts }: { readonly discounts: Entitlement['cover'] }): ReactNode {
  const { t } = useTranslation('contracts');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const money = useMoney();
  if (discounts.length === 0) return t('noDiscount');
  return (
    <Typography component="span" variant="body2">
      {discounts
        .map(({ class: name, percent, amountLeft }) => {
          const off = t(percent === 100 ? 'free' : 'off', {
            class: ui(`coverage.classes.${name}`),
            percent: format.percent(percent / 100),
          });
          const left = amountLeft === undefined ? null : money(amountLeft);
          return left ? t('upTo', { off, amount: format.money(left) }) : off;
        })
        .join(' · ')}
    </Typography>
  );
}
