import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useReasonText } from '../../ui/coverage-text';
import { StatusChip } from '../../ui/status-chip';
import type { CoverClass, Verdict } from './api';

interface LineVerdictProps {
  readonly line: Verdict['lines'][number];
  readonly name: CoverClass | null;
}

/** One line of work: how much the customer is spared, by which rule, who pays it and why. */
export function LineVerdict({ line, name }: LineVerdictProps): ReactNode {
  const { t } = useTranslation(['warranty', 'ui']);
  const format = useFormat();
  const money = useMoney();
  const reasonText = useReasonText();
  const tone = line.coveredPercent === 0 ? 'neutral' : line.coveredPercent === 100 ? 'good' : 'waiting';
  return (
    <Box>
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {name && t(`ui:coverage.classes.${name}`)}
        </Typography>
        <StatusChip tone={tone} label={t('tryOut.covered', { percent: format.percent(line.coveredPercent / 100) })} />
        <Typography variant="body2">{t(`rules.${line.rule}`)}</Typography>
        <Typography variant="body2" color="textSecondary">
          {line.payers
            .map(({ payer, rule, share, amount = 0 }) => {
              const paid = money(amount);
              const size = amount > 0 && paid ? format.money(paid) : format.percent(share / 10_000);
              const part = `${t(`bearers.${payer}`)} ${size}`;
              return rule === line.rule || payer === 'customer' ? part : `${part} ${t(`rules.${rule}`)}`;
            })
            .join(t('comma'))}
        </Typography>
      </Stack>
      <Box component="ul" sx={{ m: 0, mt: 0.5, paddingInlineStart: 2.5 }}>
        {line.reasons.map((reason, index) => (
          <Typography component="li" variant="body2" color="textSecondary" key={`${reason.code}${index}`}>
            {reasonText(reason)}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
