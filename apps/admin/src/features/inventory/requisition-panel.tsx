import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { Code, DateTimeText } from '../../ui/text';
import { requisitionQuery, useIssueParts, type Requisition } from './api';
import { MovePartsForm, RequisitionLines } from './move-parts-form';
import { RequisitionStateChip } from './requisition-state-chip';
import { TakeBackPanel } from './take-back-panel';

/** One requisition on the desk: what is asked for, what lies ready, and the key that hands it out. */
export function RequisitionPanel(): ReactNode {
  const { id }: { id?: string } = useParams({ strict: false });
  const query = useQuery(requisitionQuery(id ?? ''));
  if (query.isPending) return <LoadingState />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Panel key={query.data.id} requisition={query.data} />;
}

function Panel({ requisition }: { readonly requisition: Requisition }): ReactNode {
  const { t } = useTranslation('inventory');
  const can = useCan();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const [takingBack, setTakingBack] = useState(false);
  const issue = useIssueParts((_, { lines }) =>
    notify({ text: t('issue.done', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) }) }),
  );
  const { lines } = requisition;
  const mayMove = can('inventory.issue');

  return (
    <Stack spacing={2}>
      {isPhone && (
        <Box>
          <Button component={Link} to="/requisitions" startIcon={<Icon name="back" />}>
            {t('requisitions.title')}
          </Button>
        </Box>
      )}
      <Card component="section" aria-label={t('requisition.label', { number: requisition.number })}>
        <Head requisition={requisition} />
        {mayMove && lines.some(({ reserved }) => reserved > 0) ? (
          <MovePartsForm
            key={requisition.version}
            lines={lines}
            most={(line) => line.reserved}
            initial={(line) => line.reserved}
            field={t('issue.field')}
            submit={(count) => t('issue.submit', { count })}
            shortcut="KeyH"
            pending={issue.isPending}
            error={issue.error}
            onSubmit={(moved) => issue.mutate({ requisition, lines: moved })}
          />
        ) : (
          <RequisitionLines lines={lines} />
        )}
        {mayMove && lines.some(({ issued, returned }) => issued > returned) && (
          <Box sx={{ px: 2.5, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
            <Button startIcon={<Icon name="back" />} onClick={() => setTakingBack(true)}>
              {t('takeBack.open')}
            </Button>
          </Box>
        )}
      </Card>
      {takingBack && <TakeBackPanel requisition={requisition} onClose={() => setTakingBack(false)} />}
    </Stack>
  );
}

function Head({ requisition }: { readonly requisition: Requisition }): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const { number, order, orderId, state, requestedAt, requestedBy, note } = requisition;
  return (
    <Box sx={{ px: 2.5, pt: 2, pb: 1.5 }}>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h2">
          <RecordLink kind="repair-order" id={orderId}>
            <Code>{order?.number ?? number}</Code>
          </RecordLink>
        </Typography>
        <RequisitionStateChip state={state} />
      </Stack>
      {order && (
        <Typography>
          {format.name(order.brand)} · {format.name(order.product)}
        </Typography>
      )}
      <Typography variant="body2" color="textSecondary">
        {t('requisition.number')} <Code>{number}</Code> · <DateTimeText value={requestedAt} />
        {requestedBy && ` · ${requestedBy.name}`}
      </Typography>
      {note && (
        <Typography variant="body2" sx={{ mt: 1, whiteSpace: 'pre-line' }}>
          {note}
        </Typography>
      )}
    </Box>
  );
}
