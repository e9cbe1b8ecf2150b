import ToggleButton from '@mui/material/ToggleButton';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCenter } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { balancesQuery, locationsQuery, type BalanceRow } from './api';
import { LedgerPanel } from './ledger-panel';
import { useBalanceColumns } from './stock-columns';

interface StockFilter {
  readonly location?: string;
  readonly short?: 'true';
}

/** What lies where, what of it is promised, and what it is worth; a part opens its ledger. */
export function StockPage(): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const center = useCenter();
  const state = useTableState();
  const { location, short }: StockFilter = useSearch({ strict: false });
  const [openId, setOpenId] = useState<string | null>(null);
  const locations = useQuery(locationsQuery(center?.id)).data?.data ?? [];
  const query = useListQuery((page) =>
    balancesQuery({
      ...state.search,
      centerId: center?.id,
      locationId: location,
      short: short === 'true' ? true : undefined,
      ...page,
    }),
  );
  const columns = useBalanceColumns();
  const open = query.data?.data.find(({ id }) => id === openId);

  return (
    <PageFrame title={t('stock.title')} subtitle={t('stock.subtitle')}>
      <DataTable<BalanceRow>
        label={t('stock.title')}
        columns={columns}
        query={query}
        state={state}
        onOpen={(row) => setOpenId(row.id)}
        searchLabel={t('stock.search')}
        filters={
          <>
            {locations.length > 1 && (
              <FilterSelect
                label={t('location')}
                value={location}
                options={locations.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
                onChoose={(value) => state.filter({ location: value })}
              />
            )}
            <ToggleButton
              value="short"
              size="small"
              color="primary"
              selected={short === 'true'}
              onChange={() => state.filter({ short: short === 'true' ? undefined : 'true' })}
            >
              <Icon name="clock" />
              {t('stock.onlyShort')}
            </ToggleButton>
          </>
        }
        empty={<EmptyState icon="box" title={t('stock.none')} hint={t('stock.noneHint')} />}
      />
      {open && <LedgerPanel balance={open} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}
