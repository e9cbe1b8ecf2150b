import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useHotkey } from '../../lib/hotkeys';
import { useCan } from '../../lib/session';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { PrintButton } from '../../ui/print-button';
import { PrintSheet, usePrinting } from '../../ui/print-sheet';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts, Section } from '../../ui/section';
import { Code, DateText, DateTimeText, Money, Name } from '../../ui/text';
import { VerdictPanel } from '../../ui/verdict-panel';
import { invoiceQuery, orderQuery, useWriteOff, type Invoice } from './api';
import { InvoiceSheet } from './invoice-sheet';
import { InvoiceStateChip } from './invoice-state-chip';
import { PaymentPanel } from './payment-panel';
import { SumLine } from './sum-line';

/** One invoice: who owes whom, for what, what the guarantee took, and what was paid. */
export function InvoicePage(): ReactNode {
  const { t } = useTranslation('billing');
  const can = useCan();
  const { id }: { id?: string } = useParams({ strict: false });
  const query = useQuery(invoiceQuery(id ?? ''));
  const invoice = query.data;
  const [asked, setAsked] = useState<'payment' | 'write-off' | null>(null);
  const close = (): void => setAsked(null);
  const { language, print } = usePrinting();
  const open = invoice !== undefined && invoice.due > 0;
  const payable = open && can('payment.take');
  useHotkey('KeyP', () => payable && setAsked('payment'));

  return (
    <PageFrame
      title={invoice ? t(`invoice.titles.${invoice.kind}`, { number: invoice.number }) : t('invoice.title')}
      trail={[{ to: '/cash-desk', label: t('cashDesk.title') }]}
      status={invoice && <InvoiceStateChip state={invoice.state} />}
      query={query}
      actions={
        <>
          {invoice && <PrintButton onPrint={print} />}
          {open && can('billing.write-off') && (
            <Button color="error" onClick={() => setAsked('write-off')}>
              {t('writeOff.open')}
            </Button>
          )}
          {payable && (
            <Button
              variant="contained"
              startIcon={<Icon name="cash" />}
              aria-keyshortcuts="P"
              onClick={() => setAsked('payment')}
            >
              {t('payment.take')}
            </Button>
          )}
        </>
      }
    >
      {invoice && (
        <Stack spacing={3}>
          <Head invoice={invoice} />
          <Lines invoice={invoice} />
          <Payments invoice={invoice} />
          {asked === 'payment' && <PaymentPanel invoice={invoice} onClose={close} />}
          {asked === 'write-off' && <WriteOffDialog invoice={invoice} onClose={close} />}
          {language && (
            <PrintSheet paper="a4">
              <InvoiceSheet invoice={invoice} language={language} />
            </PrintSheet>
          )}
        </Stack>
      )}
    </PageFrame>
  );
}

function WriteOffDialog({ invoice, onClose }: { readonly invoice: Invoice; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const writeOff = useWriteOff(invoice, () => {
    notify({ text: t('writeOff.done') });
    onClose();
  });
  const { due: amount, currency } = invoice;
  return (
    <ConfirmDialog
      open
      danger
      title={t('writeOff.title')}
      text={t('writeOff.text', { amount: `\u2068${format.money({ amount, currency })}\u2069` })}
      confirmLabel={t('writeOff.open')}
      reason="required"
      pending={writeOff.isPending}
      error={writeOff.error}
      onConfirm={(reason) => writeOff.mutate({ reason })}
      onClose={onClose}
    />
  );
}

function Head({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const mayRead = useCan()('repair.read');
  const { seller, buyer, payer, order, orderId, claims, contract } = invoice;
  const coverage = useQuery({ ...orderQuery(orderId ?? ''), enabled: mayRead && orderId !== null }).data?.coverage;
  return (
    <Section title={t('invoice.head')}>
      <Facts>
        <Fact label={t('invoice.buyer')}>
          {buyer ? (
            <RecordLink kind="customer" id={buyer.id}>
              <bdi>{buyer.name}</bdi>
            </RecordLink>
          ) : (
            payer && t(`payers.${payer}`)
          )}
        </Fact>
        <Fact label={t('invoice.seller')}>
          <Name value={seller.name} />
        </Fact>
        {buyer?.mobile && (
          <Fact label={t('invoice.mobile')}>
            <Code>{format.digits(buyer.mobile)}</Code>
          </Fact>
        )}
        {buyer?.nationalId && (
          <Fact label={t('invoice.nationalId')}>
            <Code>{format.digits(buyer.nationalId)}</Code>
          </Fact>
        )}
        <Fact label={t('invoice.issuedOn')}>
          <DateText value={invoice.issuedOn} style="long" />
        </Fact>
        <Fact label={t('invoice.issuedBy')}>{invoice.issuedBy ?? t('system')}</Fact>
        {orderId && (
          <Fact label={t('order.number')}>
            <RecordLink kind="repair-order" id={orderId}>
              {order ? <Code>{order.number}</Code> : t('order.open')}
            </RecordLink>
          </Fact>
        )}
        {contract && (
          <Fact label={t('contract')}>
            <RecordLink kind="contract" id={contract.id}>
              <Code>{contract.number}</Code>
            </RecordLink>
          </Fact>
        )}
        {order && (
          <Fact label={t('order.device')}>
            <Name value={order.brand} /> <Name value={order.product} />
            {order.serial && (
              <>
                {' · '}
                <Code>{order.serial}</Code>
              </>
            )}
          </Fact>
        )}
        {claims.length > 0 && (
          <Fact label={t('invoice.claims')}>
            {claims.map(({ id, number, state }) => (
              <Box key={id}>
                <RecordLink kind="supplier-claim" id={id}>
                  {number === null ? t('invoice.draftClaim') : <Code>{number}</Code>}
                </RecordLink>
                {number !== null && ` · ${t(`claimStates.${state}`)}`}
              </Box>
            ))}
          </Fact>
        )}
      </Facts>
      {coverage && (
        <Box sx={{ mt: 2 }}>
          <VerdictPanel verdict={coverage} />
        </Box>
      )}
    </Section>
  );
}

/** On a phone a line keeps its description and what is owed for it; the rest stands in the description. */
const figuresOnWide = {
  '& td:nth-of-type(n+2):not(:nth-of-type(5)), & th:nth-of-type(n+2):not(:nth-of-type(5))': {
    display: { xs: 'none', sm: 'table-cell' },
  },
} as const;

function Lines({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const { currency, lines, kind } = invoice;
  const money = (amount: number): ReactNode => <Money value={{ amount, currency }} />;
  const warranty = kind === 'warranty';
  return (
    <Section title={t('invoice.lines')} flush>
      <Box sx={{ overflowX: 'auto' }}>
        <Table
          size="small"
          aria-label={t('invoice.lines')}
          sx={{ minWidth: { sm: 760 }, '& td, & th': { px: 2 }, ...figuresOnWide }}
        >
          <TableHead>
            <TableRow>
              <TableCell>{t('line.description')}</TableCell>
              <TableCell align="right">{t('line.quantity')}</TableCell>
              <TableCell align="right">{t('line.listAmount')}</TableCell>
              <TableCell align="right">{t('line.covered')}</TableCell>
              <TableCell align="right">{t(warranty ? 'line.claim' : 'line.charged')}</TableCell>
              <TableCell align="right">{t('line.tax')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {lines.map((line) => (
              <TableRow key={line.id}>
                <TableCell>
                  <Typography variant="body2" sx={{ fontWeight: 600 }}>
                    <Name value={line.description} />
                  </Typography>
                  <Typography variant="caption" color="textSecondary">
                    {t(`classes.${line.class}`)}
                  </Typography>
                  <Typography variant="caption" color="textSecondary" component="p" sx={{ display: { sm: 'none' } }}>
                    {format.number(line.quantity)} × {money(line.unitPrice)}
                    {line.coveredPercent > 0 && ` · ${t('line.covered')} ${format.percent(line.coveredPercent / 100)}`}
                  </Typography>
                </TableCell>
                <TableCell align="right">{format.number(line.quantity)}</TableCell>
                <TableCell align="right">{money(line.listAmount)}</TableCell>
                <TableCell align="right">
                  {money(line.coveredAmount)}
                  {line.coveredPercent > 0 && (
                    <Typography variant="caption" color="textSecondary" component="p">
                      {format.percent(line.coveredPercent / 100)}
                    </Typography>
                  )}
                </TableCell>
                <TableCell align="right">{money(warranty ? (line.claimAmount ?? 0) : line.chargedAmount)}</TableCell>
                <TableCell align="right">
                  {money(line.taxAmount)}
                  <Typography variant="caption" color="textSecondary" component="p">
                    {format.percent(line.taxRateBp / 10_000)}
                  </Typography>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      <Stack spacing={0.5} sx={{ px: 2.5, py: 2, maxWidth: 380, marginInlineStart: 'auto' }}>
        {kind !== 'contract' && (
          <>
            <SumLine label={t('amounts.listTotal')} value={{ amount: invoice.listTotal, currency }} />
            <SumLine label={t('amounts.coveredTotal')} value={{ amount: 0 - invoice.coveredTotal, currency }} />
          </>
        )}
        <SumLine label={t(warranty ? 'amounts.claimed' : 'amounts.net')} value={{ amount: invoice.net, currency }} />
        <SumLine label={t('amounts.tax')} value={{ amount: invoice.tax, currency }} />
        <SumLine label={t('amounts.total')} value={{ amount: invoice.total, currency }} strong />
        <SumLine label={t('amounts.paid')} value={{ amount: invoice.paid, currency }} />
        {invoice.writeOff && (
          <SumLine label={t('amounts.writtenOff')} value={{ amount: invoice.writeOff.amount, currency }} />
        )}
        <SumLine label={t('amounts.due')} value={{ amount: invoice.due, currency }} strong />
      </Stack>
    </Section>
  );
}

function Payments({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const { t } = useTranslation('billing');
  const { currency, payments, writeOff, state } = invoice;
  const none =
    state === 'own_cost' ? 'invoice.ownCost' : invoice.total === 0 ? 'invoice.nothingDue' : 'invoice.noPayments';
  return (
    <Section title={t('invoice.payments')}>
      {payments.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t(none)}
        </Typography>
      )}
      <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {payments.map((payment) => (
          <Stack component="li" key={payment.id} direction="row" spacing={2} sx={{ justifyContent: 'space-between' }}>
            <Box>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {t(`methods.${payment.method}`)}
                {payment.reference && (
                  <>
                    {' · '}
                    <Code>{payment.reference}</Code>
                  </>
                )}
              </Typography>
              <Typography variant="caption" color="textSecondary">
                <Code>{payment.number}</Code> · <DateTimeText value={payment.receivedAt} />
                {payment.receivedBy && ` · ${payment.receivedBy}`}
              </Typography>
            </Box>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              <Money value={{ amount: payment.amount, currency }} />
            </Typography>
          </Stack>
        ))}
      </Stack>
      {writeOff && (
        <Stack direction="row" spacing={2} sx={{ justifyContent: 'space-between', mt: 1.5 }}>
          <Box>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {t('amounts.writtenOff')} · <bdi>{writeOff.reason}</bdi>
            </Typography>
            <Typography variant="caption" color="textSecondary">
              <DateTimeText value={writeOff.writtenOffAt} />
              {writeOff.writtenOffBy && ` · ${writeOff.writtenOffBy}`}
            </Typography>
          </Box>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            <Money value={{ amount: writeOff.amount, currency }} />
          </Typography>
        </Stack>
      )}
    </Section>
  );
}
