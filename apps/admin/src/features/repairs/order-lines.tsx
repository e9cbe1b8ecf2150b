import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { SxProps, Theme } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useReasonText, useSupplierReasonText } from '../../ui/coverage-text';
import { Icon } from '../../ui/icon';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { Code, Money, Name } from '../../ui/text';
import {
  supplierCoverQuery,
  useFit,
  useRequestParts,
  useWithdrawLine,
  type RepairLine,
  type RepairOrder,
  type SupplierLeg,
} from './api';
import { LineDialog } from './line-dialog';
import { PieceCount } from './piece-count';
import { PlacePart } from './place-part-dialog';

/** On a phone each line is a card: what it is above, its figures below, each with its name. */
const onPhoneAsCards: SxProps<Theme> = (theme) => ({
  [theme.breakpoints.down('sm')]: {
    '& thead': { display: 'none' },
    '& tr': { display: 'block', borderTop: `1px solid ${theme.palette.divider}`, paddingBlock: 1 },
    '& td': {
      display: 'flex',
      flexDirection: 'row',
      justifyContent: 'space-between',
      border: 0,
      paddingBlock: 0.5,
      paddingInline: 2.5,
    },
    '& td:first-of-type': { display: 'block' },
    '& td[data-label]::before': { content: 'attr(data-label)', color: theme.palette.text.secondary, fontWeight: 400 },
  },
});

type Open = { readonly dialog: 'add' } | { readonly dialog: 'change' | 'withdraw'; readonly line: RepairLine } | null;

/** Work and parts, each with its price, who pays and why, and where its pieces are. */
export function OrderLines({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const can = useCan();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const editable = order.openForWork && can('repair.work');
  const legs = useQuery({ ...supplierCoverQuery(order), enabled: order.lines.length > 0 }).data?.data;

  return (
    <Section
      title={t('lines.title')}
      flush
      actions={
        <>
          {order.openForWork && can('inventory.request') && <RequestParts order={order} />}
          {editable && (
            <Button startIcon={<Icon name="plus" />} onClick={() => setOpen({ dialog: 'add' })}>
              {t('lines.add')}
            </Button>
          )}
        </>
      }
    >
      {order.lines.length === 0 ? (
        <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2.5 }}>
          {t('lines.empty')}
        </Typography>
      ) : (
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small" aria-label={t('lines.title')} sx={onPhoneAsCards}>
            <TableHead>
              <TableRow>
                <TableCell sx={{ pl: 2.5, minWidth: 220 }}>{t('lines.what')}</TableCell>
                <TableCell align="right">{t('lines.quantity')}</TableCell>
                <TableCell align="right">{t('lines.list')}</TableCell>
                <TableCell align="right">{t('lines.covered')}</TableCell>
                <TableCell align="right">{t('lines.charged')}</TableCell>
                <TableCell sx={{ minWidth: 180 }}>{t('lines.store')}</TableCell>
                {editable && <TableCell aria-label={t('lines.actions')} />}
              </TableRow>
            </TableHead>
            <TableBody>
              {order.lines.map((line) => (
                <LineRow
                  key={line.id}
                  order={order}
                  line={line}
                  leg={legs?.find(({ lineId }) => lineId === line.id)}
                  editable={editable}
                  onOpen={setOpen}
                />
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      {open?.dialog === 'add' && <LineDialog order={order} onClose={close} />}
      {open?.dialog === 'change' && <LineDialog order={order} line={open.line} onClose={close} />}
      {open?.dialog === 'withdraw' && <Withdraw order={order} line={open.line} onClose={close} />}
    </Section>
  );
}

interface LineRowProps {
  readonly order: RepairOrder;
  readonly line: RepairLine;
  /** What its supplier says; none before it is known. */
  readonly leg: SupplierLeg | undefined;
  readonly editable: boolean;
  readonly onOpen: (open: Open) => void;
}

function LineRow({ order, line, leg, editable, onOpen }: LineRowProps): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const money = useMoney();
  const reasonText = useReasonText();
  const name = format.name(line.description);
  const { fault, repair } = line;
  return (
    <TableRow sx={{ '& > td': { verticalAlign: 'top', py: 1.25 } }}>
      <TableCell sx={{ pl: 2.5 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          <Name value={line.description} />
        </Typography>
        <Stack component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxWidth: '64ch' }}>
          {line.reasons.map((reason) => (
            <Typography key={reason.code} component="li" variant="caption" color="textSecondary">
              {reasonText(reason)}
            </Typography>
          ))}
          {leg && line.coveredPercent > 0 && <SupplierLegText leg={leg} />}
          {repair && (
            <Typography component="li" variant="caption" color="textSecondary">
              {t('lines.repair')}: <Code>{repair.code}</Code> <Name value={repair.name} />
            </Typography>
          )}
          {(fault || line.evidence.length > 0) && (
            <Typography component="li" variant="caption" color="textSecondary">
              {fault && (
                <>
                  {t('lines.ownFault')}: <Code>{fault.code}</Code> <Name value={fault.name} />
                  {line.evidence.length > 0 && ' · '}
                </>
              )}
              {line.evidence.length > 0 && (
                <>
                  {t('lines.evidence')}: <bdi>{line.evidence.join(format.name({ fa: '، ', en: ', ' }))}</bdi>
                </>
              )}
            </Typography>
          )}
        </Stack>
      </TableCell>
      <TableCell align="right" data-label={t('lines.quantity')}>
        {format.number(line.quantity)}
      </TableCell>
      <TableCell align="right" data-label={t('lines.list')}>
        <Money value={money(line.listAmount)} />
      </TableCell>
      <TableCell align="right" data-label={t('lines.covered')}>
        {format.percent(line.coveredPercent / 100)}
      </TableCell>
      <TableCell align="right" sx={{ fontWeight: 600 }} data-label={t('lines.charged')}>
        <Money value={money(line.chargedAmount)} />
      </TableCell>
      <TableCell data-label={t('lines.store')}>
        {line.kind === 'part' ? <StoreState order={order} line={line} name={name} /> : '—'}
      </TableCell>
      {editable && (
        <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
          <IconButton
            size="small"
            onClick={() => onOpen({ dialog: 'change', line })}
            aria-label={t('lines.change', { name })}
          >
            <Icon name="edit" />
          </IconButton>
          <IconButton
            size="small"
            onClick={() => onOpen({ dialog: 'withdraw', line })}
            aria-label={t('lines.withdraw', { name })}
          >
            <Icon name="close" />
          </IconButton>
        </TableCell>
      )}
    </TableRow>
  );
}

/** Beside the customer's verdict: whether a supplier answers for the line, until when, and in which claim it is. */
function SupplierLegText({ leg: { reasons, coreBy, claim } }: { readonly leg: SupplierLeg }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const reasonText = useSupplierReasonText();
  return (
    <Typography component="li" variant="caption" color="textSecondary">
      {reasons.map(reasonText).join(' ')}
      {coreBy && ` ${t('lines.coreBy', { day: format.date(coreBy) })}`}
      {claim && (
        <>
          {' '}
          {t('lines.claimed')} {claim.number !== null && <Code>{claim.number}</Code>}
        </>
      )}
    </Typography>
  );
}

/** Where the pieces of a line are, and how many of those in hand sit in the device. */
function StoreState(props: {
  readonly order: RepairOrder;
  readonly line: RepairLine;
  readonly name: string;
}): ReactNode {
  const { order, line, name } = props;
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const can = useCan();
  const fit = useFit();
  const [placing, setPlacing] = useState(false);
  const inHand = line.issued - line.returned;
  const stages = [
    { key: 'requested', count: line.requested },
    { key: 'reserved', count: line.reserved },
    { key: 'issued', count: line.issued },
    { key: 'returned', count: line.returned },
    { key: 'fitted', count: line.fitted },
  ] as const;
  const reached = stages.filter(({ count }) => count > 0);
  return (
    <Stack spacing={0.5}>
      <Typography variant="body2" color={reached.length > 0 ? 'textPrimary' : 'textSecondary'}>
        {reached.length === 0
          ? t('lines.notRequested')
          : reached.map(({ key, count }) => t(`lines.stages.${key}`, { number: format.number(count) })).join(' · ')}
      </Typography>
      {inHand > 0 && order.openForWork && can('repair.work') && (
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Typography variant="caption" color="textSecondary">
            {t('lines.fitted')}
          </Typography>
          <PieceCount
            label={name}
            value={line.fitted}
            max={inHand}
            disabled={fit.isPending}
            onChange={(quantity) => fit.mutate({ order, lineId: line.id, quantity })}
          />
          {line.fitted === 1 && (
            <Button size="small" onClick={() => setPlacing(true)} aria-label={t('place.of', { name })}>
              {t('place.act')}
            </Button>
          )}
        </Stack>
      )}
      {placing && <PlacePart order={order} line={line} onClose={() => setPlacing(false)} />}
      <ProblemAlert error={fit.error} />
    </Stack>
  );
}

/** Asks the store for everything that was not asked for yet. */
function RequestParts({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const request = useRequestParts();
  const wanted = order.lines.some(
    ({ kind, quantity, requested, returned }) => kind === 'part' && quantity > requested - returned,
  );
  return (
    <>
      <ProblemAlert error={request.error} />
      <Button
        startIcon={<Icon name="box" />}
        disabled={!wanted}
        loading={request.isPending}
        onClick={() => request.mutate({ order })}
      >
        {t('lines.request')}
      </Button>
    </>
  );
}

function Withdraw(props: {
  readonly order: RepairOrder;
  readonly line: RepairLine;
  readonly onClose: () => void;
}): ReactNode {
  const { order, line, onClose } = props;
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const withdraw = useWithdrawLine(onClose);
  const name = format.name(line.description);
  return (
    <ConfirmDialog
      open
      title={t('lines.withdrawTitle')}
      text={t('lines.withdrawText', { name })}
      confirmLabel={t('lines.withdrawTitle')}
      pending={withdraw.isPending}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate({ order, lineId: line.id })}
      onClose={onClose}
    />
  );
}
