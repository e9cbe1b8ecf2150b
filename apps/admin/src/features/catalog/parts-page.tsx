import { skipToken, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery, useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { productGroupsQuery } from '../../lib/product-groups';
import { DataTable } from '../../ui/data-table';
import { useListQuery } from '../../ui/list-query';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { MoneyField, TextField } from '../../ui/fields';
import { LoadingState } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { useTableState } from '../../ui/table-state';
import { Code, Money, Name } from '../../ui/text';
import {
  brandQuery,
  partsQuery,
  productQuery,
  useSavePart,
  type Brand,
  type Part,
  type Product,
  type ProductGroup,
} from './api';
import {
  CatalogForm,
  CatalogFrame,
  nameBody,
  NameFields,
  nameValues,
  RetiredChip,
  RetiredField,
  type NameValues,
} from './catalog-frame';
import { GroupFilter, RetiredFilter } from './filters';
import { PartRelationsForm } from './part-relations';
import { catalogSearch } from './search';
import { brandOption, codedOption, useBrandSource, useProductGroupSource, useProductSource } from './sources';

export function PartsPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => partsQuery({ ...search, ...page }));
  const { data: groups } = useQuery(productGroupsQuery());
  const money = useMoney();
  const columns = useMemo<readonly TableColumn<Part>[]>(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <Name value={name} />, flex: 2 },
      { field: 'sku', label: t('sku'), cell: ({ sku }) => <Code>{sku}</Code> },
      {
        field: 'group',
        label: t('group'),
        cell: ({ groupId }) =>
          groupId === null ? t('everyGroup') : <Name value={groups?.find(({ id }) => id === groupId)?.name} />,
      },
      {
        field: 'price',
        label: t('listPrice'),
        cell: ({ listPrice }) => <Money value={money(listPrice)} />,
        align: 'end',
      },
      {
        field: 'retired',
        label: t('state'),
        cell: ({ retiredOn }) => retiredOn && <RetiredChip />,
        width: 140,
      },
    ],
    [t, groups, money],
  );
  return (
    <CatalogFrame<Part>
      section="parts"
      form={(part, close) => <PartPanel part={part} groups={groups} onClose={close} />}
    >
      {(open, add) => (
        <DataTable
          label={t('sections.parts.title')}
          columns={columns}
          query={query}
          state={state}
          onOpen={open}
          searchLabel={t('searchCodes')}
          filters={
            <>
              <GroupFilter state={state} value={search.groupId} />
              <RetiredFilter state={state} value={search.retired} />
            </>
          }
          empty={
            <EmptyState
              icon="box"
              title={t('sections.parts.empty')}
              hint={t('sections.parts.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

interface PartPanelProps {
  readonly part: Part | null;
  readonly groups: readonly ProductGroup[] | undefined;
  readonly onClose: () => void;
}

/** A part names its brand, group and product by id only: the form waits until they are known. */
function PartPanel({ part, groups, onClose }: PartPanelProps): ReactNode {
  const brandId = part?.brandId ?? null;
  const { data: brand = null } = useQuery({
    ...brandQuery(brandId ?? ''),
    ...(brandId === null && { queryFn: skipToken }),
  });
  const unitOfId = part?.unitOfId ?? null;
  const { data: unitOf = null } = useQuery({
    ...productQuery(unitOfId ?? ''),
    ...(unitOfId === null && { queryFn: skipToken }),
  });
  const { data: company } = useQuery(companyQuery);
  if (!groups || !company || (brandId !== null && !brand) || (unitOfId !== null && !unitOf)) return <LoadingState />;
  return (
    <>
      <PartForm
        part={part}
        brand={brand}
        unitOf={unitOf}
        groups={groups}
        currency={company.currency}
        onClose={onClose}
      />
      {part && <PartRelationsForm partId={part.id} onClose={onClose} />}
    </>
  );
}

interface PartValues extends NameValues {
  sku: string;
  brandId: PickerOption | null;
  groupId: PickerOption | null;
  unitOfId: PickerOption | null;
  listPrice: number | null;
  retiredOn: string | null;
}

interface PartFormProps {
  readonly part: Part | null;
  readonly brand: Brand | null;
  readonly unitOf: Product | null;
  readonly groups: readonly ProductGroup[];
  readonly currency: string;
  readonly onClose: () => void;
}

function PartForm({ part, brand, unitOf, groups, currency, onClose }: PartFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const group = groups.find(({ id }) => id === part?.groupId);
  const form = useForm<PartValues>({
    defaultValues: {
      ...nameValues(part?.name),
      sku: part?.sku ?? '',
      brandId: brand && brandOption(brand, format),
      groupId: group ? codedOption(group, format) : null,
      unitOfId: unitOf && codedOption(unitOf, format),
      listPrice: part?.listPrice ?? null,
      retiredOn: part?.retiredOn ?? null,
    },
  });
  const { control } = form;
  const save = useSavePart(part, onClose);
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={(values) =>
        save.mutate({
          ...nameBody(values),
          sku: values.sku,
          brandId: values.brandId?.id ?? null,
          groupId: values.groupId?.id ?? null,
          unitOfId: values.unitOfId?.id ?? null,
          listPrice: values.listPrice ?? 0,
          retiredOn: values.retiredOn,
        })
      }
      onClose={onClose}
    >
      <NameFields form={form} />
      <TextField control={control} name="sku" label={t('sku')} code required disabled={part !== null} maxLength={60} />
      <PickerField
        control={control}
        name="brandId"
        label={t('brand')}
        hint={t('brandHint')}
        source={useBrandSource()}
      />
      <PickerField
        control={control}
        name="groupId"
        label={t('group')}
        hint={t('groupHint')}
        source={useProductGroupSource()}
      />
      <PickerField
        control={control}
        name="unitOfId"
        label={t('unitOf')}
        hint={t('unitOfHint')}
        source={useProductSource()}
      />
      <MoneyField
        control={control}
        name="listPrice"
        label={t('listPrice')}
        hint={t('priceHint')}
        currency={currency}
        required
      />
      {part && <RetiredField form={form} />}
    </CatalogForm>
  );
}
