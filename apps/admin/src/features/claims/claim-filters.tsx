import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useAccount } from '../../lib/session';
import { FilterSelect } from '../../ui/filter-select';
import type { TableState } from '../../ui/table-state';
import { suppliersQuery } from './api';
import type { ClaimsSearch } from './search';

interface ClaimFiltersProps {
  readonly state: TableState;
  readonly search: ClaimsSearch;
}

/** Whose, and where; every list of this part has them. */
export function ClaimFilters({ state, search }: ClaimFiltersProps): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const suppliers = useQuery(suppliersQuery()).data?.data ?? [];
  const { centers } = useAccount();
  return (
    <>
      <FilterSelect
        label={t('supplier')}
        value={search.supplierId}
        options={suppliers.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
        onChoose={(supplierId) => state.filter({ supplierId })}
      />
      {centers.length > 1 && (
        <FilterSelect
          label={t('center')}
          value={search.centerId}
          options={centers.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
          onChoose={(centerId) => state.filter({ centerId })}
        />
      )}
    </>
  );
}
