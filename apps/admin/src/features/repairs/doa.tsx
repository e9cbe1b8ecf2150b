import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { RecordLink } from '../../ui/record-link';
import { Can } from '../../ui/can';
import { Code, DateTimeText } from '../../ui/text';
import { useConfirmDoa, type RepairOrder } from './api';
import { FormDialog } from './form-dialog';

interface DoaProps {
  readonly order: RepairOrder;
}

/** A device that never worked: offered while the terms grant an exchange, then who confirmed it and what replaced it. */
export function DeadOnArrival({ order }: DoaProps): ReactNode {
  const { t } = useTranslation('repairs');
  const [asked, setAsked] = useState(false);
  const { doa, replacement } = order;
  return (
    <>
      {doa.possible && (
        <Can do="repair.check">
          <Alert
            severity="info"
            icon={<Icon name="swap" />}
            action={<Button onClick={() => setAsked(true)}>{t('doa.confirm')}</Button>}
          >
            {t('doa.possible')}
          </Alert>
        </Can>
      )}
      {doa.confirmed && (
        <Alert severity="success" icon={<Icon name="check" />}>
          {t('doa.confirmed')} <bdi>{doa.confirmed.note}</bdi>
          {doa.confirmed.evidence.length > 0 && ` (${doa.confirmed.evidence.join(t('doa.comma'))})`}
          <Typography variant="caption" component="p">
            <bdi>{doa.confirmed.by}</bdi> · <DateTimeText value={doa.confirmed.at} />
          </Typography>
        </Alert>
      )}
      {replacement && (
        <Alert severity="success" icon={<Icon name="swap" />}>
          {t('replacement.done')}{' '}
          <RecordLink kind="device" id={replacement.id}>
            {replacement.serial ? <Code>{replacement.serial}</Code> : t('device.noSerial')}
          </RecordLink>
        </Alert>
      )}
      {asked && <ConfirmDoa order={order} onClose={() => setAsked(false)} />}
    </>
  );
}

function ConfirmDoa({ order, onClose }: DoaProps & { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('repairs');
  const confirm = useConfirmDoa(onClose);
  const form = useForm({ defaultValues: { note: '', evidence: '' } });
  return (
    <FormDialog title={t('doa.confirm')} pending={confirm.isPending} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ note, evidence }) => confirm.mutate({ order, note, evidence: linesOf(evidence) })}
        error={confirm.error}
        pending={confirm.isPending}
        submitLabel={t('doa.confirm')}
        onCancel={onClose}
      >
        <Typography variant="body2">{t('doa.text')}</Typography>
        <TextField
          control={form.control}
          name="note"
          label={t('doa.note')}
          rows={3}
          required
          autoFocus
          maxLength={1000}
        />
        <TextField
          control={form.control}
          name="evidence"
          label={t('doa.evidence')}
          hint={t('doa.evidenceHint')}
          rows={2}
          maxLength={2000}
        />
      </Form>
    </FormDialog>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
