import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { usePreferences } from '../../lib/preferences';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { deviceSource, placesQuery, useFitComponent, useRemoveComponent, type Device, type DevicePlace } from './api';
import { Places } from './device-places';

/** What the device is made of: units with a serial number of their own, and parts, place by place. */
export function Components({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const { data: places = [], error } = useQuery(placesQuery(device.id));
  const [fittingAt, setFittingAt] = useState<string | null>(null);
  const [removing, setRemoving] = useState<DevicePlace | null>(null);
  return (
    <Section
      title={t('components.title')}
      actions={
        device.parentId === null && (
          <Can do="device.write">
            <Button size="small" startIcon={<Icon name="plus" />} onClick={() => setFittingAt('')}>
              {t('components.fit')}
            </Button>
          </Can>
        )
      }
    >
      <ProblemAlert error={error} />
      {device.parentId && (
        <Typography variant="body2">
          {t('components.sitsIn', { slot: device.componentSlot ?? '' })}{' '}
          <RecordLink kind="device" id={device.parentId}>
            {t('components.parent')}
          </RecordLink>
        </Typography>
      )}
      {device.parentId === null && !error && places.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('components.empty')}
        </Typography>
      )}
      <Places places={places} below={null} onFit={setFittingAt} onRemove={setRemoving} />
      {fittingAt !== null && <FitComponent device={device} slot={fittingAt} onClose={() => setFittingAt(null)} />}
      {removing?.unit && (
        <RemoveComponent device={device} componentId={removing.unit.id} onClose={() => setRemoving(null)} />
      )}
    </Section>
  );
}

interface DialogProps {
  readonly device: Device;
  readonly onClose: () => void;
}

/** `slot` names the place, empty where nobody chose one. */
function FitComponent({ device, slot: place, onClose }: DialogProps & { readonly slot: string }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { language } = usePreferences();
  const form = useForm<{ componentId: PickerOption | null; slot: string }>({
    defaultValues: { componentId: null, slot: place },
  });
  const fit = useFitComponent(device, onClose);
  return (
    <SidePanel title={t('components.fitTitle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ componentId, slot }) => componentId && fit.mutate({ componentId: componentId.id, slot })}
        error={fit.error}
        pending={fit.isPending}
        submitLabel={t('components.fit')}
        onCancel={onClose}
      >
        <PickerField
          control={form.control}
          name="componentId"
          label={t('components.which')}
          hint={t('components.whichHint')}
          source={deviceSource(format, language)}
          required
          autoFocus
        />
        <TextField
          control={form.control}
          name="slot"
          label={t('components.slot')}
          hint={t('components.slotHint')}
          required
          maxLength={60}
        />
      </Form>
    </SidePanel>
  );
}

function RemoveComponent(props: DialogProps & { readonly componentId: string }): ReactNode {
  const { device, componentId, onClose } = props;
  const { t } = useTranslation('devices');
  const remove = useRemoveComponent(device, onClose);
  return (
    <ConfirmDialog
      open
      title={t('components.removeTitle')}
      text={t('components.removeText')}
      confirmLabel={t('components.removeAct')}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(componentId)}
      onClose={onClose}
    />
  );
}
