import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lastDayBefore } from '../../ui/coverage-text';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { RegistrationChip } from '../devices/registration-chip';
import { cardsQuery, type Registration } from './api';
import { WarrantyTabs } from './warranty-tabs';

/** Every guarantee card that was issued; one by its number. A card's page is that of its device. */
export function CardsPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const state = useTableState();
  const query = useListQuery((page) => cardsQuery({ ...state.search, ...page }));
  const columns = useMemo<readonly TableColumn<Registration>[]>(
    () => [
      { field: 'cardNo', label: t('cardNo'), cell: ({ cardNo }) => <Code>{cardNo}</Code> },
      { field: 'policy', label: t('policy'), cell: ({ policy }) => <Name value={policy.name} />, flex: 2 },
      { field: 'state', label: t('state'), cell: ({ state: standing }) => <RegistrationChip state={standing} /> },
      { field: 'startsOn', label: t('startsOn'), cell: ({ startsOn }) => <DateText value={startsOn} /> },
      {
        field: 'endsOn',
        label: t('lastDay'),
        cell: ({ endsOn }) => <DateText value={endsOn && lastDayBefore(endsOn)} />,
      },
    ],
    [t],
  );
  return (
    <PageFrame title={t('title')}>
      <WarrantyTabs />
      <DataTable
        label={t('cards')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ deviceId }) => `/devices/${deviceId}`}
        searchLabel={t('searchCards')}
        empty={<EmptyState icon="shield" title={t('noCards')} hint={t('noCardsHint')} />}
      />
    </PageFrame>
  );
}
