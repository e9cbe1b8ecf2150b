import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { today, useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { StatusChip } from '../../ui/status-chip';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Money, Name } from '../../ui/text';
import { claimableQuery, useMakeClaim, type ClaimableLine } from './api';
import { CoreStateChip } from './chips';
import { ClaimFilters } from './claim-filters';
import { ClaimsTabs } from './claims-tabs';
import { useMoneyText } from './money-text';
import { claimsSearch } from './search';

const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** What suppliers bear of finished repairs and no claim has yet. Choosing lines and pressing once makes a claim. */
export function ClaimablePage(): ReactNode {
  const { t } = useTranslation('claims');
  const navigate = useNavigate();
  const mayMake = useCan()('claim.manage');
  const state = useTableState();
  const filters = claimsSearch(useSearch({ strict: false }));
  const soon = filters.soon ? today(new Date(Date.now() + SOON_DAYS * DAY_MS)) : undefined;
  const query = useListQuery((page) => claimableQuery({ ...filters, ...state.search, ...page }, soon));
  const [picked, setPicked] = useState<readonly ClaimableLine[]>([]);
  // What somebody else claimed meanwhile is chosen no more.
  const shown = query.data?.data ?? [];
  const chosen = picked.filter(({ id }) => shown.some((line) => line.id === id));
  const make = useMakeClaim(({ id }) => {
    notify({ text: t('claimable.made') });
    void navigate({ to: `/claims/sent/${id}` });
  });
  const columns = useColumns(mayMake, chosen, setPicked);
  return (
    <PageFrame title={t('title')}>
      <ClaimsTabs />
      {mayMake && <ChosenBar lines={shown} chosen={chosen} onChoose={setPicked} make={make} />}
      <DataTable
        label={t('tabs.claimable')}
        columns={columns}
        query={query}
        state={state}
        filters={
          <>
            <ClaimFilters state={state} search={filters} />
            <Button
              variant={filters.soon ? 'contained' : 'outlined'}
              aria-pressed={filters.soon === true}
              onClick={() => state.filter({ soon: filters.soon ? undefined : 'true' })}
            >
              {t('claimable.soon')}
            </Button>
          </>
        }
        empty={<EmptyState icon="truck" title={t('claimable.empty')} hint={t('claimable.emptyHint')} />}
      />
    </PageFrame>
  );
}

interface ChosenBarProps {
  readonly lines: readonly ClaimableLine[];
  readonly chosen: readonly ClaimableLine[];
  readonly onChoose: (lines: readonly ClaimableLine[]) => void;
  readonly make: ReturnType<typeof useMakeClaim>;
}

/** What is chosen and its sum, and the one button. Before the first line it teaches. */
function ChosenBar({ lines, chosen, onChoose, make }: ChosenBarProps): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const moneyText = useMoneyText();
  const [first] = chosen;
  if (lines.length === 0) return null;
  const alike = first ? lines.filter((line) => belongs(line, first)) : [];
  const sum = moneyText(chosen.reduce((total, { amount }) => total + amount, 0));
  return (
    <Stack spacing={1} sx={{ mb: 2 }}>
      <Alert
        severity="info"
        icon={false}
        sx={{ alignItems: 'center', '& .MuiAlert-message': { flex: 1 }, '& .MuiAlert-action': { pt: 0 } }}
      >
        <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography variant="body2" sx={{ flex: 1, minWidth: 220 }}>
            {first ? t('claimable.chosen', { count: chosen.length, amount: sum }) : t('claimable.chooseHint')}
          </Typography>
          {first && alike.length > chosen.length && (
            <Button size="small" onClick={() => onChoose(alike)}>
              {t('claimable.chooseAll', { supplier: `\u2068${format.name(first.supplier.name)}\u2069` })}
            </Button>
          )}
          <Button
            variant="contained"
            startIcon={<Icon name="plus" />}
            disabled={!first}
            loading={make.isPending}
            onClick={() =>
              first &&
              make.mutate({
                supplierId: first.supplier.id,
                centerId: first.center.id,
                lineIds: chosen.map(({ id }) => id),
              })
            }
          >
            {t('claimable.make')}
          </Button>
        </Stack>
      </Alert>
      <ProblemAlert error={make.error} />
    </Stack>
  );
}

/** A claim is of one supplier and one centre. */
function belongs(line: ClaimableLine, first: ClaimableLine): boolean {
  return line.supplier.id === first.supplier.id && line.center.id === first.center.id;
}

function useColumns(
  mayMake: boolean,
  chosen: readonly ClaimableLine[],
  onChoose: (lines: readonly ClaimableLine[]) => void,
): readonly TableColumn<ClaimableLine>[] {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const money = useMoney();
  return useMemo(() => {
    const [first] = chosen;
    const isChosen = (line: ClaimableLine): boolean => chosen.some(({ id }) => id === line.id);
    const toggle = (line: ClaimableLine): void =>
      onChoose(isChosen(line) ? chosen.filter(({ id }) => id !== line.id) : [...chosen, line]);
    const what: TableColumn<ClaimableLine> = {
      field: 'what',
      label: t('what'),
      flex: 2,
      minWidth: 220,
      cell: (line) => (
        <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
          {mayMake && (
            <Checkbox
              size="small"
              sx={{ ml: -1 }}
              checked={isChosen(line)}
              disabled={first !== undefined && !belongs(line, first)}
              onChange={() => toggle(line)}
              slotProps={{
                input: {
                  'aria-label': t('claimable.choose', {
                    what: format.name(line.description),
                    order: line.order.number,
                  }),
                },
              }}
            />
          )}
          <Name value={line.description} />
        </Stack>
      ),
    };
    return [
      what,
      { field: 'supplier', label: t('supplier'), cell: ({ supplier }) => <Name value={supplier.name} /> },
      {
        field: 'order',
        label: t('order'),
        minWidth: 150,
        cell: ({ order }) => (
          <RecordLink kind="repair-order" id={order.id}>
            <Code>{order.number}</Code>
          </RecordLink>
        ),
      },
      { field: 'device', label: t('device'), wideOnly: true, cell: ({ device }) => <Name value={device.product} /> },
      { field: 'center', label: t('center'), wideOnly: true, cell: ({ center }) => <Name value={center.name} /> },
      {
        field: 'claimBy',
        label: t('claimable.claimBy'),
        minWidth: 190,
        cell: ({ claimBy, daysLeft }) => (
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <DateText value={claimBy} />
            {daysLeft === 0 && <StatusChip tone="bad" label={t('claimable.overdue')} />}
            {daysLeft > 0 && daysLeft <= SOON_DAYS && (
              <StatusChip tone="waiting" label={t('claimable.daysLeft', { count: daysLeft })} />
            )}
          </Stack>
        ),
      },
      {
        field: 'core',
        label: t('claim.core'),
        cell: ({ core }) => (core ? <CoreStateChip state={core.state} /> : '—'),
      },
      {
        field: 'amount',
        label: t('amount'),
        minWidth: 140,
        align: 'end',
        cell: ({ amount }) => <Money value={money(amount)} />,
      },
    ];
  }, [t, format, money, mayMake, chosen, onChoose]);
}
