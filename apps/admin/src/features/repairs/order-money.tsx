import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { StatusChip, type Tone } from '../../ui/status-chip';
import { Code, DateText, DateTimeText, Money, Name } from '../../ui/text';
import { useInvoice, type InvoiceState, type Quote, type RepairOrder } from './api';

const quoteTones = {
  sent: 'waiting',
  approved: 'good',
  refused: 'bad',
  superseded: 'neutral',
  expired: 'neutral',
} as const satisfies Record<Quote['state'], Tone>;

/** Every version of the quote, the newest first, with the customer's answer. */
export function OrderQuotes({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  return (
    <Section title={t('quote.title')}>
      {order.quotes.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('quote.empty')}
        </Typography>
      ) : (
        <Stack spacing={3}>
          {order.quotes.map((quote) => (
            <QuoteView key={quote.number} quote={quote} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function QuoteView({ quote }: { readonly quote: Quote }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const money = useMoney();
  const { number, state, net, tax, total, answeredAt, answeredBy, answerChannel } = quote;
  return (
    <div>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}>
        <Typography variant="subtitle1" component="h3">
          {t('quote.number', { number: format.number(number) })}
        </Typography>
        <StatusChip tone={quoteTones[state]} label={t(`quote.states.${state}`)} />
        <Typography variant="subtitle1" component="span">
          <Money value={money(total)} />
        </Typography>
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {t('quote.sentAt')} <DateTimeText value={quote.sentAt} /> · {t('quote.validUntil')}{' '}
        <DateText value={quote.validUntil} /> · {t('quote.tolerance')} {format.percent(quote.tolerancePercent / 100)}
      </Typography>
      {answeredAt && (
        <Typography variant="body2" color="textSecondary">
          {t('quote.answeredAt')} <DateTimeText value={answeredAt} /> · <bdi>{answeredBy}</bdi>
          {answerChannel && ` · ${t(`channels.${answerChannel}`)}`}
        </Typography>
      )}
      <Box sx={{ overflowX: 'auto', mt: 1 }}>
        <Table size="small" sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{t('lines.what')}</TableCell>
              <TableCell align="right">{t('lines.quantity')}</TableCell>
              <TableCell align="right">{t('lines.list')}</TableCell>
              <TableCell align="right">{t('lines.coveredAmount')}</TableCell>
              <TableCell align="right">{t('lines.charged')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {quote.lines.map((line) => (
              <TableRow key={line.lineId}>
                <TableCell>
                  <Name value={line.description} />
                </TableCell>
                <TableCell align="right">{format.number(line.quantity)}</TableCell>
                <TableCell align="right">
                  <Money value={money(line.listAmount)} />
                </TableCell>
                <TableCell align="right">
                  <Money value={money(line.coveredAmount)} />
                </TableCell>
                <TableCell align="right">
                  <Money value={money(line.chargedAmount)} />
                </TableCell>
              </TableRow>
            ))}
            {(
              [
                ['net', net],
                ['tax', tax],
                ['total', total],
              ] as const
            ).map(([key, amount]) => (
              <TableRow key={key} sx={{ '& td': { border: 0, fontWeight: key === 'total' ? 600 : 400 } }}>
                <TableCell colSpan={4} align="right">
                  {t(`quote.${key}`)}
                </TableCell>
                <TableCell align="right">
                  <Money value={money(amount)} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </div>
  );
}

const invoiceTones: Readonly<Record<string, Tone>> = {
  issued: 'waiting',
  part_paid: 'waiting',
  paid: 'good',
  written_off: 'bad',
};

/** The invoices that came of the order: the customer's and those of whoever bears the guarantee. */
export function OrderInvoices({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const can = useCan();
  const money = useMoney();
  const invoice = useInvoice();
  return (
    <Section
      title={t('invoices.title')}
      actions={
        can('billing.issue') &&
        order.money.invoiceable && (
          <Button
            startIcon={<Icon name="receipt" />}
            loading={invoice.isPending}
            onClick={() => invoice.mutate({ order })}
          >
            {t('invoices.issue')}
          </Button>
        )
      }
    >
      <ProblemAlert error={invoice.error} />
      {order.invoices.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('invoices.empty')}
        </Typography>
      ) : (
        <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {order.invoices.map(({ id, number, kind, state, total, paid }) => (
            <Stack
              key={id}
              component="li"
              direction="row"
              useFlexGap
              sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}
            >
              <RecordLink kind="invoice" id={id}>
                <Code>{number}</Code>
              </RecordLink>
              <Typography variant="body2" color="textSecondary">
                {t(`invoices.kinds.${kind as 'customer' | 'warranty'}`)}
              </Typography>
              <StatusChip
                tone={invoiceTones[state] ?? 'neutral'}
                label={t(`invoices.states.${state as InvoiceState}`)}
              />
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                <Money value={money(total)} />
              </Typography>
              {paid > 0 && paid < total && (
                <Typography variant="body2" color="textSecondary">
                  {t('invoices.paid')} <Money value={money(paid)} />
                </Typography>
              )}
            </Stack>
          ))}
        </Stack>
      )}
    </Section>
  );
}
