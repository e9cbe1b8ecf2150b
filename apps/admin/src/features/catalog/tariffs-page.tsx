import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery, useMoney } from '../../lib/company';
import { today, useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DataTable } from '../../ui/data-table';
import { useListQuery } from '../../ui/list-query';
import { DateField } from '../../ui/date-field';
import { EmptyState } from '../../ui/empty-state';
import { MoneyField, NumberField, TextField } from '../../ui/fields';
import { LoadingState } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { DateText, Money, Name, NumberText } from '../../ui/text';
import { tariffsQuery, useSaveTariff, type Tariff } from './api';
import { CatalogForm, CatalogFrame } from './catalog-frame';
import { ProductFilter } from './filters';
import { catalogSearch } from './search';
import { codedOption, usePartSource, useProductGroupSource, useProductSource, useServiceItemSource } from './sources';

/** What parts and services cost for a product or group, in centres of a grade, from a day on. */
export function TariffsPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => tariffsQuery({ ...search, ...page }));
  const { data: company } = useQuery(companyQuery);
  const money = useMoney();
  const columns = useMemo<readonly TableColumn<Tariff>[]>(
    () => [
      {
        field: 'item',
        label: t('tariff.item'),
        cell: ({ part, serviceItem }) => <Name value={(part ?? serviceItem)?.name ?? null} />,
        flex: 2,
      },
      {
        field: 'scope',
        label: t('tariff.scope'),
        cell: ({ product, group }) =>
          product || group ? <Name value={(product ?? group)?.name ?? null} /> : t('tariff.anyProduct'),
        flex: 1.4,
      },
      { field: 'grade', label: t('tariff.grade'), cell: ({ grade }) => grade ?? t('tariff.anyGrade'), width: 120 },
      {
        field: 'period',
        label: t('tariff.period'),
        cell: ({ validFrom, validUntil }) => (
          <>
            <DateText value={validFrom} />
            {validUntil && (
              <>
                {' – '}
                <DateText value={validUntil} />
              </>
            )}
          </>
        ),
        flex: 1.4,
      },
      {
        field: 'minutes',
        label: t('standardMinutes'),
        cell: ({ minutes }) => (minutes === null ? '—' : <NumberText value={minutes} unit="minute" />),
        align: 'end',
        wideOnly: true,
      },
      { field: 'price', label: t('tariff.price'), cell: ({ price }) => <Money value={money(price)} />, align: 'end' },
    ],
    [t, money],
  );
  return (
    <CatalogFrame<Tariff>
      section="tariffs"
      form={(tariff, close) =>
        company ? <TariffForm tariff={tariff} currency={company.currency} onClose={close} /> : <LoadingState />
      }
    >
      {(open, add) => (
        <DataTable
          label={t('sections.tariffs.title')}
          columns={columns}
          query={query}
          state={state}
          onOpen={open}
          filters={<ProductFilter state={state} value={search.productId} />}
          empty={
            <EmptyState
              icon="cash"
              title={t('sections.tariffs.empty')}
              hint={t('sections.tariffs.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

type Kind = 'service' | 'part';

interface TariffValues {
  item: PickerOption | null;
  product: PickerOption | null;
  group: PickerOption | null;
  grade: string;
  validFrom: string | null;
  validUntil: string | null;
  price: number | null;
  minutes: number | null;
}

interface TariffFormProps {
  readonly tariff: Tariff | null;
  readonly currency: string;
  readonly onClose: () => void;
}

/** A tariff that is there changes its price, time and end; for another scope or begin there is another tariff. */
function TariffForm({ tariff, currency, onClose }: TariffFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const item = tariff && (tariff.part ?? tariff.serviceItem);
  const [kind, setKind] = useState<Kind>(tariff?.part ? 'part' : 'service');
  const form = useForm<TariffValues>({
    defaultValues: {
      item: item && codedOption(item, format),
      product: tariff?.product ? codedOption(tariff.product, format) : null,
      group: tariff?.group ? codedOption(tariff.group, format) : null,
      grade: tariff?.grade ?? '',
      validFrom: tariff?.validFrom ?? today(),
      validUntil: tariff?.validUntil ?? null,
      price: tariff?.price ?? null,
      minutes: tariff?.minutes ?? null,
    },
  });
  const { control } = form;
  const save = useSaveTariff(tariff, onClose);
  const sources = { service: useServiceItemSource(), part: usePartSource() };
  const known = tariff !== null;
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={(values) =>
        save.mutate({
          partId: kind === 'part' ? (values.item?.id ?? null) : null,
          serviceItemId: kind === 'service' ? (values.item?.id ?? null) : null,
          productId: values.product?.id ?? null,
          groupId: values.group?.id ?? null,
          grade: orNull(values.grade),
          validFrom: values.validFrom ?? today(),
          validUntil: values.validUntil,
          price: values.price ?? 0,
          minutes: kind === 'service' ? values.minutes : null,
        })
      }
      onClose={onClose}
    >
      {!known && (
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          value={kind}
          aria-label={t('tariff.kind')}
          onChange={(_, chosen: Kind | null) => {
            if (!chosen) return;
            setKind(chosen);
            form.setValue('item', null);
          }}
        >
          <ToggleButton value="service">{t('tariff.service')}</ToggleButton>
          <ToggleButton value="part">{t('tariff.part')}</ToggleButton>
        </ToggleButtonGroup>
      )}
      <PickerField
        key={kind}
        control={control}
        name="item"
        label={t(`tariff.${kind}`)}
        source={sources[kind]}
        required
        disabled={known}
      />
      <PickerField
        control={control}
        name="product"
        label={t('product')}
        hint={t('tariff.productHint')}
        source={useProductSource()}
        disabled={known}
      />
      <PickerField
        control={control}
        name="group"
        label={t('group')}
        hint={t('tariff.groupHint')}
        source={useProductGroupSource()}
        disabled={known}
      />
      <TextField
        control={control}
        name="grade"
        label={t('tariff.grade')}
        hint={t('tariff.gradeHint')}
        maxLength={20}
        disabled={known}
      />
      <MoneyField
        control={control}
        name="price"
        label={t('tariff.price')}
        hint={t('priceHint')}
        currency={currency}
        required
      />
      {kind === 'service' && (
        <NumberField
          control={control}
          name="minutes"
          label={t('standardMinutes')}
          hint={t('tariff.minutesHint')}
          unit={t('minuteUnit')}
          max={10_000}
        />
      )}
      <DateField control={control} name="validFrom" label={t('tariff.validFrom')} required disabled={known} />
      <DateField control={control} name="validUntil" label={t('tariff.validUntil')} hint={t('tariff.validUntilHint')} />
    </CatalogForm>
  );
}
