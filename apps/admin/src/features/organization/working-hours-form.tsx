import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { usePreferences } from '../../lib/preferences';
import { Icon } from '../../ui/icon';
import { ProblemAlert } from '../../ui/problem-alert';
import { useSetWorkingHours, type Center } from './api';
import { readTime, spansOf, weekdayName, weekdays } from './working-hours';

interface Draft {
  readonly opens: string;
  readonly closes: string;
}
type Week = Readonly<Record<number, readonly Draft[]>>;

const FIRST_SPAN: Draft = { opens: '08:00', closes: '16:00' };

interface WorkingHoursFormProps {
  readonly center: Center;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The week of a centre. Times are typed, which is faster than any clock; one day can be copied to all. */
export function WorkingHoursForm({ center, onDone, onCancel }: WorkingHoursFormProps): ReactNode {
  const { t } = useTranslation(['organization', 'ui']);
  const { language } = usePreferences();
  const days = weekdays(language);
  const [week, setWeek] = useState<Week>(() =>
    Object.fromEntries(days.map((day) => [day, spansOf(center.workingHours, day)])),
  );
  const save = useSetWorkingHours(center, onDone);
  const spans = days.flatMap((weekday) =>
    (week[weekday] ?? []).map((span) => ({ weekday, opens: readTime(span.opens), closes: readTime(span.closes) })),
  );
  const complete = spans.filter((span): span is typeof span & Draft => span.opens !== null && span.closes !== null);
  const setDay = (weekday: number, day: readonly Draft[]): void => setWeek({ ...week, [weekday]: day });

  return (
    <Stack spacing={2}>
      <Typography variant="body2" color="textSecondary">
        {t('hours.hint')}
      </Typography>
      {days.map((weekday) => (
        <Day
          key={weekday}
          name={weekdayName(weekday, language)}
          spans={week[weekday] ?? []}
          onChange={(day) => setDay(weekday, day)}
          onCopy={() => setWeek(Object.fromEntries(days.map((day) => [day, week[weekday] ?? []])))}
        />
      ))}
      <ProblemAlert error={save.error} />
      <Stack direction="row" spacing={1.5}>
        <Button
          variant="contained"
          loading={save.isPending}
          disabled={complete.length < spans.length}
          onClick={() => save.mutate({ week: complete })}
        >
          {t('ui:form.save')}
        </Button>
        <Button onClick={onCancel} disabled={save.isPending}>
          {t('ui:form.cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}

interface DayProps {
  readonly name: string;
  readonly spans: readonly Draft[];
  readonly onChange: (spans: readonly Draft[]) => void;
  readonly onCopy: () => void;
}

function Day({ name, spans, onChange, onCopy }: DayProps): ReactNode {
  const { t } = useTranslation('organization');
  const set = (index: number, patch: Partial<Draft>): void =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...patch } : span)));
  return (
    <Box role="group" aria-label={name} sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5 }}>
      <Stack direction="row" sx={{ alignItems: 'center', minHeight: 40 }}>
        <Typography sx={{ flex: 1, fontWeight: 600 }}>{name}</Typography>
        {spans.length === 0 && (
          <Typography variant="body2" color="textSecondary" sx={{ mx: 1 }}>
            {t('hours.closed')}
          </Typography>
        )}
        <Tooltip title={t('hours.copy')}>
          <IconButton aria-label={t('hours.copyDay', { day: name })} onClick={onCopy}>
            <Icon name="copy" />
          </IconButton>
        </Tooltip>
        <Tooltip title={t('hours.add')}>
          <IconButton
            aria-label={t('hours.addTo', { day: name })}
            onClick={() => onChange([...spans, spans.length === 0 ? FIRST_SPAN : { opens: '', closes: '' }])}
          >
            <Icon name="plus" />
          </IconButton>
        </Tooltip>
      </Stack>
      {spans.map((span, index) => (
        // Spans have no identity of their own: they are what stands at their place.
        <Stack key={index} direction="row" spacing={1} sx={{ alignItems: 'center', mb: 1 }}>
          <TimeField label={t('hours.opens')} value={span.opens} onChange={(opens) => set(index, { opens })} />
          <TimeField label={t('hours.closes')} value={span.closes} onChange={(closes) => set(index, { closes })} />
          <IconButton
            aria-label={t('hours.remove', { day: name })}
            onClick={() => onChange(spans.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </IconButton>
        </Stack>
      ))}
    </Box>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps): ReactNode {
  const format = useFormat();
  const { t } = useTranslation('organization');
  const [left, setLeft] = useState(false);
  const wrong = left && readTime(value) === null;
  return (
    <MuiTextField
      label={label}
      value={format.digits(value)}
      onChange={(event) => onChange(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => {
        setLeft(true);
        onChange(readTime(value) ?? value);
      }}
      error={wrong}
      helperText={wrong ? t('hours.wrong') : undefined}
      slotProps={{ htmlInput: { dir: 'ltr', inputMode: 'numeric', maxLength: 5 } }}
    />
  );
}
