import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '../../lib/format';
import { useHotkey } from '../../lib/hotkeys';
import { useCan, useCenter } from '../../lib/session';
import { Can } from '../../ui/can';
import { DataTable } from '../../ui/data-table';
import { DayFilter } from '../../ui/day-filter';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { Name } from '../../ui/text';
import { receptionsQuery } from './api';
import { receptionsColumns } from './receptions-columns';
import { WaitingLine } from './waiting-line';

/** The counter: who waits in this centre, and what was taken in. */
export function CounterPage(): ReactNode {
  const { t } = useTranslation('reception');
  const center = useCenter();
  const navigate = useNavigate();
  const can = useCan();
  useHotkey('KeyN', () => can('reception.intake') && void navigate({ to: '/reception/new' }));

  return (
    <PageFrame
      title={t('counter.title')}
      subtitle={center && <Name value={center.name} />}
      actions={
        <>
          <Can do="device.read">
            <Button component={Link} to="/entitlements" startIcon={<Icon name="scan" />}>
              {t('counter.entitlements')}
            </Button>
          </Can>
          <Can do="reception.intake">
            <Button
              component={Link}
              to="/reception/new"
              variant="contained"
              startIcon={<Icon name="plus" />}
              aria-keyshortcuts="N"
            >
              {t('counter.new')}
            </Button>
          </Can>
        </>
      }
    >
      {center ? (
        <Box sx={{ display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: { lg: '380px minmax(0, 1fr)' } }}>
          <WaitingLine centerId={center.id} />
          <Box component="section" aria-label={t('counter.receipts')} sx={{ minWidth: 0 }}>
            <Typography variant="h2" sx={{ mb: 1.5 }}>
              {t('counter.receipts')}
            </Typography>
            <Receipts centerId={center.id} />
          </Box>
        </Box>
      ) : (
        <EmptyState icon="building" title={t('noCenter')} hint={t('noCenterHint')} />
      )}
    </PageFrame>
  );
}

function Receipts({ centerId }: { readonly centerId: string }): ReactNode {
  const { t } = useTranslation('reception');
  const state = useTableState();
  const { on }: { on?: string } = useSearch({ strict: false });
  const { q, limit, cursor } = state.search;
  // Today, unless somebody looks for a receipt: that one may be of any day.
  const day = on === 'all' ? null : (on ?? (q === undefined ? today() : null));
  const query = useListQuery((page) =>
    receptionsQuery({
      centerId,
      ...(day && { receivedOn: day }),
      ...(q && { q }),
      ...(limit && { limit }),
      ...(cursor && { cursor }),
      ...page,
    }),
  );
  const columns = useMemo(() => receptionsColumns(t), [t]);
  return (
    <DataTable
      label={t('counter.receipts')}
      columns={columns}
      query={query}
      state={state}
      rowTo={rowTo}
      searchLabel={t('counter.search')}
      filters={
        <>
          <DayFilter
            label={t('counter.day')}
            value={day}
            onChoose={(chosen) => state.filter({ on: chosen === today() && !q ? undefined : (chosen ?? 'all') })}
          />
          {day !== today() && (
            <Button onClick={() => state.filter({ on: q ? today() : undefined })}>{t('counter.today')}</Button>
          )}
        </>
      }
      empty={
        <EmptyState
          icon="receipt"
          title={t('counter.empty')}
          hint={t('counter.emptyHint')}
          action={<Button onClick={() => state.filter({ on: 'all' })}>{t('counter.allDays')}</Button>}
        />
      }
    />
  );
}

function rowTo({ id }: { readonly id: string }): string {
  return `/receptions/${id}`;
}
