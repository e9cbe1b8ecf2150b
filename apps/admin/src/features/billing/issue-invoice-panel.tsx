import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { SidePanel } from '../../ui/side-panel';
import { Code, Money, Name } from '../../ui/text';
import { orderQuery, useIssueInvoice } from './api';
import { SumLine } from './sum-line';

interface IssueInvoicePanelProps {
  readonly orderId: string;
  readonly onClose: () => void;
}

/** What will be billed, before it is: an issued invoice is never changed. */
export function IssueInvoicePanel({ orderId, onClose }: IssueInvoicePanelProps): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const money = useMoney();
  const navigate = useNavigate();
  const query = useQuery(orderQuery(orderId));
  const issue = useIssueInvoice(({ invoices }) => {
    const invoice = invoices.find(({ kind }) => kind === 'customer');
    onClose();
    if (invoice) void navigate({ to: '/invoices/$id', params: { id: invoice.id } });
  });
  const order = query.data;

  return (
    <SidePanel title={t('issue.title')} onClose={onClose}>
      {query.isPending && <LoadingState />}
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {order && (
        <Stack spacing={2}>
          <Box>
            <Typography sx={{ fontWeight: 600 }}>
              <RecordLink kind="repair-order" id={order.id}>
                <Code>{order.number}</Code>
              </RecordLink>
            </Typography>
            <Typography color="textSecondary">
              {format.name(order.device.brand)} · {format.name(order.device.product)}
              {order.customer && ` · ${order.customer.name}`}
            </Typography>
          </Box>
          <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {order.lines.map((line) => (
              <Stack component="li" key={line.id} direction="row" spacing={2} sx={{ justifyContent: 'space-between' }}>
                <Typography variant="body2">
                  <Name value={line.description} />
                  {line.quantity > 1 && ` × ${format.number(line.quantity)}`}
                </Typography>
                <Typography variant="body2" sx={{ whiteSpace: 'nowrap' }}>
                  <Money value={money(line.chargedAmount)} />
                </Typography>
              </Stack>
            ))}
          </Stack>
          <Divider />
          <Stack spacing={0.5}>
            <SumLine label={t('amounts.listTotal')} value={money(order.money.list)} />
            <SumLine label={t('amounts.coveredTotal')} value={money(0 - order.money.covered)} />
            <SumLine label={t('amounts.net')} value={money(order.money.charged)} strong />
          </Stack>
          <Typography variant="body2" color="textSecondary">
            {t('issue.hint')}
          </Typography>
          <ProblemAlert error={issue.error} />
          <Box>
            <Button variant="contained" loading={issue.isPending} autoFocus onClick={() => issue.mutate(order)}>
              {t('issue.submit')}
            </Button>
          </Box>
        </Stack>
      )}
    </SidePanel>
  );
}
