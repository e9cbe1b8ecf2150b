import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { SidePanel } from '../../ui/side-panel';
import { useCorrectGuarantee, useRegisterGuarantee, type Device, type Registration, type StartFacts } from './api';
import { TwoColumns } from './device-fields';

const startFacts = ['cardIssuedOn', 'soldOn', 'deliveredOn', 'installedOn', 'activatedOn', 'madeOn'] as const;

interface StartValues {
  start: StartFacts;
}

/** Registers the device under the policy that is meant for it; dates left as they are come from its own record. */
export function RegisterGuarantee({
  device,
  onClose,
}: {
  readonly device: Device;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('devices');
  const { soldOn, deliveredOn, installedOn, activatedOn, madeOn } = device;
  const form = useForm<StartValues & { cardNo: string }>({
    defaultValues: { cardNo: '', start: { cardIssuedOn: null, soldOn, deliveredOn, installedOn, activatedOn, madeOn } },
  });
  const register = useRegisterGuarantee(({ cardNo }) => {
    notify({ text: t('guarantee.registered', { cardNo: `\u2066${cardNo}\u2069` }) });
    onClose();
  });
  return (
    <SidePanel title={t('guarantee.registerTitle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ cardNo, start }) =>
          register.mutate({ deviceId: device.id, start, ...(orNull(cardNo) && { cardNo: cardNo.trim() }) })
        }
        error={register.error}
        pending={register.isPending}
        submitLabel={t('guarantee.register')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('guarantee.registerText')}
        </Typography>
        <TextField
          control={form.control}
          name="cardNo"
          label={t('guarantee.cardNo')}
          hint={t('guarantee.cardNoHint')}
          code
          maxLength={60}
        />
        <StartFields control={form.control as unknown as Control<StartValues>} />
      </Form>
    </SidePanel>
  );
}

/** Puts start facts right. Only what changed is told: the rest stays as it was. */
export function CorrectGuarantee({
  card,
  onClose,
}: {
  readonly card: Registration;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<StartValues & { reason: string }>({ defaultValues: { start: card.start, reason: '' } });
  const correct = useCorrectGuarantee(card, onClose);
  return (
    <SidePanel title={t('guarantee.correctTitle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ start, reason }) => correct.mutate({ start: changedFacts(card.start, start), reason })}
        error={correct.error}
        pending={correct.isPending}
        submitLabel={t('guarantee.correct')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('guarantee.correctText')}
        </Typography>
        <StartFields control={form.control as unknown as Control<StartValues>} />
        <TextField control={form.control} name="reason" label={t('reason')} rows={2} required maxLength={500} />
      </Form>
    </SidePanel>
  );
}

function StartFields({ control }: { readonly control: Control<StartValues> }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <TwoColumns>
      {startFacts.map((fact) => (
        <DateField key={fact} control={control} name={`start.${fact}`} label={t(`facts.${fact}`)} />
      ))}
    </TwoColumns>
  );
}

function changedFacts(before: StartFacts, after: StartFacts): Partial<StartFacts> {
  return Object.fromEntries(
    startFacts.filter((fact) => after[fact] !== before[fact]).map((fact) => [fact, after[fact]]),
  );
}
