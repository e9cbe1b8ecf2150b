import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { Money } from '../../ui/text';
import { receiptQuery, useHandOver, type RepairOrder } from './api';
import { FormDialog } from './form-dialog';
import { PieceCount } from './piece-count';

interface HandOverDialogProps {
  readonly order: RepairOrder;
  readonly onClose: () => void;
  readonly onDone?: (order: RepairOrder) => void;
}

/** The device goes back to its owner: who takes it, and every accessory counted out or its absence written down. */
export function HandOverDialog({ order, onClose, onDone = onClose }: HandOverDialogProps): ReactNode {
  const { t } = useTranslation('repairs');
  const receiptId = order.reception?.id;
  const receipt = useQuery({ ...receiptQuery(receiptId ?? ''), enabled: receiptId !== undefined });
  const handOver = useHandOver(onDone);
  const item = receipt.data?.items.find(({ orderId }) => orderId === order.id);
  return (
    <FormDialog title={t('acts.labels.hand-over')} pending={handOver.isPending} onClose={onClose} width="sm">
      {receipt.error && <ErrorState error={receipt.error} onRetry={() => void receipt.refetch()} />}
      {receiptId !== undefined && receipt.isPending && <LoadingState />}
      {(receiptId === undefined || item) && (
        <HandOverForm order={order} accessories={item?.accessories ?? []} handOver={handOver} onClose={onClose} />
      )}
    </FormDialog>
  );
}

interface Accessory {
  readonly id: string;
  readonly name: { readonly fa: string | null; readonly en: string | null };
  readonly label: string | null;
  readonly quantity: number;
  readonly handedOut: number;
}

interface HandOverFormProps {
  readonly order: RepairOrder;
  readonly accessories: readonly Accessory[];
  readonly handOver: ReturnType<typeof useHandOver>;
  readonly onClose: () => void;
}

function HandOverForm({ order, accessories, handOver, onClose }: HandOverFormProps): ReactNode {
  const { t } = useTranslation('repairs');
  const money = useMoney();
  const form = useForm({ defaultValues: { collectedBy: order.customer?.name ?? '', missingNote: '' } });
  // Nothing is ticked at first: the clerk counts what lies on the counter.
  const [out, setOut] = useState<Readonly<Record<string, number>>>({});
  const missing = accessories.some(({ id, quantity }) => (out[id] ?? 0) < quantity);

  return (
    <Form
      form={form}
      onSubmit={({ collectedBy, missingNote }) =>
        handOver.mutate({
          order,
          collectedBy: collectedBy.trim(),
          accessories: accessories.map(({ id }) => ({ accessoryId: id, quantity: out[id] ?? 0 })),
          missingNote: missing ? orNull(missingNote) : null,
        })
      }
      error={handOver.error}
      pending={handOver.isPending}
      submitLabel={t('handOver.submit')}
      onCancel={onClose}
    >
      {order.money.due > 0 && (
        <Alert severity="warning">
          {t('handOver.due')} <Money value={money(order.money.due)} />
        </Alert>
      )}
      <TextField
        control={form.control}
        name="collectedBy"
        label={t('handOver.collectedBy')}
        maxLength={200}
        required
        autoFocus
      />
      {accessories.length > 0 && (
        <Stack component="fieldset" sx={{ border: 0, m: 0, p: 0 }} spacing={1}>
          <Typography component="legend" variant="subtitle2">
            {t('handOver.accessories')}
          </Typography>
          {accessories.map((accessory) => (
            <AccessoryRow
              key={accessory.id}
              accessory={accessory}
              out={out[accessory.id] ?? 0}
              onCount={(quantity) => setOut({ ...out, [accessory.id]: quantity })}
            />
          ))}
        </Stack>
      )}
      {missing && (
        <TextField
          control={form.control}
          name="missingNote"
          label={t('handOver.missingNote')}
          hint={t('handOver.missingHint')}
          rows={2}
          maxLength={1000}
        />
      )}
    </Form>
  );
}

function AccessoryRow(props: {
  readonly accessory: Accessory;
  readonly out: number;
  readonly onCount: (quantity: number) => void;
}): ReactNode {
  const { accessory, out, onCount } = props;
  const format = useFormat();
  const { quantity, label } = accessory;
  const name = [format.name(accessory.name), label].filter(Boolean).join(' · ');
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
      <FormControlLabel
        label={quantity > 1 ? `${name} (${format.number(quantity)})` : name}
        control={
          <Checkbox
            checked={out === quantity}
            indeterminate={out > 0 && out < quantity}
            onChange={(_, checked) => onCount(checked ? quantity : 0)}
          />
        }
      />
      {quantity > 1 && <PieceCount label={name} value={out} max={quantity} onChange={onCount} />}
    </Stack>
  );
}
