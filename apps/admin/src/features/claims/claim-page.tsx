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
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useSupplierReasonText } from '../../ui/coverage-text';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { PrintButton } from '../../ui/print-button';
import { PrintSheet, usePrinting } from '../../ui/print-sheet';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts, Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText, Money, Name } from '../../ui/text';
import { AnswerSection } from './answer-section';
import { claimQuery, type Claim, type ClaimLine, useRemoveClaimLine } from './api';
import { ClaimStateChip, CoreStateChip } from './chips';
import { ClaimActs } from './claim-acts';
import { ClaimSheet } from './claim-sheet';
import { useMoneyText } from './money-text';

/** One claim: what is asked for, what the supplier said to each line in each round, and what it gave. */
export function ClaimPage(): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(claimQuery(id));
  const claim = query.data;
  const { language, print } = usePrinting();
  return (
    <PageFrame
      title={claim ? titleOf(claim) : t('claim.one')}
      subtitle={claim && <Name value={claim.center.name} />}
      status={claim && <ClaimStateChip state={claim.state} />}
      trail={[{ to: '/claims/sent', label: t('tabs.claims') }]}
      query={query}
      actions={
        claim && (
          <>
            <PrintButton onPrint={print} />
            <ClaimActs claim={claim} />
          </>
        )
      }
    >
      {claim && (
        <Stack spacing={2.5}>
          <Head claim={claim} />
          {claim.allowedActions.includes('answer') && <AnswerSection key={claim.version} claim={claim} />}
          <Lines claim={claim} />
          <Rounds claim={claim} />
          {language && (
            <PrintSheet paper="a4">
              <ClaimSheet claim={claim} language={language} />
            </PrintSheet>
          )}
        </Stack>
      )}
    </PageFrame>
  );

  function titleOf({ number, supplier }: Claim): string {
    return number === null
      ? t('claim.draftOf', { supplier: `\u2068${format.name(supplier.name)}\u2069` })
      : t('claim.titleOf', { number: `\u2066${number}\u2069` });
  }
}

function Head({ claim }: { readonly claim: Claim }): ReactNode {
  const { t } = useTranslation('claims');
  const money = useMoney();
  const { supplier, settlement, payments, ageDays } = claim;
  const rest = (settlement?.amount ?? 0) - payments.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <Section title={t('claim.figures')}>
      <Facts>
        <Fact label={t('supplier')}>
          <Box component={Link} to={`/claims/suppliers/${supplier.id}`} sx={{ color: 'text.primary', fontWeight: 600 }}>
            <Name value={supplier.name} />
          </Box>
        </Fact>
        <Fact label={t('claims.claimed')}>
          <Money value={money(claim.claimed)} />
        </Fact>
        {claim.round > 0 && (
          <Fact label={t('claims.accepted')}>
            <Money value={money(claim.accepted)} />
          </Fact>
        )}
        {settlement && (
          <Fact label={t('claim.settlement')}>
            <Money value={money(settlement.amount)} /> · {t(`settle.kinds.${settlement.kind}`)}
            {settlement.reference && (
              <>
                {' '}
                <Code>{settlement.reference}</Code>
              </>
            )}{' '}
            · <DateText value={settlement.on} />
          </Fact>
        )}
        {settlement && (
          <Fact label={t('claim.paid')}>
            {payments.map(({ invoice, amount }) => (
              <Box key={invoice.id}>
                <RecordLink kind="invoice" id={invoice.id}>
                  <Code>{invoice.number}</Code>
                </RecordLink>{' '}
                · <Money value={money(amount)} />
              </Box>
            ))}
            {rest > 0 && (
              <Box sx={{ color: 'text.secondary' }}>
                {t('claim.beyondInvoices')} · <Money value={money(rest)} />
              </Box>
            )}
          </Fact>
        )}
        {claim.submittedOn && (
          <Fact label={t('claims.submittedOn')}>
            <DateText value={claim.submittedOn} />
            {ageDays !== null && ` · ${t('claims.days', { count: ageDays })}`}
          </Fact>
        )}
        <Fact label={t('claim.draftedBy')}>
          <bdi>{claim.draftedBy === 'system' ? t('claim.byItself') : claim.draftedBy}</bdi>
        </Fact>
      </Facts>
    </Section>
  );
}

/** On a phone a line keeps what it is and its amount; the rest stands below its name. */
const amountsOnPhone = {
  '& td:nth-of-type(n+2):not(:last-of-type), & th:nth-of-type(n+2):not(:last-of-type)': {
    display: { xs: 'none', sm: 'table-cell' },
  },
} as const;

function Lines({ claim }: { readonly claim: Claim }): ReactNode {
  const { t } = useTranslation('claims');
  const remove = useRemoveClaimLine(claim, () => notify({ text: t('done.lineRemoved') }));
  return (
    <Section title={t('claim.lines')} flush>
      <ProblemAlert error={remove.error} />
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" aria-label={t('claim.lines')} sx={{ '& td, & th': { px: 2.5 }, ...amountsOnPhone }}>
          <TableHead>
            <TableRow>
              <TableCell>{t('what')}</TableCell>
              <TableCell>{t('order')}</TableCell>
              <TableCell>{t('claim.core')}</TableCell>
              <TableCell>{t('claim.answers')}</TableCell>
              <TableCell align="right">{t('amount')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {claim.lines.map((line) => (
              <Line
                key={line.id}
                line={line}
                act={
                  claim.allowedActions.includes('remove-line') && (
                    <Button
                      size="small"
                      loading={remove.isPending && remove.variables === line.id}
                      disabled={remove.isPending}
                      onClick={() => remove.mutate(line.id)}
                    >
                      {t('acts.remove-line')}
                    </Button>
                  )
                }
              />
            ))}
          </TableBody>
        </Table>
      </Box>
    </Section>
  );
}

function Line({ line, act }: { readonly line: ClaimLine; readonly act: ReactNode }): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const money = useMoney();
  const reasonText = useSupplierReasonText();
  const order = (
    <RecordLink kind="repair-order" id={line.order.id}>
      <Code>{line.order.number}</Code>
    </RecordLink>
  );
  return (
    <TableRow sx={{ '& > td': { verticalAlign: 'top', py: 1.25 } }}>
      <TableCell>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          <Name value={line.description} />
          {line.quantity > 1 && ` × ${format.number(line.quantity)}`}
        </Typography>
        {line.reasons.map((reason) => (
          <Typography key={reason.code} variant="caption" component="p" color="textSecondary">
            {reasonText(reason)}
          </Typography>
        ))}
        <Stack spacing={0.5} sx={{ display: { sm: 'none' }, pt: 0.5 }}>
          {order}
          <Answers line={line} />
        </Stack>
      </TableCell>
      <TableCell>
        {order}
        <Typography variant="caption" component="p" color="textSecondary">
          <Name value={line.device.product} />
          {line.device.serial && (
            <>
              {' · '}
              <Code>{line.device.serial}</Code>
            </>
          )}
        </Typography>
      </TableCell>
      <TableCell>
        {line.core ? (
          <>
            <CoreStateChip state={line.core.state} />
            {(line.core.state === 'due' || line.core.state === 'received') && (
              <Typography variant="caption" component="p" color="textSecondary">
                {t('claim.coreUntil', { day: format.date(line.core.dueOn) })}
              </Typography>
            )}
          </>
        ) : (
          <Typography variant="body2" color="textSecondary">
            {line.class === 'parts' ? t('claim.noCore') : '—'}
          </Typography>
        )}
      </TableCell>
      <TableCell>
        <Answers line={line} />
      </TableCell>
      <TableCell align="right">
        <Money value={money(line.amount)} />
        {act}
      </TableCell>
    </TableRow>
  );
}

const tones = { accepted: 'good', partly: 'waiting', refused: 'bad' } as const;

/** What the supplier said, round by round. */
function Answers({ line: { answers, waits } }: { readonly line: ClaimLine }): ReactNode {
  const { t } = useTranslation('claims');
  const moneyText = useMoneyText();
  return (
    <Stack spacing={0.75} sx={{ alignItems: 'start' }}>
      {answers.map(({ round, decision, asked, amount, reason, note }) => (
        <Box key={round}>
          <StatusChip tone={tones[decision]} label={t(`decisions.${decision}`)} />
          <Typography variant="caption" component="p" color="textSecondary">
            {[
              decision !== 'refused' && moneyText(amount),
              decision === 'partly' && t('claim.asked', { amount: moneyText(asked) }),
              reason && t(`refusals.${reason}`),
            ]
              .filter(Boolean)
              .join(' · ')}
            {note && (
              <>
                {' · '}
                <bdi>{note}</bdi>
              </>
            )}
          </Typography>
        </Box>
      ))}
      {waits && (
        <Typography variant="body2" color="textSecondary">
          {t('claim.waits')}
        </Typography>
      )}
    </Stack>
  );
}

function Rounds({ claim: { submissions } }: { readonly claim: Claim }): ReactNode {
  const { t } = useTranslation('claims');
  if (submissions.length < 2 && !submissions[0]?.note) return null;
  return (
    <Section title={t('claim.rounds')}>
      <Stack component="ol" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {submissions.map(({ round, submittedOn, lineCount, note, submittedBy }) => (
          <Typography key={round} component="li" variant="body2">
            {t('claim.roundOf', { round })} · <DateText value={submittedOn} /> ·{' '}
            {t('claim.sentLines', { count: lineCount })} · <bdi>{submittedBy}</bdi>
            {note && (
              <>
                {' · '}
                <bdi>{note}</bdi>
              </>
            )}
          </Typography>
        ))}
      </Stack>
    </Section>
  );
}
