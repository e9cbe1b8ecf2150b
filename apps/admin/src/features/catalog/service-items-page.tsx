import { useQuery } from '@tanstack/react-query';
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
import { MoneyField, NumberField, SelectField, TextField } from '../../ui/fields';
import { LoadingState } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { useTableState } from '../../ui/table-state';
import { Code, Money, Name, NumberText } from '../../ui/text';
import { serviceItemsQuery, useSaveServiceItem, workClasses, type ProductGroup, type ServiceItem } from './api';
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
import { catalogSearch } from './search';
import { codedOption, useProductGroupSource } from './sources';

const MOST_MINUTES = 10_000;

export function ServiceItemsPage(): ReactNode {
  const { t } = useTranslation(['catalog', 'ui']);
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => serviceItemsQuery({ ...search, ...page }));
  const { data: groups } = useQuery(productGroupsQuery());
  const { data: company } = useQuery(companyQuery);
  const money = useMoney();
  const columns = useMemo<readonly TableColumn<ServiceItem>[]>(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <Name value={name} />, flex: 2 },
      { field: 'code', label: t('code'), cell: ({ code }) => <Code>{code}</Code> },
      { field: 'class', label: t('coverClass'), cell: ({ coverClass }) => t(`ui:coverage.classes.${coverClass}`) },
      {
        field: 'minutes',
        label: t('standardMinutes'),
        cell: ({ standardMinutes }) => <NumberText value={standardMinutes} unit="minute" />,
        align: 'end',
      },
      { field: 'price', label: t('price'), cell: ({ price }) => <Money value={money(price)} />, align: 'end' },
      {
        field: 'retired',
        label: t('state'),
        cell: ({ retiredOn }) => retiredOn && <RetiredChip />,
        width: 140,
      },
    ],
    [t, money],
  );
  return (
    <CatalogFrame<ServiceItem>
      section="service-items"
      form={(item, close) =>
        groups && company ? (
          <ServiceItemForm item={item} groups={groups} currency={company.currency} onClose={close} />
        ) : (
          <LoadingState />
        )
      }
    >
      {(open, add) => (
        <DataTable
          label={t('sections.service-items.title')}
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
              icon="wrench"
              title={t('sections.service-items.empty')}
              hint={t('sections.service-items.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

interface ServiceItemValues extends NameValues {
  code: string;
  groupId: PickerOption | null;
  coverClass: ServiceItem['coverClass'];
  standardMinutes: number | null;
  price: number | null;
  retiredOn: string | null;
}

interface ServiceItemFormProps {
  readonly item: ServiceItem | null;
  readonly groups: readonly ProductGroup[];
  readonly currency: string;
  readonly onClose: () => void;
}

function ServiceItemForm({ item, groups, currency, onClose }: ServiceItemFormProps): ReactNode {
  const { t } = useTranslation(['catalog', 'ui']);
  const format = useFormat();
  const group = groups.find(({ id }) => id === item?.groupId);
  const form = useForm<ServiceItemValues>({
    defaultValues: {
      ...nameValues(item?.name),
      code: item?.code ?? '',
      groupId: group ? codedOption(group, format) : null,
      coverClass: item?.coverClass ?? 'labour',
      standardMinutes: item?.standardMinutes ?? null,
      price: item?.price ?? null,
      retiredOn: item?.retiredOn ?? null,
    },
  });
  const { control } = form;
  const save = useSaveServiceItem(item, onClose);
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={(values) =>
        save.mutate({
          ...nameBody(values),
          code: values.code,
          groupId: values.groupId?.id ?? null,
          coverClass: values.coverClass,
          standardMinutes: values.standardMinutes ?? 0,
          price: values.price ?? 0,
          retiredOn: values.retiredOn,
        })
      }
      onClose={onClose}
    >
      <NameFields form={form} />
      <TextField
        control={control}
        name="code"
        label={t('code')}
        code
        required
        disabled={item !== null}
        maxLength={60}
      />
      <SelectField
        control={control}
        name="coverClass"
        label={t('coverClass')}
        hint={t('coverClassHint')}
        options={workClasses.map((value) => ({ value, label: t(`ui:coverage.classes.${value}`) }))}
      />
      <NumberField
        control={control}
        name="standardMinutes"
        label={t('standardMinutes')}
        unit={t('minuteUnit')}
        max={MOST_MINUTES}
        required
      />
      <MoneyField
        control={control}
        name="price"
        label={t('price')}
        hint={t('priceHint')}
        currency={currency}
        required
      />
      <PickerField
        control={control}
        name="groupId"
        label={t('group')}
        hint={t('groupHint')}
        source={useProductGroupSource()}
      />
      {item && <RetiredField form={form} />}
    </CatalogForm>
  );
}
