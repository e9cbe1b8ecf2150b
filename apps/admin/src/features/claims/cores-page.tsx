import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/fields';
import { FilterSelect } from '../../ui/filter-select';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { SidePanel } from '../../ui/side-panel';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { coresQuery, useMoveCore, type Core, type CoreAct } from './api';
import { CoreStateChip } from './chips';
import { ClaimFilters } from './claim-filters';
import { ClaimsTabs } from './claims-tabs';
import { claimsSearch, coreStates } from './search';

/** Old parts that suppliers want back, the nearest deadline first. */
export function CoresPage(): ReactNode {
  const { t } = useTranslation('claims');
  const state = useTableState();
  const filters = claimsSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => coresQuery({ ...filters, ...state.search, ...page }));
  const [asked, setAsked] = useState<{ core: Core; act: CoreAct } | null>(null);
  const move = useMoveCore(() => {
    notify({ text: t('cores.done') });
    setAsked(null);
  });
  const { mutate, isPending } = move;
  const columns = useColumns(isPending, (core, act) =>
    // Sending has a number and a refusal a reason; the rest is one press.
    act === 'send' || act === 'refuse' ? setAsked({ core, act }) : mutate({ core, act, reference: null, note: null }),
  );
  return (
    <PageFrame title={t('title')}>
      <ClaimsTabs />
      {!asked && <ProblemAlert error={move.error} />}
      <DataTable
        label={t('tabs.cores')}
        columns={columns}
        query={query}
        state={state}
        filters={
          <>
            <ClaimFilters state={state} search={filters} />
            <FilterSelect
              label={t('state')}
              value={filters.core}
              options={coreStates.map((value) => ({ value, label: t(`cores.states.${value}`) }))}
              onChoose={(core) => state.filter({ core })}
            />
            <Button
              variant={filters.late ? 'contained' : 'outlined'}
              aria-pressed={filters.late === true}
              onClick={() => state.filter({ late: filters.late ? undefined : 'true' })}
            >
              {t('cores.lateOnly')}
            </Button>
          </>
        }
        empty={<EmptyState icon="box" title={t('cores.empty')} hint={t('cores.emptyHint')} />}
      />
      {asked && <MovePanel core={asked.core} act={asked.act} move={move} onClose={() => setAsked(null)} />}
    </PageFrame>
  );
}

function useColumns(pending: boolean, onAct: (core: Core, act: CoreAct) => void): readonly TableColumn<Core>[] {
  const { t } = useTranslation('claims');
  const format = useFormat();
  return useMemo(
    () => [
      {
        field: 'part',
        label: t('cores.part'),
        flex: 2,
        minWidth: 160,
        cell: ({ part, quantity }) => (
          <>
            <Name value={part.name} />
            {quantity > 1 && ` × ${format.number(quantity)}`}
          </>
        ),
      },
      { field: 'supplier', label: t('supplier'), cell: ({ supplier }) => <Name value={supplier.name} /> },
      {
        field: 'order',
        label: t('order'),
        minWidth: 140,
        cell: ({ order }) => (
          <RecordLink kind="repair-order" id={order.id}>
            <Code>{order.number}</Code>
          </RecordLink>
        ),
      },
      {
        field: 'claim',
        label: t('cores.claim'),
        minWidth: 190,
        wideOnly: true,
        cell: ({ claim }) =>
          claim ? (
            <Box component={Link} to={`/claims/sent/${claim.id}`} sx={{ color: 'text.primary', fontWeight: 600 }}>
              {claim.number === null ? t('draft') : <Code>{claim.number}</Code>}
            </Box>
          ) : (
            '—'
          ),
      },
      { field: 'dueOn', label: t('cores.dueOn'), cell: ({ dueOn }) => <DateText value={dueOn} /> },
      { field: 'keeper', label: t('cores.keeper'), wideOnly: true, cell: ({ keeper }) => <bdi>{keeper ?? '—'}</bdi> },
      {
        field: 'state',
        label: t('state'),
        minWidth: 165,
        cell: ({ state, late }) => <CoreStateChip state={state} late={late} />,
      },
      {
        field: 'acts',
        label: '',
        acts: true,
        minWidth: 170,
        cell: (core) => (
          <Stack direction="row" spacing={1}>
            {core.allowedActions.map((act) => (
              <Button key={act} size="small" disabled={pending} onClick={() => onAct(core, act)}>
                {t(`cores.acts.${act}`)}
              </Button>
            ))}
          </Stack>
        ),
      },
    ],
    [t, format, pending, onAct],
  );
}

interface MovePanelProps {
  readonly core: Core;
  readonly act: CoreAct;
  readonly move: ReturnType<typeof useMoveCore>;
  readonly onClose: () => void;
}

function MovePanel({ core, act, move, onClose }: MovePanelProps): ReactNode {
  const { t } = useTranslation('claims');
  const form = useForm({ defaultValues: { reference: '', note: '' } });
  return (
    <SidePanel title={t(act === 'send' ? 'cores.sendTitle' : 'cores.refuseTitle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ reference, note }) => move.mutate({ core, act, reference: orNull(reference), note: orNull(note) })}
        error={move.error}
        pending={move.isPending}
        submitLabel={t(`cores.acts.${act}`)}
        onCancel={onClose}
      >
        {act === 'send' && (
          <TextField
            control={form.control}
            name="reference"
            label={t('cores.reference')}
            maxLength={100}
            code
            autoFocus
          />
        )}
        <TextField control={form.control} name="note" label={t('cores.note')} maxLength={300} />
      </Form>
    </SidePanel>
  );
}
