import Button from '@mui/material/Button';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Can } from '../../ui/can';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { blocksQuery, type Block } from './api';
import { LiftBlock, RaiseBlock } from './block-forms';
import { BlockAuthor, BlockSource } from './block-texts';
import { BlockKindChip } from './device-chips';
import { DevicesTabs } from './devices-tabs';
import { blockKinds, blocksSearch, blockStates } from './search';

/** The units that are stolen, blocked, counterfeit or recalled, whether anybody has met them or not. */
export function BlocksPage(): ReactNode {
  const { t } = useTranslation('devices');
  const state = useTableState();
  const search = blocksSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => blocksQuery({ ...search, ...page }));
  const [raising, setRaising] = useState(false);
  const [lifting, setLifting] = useState<Block | null>(null);
  const columns = useColumns(setLifting);
  const raise = (
    <Can do="device.block">
      <Button variant="contained" startIcon={<Icon name="lock" />} onClick={() => setRaising(true)}>
        {t('blocks.raise')}
      </Button>
    </Can>
  );
  return (
    <PageFrame title={t('title')} actions={raise}>
      <DevicesTabs />
      <DataTable
        label={t('blocks.title')}
        columns={columns}
        query={query}
        state={state}
        searchLabel={t('blocks.search')}
        filters={
          <>
            <FilterSelect
              label={t('blocks.kind')}
              value={search.kind}
              options={blockKinds.map((value) => ({ value, label: t(`blocks.kinds.${value}`) }))}
              onChoose={(kind) => state.filter({ kind })}
            />
            <FilterSelect
              label={t('blocks.state')}
              value={search.state}
              options={blockStates.map((value) => ({ value, label: t(`blocks.states.${value}`) }))}
              onChoose={(wanted) => state.filter({ state: wanted })}
            />
          </>
        }
        empty={<EmptyState icon="lock" title={t('blocks.empty')} hint={t('blocks.emptyHint')} action={raise} />}
      />
      {raising && <RaiseBlock onClose={() => setRaising(false)} />}
      {lifting && <LiftBlock block={lifting} onClose={() => setLifting(null)} />}
    </PageFrame>
  );
}

function useColumns(onLift: (block: Block) => void): readonly TableColumn<Block>[] {
  const { t } = useTranslation('devices');
  return useMemo(
    () => [
      {
        field: 'unit',
        label: t('blocks.unit'),
        minWidth: 155,
        cell: ({ serial, imei, deviceId }) => {
          const number = serial ?? imei;
          const text = number === null ? t('noSerial') : <Code>{number}</Code>;
          return deviceId ? (
            <RecordLink kind="device" id={deviceId}>
              {text}
            </RecordLink>
          ) : (
            text
          );
        },
      },
      { field: 'kind', label: t('blocks.kind'), minWidth: 120, cell: ({ kind }) => <BlockKindChip kind={kind} /> },
      {
        field: 'product',
        label: t('product'),
        wideOnly: true,
        cell: ({ brand, product }) =>
          product ? <Name value={product.name} /> : brand ? <Name value={brand.name} /> : '—',
      },
      {
        field: 'source',
        label: t('blocks.source'),
        flex: 1.4,
        minWidth: 165,
        cell: ({ source, reference }) => <BlockSource source={source} reference={reference} />,
      },
      { field: 'note', label: t('blocks.note'), flex: 2, minWidth: 190, cell: ({ note }) => <bdi>{note ?? '—'}</bdi> },
      {
        field: 'listedOn',
        label: t('blocks.listedOn'),
        minWidth: 105,
        cell: ({ listedOn, until }) => (
          <>
            <DateText value={listedOn} />
            {until && (
              <>
                {' – '}
                <DateText value={until} />
              </>
            )}
          </>
        ),
      },
      {
        field: 'raisedBy',
        label: t('blocks.raisedBy'),
        wideOnly: true,
        cell: ({ raisedBy }) => <BlockAuthor raisedBy={raisedBy} />,
      },
      {
        field: 'lifted',
        label: t('blocks.lifted'),
        wideOnly: true,
        cell: ({ liftedAt, liftReason }) =>
          liftedAt ? (
            <>
              <DateText value={liftedAt} /> · <bdi>{liftReason ?? t('blocks.ended')}</bdi>
            </>
          ) : (
            '—'
          ),
      },
      {
        field: 'acts',
        label: '',
        acts: true,
        width: 92,
        cell: (block) =>
          block.liftedAt === null && (
            <Can do="device.block">
              <Button size="small" onClick={() => onLift(block)}>
                {t('blocks.lift')}
              </Button>
            </Can>
          ),
      },
    ],
    [t, onLift],
  );
}
