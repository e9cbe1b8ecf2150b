import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo, useState, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { NumberField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import {
  codeOption,
  partSource,
  serviceItemSource,
  useAddLine,
  useChangeLine,
  type RepairLine,
  type RepairOrder,
} from './api';
import { useCodeSource, useHasCodes } from './code-choice';
import { FormDialog } from './form-dialog';

interface LineDialogProps {
  readonly order: RepairOrder;
  /** The line to be changed; without it a new one is added. */
  readonly line?: RepairLine;
  readonly onClose: () => void;
}

interface LineInput {
  item: PickerOption | null;
  quantity: number | null;
  minutes: number | null;
  fault: PickerOption | null;
  repair: PickerOption | null;
  evidence: string;
}

/** A line of work or a part; its price and texts come from the catalogue. */
export function LineDialog({ order, line, onClose }: LineDialogProps): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const money = useMoney();
  const add = useAddLine(onClose);
  const change = useChangeLine(onClose);
  const command = line ? change : add;
  const [kind, setKind] = useState<'operation' | 'part'>(line?.kind ?? 'operation');
  const form = useForm<LineInput>({
    defaultValues: {
      item: null,
      quantity: line?.quantity ?? 1,
      minutes: line?.minutes ?? null,
      fault: line?.fault ? codeOption(line.fault, format) : null,
      repair: line?.repair ? codeOption(line.repair, format) : null,
      evidence: line?.evidence.join('\n') ?? '',
    },
  });
  const sourceOf = useCodeSource(order.id);
  const repairsAreCoded = useHasCodes(order.id, 'repair');
  const ownFault = useWatch({ control: form.control, name: 'fault' });
  const [main] = order.findings;
  const sources = useMemo(() => {
    const price = (amount: number): string => {
      const value = money(amount);
      return value ? format.money(value) : '';
    };
    return {
      operation: serviceItemSource(order, format, price),
      part: partSource(order, format, ({ price: amount, free, standsFor }) =>
        [
          standsFor === undefined ? '' : t('lines.standsFor', { part: standsFor }),
          amount === undefined ? '' : price(amount),
          free > 0 ? t('lines.inStock', { number: format.number(free) }) : t('lines.outOfStock'),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    };
  }, [order, format, money, t]);

  function send({ item, quantity, minutes, fault, repair, evidence }: LineInput): void {
    const common = {
      quantity: quantity ?? 1,
      faultCodeId: fault?.id ?? null,
      repairCodeId: repair?.id ?? null,
      evidence: evidence
        .split('\n')
        .map((reference) => reference.trim())
        .filter(Boolean),
    };
    if (line) {
      change.mutate({ order, lineId: line.id, ...common, ...(line.kind === 'operation' && { minutes }) });
    } else {
      const id = item?.id ?? null;
      add.mutate({
        order,
        serviceItemId: kind === 'operation' ? id : null,
        partId: kind === 'part' ? id : null,
        ...common,
      });
    }
  }

  return (
    <FormDialog
      title={line ? format.name(line.description) : t('lines.add')}
      pending={command.isPending}
      onClose={onClose}
      width="sm"
    >
      <Form
        form={form}
        onSubmit={send}
        error={command.error}
        pending={command.isPending}
        submitLabel={t(line ? 'lines.save' : 'lines.add')}
        onCancel={onClose}
      >
        {!line && (
          <>
            <ToggleButtonGroup
              exclusive
              size="small"
              color="primary"
              value={kind}
              aria-label={t('lines.kind')}
              onChange={(_, chosen: 'operation' | 'part' | null) => {
                if (!chosen) return;
                setKind(chosen);
                form.setValue('item', null);
              }}
            >
              <ToggleButton value="operation">{t('lines.kinds.operation')}</ToggleButton>
              <ToggleButton value="part">{t('lines.kinds.part')}</ToggleButton>
            </ToggleButtonGroup>
            <PickerField
              key={kind}
              control={form.control}
              name="item"
              label={t(`lines.kinds.${kind}`)}
              source={sources[kind]}
              required
              autoFocus
            />
          </>
        )}
        <NumberField control={form.control} name="quantity" label={t('lines.quantity')} min={1} max={1000} required />
        {line?.kind === 'operation' && (
          <NumberField control={form.control} name="minutes" label={t('lines.minutes')} max={10_000} />
        )}
        {repairsAreCoded && (
          <PickerField
            control={form.control}
            name="repair"
            label={t('lines.repair')}
            source={sourceOf('repair', {
              symptomCodeId: main?.symptom.id,
              faultCodeId: ownFault?.id ?? main?.fault.id,
              causeCodeId: ownFault ? undefined : main?.cause?.id,
            })}
          />
        )}
        <PickerField
          control={form.control}
          name="fault"
          label={t('lines.ownFault')}
          hint={t('lines.ownFaultHint')}
          source={sourceOf('fault', { symptomCodeId: main?.symptom.id })}
        />
        <TextField
          control={form.control}
          name="evidence"
          label={t('lines.evidence')}
          hint={t('lines.evidenceHint')}
          rows={2}
        />
      </Form>
    </FormDialog>
  );
}
