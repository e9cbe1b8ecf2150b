import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Fact, Facts } from '../../ui/section';
import { Code, Name } from '../../ui/text';
import { faultNamesQuery, type PolicyTerms } from './api';
import { CoverBars } from './cover-bars';

/** The terms of one version, as they bind. */
export function TermsView({ terms }: { readonly terms: PolicyTerms }): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const { data: faults } = useQuery(faultNamesQuery);
  const months = (value: number): string => t('months', { count: value, value: format.number(value) });
  const percent = (value: number): string => format.percent(value / 100);
  return (
    <Stack spacing={2.5}>
      <CoverBars cover={terms.cover} />
      <Facts>
        <Fact label={t('terms.startBasis')}>{t(`bases.${terms.startBasis}`)}</Fact>
        <Fact label={t('terms.calendar')}>{t(`calendars.${terms.calendar}`)}</Fact>
        {terms.startCapMonths !== undefined && (
          <Fact label={t('terms.startCapMonths')}>{months(terms.startCapMonths)}</Fact>
        )}
        {terms.shelfMonths !== undefined && <Fact label={t('terms.shelfMonths')}>{months(terms.shelfMonths)}</Fact>}
        <Fact label={t('terms.costBearers')}>
          {terms.costBearers
            .map((share) => `${t(`bearers.${share.bearer}`)} ${percent(share.percent)}`)
            .join(t('comma'))}
        </Fact>
        <Fact label={t('terms.claim')}>
          {t(`partsAt.${terms.claim.partsAt}`)}
          {terms.claim.handlingPercent > 0 && ` + ${percent(terms.claim.handlingPercent)}`}
        </Fact>
      </Facts>
      <Box>
        <Typography variant="body2" color="textSecondary">
          {terms.exclusions.length === 0 ? t('terms.noExclusions') : t('terms.exclusions')}
        </Typography>
        <Stack spacing={0.5}>
          {terms.exclusions.map(({ faultCode, evidence }) => (
            <Typography key={faultCode} variant="body2">
              <Code>{faultCode}</Code> {faults?.has(faultCode) && <Name value={faults.get(faultCode)} />}{' '}
              {t('evidenceNeeded', { count: evidence, value: format.number(evidence) })}
            </Typography>
          ))}
        </Stack>
      </Box>
    </Stack>
  );
}
