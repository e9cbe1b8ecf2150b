import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import MuiTextField from '@mui/material/TextField';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent, ReactNode } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/fields';
import { codesQuery, lookupQuery, ownedDevicesQuery, type ServiceCode } from './api';
import { ChoiceChips } from './choice-chips';
import { ChoiceField } from './choice-field';
import { civilDay, type Intake } from './intake';

const SUGGESTED = 9;

/** What the customer says, what the device looks like, what comes with it, and what was agreed. */
export function FaultStep({ index }: { readonly index: number }): ReactNode {
  const { t } = useTranslation('reception');
  const path = `items.${index}` as const;
  const { control } = useFormContext<Intake>();
  const productId = useProductId(index);
  return (
    <Stack spacing={2.5}>
      <Box>
        <TextField
          control={control}
          name={`${path}.declaredFault`}
          label={t('fault.declared')}
          rows={2}
          maxLength={4000}
          required
        />
        <SymptomChips index={index} productId={productId} />
      </Box>
      <ToldChips index={index} kind="occurrence" productId={productId} />
      <ToldChips index={index} kind="circumstance" productId={productId} />
      <Condition index={index} productId={productId} />
      <Accessories index={index} productId={productId} />
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 5, rowGap: 2, alignItems: 'flex-start' }}>
        <ChoiceField
          control={control}
          name={`${path}.dataConsent`}
          label={t('fault.dataConsent')}
          choices={(['keep', 'backup', 'wipe', 'none'] as const).map((value) => ({
            value,
            label: t(`consents.${value}`),
          }))}
        />
        <ChoiceField
          control={control}
          name={`${path}.priority`}
          label={t('fault.priority')}
          choices={(['normal', 'urgent'] as const).map((value) => ({ value, label: t(`priorities.${value}`) }))}
        />
        <Box data-enter-one sx={{ width: 220 }}>
          <DateField
            control={control}
            name={`${path}.promisedOn`}
            label={t('fault.promisedOn')}
            min={civilDay(new Date())}
          />
        </Box>
      </Stack>
    </Stack>
  );
}

interface PartProps {
  readonly index: number;
  /** Of the device on the counter; its codes are those that are meant for it. */
  readonly productId: string | undefined;
}

function useProductId(index: number): string | undefined {
  const { control } = useFormContext<Intake>();
  const path = `items.${index}` as const;
  const [known, deviceId, asked, product] = useWatch({
    control,
    name: ['known', `${path}.deviceId`, `${path}.asked`, `${path}.device.product`],
  });
  const isKnown = deviceId !== null;
  const found = useQuery({ ...lookupQuery(asked ?? ''), enabled: isKnown && Boolean(asked) });
  const owned = useQuery({ ...ownedDevicesQuery(known?.id ?? ''), enabled: isKnown && known !== null });
  if (!isKnown) return product?.id;
  return [...(found.data?.data ?? []), ...(owned.data ?? [])].find(({ id }) => id === deviceId)?.product.id;
}

/**
 * Words for what is said most often: those that go on from what is being typed, else the first of the set. The first that is
 * pressed is the code of the whole, until it is taken off.
 */
function SymptomChips({ index, productId }: PartProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control, setFocus } = useFormContext<Intake>();
  const { field } = useController({ control, name: `items.${index}.declaredFault` });
  const { field: code } = useController({ control, name: `items.${index}.symptomCodeId` });
  const { data: codes = [] } = useQuery(codesQuery('symptom', productId));
  const coded = codes.find(({ id }) => id === code.value);
  const [, before = '', begun = ''] = /^([\s\S]*?)([^،,؛;\n]*)$/.exec(field.value) ?? [];
  const word = begun.trim().toLocaleLowerCase();
  const unsaid = codes
    .map(({ id, name }) => ({ id, label: format.name(name), count: 0 }))
    .filter(({ label }) => !field.value.includes(label));
  const going = word === '' ? [] : unsaid.filter(({ label }) => label.toLocaleLowerCase().includes(word));
  const separator = t('fault.separator');

  return (
    <Box data-enter-skip sx={{ mt: 1 }}>
      <ChoiceChips
        label={t('fault.suggestions')}
        inserting
        choices={(going.length > 0 ? going : unsaid).slice(0, SUGGESTED)}
        onPress={({ id, label }) => {
          if (!code.value) code.onChange(id);
          const said = going.length > 0 ? before.trimEnd() : field.value.trim();
          const joined = said === '' || /[،,؛;]$/.test(said) ? `${said} ` : `${said}${separator}`;
          field.onChange(`${joined}${label}`.trimStart());
          setFocus(`items.${index}.declaredFault`);
        }}
      />
      {coded && (
        <Chip
          size="small"
          sx={{ mt: 1 }}
          label={t('fault.coded', { code: coded.code, name: format.name(coded.name) })}
          onDelete={() => code.onChange(null)}
        />
      )}
    </Box>
  );
}

/** When or where it shows: one code at most. Only Tab and the pointer come here, and only where the product has such codes. */
function ToldChips({
  index,
  kind,
  productId,
}: PartProps & { readonly kind: 'occurrence' | 'circumstance' }): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control } = useFormContext<Intake>();
  const { field } = useController({ control, name: `items.${index}.${kind}CodeId` });
  const { data: codes = [] } = useQuery({
    ...codesQuery(kind satisfies ServiceCode['kind'], productId),
    enabled: productId !== undefined,
  });
  if (codes.length === 0) return null;
  return (
    <Stack spacing={1} data-enter-skip>
      <Typography variant="subtitle2" component="h3">
        {t(`fault.${kind}`)}
      </Typography>
      <ChoiceChips
        label={t(`fault.${kind}`)}
        choices={codes.map(({ id, name }) => ({ id, label: format.name(name), count: field.value === id ? 1 : 0 }))}
        onPress={({ id, count }) => field.onChange(count > 0 ? null : id)}
      />
    </Stack>
  );
}

function Condition({ index, productId }: PartProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control, clearErrors } = useFormContext<Intake>();
  const { field } = useController({ control, name: `items.${index}.conditionCodeIds` });
  const { data: codes = [] } = useQuery(codesQuery('condition', productId));
  const chosen = field.value;
  return (
    <Stack spacing={1}>
      <Typography variant="subtitle2" component="h3">
        {t('fault.condition')}
      </Typography>
      <ChoiceChips
        label={t('fault.condition')}
        choices={codes.map(({ id, name }) => ({ id, label: format.name(name), count: chosen.includes(id) ? 1 : 0 }))}
        onPress={({ id, count }) => {
          field.onChange(count > 0 ? chosen.filter((each) => each !== id) : [...chosen, id]);
          clearErrors(`items.${index}.conditionNote`);
        }}
      />
      <TextField
        control={control}
        name={`items.${index}.conditionNote`}
        label={t('fault.conditionNote')}
        maxLength={1000}
        required={chosen.length === 0}
      />
    </Stack>
  );
}

function Accessories({ index, productId }: PartProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control, setValue } = useFormContext<Intake>();
  const { field: counts } = useController({ control, name: `items.${index}.accessories` });
  const { field: other, fieldState } = useController({ control, name: `items.${index}.otherAccessory` });
  const others = useWatch({ control, name: `items.${index}.otherAccessories` });
  const { data: codes = [] } = useQuery(codesQuery('accessory', productId));

  function count(id: string, change: number): void {
    const { [id]: before = 0, ...rest } = counts.value;
    const after = before + change;
    counts.onChange(after > 0 ? { ...rest, [id]: after } : rest);
  }

  function add(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || other.value.trim() === '') return;
    event.preventDefault();
    setValue(`items.${index}.otherAccessories`, [...others, other.value.trim()]);
    other.onChange('');
  }

  return (
    <Stack spacing={1}>
      <Typography variant="subtitle2" component="h3">
        {t('fault.accessories')}
      </Typography>
      <ChoiceChips
        label={t('fault.accessories')}
        counting
        choices={[
          ...codes.map(({ id, name }) => ({ id, label: format.name(name), count: counts.value[id] ?? 0 })),
          ...others.map((label, at) => ({ id: `other ${at}`, label, count: 1 })),
        ]}
        onPress={({ id }) => !id.startsWith('other ') && count(id, 1)}
        onTakeAway={({ id }) => {
          if (!id.startsWith('other ')) return count(id, -1);
          setValue(
            `items.${index}.otherAccessories`,
            others.filter((_, at) => `other ${at}` !== id),
          );
        }}
      />
      <MuiTextField
        label={t('fault.otherAccessory')}
        helperText={fieldState.error?.message ?? t('fault.otherAccessoryHint')}
        error={fieldState.error !== undefined}
        name={other.name}
        value={other.value}
        inputRef={other.ref}
        onChange={other.onChange}
        onBlur={other.onBlur}
        onKeyDown={add}
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </Stack>
  );
}
