import Box from '@mui/material/Box';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useSettled } from '../lib/settled';
import { DateField } from './date-field';

interface DayFilterProps {
  readonly label: string;
  /** A civil day; null for every day. */
  readonly value: string | null;
  readonly onChoose: (day: string | null) => void;
}

/** The day of a list, beside its search field. */
export function DayFilter({ label, value, onChoose }: DayFilterProps): ReactNode {
  const { control } = useForm<{ day: string | null }>({ values: { day: value } });
  const settled = useSettled(useWatch({ control, name: 'day' })); // while a date is typed it is another one at each key
  const report = useEffectEvent(() => {
    const isYearHalfTyped = settled !== null && settled < '1900';
    if (settled !== value && !isYearHalfTyped) onChoose(settled);
  });
  useEffect(() => report(), [settled]);
  return (
    <Box sx={{ width: 200 }}>
      <DateField control={control} name="day" label={label} />
    </Box>
  );
}
