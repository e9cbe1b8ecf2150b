import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { lastDayBefore } from '../../ui/coverage-text';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText } from '../../ui/text';
import { deviceContractsQuery, type DeviceContract } from './api';

/** The promises of service beside the guarantee, and whether they cover the device today. */
export function Contracts({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { t } = useTranslation('devices');
  const query = useQuery(deviceContractsQuery(deviceId));
  const contracts = query.data?.data;
  return (
    <Section title={t('contracts.title')}>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingState />}
      {contracts?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('contracts.empty')}
        </Typography>
      )}
      <Stack spacing={1.5}>
        {contracts?.map((contract) => (
          <ContractLine key={contract.id} contract={contract} />
        ))}
      </Stack>
    </Section>
  );
}

function ContractLine({ contract }: { readonly contract: DeviceContract }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { id, number, kind, state, endsOn, covers, meter } = contract;
  return (
    <Stack spacing={0.25}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <RecordLink kind="contract" id={id}>
          <Code>{number}</Code>
        </RecordLink>
        <StatusChip tone={covers ? 'good' : 'neutral'} label={t(`states.${state}`)} />
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {t(`kinds.${kind}`)} · {t('lastDay')} <DateText value={lastDayBefore(endsOn)} />
        {meter.visitsLeft !== null && ` · ${t('visitsLeft')}: ${format.number(meter.visitsLeft)}`}
      </Typography>
    </Stack>
  );
}
