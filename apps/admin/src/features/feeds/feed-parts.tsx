import Alert from '@mui/material/Alert';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { FilterSelect } from '../../ui/filter-select';
import { PageFrame } from '../../ui/page-frame';
import { PageTabs } from '../../ui/page-tabs';
import type { TableState } from '../../ui/table-state';
import { feedKinds, feedsSearch, type FeedsSearch, feedSourcesQuery } from './api';

export const useFeedsSearch = (): FeedsSearch => feedsSearch(useSearch({ strict: false }));

/** The three lists of what other systems tell, under one title; says when something waits. */
export function FeedsFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const sources = useQuery(feedSourcesQuery).data?.data ?? [];
  const waiting = sources.reduce((sum, { refused }) => sum + refused, 0);
  return (
    <PageFrame title={t('title')} subtitle={t('hint')}>
      <PageTabs
        label={t('title')}
        tabs={[
          { to: '/feeds', label: t('tabs.refusals') },
          { to: '/feeds/entries', label: t('tabs.entries') },
          { to: '/feeds/deliveries', label: t('tabs.deliveries') },
        ]}
      />
      {waiting > 0 && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('waiting', { count: waiting, number: format.number(waiting) })}
        </Alert>
      )}
      {children}
    </PageFrame>
  );
}

/** Whose, and of what. */
export function FeedFilters({
  state,
  search,
}: {
  readonly state: TableState;
  readonly search: FeedsSearch;
}): ReactNode {
  const { t } = useTranslation('feeds');
  const sources = [...new Set((useQuery(feedSourcesQuery).data?.data ?? []).map(({ source }) => source))];
  return (
    <>
      <FilterSelect
        label={t('source')}
        value={search.source}
        options={sources.map((value) => ({ value, label: value }))}
        onChoose={(source) => state.filter({ source })}
      />
      <FilterSelect
        label={t('kind')}
        value={search.kind}
        options={feedKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChoose={(kind) => state.filter({ kind })}
      />
    </>
  );
}
