import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DataTable } from '../../ui/data-table';
import { useListQuery } from '../../ui/list-query';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { CheckField, MoneyField, TextField } from '../../ui/fields';
import { DateField } from '../../ui/date-field';
import { LoadingState } from '../../ui/page-frame';
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
  const query = useListQuery((page) => productsQuery({ ...search, ...page }));
  const { data: company } = useQuery(companyQuery);
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
      form={(product, close) =>
        company ? <ProductForm product={product} currency={company.currency} onClose={close} /> : <LoadingState />
      }
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
  gtin: string;
  hasImei: boolean;
  replacementValue: number | null;
  discontinuedOn: string | null;
  supportUntil: string | null;
}

interface ProductFormProps {
  readonly product: Product | null;
  readonly currency: string;
  readonly onClose: () => void;
}

function ProductForm({ product, currency, onClose }: ProductFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const form = useForm<ProductValues>({
    defaultValues: {
      ...nameValues(product?.name),
      brandId: product && brandOption(product.brand, format),
      groupId: product && codedOption(product.group, format),
      code: product?.code ?? '',
      serialPattern: product?.serialPattern ?? '',
      gtin: product?.gtin ?? '',
      hasImei: product?.hasImei ?? false,
      replacementValue: product?.replacementValue ?? null,
      discontinuedOn: product?.discontinuedOn ?? null,
      supportUntil: product?.supportUntil ?? null,
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
          gtin: orNull(values.gtin),
          hasImei: values.hasImei,
          replacementValue: values.replacementValue,
          discontinuedOn: values.discontinuedOn,
          supportUntil: values.supportUntil,
        })
      }
      onClose={onClose}
    >
      {product && (
        <Button
          component={Link}
          to={`/catalog/products/${product.id}`}
          variant="outlined"
          sx={{ alignSelf: 'flex-start' }}
        >
          {t('productPage.open')}
        </Button>
      )}
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
      <CheckField control={control} name="hasImei" label={t('hasImei')} />
      <TextField control={control} name="gtin" label={t('gtin')} hint={t('gtinHint')} code maxLength={20} />
      <MoneyField
        control={control}
        name="replacementValue"
        label={t('replacementValue')}
        hint={t('replacementValueHint')}
        currency={currency}
      />
      <DateField control={control} name="discontinuedOn" label={t('discontinuedOn')} />
      <DateField control={control} name="supportUntil" label={t('supportUntil')} hint={t('supportUntilHint')} />
    </CatalogForm>
  );
}
