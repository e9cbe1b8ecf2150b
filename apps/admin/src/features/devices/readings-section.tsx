import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { NumberField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { DateTimeText } from '../../ui/text';
import { useReadMeter, type Device } from './api';

const METERS = ['hours', 'km', 'pages', 'cycles'] as const;

/** What the meters of the device showed last. */
export function Readings({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [reading, setReading] = useState(false);
  return (
    <Section
      title={t('readings.title')}
      actions={
        <Can do="device.write">
          <Button size="small" startIcon={<Icon name="plus" />} onClick={() => setReading(true)}>
            {t('readings.add')}
          </Button>
        </Can>
      }
    >
      {device.readings.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('readings.empty')}
        </Typography>
      ) : (
        <Facts>
          {device.readings.map(({ meter, value, readAt }) => (
            <Fact key={meter} label={t(`readings.meters.${meter}`)}>
              {format.number(value)}{' '}
              <Typography component="span" variant="caption" color="textSecondary">
                (<DateTimeText value={readAt} />)
              </Typography>
            </Fact>
          ))}
        </Facts>
      )}
      {reading && <ReadMeter device={device} onClose={() => setReading(false)} />}
    </Section>
  );
}

function ReadMeter({ device, onClose }: { readonly device: Device; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('devices');
  const form = useForm<{ meter: (typeof METERS)[number]; value: number | null; reason: string }>({
    defaultValues: { meter: device.readings[0]?.meter ?? 'hours', value: null, reason: '' },
  });
  const read = useReadMeter(device, onClose);
  return (
    <SidePanel title={t('readings.addTitle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ meter, value, reason }) =>
          value !== null && read.mutate({ meter, value, reason: reason.trim() || null })
        }
        error={read.error}
        pending={read.isPending}
        submitLabel={t('readings.add')}
        onCancel={onClose}
      >
        <SelectField
          control={form.control}
          name="meter"
          label={t('readings.meter')}
          options={METERS.map((value) => ({ value, label: t(`readings.meters.${value}`) }))}
        />
        <NumberField control={form.control} name="value" label={t('readings.value')} required autoFocus />
        <TextField
          control={form.control}
          name="reason"
          label={t('reason')}
          hint={t('readings.reasonHint')}
          rows={2}
          maxLength={500}
        />
      </Form>
    </SidePanel>
  );
}
