import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { problemText } from '../../lib/i18n';
import { usePreferences } from '../../lib/preferences';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ProblemAlert } from '../../ui/problem-alert';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { SidePanel } from '../../ui/side-panel';
import { deviceSource, mergePreviewQuery, useMergeDevice, type Device } from './api';

interface MergeDeviceProps {
  readonly device: Device;
  readonly onClose: () => void;
}

/** Another record of the same device: what would come over, what stands against it, and why. This one stays. */
export function MergeDevice({ device, onClose }: MergeDeviceProps): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { language } = usePreferences();
  const form = useForm<{ loser: PickerOption | null; reason: string }>({ defaultValues: { loser: null, reason: '' } });
  const loser = useWatch({ control: form.control, name: 'loser' });
  const merge = useMergeDevice(device, onClose);
  return (
    <SidePanel title={t('merge.title')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ loser: chosen, reason }) => chosen && merge.mutate({ loserId: chosen.id, reason })}
        error={merge.error}
        pending={merge.isPending}
        submitLabel={t('merge.submit')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('merge.text')}
        </Typography>
        <PickerField
          control={form.control}
          name="loser"
          label={t('merge.which')}
          hint={t('merge.whichHint')}
          source={deviceSource(format, language)}
          required
          autoFocus
        />
        {loser && <Preview deviceId={device.id} loserId={loser.id} />}
        <TextField control={form.control} name="reason" label={t('reason')} rows={3} required maxLength={500} />
      </Form>
    </SidePanel>
  );
}

const moved = ['orders', 'registrations', 'contracts', 'parts', 'components', 'readings'] as const;

function Preview({ deviceId, loserId }: { readonly deviceId: string; readonly loserId: string }): ReactNode {
  const { t } = useTranslation('devices');
  const { data, error } = useQuery(mergePreviewQuery(deviceId, loserId));
  if (error) return <ProblemAlert error={error} />;
  if (!data) return null;
  const some = moved.filter((what) => data[what] > 0);
  return (
    <Stack spacing={1.5} aria-live="polite">
      {data.conflicts.map((conflict) => (
        <Alert key={conflict} severity="error">
          {problemText(conflict, {}) ?? conflict}
        </Alert>
      ))}
      <Alert severity="info">
        {some.length === 0
          ? t('merge.nothing')
          : some.map((what) => t(`merge.moves.${what}`, { count: data[what] })).join(t('merge.comma'))}
      </Alert>
    </Stack>
  );
}
