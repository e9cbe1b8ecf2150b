import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/fields';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { useTableState } from '../../ui/table-state';
import { Code, Name } from '../../ui/text';
import { productsQuery, useSaveProduct, type Product } from './api';
import { CatalogForm, CatalogFrame, nameBody, NameFields, nameValues, type NameValues } from './catalog-frame';
import { BrandFilter, GroupFilter } from './filters';
import { catalogSearch } from './search';
import { brandOption, codedOption, useBrandSource, useProductGroupSource } from './sources';

export function ProductsPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const query = useQuery(productsQuery(search));
  const columns = useMemo<readonly TableColumn<Product>[]>(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <Name value={name} />, flex: 2 },
      { field: 'code', label: t('model'), cell: ({ code }) => <Code>{code}</Code> },
      { field: 'brand', label: t('brand'), cell: ({ brand }) => <Name value={brand.name} /> },
      { field: 'group', label: t('group'), cell: ({ group }) => <Name value={group.name} /> },
      {
        field: 'serialPattern',
        label: t('serialPattern'),
        cell: ({ serialPattern }) => (serialPattern ? <Code>{serialPattern}</Code> : '—'),
        wideOnly: true,
      },
    ],
    [t],
  );
  return (
    <CatalogFrame<Product>
      section="products"
      form={(product, close) => <ProductForm product={product} onClose={close} />}
    >
      {(open, add) => (
        <DataTable
          label={t('sections.products.title')}
          columns={columns}
          query={query}
          state={state}
          onOpen={open}
          searchLabel={t('searchCodes')}
          filters={
            <>
              <BrandFilter state={state} value={search.brandId} />
              <GroupFilter state={state} value={search.groupId} />
            </>
          }
          empty={
            <EmptyState
              icon="device"
              title={t('sections.products.empty')}
              hint={t('sections.products.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

interface ProductValues extends NameValues {
  brandId: PickerOption | null;
  groupId: PickerOption | null;
  code: string;
  serialPattern: string;
}

function ProductForm({
  product,
  onClose,
}: {
  readonly product: Product | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const form = useForm<ProductValues>({
    defaultValues: {
      ...nameValues(product?.name),
      brandId: product && brandOption(product.brand, format),
      groupId: product && codedOption(product.group, format),
      code: product?.code ?? '',
      serialPattern: product?.serialPattern ?? '',
    },
  });
  const { control } = form;
  const save = useSaveProduct(product, onClose);
  const known = product !== null;
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={(values) =>
        save.mutate({
          ...nameBody(values),
          brandId: values.brandId?.id ?? '',
          groupId: values.groupId?.id ?? '',
          code: values.code,
          serialPattern: orNull(values.serialPattern),
        })
      }
      onClose={onClose}
    >
      <PickerField
        control={control}
        name="brandId"
        label={t('brand')}
        source={useBrandSource()}
        required
        disabled={known}
      />
      <TextField
        control={control}
        name="code"
        label={t('model')}
        hint={t('modelHint')}
        code
        required
        disabled={known}
        maxLength={60}
      />
      <NameFields form={form} />
      <PickerField control={control} name="groupId" label={t('group')} source={useProductGroupSource()} required />
      <TextField
        control={control}
        name="serialPattern"
        label={t('serialPattern')}
        hint={t('serialPatternHint')}
        code
        maxLength={60}
      />
    </CatalogForm>
  );
}
