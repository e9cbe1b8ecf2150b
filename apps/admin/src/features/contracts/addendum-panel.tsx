import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { today, useFormat } from '../../lib/format';
import { usePreferences } from '../../lib/preferences';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { ChecksField, PickManyField } from '../../ui/many-fields';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import type { PickerOption } from '../../ui/picker-field';
import { SidePanel } from '../../ui/side-panel';
import { deviceSource } from '../devices/api';
import { useAmendContract, type Contract, type ContractTerms } from './api';
import { type ContractValues, serialsIn, termsBody, TermsFields, type TermsValues, termsValues } from './contract-form';

interface AddendumValues {
  effectiveOn: string | null;
  terms: TermsValues;
  addedDevices: PickerOption[];
  removedDeviceIds: string[];
  text: string;
  agreedBy: string;
  agreedOn: string | null;
  agreementNo: string;
}

interface PanelProps {
  readonly contract: Contract;
  readonly onClose: () => void;
}

/** What the customer agreed to in writing: the fields start at what holds today, and only what differs is sent. */
export function AddendumPanel({ contract, onClose }: PanelProps): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { language } = usePreferences();
  const form = useForm<AddendumValues>({
    defaultValues: {
      effectiveOn: today(),
      terms: termsValues(contract.terms),
      addedDevices: [],
      removedDeviceIds: [],
      text: '',
      agreedBy: contract.customer.name ?? '',
      agreedOn: today(),
      agreementNo: '',
    },
  });
  const amend = useAmendContract(contract, () => {
    notify({ text: t('addendum.done') });
    onClose();
  });
  const { control } = form;
  const listed = contract.devices.filter(({ coveredTo }) => coveredTo === null);
  return (
    <SidePanel title={t('acts.amend')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) =>
          amend.mutate({
            effectiveOn: values.effectiveOn ?? '',
            changes: changesOf(contract.terms, termsBody(values.terms)),
            addedDeviceIds: values.addedDevices.map(({ id }) => id),
            removedDeviceIds: values.removedDeviceIds,
            text: values.text,
            agreedBy: values.agreedBy,
            agreedOn: values.agreedOn ?? '',
            agreementNo: orNull(values.agreementNo),
          })
        }
        error={amend.error}
        pending={amend.isPending}
        submitLabel={t('addendum.record')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('addendum.hint')}
        </Typography>
        <DateField control={control} name="effectiveOn" label={t('addendum.effectiveOn')} required />
        <TermsFields form={form as unknown as UseFormReturn<ContractValues>} />
        {contract.scope === 'devices' && (
          <>
            <PickManyField
              control={control}
              name="addedDevices"
              label={t('fields.addDevice')}
              source={serialsIn(deviceSource(format, language))}
            />
            <ChecksField
              control={control}
              name="removedDeviceIds"
              label={t('addendum.removed')}
              options={listed.map(({ id, product, serial }) => ({
                value: id,
                label: [format.name(product), serial].filter(Boolean).join(' · '),
              }))}
            />
          </>
        )}
        <TextField control={control} name="text" label={t('addendum.text')} rows={3} maxLength={4000} required />
        <TextField control={control} name="agreedBy" label={t('addendum.agreedBy')} maxLength={200} required />
        <DateField control={control} name="agreedOn" label={t('addendum.agreedOn')} max={today()} required />
        <TextField
          control={control}
          name="agreementNo"
          label={t('addendum.agreementNo')}
          hint={t('addendum.agreementNoHint')}
          maxLength={100}
        />
      </Form>
    </SidePanel>
  );
}

function changesOf(before: ContractTerms, after: ContractTerms): Partial<ContractTerms> {
  const sorted = ({ discounts, ...rest }: ContractTerms): Record<string, unknown> => ({
    ...rest,
    discounts: [...discounts].sort((a, b) => a.class.localeCompare(b.class)),
  });
  const [old, wanted] = [sorted(before), sorted(after)];
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name])),
  );
}
