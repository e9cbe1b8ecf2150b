import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { SidePanel } from '../../ui/side-panel';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { centersQuery, type CenterRow } from './api';
import { NewCenterForm } from './center-forms';
import { OrganizationTabs } from './organization-tabs';

/** The service centres one works in, or all of them. */
export function CentersPage(): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const navigate = useNavigate();
  const state = useTableState();
  const { closed }: { readonly closed?: 'true' } = useSearch({ strict: false });
  const { q, limit, cursor } = state.search;
  const query = useListQuery((page) => centersQuery({ q, limit, cursor, closed: closed && true, ...page }));
  const [adding, setAdding] = useState(false);
  const close = (): void => setAdding(false);
  const columns = useMemo<readonly TableColumn<CenterRow>[]>(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <Name value={name} />, flex: 1.4 },
      { field: 'code', label: t('code'), cell: ({ code }) => <Code>{code}</Code>, width: 140 },
      {
        field: 'phone',
        label: t('center.phone'),
        cell: ({ phone }) => (phone ? <Code>{format.digits(phone)}</Code> : '—'),
        width: 170,
      },
      { field: 'address', label: t('center.address'), cell: ({ address }) => address ?? '—', flex: 2, wideOnly: true },
      {
        field: 'closedOn',
        label: t('center.closedOn'),
        cell: ({ closedOn }) => <DateText value={closedOn} />,
        width: 150,
      },
    ],
    [t, format],
  );
  const add = (
    <Can do="organization.manage">
      <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setAdding(true)}>
        {t('centers.new')}
      </Button>
    </Can>
  );

  return (
    <PageFrame title={t('navigation.label')} tabs={<OrganizationTabs />} actions={add}>
      <DataTable
        label={t('centers.title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/organization/centers/${id}`}
        searchLabel={t('centers.search')}
        filters={
          <FormControlLabel
            label={t('centers.closedToo')}
            control={
              <Checkbox
                checked={closed !== undefined}
                onChange={(_, checked) => state.filter({ closed: checked ? 'true' : undefined })}
              />
            }
          />
        }
        empty={<EmptyState icon="building" title={t('centers.empty')} hint={t('centers.emptyHint')} action={add} />}
      />
      {adding && (
        <SidePanel title={t('centers.new')} onClose={close}>
          <NewCenterForm onDone={({ id }) => void navigate({ to: `/organization/centers/${id}` })} onCancel={close} />
        </SidePanel>
      )}
    </PageFrame>
  );
}
