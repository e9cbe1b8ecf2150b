import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { today, useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DateField } from '../../ui/date-field';
import { MoneyField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ChecksField } from '../../ui/many-fields';
import { notify } from '../../ui/notices';
import { SidePanel } from '../../ui/side-panel';
import { settlementKinds, useDiscardClaim, useResubmitClaim, useSettleClaim, useSubmitClaim, type Claim } from './api';
import { useMoneyText } from './money-text';

type Act = Exclude<Claim['allowedActions'][number], 'answer' | 'remove-line'>;

// The one that goes on stands last, as the primary one.
const order: readonly Act[] = ['discard', 'resubmit', 'settle', 'submit'];

/** What may be done with a claim now; the answer has a place of its own on the page, and a line leaves where it stands. */
export function ClaimActs({ claim }: { readonly claim: Claim }): ReactNode {
  const { t } = useTranslation('claims');
  const [asked, setAsked] = useState<Act | null>(null);
  const close = (): void => setAsked(null);
  const shown = order.filter(
    (act) => claim.allowedActions.includes(act) || claim.blockedActions.some(({ action }) => action === act),
  );
  return (
    <>
      {shown.map((act) => {
        const blocked = claim.blockedActions.find(({ action }) => action === act);
        return (
          <Tooltip key={act} title={blocked ? blocked.reasons.map((reason) => t(`blockers.${reason}`)).join(' ') : ''}>
            <Box component="span">
              <Button
                {...(act === shown.at(-1) && { variant: 'contained' as const })}
                color={act === 'discard' ? 'error' : 'primary'}
                disabled={blocked !== undefined}
                onClick={() => setAsked(act)}
              >
                {t(`acts.${act}`)}
              </Button>
            </Box>
          </Tooltip>
        );
      })}
      {asked === 'submit' && <SubmitDialog claim={claim} onClose={close} />}
      {asked === 'discard' && <DiscardDialog claim={claim} onClose={close} />}
      {asked === 'resubmit' && <ResubmitPanel claim={claim} onClose={close} />}
      {asked === 'settle' && <SettlePanel claim={claim} onClose={close} />}
    </>
  );
}

interface ActProps {
  readonly claim: Claim;
  readonly onClose: () => void;
}

function SubmitDialog({ claim, onClose }: ActProps): ReactNode {
  const { t } = useTranslation('claims');
  const submit = useSubmitClaim(claim, () => {
    notify({ text: t('done.submitted') });
    onClose();
  });
  return (
    <ConfirmDialog
      open
      title={t('ask.submit')}
      text={t('ask.submitText')}
      confirmLabel={t('acts.submit')}
      reason="optional"
      pending={submit.isPending}
      error={submit.error}
      onConfirm={(note) => submit.mutate({ note: orNull(note) })}
      onClose={onClose}
    />
  );
}

function DiscardDialog({ claim, onClose }: ActProps): ReactNode {
  const { t } = useTranslation('claims');
  const navigate = useNavigate();
  const discard = useDiscardClaim(claim, () => {
    notify({ text: t('claim.gone') });
    void navigate({ to: '/claims' });
  });
  return (
    <ConfirmDialog
      open
      danger
      title={t('ask.discard')}
      text={t('ask.discardText')}
      confirmLabel={t('acts.discard')}
      pending={discard.isPending}
      error={discard.error}
      onConfirm={() => discard.mutate(undefined)}
      onClose={onClose}
    />
  );
}

function ResubmitPanel({ claim, onClose }: ActProps): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const moneyText = useMoneyText();
  const open = claim.lines.filter(({ accepted, amount }) => accepted < amount);
  const form = useForm<{ lineIds: string[]; note: string }>({
    defaultValues: { lineIds: open.map(({ id }) => id), note: '' },
  });
  const resubmit = useResubmitClaim(claim, () => {
    notify({ text: t('done.resubmitted') });
    onClose();
  });
  return (
    <SidePanel title={t('acts.resubmit')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ lineIds, note }) => resubmit.mutate({ lineIds, note: orNull(note) })}
        error={resubmit.error}
        pending={resubmit.isPending}
        submitLabel={t('resubmit.save')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('resubmit.hint')}
        </Typography>
        <ChecksField
          control={form.control}
          name="lineIds"
          label={t('claim.lines')}
          options={open.map(({ id, description, amount, accepted }) => ({
            value: id,
            label: t('resubmit.line', { what: format.name(description), amount: moneyText(amount - accepted) }),
          }))}
        />
        <TextField control={form.control} name="note" label={t('resubmit.note')} rows={3} maxLength={1000} />
      </Form>
    </SidePanel>
  );
}

interface SettleValues {
  kind: (typeof settlementKinds)[number];
  amount: number | null;
  reference: string;
  on: string | null;
}

function SettlePanel({ claim, onClose }: ActProps): ReactNode {
  const { t } = useTranslation('claims');
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const form = useForm<SettleValues>({
    defaultValues: { kind: 'credit-note', amount: claim.accepted, reference: '', on: today() },
  });
  const settle = useSettleClaim(claim, () => {
    notify({ text: t('done.settled') });
    onClose();
  });
  const { control } = form;
  return (
    <SidePanel title={t('acts.settle')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ kind, amount, reference, on }) =>
          settle.mutate({ kind, amount: amount ?? 0, reference: orNull(reference), on: on ?? '' })
        }
        error={settle.error}
        pending={settle.isPending}
        submitLabel={t('settle.save')}
        onCancel={onClose}
      >
        <SelectField
          control={control}
          name="kind"
          label={t('settle.kind')}
          options={settlementKinds.map((value) => ({ value, label: t(`settle.kinds.${value}`) }))}
        />
        <MoneyField control={control} name="amount" label={t('settle.amount')} currency={currency} required autoFocus />
        <TextField control={control} name="reference" label={t('settle.reference')} maxLength={100} code />
        <DateField control={control} name="on" label={t('settle.on')} max={today()} required />
      </Form>
    </SidePanel>
  );
}
