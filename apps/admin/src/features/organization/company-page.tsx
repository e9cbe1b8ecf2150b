import Card from '@mui/material/Card';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { calendars, languages, rialUnits } from '../../lib/preferences';
import { useCan } from '../../lib/session';
import { orNull } from '../../lib/values';
import { NumberField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { Fact, Facts, Section } from '../../ui/section';
import { Code } from '../../ui/text';
import { rolesQuery } from '../accounts/api';
import { useChangeCompany, type Company } from './api';
import { OrganizationTabs } from './organization-tabs';
import { currencyOption, currencySource, timeZoneOption, timeZoneSource } from './places';

/** What holds for the whole company: its name, and how it counts days and money. */
export function CompanyPage(): ReactNode {
  const { t } = useTranslation('organization');
  const query = useQuery(companyQuery);
  const mayChange = useCan()('organization.manage');
  const company = query.data;
  return (
    <PageFrame title={t('navigation.label')} tabs={<OrganizationTabs />} query={query}>
      {company &&
        (mayChange ? <CompanyForm key={company.version} company={company} /> : <CompanyFacts company={company} />)}
    </PageFrame>
  );
}

interface Values {
  fa: string;
  en: string;
  timeZone: PickerOption | null;
  calendar: Company['calendar'];
  currency: PickerOption | null;
  moneyDisplay: Company['moneyDisplay'];
  locale: Company['locale'];
  expiryNoticeDays: number;
  securityRoleId: string;
}

function CompanyForm({ company }: { readonly company: Company }): ReactNode {
  const { t, i18n } = useTranslation('organization');
  const format = useFormat();
  const can = useCan();
  const roles = useQuery({ ...rolesQuery, enabled: can('account.manage') }).data?.data ?? [];
  const { calendar, moneyDisplay, locale, expiryNoticeDays } = company;
  const form = useForm<Values>({
    defaultValues: {
      fa: company.name.fa ?? '',
      en: company.name.en ?? '',
      timeZone: timeZoneOption(company.timeZone),
      calendar,
      currency: currencyOption(company.currency, i18n.language),
      moneyDisplay,
      locale,
      expiryNoticeDays,
      securityRoleId: company.securityRoleId ?? '',
    },
  });
  const change = useChangeCompany(company, () => notify({ text: t('saved') }));
  const { control } = form;
  return (
    <Card sx={{ p: 3, maxWidth: 720 }}>
      <Form
        form={form}
        error={change.error}
        pending={change.isPending}
        submitLabel={t('company.save')}
        onSubmit={({ fa, en, timeZone, currency, securityRoleId, ...values }) =>
          change.mutate({
            ...values,
            ...(can('account.manage') && { securityRoleId: orNull(securityRoleId) }),
            name: { fa: orNull(fa), en: orNull(en) },
            ...(timeZone && { timeZone: timeZone.id }),
            ...(currency && { currency: currency.id }),
          })
        }
      >
        <TextField control={control} name="fa" label={t('nameFa')} hint={t('nameHint')} maxLength={200} />
        <TextField control={control} name="en" label={t('nameEn')} maxLength={200} />
        <PickerField
          control={control}
          name="timeZone"
          label={t('timeZone')}
          hint={t('company.timeZoneHint')}
          source={timeZoneSource}
          required
        />
        <SelectField
          control={control}
          name="calendar"
          label={t('calendar')}
          hint={t('company.calendarHint')}
          options={calendars.map((value) => ({ value, label: t(`calendars.${value}`) }))}
          required
        />
        <SelectField
          control={control}
          name="locale"
          label={t('company.locale')}
          hint={t('company.localeHint')}
          options={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
          required
        />
        <PickerField
          control={control}
          name="currency"
          label={t('company.currency')}
          hint={t('company.currencyHint')}
          source={currencySource(i18n.language)}
          required
        />
        <SelectField
          control={control}
          name="moneyDisplay"
          label={t('company.moneyDisplay')}
          hint={t('company.moneyDisplayHint')}
          options={rialUnits.map((value) => ({ value, label: t(`moneyDisplays.${value}`) }))}
          required
        />
        <NumberField
          control={control}
          name="expiryNoticeDays"
          label={t('company.expiryNotice')}
          hint={t('company.expiryNoticeHint')}
          unit={t('company.days')}
          min={1}
          max={365}
          required
        />
        {can('account.manage') && (
          <SelectField
            control={control}
            name="securityRoleId"
            label={t('company.securityRole')}
            hint={t('company.securityRoleHint')}
            options={[
              { value: '', label: t('company.nobody') },
              ...roles.map(({ id, name }) => ({ value: id, label: format.name(name) })),
            ]}
          />
        )}
      </Form>
    </Card>
  );
}

function CompanyFacts({ company }: { readonly company: Company }): ReactNode {
  const { t, i18n } = useTranslation('organization');
  const format = useFormat();
  return (
    <Section title={format.name(company.name)}>
      <Facts>
        <Fact label={t('timeZone')}>{<Code>{company.timeZone}</Code>}</Fact>
        <Fact label={t('calendar')}>{t(`calendars.${company.calendar}`)}</Fact>
        <Fact label={t('company.locale')}>{t(`languages.${company.locale}`)}</Fact>
        <Fact label={t('company.currency')}>{currencyOption(company.currency, i18n.language).text}</Fact>
        <Fact label={t('company.moneyDisplay')}>{t(`moneyDisplays.${company.moneyDisplay}`)}</Fact>
        <Fact label={t('company.expiryNotice')}>
          {format.number(company.expiryNoticeDays)} {t('company.days')}
        </Fact>
      </Facts>
    </Section>
  );
}
