import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { FormProvider, useFieldArray, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../lib/preferences';
import { useAccount, useCenter } from '../../lib/session';
import { EmptyState } from '../../ui/empty-state';
import { CheckField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { Name } from '../../ui/text';
import { useReceive } from './api';
import { CustomerStep } from './customer-step';
import { DeviceStep } from './device-step';
import { goOnWithEnter } from './enter-flow';
import { EstimateStep } from './estimate-step';
import { FaultStep } from './fault-step';
import { emptyIntake, emptyItem, onFields, toReception, type Intake } from './intake';
import { draftKey, dropDraft, keepDraft, readDraft } from './intake-draft';
import { VisitsRail } from './visits-rail';

/** Taking in: one page from the customer to the receipt, by keyboard alone. */
export function IntakePage(): ReactNode {
  const { t } = useTranslation('reception');
  const center = useCenter();
  const { id: accountId } = useAccount();
  const { arrivalId, q }: { arrivalId?: string; q?: string } = useSearch({ strict: false });
  const key = draftKey(accountId, arrivalId);
  const [round, setRound] = useState(0);
  return (
    <PageFrame
      title={t('intake.title')}
      subtitle={center && <Name value={center.name} />}
      trail={[{ to: '/reception', label: t('navigation.label') }]}
      actions={
        <Button
          onClick={() => {
            dropDraft(key);
            setRound(round + 1);
          }}
        >
          {t('intake.startOver')}
        </Button>
      }
    >
      {center ? (
        <IntakeForm key={`${key} ${round}`} draft={key} centerId={center.id} arrivalId={arrivalId} note={q} />
      ) : (
        <EmptyState icon="building" title={t('noCenter')} hint={t('noCenterHint')} />
      )}
    </PageFrame>
  );
}

interface IntakeFormProps {
  readonly draft: string;
  readonly centerId: string;
  readonly arrivalId: string | undefined;
  readonly note: string | undefined;
}

function IntakeForm({ draft, centerId, arrivalId, note }: IntakeFormProps): ReactNode {
  const { t } = useTranslation('reception');
  const { language } = usePreferences();
  const { id: accountId } = useAccount();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [defaultValues] = useState(() => ({
    ...emptyIntake(new Date(), language),
    ...readDraft(draft, accountId),
  }));
  const form = useForm<Intake>({ defaultValues });
  const { control, getValues, subscribe } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'items' });
  const bearerIsOther = useWatch({ control, name: 'bearerName' });

  useEffect(
    () => subscribe({ formState: { values: true }, callback: ({ values }) => keepDraft(draft, values) }),
    [subscribe, draft],
  );

  const lookups = { queryKey: ['intake', 'lookup'] };
  const receive = useReceive(({ id }) => {
    dropDraft(draft);
    void queryClient.invalidateQueries({ ...lookups, refetchType: 'none' }); // these devices have an open order now
    void navigate({ to: `/receptions/${id}` });
  });
  const refusal = useMemo(
    () => (receive.error ? onFields(receive.error, getValues()) : null),
    [receive.error, getValues],
  );
  const addDevice = (serial = ''): void => {
    const item = emptyItem(new Date());
    append({ ...item, device: { ...item.device, serial } }, { focusName: `items.${fields.length}.device.serial` });
  };

  return (
    <FormProvider {...form}>
      <Box onKeyDown={goOnWithEnter} sx={{ maxWidth: 1120 }}>
        <Form
          form={form}
          pending={receive.isPending}
          error={refusal}
          submitLabel={t('intake.submit')}
          onSubmit={(intake) =>
            receive.mutate(toReception(intake, centerId, arrivalId), {
              // What the register says may have changed since it was asked.
              onError: () => void queryClient.invalidateQueries(lookups),
            })
          }
        >
          <Step title={t('intake.customer')}>
            <CustomerStep note={note} />
          </Step>
          {fields.map(({ id }, index) => (
            <Step
              key={id}
              title={fields.length > 1 ? t('intake.deviceOf', { number: index + 1 }) : t('intake.device')}
              action={
                fields.length > 1 && (
                  <Button size="small" onClick={() => remove(index)}>
                    {t('intake.removeDevice')}
                  </Button>
                )
              }
            >
              <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) 260px' } }}>
                <DeviceStep index={index} onScanAnother={addDevice}>
                  <FaultStep index={index} />
                  <EstimateStep index={index} />
                </DeviceStep>
                <VisitsRail index={index} />
              </Box>
            </Step>
          ))}
          <Box>
            <Button startIcon={<Icon name="plus" />} onClick={() => addDevice()}>
              {t('intake.addDevice')}
            </Button>
          </Box>
          <Step title={t('intake.agreement')}>
            <Stack spacing={2}>
              <CheckField control={control} name="termsAccepted" label={t('intake.terms')} required />
              <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
                <TextField
                  control={control}
                  name="bearerName"
                  label={t('intake.bearer')}
                  hint={bearerIsOther ? undefined : t('intake.bearerHint')}
                  maxLength={200}
                />
                <TextField control={control} name="note" label={t('intake.note')} maxLength={2000} />
              </Stack>
            </Stack>
          </Step>
        </Form>
      </Box>
    </FormProvider>
  );
}

interface StepProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Step({ title, action, children }: StepProps): ReactNode {
  return (
    <Card component="section" aria-label={title} sx={{ p: { xs: 2, md: 3 } }}>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', mb: 2, minHeight: 32 }}>
        <Typography variant="h2">{title}</Typography>
        {action}
      </Stack>
      {children}
    </Card>
  );
}
