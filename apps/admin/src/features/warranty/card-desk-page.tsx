import Button from '@mui/material/Button';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useScanner } from '../../lib/scanner';
import { Can } from '../../ui/can';
import { lastDayBefore } from '../../ui/coverage-text';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { RegistrationChip } from '../devices/registration-chip';
import { cardStates, printedCardsQuery, type Card } from './api';
import { CardPanel } from './card-panel';
import { IssueCards } from './issue-cards';
import { WarrantyTabs } from './warranty-tabs';

/** Printed cards: find or scan one, see how it stands, and act. */
export function CardDeskPage(): ReactNode {
  const { t } = useTranslation(['warranty', 'devices']);
  const state = useTableState();
  const { state: standing, batchId } = useSearch({ strict: false }) as {
    state?: Card['state'];
    batchId?: string;
  };
  const query = useListQuery((page) => printedCardsQuery({ ...state.search, state: standing, batchId, ...page }));
  const [open, setOpen] = useState<string | null>(null);
  const [issuing, setIssuing] = useState(false);
  useScanner(setOpen);
  const columns = useMemo<readonly TableColumn<Card>[]>(
    () => [
      { field: 'cardNo', label: t('cardNo'), cell: ({ cardNo }) => <Code>{cardNo}</Code>, flex: 1.4 },
      { field: 'state', label: t('state'), cell: (card) => <RegistrationChip state={card.state} /> },
      {
        field: 'product',
        label: t('scopes.product'),
        cell: ({ product }) => (product ? <Name value={product.name} /> : t('desk.anyProduct')),
        flex: 1.4,
      },
      { field: 'serial', label: t('desk.serial'), cell: ({ serial }) => (serial ? <Code>{serial}</Code> : '—') },
      { field: 'policy', label: t('policy'), cell: ({ policy }) => <Name value={policy.name} />, wideOnly: true },
      {
        field: 'endsOn',
        label: t('lastDay'),
        cell: ({ endsOn }) => <DateText value={endsOn && lastDayBefore(endsOn)} />,
      },
    ],
    [t],
  );
  return (
    <PageFrame
      title={t('title')}
      actions={
        <Can do="warranty.manage">
          <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setIssuing(true)}>
            {t('desk.issue')}
          </Button>
        </Can>
      }
    >
      <WarrantyTabs />
      <DataTable
        label={t('desk.title')}
        columns={columns}
        query={query}
        state={state}
        onOpen={({ cardNo }) => setOpen(cardNo)}
        searchLabel={t('desk.search')}
        filters={
          <FilterSelect
            label={t('state')}
            value={standing}
            options={cardStates.map((value) => ({ value, label: t(`devices:guarantee.states.${value}`) }))}
            onChoose={(value) => state.filter({ state: value })}
          />
        }
        empty={<EmptyState icon="shield" title={t('desk.empty')} hint={t('desk.emptyHint')} />}
      />
      {open !== null && <CardPanel key={open} cardNo={open} onClose={() => setOpen(null)} />}
      {issuing && <IssueCards onClose={() => setIssuing(false)} />}
    </PageFrame>
  );
}
