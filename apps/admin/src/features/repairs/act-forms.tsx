import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { NumberField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Code, Money } from '../../ui/text';
import {
  useAnswerQuote,
  useCheck,
  useReceiveFromVendor,
  useReplace,
  useSendQuote,
  useSendToVendor,
  type RepairOrder,
  type VendorResult,
} from './api';
import { noUnit, unitBody, UnitFields, type UnitValues } from '../devices/unit-fields';
import { FormDialog } from './form-dialog';
import { HandOverDialog } from './hand-over-dialog';
import { localToday, type FormAct } from './states';

interface ActFormProps {
  readonly order: RepairOrder;
  readonly onClose: () => void;
}

/** The form of an act that brings data of its own. */
export function ActForm({ act, ...props }: ActFormProps & { readonly act: FormAct }): ReactNode {
  switch (act) {
    case 'send-quote':
      return <SendQuote {...props} />;
    case 'approve-quote':
    case 'refuse-quote':
      return <AnswerQuote approved={act === 'approve-quote'} {...props} />;
    case 'pass-check':
    case 'fail-check':
      return <Check act={act} {...props} />;
    case 'send-to-vendor':
      return <SendToVendor {...props} />;
    case 'back-from-vendor':
    case 'repaired-by-vendor':
    case 'replaced-by-vendor':
      return <BackFromVendor act={act} {...props} />;
    case 'replace':
      return <Replace {...props} />;
    case 'hand-over':
      return <HandOverDialog {...props} />;
  }
}

function SendQuote({ order, onClose }: ActFormProps): ReactNode {
  const { t } = useTranslation('repairs');
  const money = useMoney();
  const send = useSendQuote(onClose);
  const form = useForm<{ validUntil: string | null; tolerancePercent: number | null }>({
    defaultValues: { validUntil: null, tolerancePercent: 10 },
  });
  return (
    <FormDialog title={t('acts.labels.send-quote')} pending={send.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ validUntil, tolerancePercent }) =>
          send.mutate({
            order,
            ...(validUntil && { validUntil }),
            ...(tolerancePercent !== null && { tolerancePercent }),
          })
        }
        error={send.error}
        pending={send.isPending}
        submitLabel={t('quote.send')}
        onCancel={onClose}
      >
        <Typography variant="body2">
          {t('quote.sendText')} <Money value={money(order.money.charged)} /> {t('quote.withoutTax')}
        </Typography>
        <DateField
          control={form.control}
          name="validUntil"
          label={t('quote.validUntil')}
          hint={t('quote.validUntilHint')}
          min={localToday()}
        />
        <NumberField
          control={form.control}
          name="tolerancePercent"
          label={t('quote.tolerance')}
          hint={t('quote.toleranceHint')}
          max={50}
          unit="%"
        />
      </Form>
    </FormDialog>
  );
}

/** The customer's word on exactly one quote and sum: both are sent with it, so that an outdated one is refused. */
function AnswerQuote({ order, approved, onClose }: ActFormProps & { readonly approved: boolean }): ReactNode {
  const { t } = useTranslation('repairs');
  const money = useMoney();
  const format = useFormat();
  const answer = useAnswerQuote(onClose);
  const form = useForm<{ channel: 'counter' | 'phone' }>({ defaultValues: { channel: 'counter' } });
  const [quote] = useState(() => order.quotes.find(({ state }) => state === 'sent'));
  if (!quote) return null;
  const { number, total } = quote;
  return (
    <FormDialog
      title={t(approved ? 'acts.labels.approve-quote' : 'acts.labels.refuse-quote')}
      pending={answer.isPending}
      onClose={onClose}
    >
      <Form
        form={form}
        onSubmit={({ channel }) => answer.mutate({ order, number, approved, total, channel })}
        error={answer.error}
        pending={answer.isPending}
        submitLabel={t(approved ? 'quote.approve' : 'quote.refuse')}
        onCancel={onClose}
      >
        <Stack>
          <Typography variant="body2" color="textSecondary">
            {t('quote.number', { number: format.number(number) })}
          </Typography>
          <Typography variant="h1" component="p">
            <Money value={money(total)} />
          </Typography>
          <Typography variant="body2">{t(approved ? 'quote.approveText' : 'quote.refuseText')}</Typography>
        </Stack>
        <SelectField
          control={form.control}
          name="channel"
          label={t('quote.channel')}
          required
          options={(['counter', 'phone'] as const).map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </Form>
    </FormDialog>
  );
}

function Check({ order, act, onClose }: ActFormProps & { readonly act: 'pass-check' | 'fail-check' }): ReactNode {
  const { t } = useTranslation('repairs');
  const passed = act === 'pass-check';
  const check = useCheck(onClose);
  const form = useForm({ defaultValues: { note: '' } });
  return (
    <FormDialog title={t(`acts.labels.${act}`)} pending={check.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ note }) => check.mutate({ order, passed, note: orNull(note) })}
        error={check.error}
        pending={check.isPending}
        submitLabel={t(passed ? 'checks.pass' : 'checks.fail')}
        onCancel={onClose}
      >
        <Typography variant="body2">{t(passed ? 'checks.passText' : 'checks.failText')}</Typography>
        <TextField
          control={form.control}
          name="note"
          label={t(passed ? 'checks.note' : 'checks.found')}
          rows={3}
          maxLength={1000}
          required={order.actionsNeedingReason.includes(act)}
          autoFocus
        />
      </Form>
    </FormDialog>
  );
}

function SendToVendor({ order, onClose }: ActFormProps): ReactNode {
  const { t } = useTranslation('repairs');
  const send = useSendToVendor(onClose);
  const form = useForm<{ vendor: string; rmaNo: string; dueOn: string | null }>({
    defaultValues: { vendor: '', rmaNo: '', dueOn: null },
  });
  return (
    <FormDialog title={t('acts.labels.send-to-vendor')} pending={send.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ vendor, rmaNo, dueOn }) =>
          send.mutate({ order, vendor: vendor.trim(), rmaNo: orNull(rmaNo), dueOn })
        }
        error={send.error}
        pending={send.isPending}
        submitLabel={t('vendor.send')}
        onCancel={onClose}
      >
        <TextField control={form.control} name="vendor" label={t('vendor.name')} maxLength={200} required autoFocus />
        <TextField control={form.control} name="rmaNo" label={t('vendor.rmaNo')} maxLength={60} code />
        <DateField control={form.control} name="dueOn" label={t('vendor.dueOn')} min={localToday()} />
      </Form>
    </FormDialog>
  );
}

function BackFromVendor({ order, act, onClose }: ActFormProps & { readonly act: VendorResult }): ReactNode {
  const { t } = useTranslation('repairs');
  const receive = useReceiveFromVendor(onClose);
  const form = useForm({ defaultValues: { serial: '', reason: '' } });
  const replaced = act === 'replaced-by-vendor';
  return (
    <FormDialog title={t(`acts.labels.${act}`)} pending={receive.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ serial, reason }) =>
          receive.mutate({ order, act, serial: orNull(serial), reason: orNull(reason) })
        }
        error={receive.error}
        pending={receive.isPending}
        submitLabel={t('vendor.receive')}
        onCancel={onClose}
      >
        {order.device.serial && !replaced && (
          <Alert severity="info" icon={false}>
            {t('vendor.sameSerial')} <Code>{order.device.serial}</Code>
          </Alert>
        )}
        <TextField
          control={form.control}
          name="serial"
          label={t('vendor.serial')}
          {...(!replaced && { hint: t('vendor.serialHint') })}
          required={replaced}
          maxLength={60}
          code
          autoFocus
        />
        <TextField
          control={form.control}
          name="reason"
          label={t('vendor.report')}
          rows={2}
          maxLength={1000}
          required={order.actionsNeedingReason.includes(act)}
        />
      </Form>
    </FormDialog>
  );
}

/** Another unit instead of a repair; it may leave the shelf of the order's own centre. */
function Replace({ order, onClose }: ActFormProps): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const replace = useReplace(onClose);
  const form = useForm<UnitValues>({ defaultValues: { ...noUnit, fromStock: true } });
  return (
    <FormDialog title={t('acts.labels.replace')} pending={replace.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => replace.mutate({ order, ...unitBody(values), fromStock: values.fromStock })}
        error={replace.error}
        pending={replace.isPending}
        submitLabel={t('acts.labels.replace')}
        onCancel={onClose}
      >
        <Typography variant="body2">{t('replacement.text')}</Typography>
        <UnitFields control={form.control} center={format.name(order.center.name)} />
      </Form>
    </FormDialog>
  );
}
