import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useFormat, type DateStyle, type LocalName, type MoneyValue } from '../lib/format';

/** A serial, number, phone or e-mail: read left to right also inside Persian text, and copied as it is. */
export function Code({ children }: { readonly children: string }): ReactNode {
  return (
    <Box component="bdi" dir="ltr" sx={{ whiteSpace: 'nowrap' }}>
      {children}
    </Box>
  );
}

interface NumberTextProps {
  readonly value: number;
  /** What is counted, if it is a measure: "45 min". */
  readonly unit?: 'minute' | 'day' | undefined;
}

/** A count in the reader's digits; files take it out as a number. */
export function NumberText({ value, unit }: NumberTextProps): ReactNode {
  const format = useFormat();
  return (
    <data value={value} data-unit={unit && format.unitName(unit)}>
      {format.number(value, unit && { style: 'unit', unit })}
    </data>
  );
}

/** An amount in the reader's digits and unit; a dash when there is none. */
export function Money({ value }: { readonly value: MoneyValue | null | undefined }): ReactNode {
  const format = useFormat();
  if (!value) return '—';
  const { value: figure, unit } = format.amount(value);
  return (
    // Isolated like a bdi, but in the page's direction: of an amount below zero the sign would make it left to right.
    <Box component="data" value={figure} data-unit={unit} sx={{ whiteSpace: 'nowrap', unicodeBidi: 'isolate' }}>
      {format.money(value)}
    </Box>
  );
}

interface DateTextProps {
  readonly value: string | null | undefined;
  readonly style?: DateStyle;
}

/** A civil day (`…On`). */
export function DateText({ value, style }: DateTextProps): ReactNode {
  const format = useFormat();
  return value ? <time dateTime={value}>{format.date(value, style)}</time> : '—';
}

/** An instant (`…At`), in the browser's time zone. */
export function DateTimeText({ value, style }: DateTextProps): ReactNode {
  const format = useFormat();
  return value ? <time dateTime={value}>{format.dateTime(value, style)}</time> : '—';
}

/** A bilingual name of master data in the reader's language. */
export function Name({ value }: { readonly value: LocalName | null | undefined }): ReactNode {
  const format = useFormat();
  return value ? <bdi>{format.name(value)}</bdi> : '—';
}
