import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { latinDigits } from '../../lib/digits';
import { useFormat } from '../../lib/format';
import { languages } from '../../lib/preferences';
import { TextField } from '../../ui/fields';
import { Icon } from '../../ui/icon';
import { Code } from '../../ui/text';
import { customersQuery, type KnownCustomer } from './api';
import { ChoiceField } from './choice-field';
import { FindField } from './find-field';
import type { Intake } from './intake';

interface CustomerStepProps {
  /** What the waiting line knows of the customer: the search starts with it. */
  readonly note: string | undefined;
}

/** Who stands at the counter: found as typed, or new. */
export function CustomerStep({ note }: CustomerStepProps): ReactNode {
  const { control, setValue } = useFormContext<Intake>();
  const [known, isNew] = useWatch({ control, name: ['known', 'isNew'] });

  if (known) return <ChosenCustomer customer={known} onChange={() => setValue('known', null)} />;
  if (isNew) return <NewCustomer onSearch={() => setValue('isNew', false)} />;
  return (
    <CustomerSearch
      note={note}
      onKnown={({ id, name, mobile }) => setValue('known', { id, name, mobile })}
      onNew={(typed) => {
        if (/\d{4}/.test(latinDigits(typed))) setValue('customer.mobile', latinDigits(typed));
        else setValue('customer.name', typed);
        setValue('isNew', true);
      }}
    />
  );
}

interface ChosenCustomerProps {
  readonly customer: NonNullable<Intake['known']>;
  readonly onChange: () => void;
}

function ChosenCustomer({ customer, onChange }: ChosenCustomerProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  return (
    <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
      <Icon name="user" sx={{ color: 'primary.main' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>
          <bdi>{customer.name}</bdi>
        </Typography>
        <Typography variant="body2" color="textSecondary">
          <Code>{format.digits(customer.mobile)}</Code>
        </Typography>
      </Box>
      <Button size="small" onClick={onChange}>
        {t('customer.change')}
      </Button>
    </Stack>
  );
}

interface CustomerSearchProps {
  readonly note: string | undefined;
  readonly onKnown: (customer: KnownCustomer) => void;
  readonly onNew: (typed: string) => void;
}

function CustomerSearch({ note = '', onKnown, onNew }: CustomerSearchProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control } = useFormContext<Intake>();
  const { field, fieldState } = useController({ control, name: 'known', rules: { required: t('customer.missing') } });
  const [q, setQ] = useState('');
  const { data, isFetching } = useQuery(customersQuery(q));
  return (
    <FindField<KnownCustomer>
      label={t('customer.search')}
      hint={t('customer.searchHint')}
      error={fieldState.error?.message}
      inputRef={field.ref}
      autoFocus
      value={null}
      initialText={note}
      textOf={({ name }) => name}
      onSearch={setQ}
      found={{ q, items: q === '' ? [] : data?.data, isFetching }}
      onPick={(customer) => customer && onKnown(customer)}
      renderRow={({ name, mobile }) => (
        <Stack direction="row" sx={{ width: 1, justifyContent: 'space-between', columnGap: 2 }}>
          <Typography noWrap sx={{ fontWeight: 600 }}>
            <bdi>{name}</bdi>
          </Typography>
          <Typography color="textSecondary">
            <Code>{format.digits(mobile)}</Code>
          </Typography>
        </Stack>
      )}
      other={{
        renderRow: (typed) => (
          <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center', color: 'primary.main' }}>
            <Icon name="plus" />
            <Typography sx={{ fontWeight: 600 }}>
              {t('customer.addNew')} <bdi>{typed}</bdi>
            </Typography>
          </Stack>
        ),
        onPick: onNew,
      }}
    />
  );
}

function NewCustomer({ onSearch }: { readonly onSearch: () => void }): ReactNode {
  const { t } = useTranslation('reception');
  const { control, getValues } = useFormContext<Intake>();
  const [{ name, email, nationalId, kind }] = useState(getValues('customer'));
  const [more, setMore] = useState(email !== '' || nationalId !== '' || kind === 'firm');
  return (
    <Stack spacing={2}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField control={control} name="customer.name" label={t('customer.name')} required autoFocus={name === ''} />
        <TextField
          control={control}
          name="customer.mobile"
          label={t('customer.mobile')}
          type="tel"
          code
          required
          autoFocus={name !== ''}
        />
      </Stack>
      <ChoiceField
        control={control}
        name="customer.locale"
        label={t('customer.locale')}
        choices={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
      {more && (
        <>
          <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
            <TextField control={control} name="customer.email" label={t('customer.email')} type="email" />
            <TextField control={control} name="customer.nationalId" label={t('customer.nationalId')} code />
          </Stack>
          <ChoiceField
            control={control}
            name="customer.kind"
            label={t('customer.kind')}
            choices={(['person', 'firm'] as const).map((value) => ({ value, label: t(`customer.kinds.${value}`) }))}
          />
        </>
      )}
      <Stack direction="row" spacing={1}>
        {!more && (
          <Button size="small" startIcon={<Icon name="plus" />} onClick={() => setMore(true)}>
            {t('customer.more')}
          </Button>
        )}
        <Button size="small" startIcon={<Icon name="search" />} onClick={onSearch}>
          {t('customer.searchInstead')}
        </Button>
      </Stack>
    </Stack>
  );
}
