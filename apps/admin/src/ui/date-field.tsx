import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { enUS, faIR } from '@mui/x-date-pickers/locales';
import { useRef, useState, type ReactNode } from 'react';
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
  const [shown, setShown] = useState<Date | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const { field, input } = useField(props, {
    validate: () => {
      if (fault === 'minDate' || fault === 'maxDate') return t('problems.date-range');
      return (fault === null && !isHalfTyped(root.current)) || t('problems.date');
    },
  });
  // The picker keeps what is half typed (an invalid date), for which the form holds null.
  const civilDay = (field.value as string | null | undefined) ?? null;
  const date = toCivilDay(shown) === civilDay ? shown : toLocalDay(civilDay);
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
        value={date}
        onChange={(changed) => {
          setShown(changed);
          field.onChange(toCivilDay(changed));
        }}
        onError={setFault}
        inputRef={field.ref}
        dayOfWeekFormatter={(day) => weekday.format(day)}
        {...(props.min && { minDate: toLocalDay(props.min) ?? undefined })}
        {...(props.max && { maxDate: toLocalDay(props.max) ?? undefined })}
        slots={{ openPickerIcon: CalendarIcon }}
        slotProps={{
          textField: { ref: root, error, helperText, required, size: 'small', fullWidth: true, onBlur: field.onBlur },
          field: { clearable: !required },
        }}
      />
    </LocalizationProvider>
  );
}

function CalendarIcon(): ReactNode {
  return <Icon name="calendar" />;
}

/** The picker calls a date with an empty part no date at all and no fault; the one who typed it does not. */
function isHalfTyped(root: HTMLElement | null): boolean {
  const sections = [...(root?.querySelectorAll('[role=spinbutton]') ?? [])];
  const filled = sections.filter((section) => section.hasAttribute('aria-valuenow')).length;
  return filled > 0 && filled < sections.length;
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
