import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
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
import { RecordLink } from '../../ui/record-link';
import { Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, Name } from '../../ui/text';
import { deviceSource, partsQuery, useFitComponent, useRemoveComponent, type Device } from './api';
import { PartsList } from './parts-list';

type Component = Device['components'][number];

/** Units with a serial of their own that sit in this one. */
export function Components({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const parts = useQuery(partsQuery(device.id));
  const [fitting, setFitting] = useState(false);
  const [removing, setRemoving] = useState<Component | null>(null);
  return (
    <Section
      title={t('components.title')}
      flush={device.components.length > 0 || (parts.data?.length ?? 0) > 0}
      actions={
        device.parentId === null && (
          <Can do="device.write">
            <Button size="small" startIcon={<Icon name="plus" />} onClick={() => setFitting(true)}>
              {t('components.fit')}
            </Button>
          </Can>
        )
      }
    >
      {device.parentId && (
        <Typography variant="body2">
          {t('components.sitsIn', { slot: device.componentSlot ?? '' })}{' '}
          <RecordLink kind="device" id={device.parentId}>
            {t('components.parent')}
          </RecordLink>
        </Typography>
      )}
      {device.parentId === null && device.components.length === 0 && parts.data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('components.empty')}
        </Typography>
      )}
      <List aria-label={t('components.title')} disablePadding>
        {device.components.map((component) => (
          <ListItem
            key={component.id}
            sx={{ px: 2.5, py: 0.75, borderTop: 1, borderColor: 'divider' }}
            secondaryAction={
              <Can do="device.write">
                <IconButton
                  aria-label={t('components.remove', { slot: component.slot })}
                  onClick={() => setRemoving(component)}
                >
                  <Icon name="close" />
                </IconButton>
              </Can>
            }
          >
            <Stack>
              <RecordLink kind="device" id={component.id}>
                <Name value={component.product.name} />
              </RecordLink>
              <Typography variant="body2" color="textSecondary">
                <bdi>{component.slot}</bdi> · {component.serial ? <Code>{component.serial}</Code> : t('noSerial')}
              </Typography>
            </Stack>
          </ListItem>
        ))}
      </List>
      <PartsList deviceId={device.id} />
      {fitting && <FitComponent device={device} onClose={() => setFitting(false)} />}
      {removing && <RemoveComponent device={device} component={removing} onClose={() => setRemoving(null)} />}
    </Section>
  );
}

interface FitComponentProps {
  readonly device: Device;
  readonly onClose: () => void;
}

function FitComponent({ device, onClose }: FitComponentProps): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { language } = usePreferences();
  const form = useForm<{ componentId: PickerOption | null; slot: string }>({
    defaultValues: { componentId: null, slot: '' },
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

interface RemoveComponentProps extends FitComponentProps {
  readonly component: Component;
}

function RemoveComponent({ device, component, onClose }: RemoveComponentProps): ReactNode {
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
      onConfirm={() => remove.mutate(component.id)}
      onClose={onClose}
    />
  );
}
