import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { enUS, faIR } from '@mui/x-date-pickers/locales';
import { useState, type ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../lib/preferences';
import { dateAdapters } from '../theme/date-adapters';
import { useField, type FieldProps } from './fields';
import { Icon } from './icon';

interface DateFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  /** Bounds as civil days. */
  readonly min?: string;
  readonly max?: string;
}

const pickerTexts = {
  en: enUS.components.MuiLocalizationProvider.defaultProps.localeText,
  fa: faIR.components.MuiLocalizationProvider.defaultProps.localeText,
};

/** A civil day, typed or picked in the reader's calendar; the form holds `YYYY-MM-DD` or null. */
export function DateField<Values extends FieldValues>(props: DateFieldProps<Values>): ReactNode {
  const { language, calendar } = usePreferences();
  const { t } = useTranslation('ui');
  const [fault, setFault] = useState<string | null>(null);
  const { field, input } = useField(props, {
    validate: () =>
      fault === null || t(fault === 'minDate' || fault === 'maxDate' ? 'problems.date-range' : 'problems.date'),
  } as never);
  const { error, helperText, required, ...inputProps } = input;
  const weekday = new Intl.DateTimeFormat(language === 'fa' ? 'fa-IR' : 'en-GB', { weekday: 'narrow' });

  return (
    // The key: a field that changes its calendar starts anew, from the same day.
    <LocalizationProvider
      key={`${language}-${calendar}`}
      dateAdapter={dateAdapters[language][calendar]}
      localeText={pickerTexts[language]}
    >
      <DatePicker
        {...inputProps}
        name={field.name}
        value={toLocalDay(field.value as string | null)}
        onChange={(date) => field.onChange(toCivilDay(date))}
        onError={setFault}
        inputRef={field.ref}
        dayOfWeekFormatter={(date) => weekday.format(date)}
        {...(props.min && { minDate: toLocalDay(props.min) ?? undefined })}
        {...(props.max && { maxDate: toLocalDay(props.max) ?? undefined })}
        slots={{ openPickerIcon: CalendarIcon }}
        slotProps={{
          textField: { error, helperText, required, size: 'small', fullWidth: true, onBlur: field.onBlur },
          field: { clearable: !required },
        }}
      />
    </LocalizationProvider>
  );
}

function CalendarIcon(): ReactNode {
  return <Icon name="calendar" />;
}

/** Noon, so that no change of the clock moves the day. */
function toLocalDay(civilDay: string | null | undefined): Date | null {
  return civilDay ? new Date(`${civilDay}T12:00:00`) : null;
}

/** Half a date is no date: the field shows it as incomplete and the form holds null. */
function toCivilDay(date: Date | null): string | null {
  if (!date || Number.isNaN(date.getTime())) return null;
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}
