import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { Icon } from '../../ui/icon';
import type { PickerOption } from '../../ui/picker-field';
import { ProblemAlert } from '../../ui/problem-alert';
import { codeOption, similarRepairsQuery, useAddLine, type RepairOrder } from './api';

interface LikelyFaultsProps {
  readonly orderId: string;
  readonly symptomId: string;
  readonly onPick: (fault: PickerOption, cause: PickerOption | null) => void;
}

/** The faults that were behind the symptom before, then those that are listed; a press takes one over with its usual cause. */
export function LikelyFaults({ orderId, symptomId, onPick }: LikelyFaultsProps): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const { data } = useQuery(similarRepairsQuery(orderId, symptomId));
  if (!data || data.faults.length === 0) return null;
  return (
    <Choices
      title={
        data.repairs > 0
          ? t('similar.faults', { count: data.repairs, repairs: format.number(data.repairs) })
          : t('similar.listed')
      }
    >
      {data.faults.map(({ fault, cause, repairs }) => (
        <Chip
          key={fault.id}
          size="small"
          variant={repairs > 0 ? 'filled' : 'outlined'}
          label={repairs > 0 ? `${format.name(fault.name)} · ${format.number(repairs)}` : format.name(fault.name)}
          onClick={() => onPick(codeOption(fault, format), cause && codeOption(cause, format))}
        />
      ))}
    </Choices>
  );
}

/** What mended the main finding before; a press adds it as a line. Nothing without a past, or once all of it is there. */
export function UsualRemedies({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const can = useCan();
  const add = useAddLine();
  const [main] = order.findings;
  const wanted = main !== undefined && order.openForWork && can('repair.work');
  const query = useQuery({
    ...similarRepairsQuery(order.id, main?.symptom.id ?? '', main?.fault.id),
    enabled: wanted,
  });
  const there = order.lines.map(({ partId, serviceItemId }) => partId ?? serviceItemId);
  const remedies = query.data?.remedies.filter(({ item }) => !there.includes(item.id)) ?? [];
  if (!wanted || remedies.length === 0) return null;
  return (
    <Stack spacing={1} sx={{ mt: 2 }}>
      <Choices title={t('similar.remedies')}>
        {remedies.map(({ kind, item, repairs }) => (
          <Chip
            key={item.id}
            size="small"
            icon={<Icon name="plus" />}
            label={`${format.name(item.name)} · ${format.number(repairs)}`}
            disabled={add.isPending}
            onClick={() =>
              add.mutate({
                order,
                partId: kind === 'part' ? item.id : null,
                serviceItemId: kind === 'operation' ? item.id : null,
                quantity: 1,
                faultCodeId: null,
                evidence: [],
              })
            }
          />
        ))}
      </Choices>
      <ProblemAlert error={add.error} />
    </Stack>
  );
}

function Choices({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Stack role="group" aria-label={title} spacing={0.75}>
      <Typography variant="caption" color="textSecondary">
        {title}
      </Typography>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 0.75 }}>
        {children}
      </Stack>
    </Stack>
  );
}
