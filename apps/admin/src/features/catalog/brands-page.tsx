import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/data-table';
import { useListQuery } from '../../ui/list-query';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { useTableState } from '../../ui/table-state';
import { brandsQuery, useSaveBrand, type Brand } from './api';
import { CatalogForm, CatalogFrame, nameBody, NameFields, nameValues, type NameValues } from './catalog-frame';
import { catalogSearch } from './search';

export function BrandsPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => brandsQuery({ ...search, ...page }));
  const columns = useMemo<readonly TableColumn<Brand>[]>(
    () => [
      { field: 'fa', label: t('nameFa'), cell: ({ name }) => <bdi>{name.fa ?? name.en}</bdi> },
      { field: 'en', label: t('nameEn'), cell: ({ name }) => <bdi>{name.en ?? '—'}</bdi> },
    ],
    [t],
  );
  return (
    <CatalogFrame<Brand> section="brands" form={(brand, close) => <BrandForm brand={brand} onClose={close} />}>
      {(open, add) => (
        <DataTable
          label={t('sections.brands.title')}
          columns={columns}
          query={query}
          state={state}
          onOpen={open}
          searchLabel={t('searchNames')}
          empty={
            <EmptyState
              icon="tag"
              title={t('sections.brands.empty')}
              hint={t('sections.brands.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

function BrandForm({ brand, onClose }: { readonly brand: Brand | null; readonly onClose: () => void }): ReactNode {
  const form = useForm<NameValues>({ defaultValues: nameValues(brand?.name) });
  const save = useSaveBrand(brand, onClose);
  return (
    <CatalogForm form={form} save={save} onSubmit={(values) => save.mutate(nameBody(values))} onClose={onClose}>
      <NameFields form={form} />
    </CatalogForm>
  );
}
