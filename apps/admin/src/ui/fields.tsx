import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Checkbox from '@mui/material/Checkbox';
import MuiTextField from '@mui/material/TextField';
import { useState, type ChangeEvent, type ReactNode } from 'react';
import { useController, type Control, type FieldPath, type FieldValues, type RegisterOptions } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { latinDigits, persianDigits } from '../lib/digits';
import { minorDigits } from '../lib/format';
import { usePreferences } from '../lib/preferences';

/** What every field takes: `<TextField control={form.control} name="mobile" label={t('mobile')} required />`. */
export interface FieldProps<Values extends FieldValues> {
  readonly control: Control<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

/** Binds a field to its form: value, error text and the props its input needs. */
export function useField<Values extends FieldValues>(
  { control, name, label, hint, required = false, disabled = false, autoFocus = false }: FieldProps<Values>,
  rules: RegisterOptions<Values, FieldPath<Values>> = {},
) {
  const { t } = useTranslation('ui');
  const { field, fieldState } = useController<Values, FieldPath<Values>>({
    control,
    name,
    rules: { ...(required && { required: t('problems.required') }), ...rules },
  });
  const message = fieldState.error?.message;
  return {
    field,
    input: {
      label,
      required,
      disabled,
      autoFocus,
      error: message !== undefined,
      helperText: message ?? hint,
    },
  };
}

interface TextFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  readonly type?: 'text' | 'email' | 'password' | 'tel';
  readonly autoComplete?: string;
  /** More than one makes a text area. */
  readonly rows?: number;
  readonly maxLength?: number;
  /** For serials, codes, phones and mail addresses: left to right, Latin digits. */
  readonly code?: boolean;
}

/** What is typed runs its own way (`dir`), but stands where the page's lines start: right-to-left pages flip `left`. */
const atLineStart = { '& input, & textarea': { textAlign: 'left' } } as const;

/** A text. */
export function TextField<Values extends FieldValues>(props: TextFieldProps<Values>): ReactNode {
  const { type = 'text', autoComplete = 'off', rows = 1, maxLength, code = false } = props;
  const { field, input } = useField(props);
  return (
    <MuiTextField
      {...input}
      sx={atLineStart}
      name={field.name}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(code ? latinDigits(event.target.value) : event.target.value)}
      onBlur={field.onBlur}
      inputRef={field.ref}
      type={type}
      autoComplete={autoComplete}
      multiline={rows > 1}
      minRows={rows}
      slotProps={{
        htmlInput: { maxLength, spellCheck: !code, dir: code || type !== 'text' ? 'ltr' : 'auto' },
      }}
    />
  );
}

interface NumberFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  readonly min?: number;
  readonly max?: number;
  /** Decimal places that may be typed; none by default. */
  readonly decimals?: number;
  readonly unit?: string;
}

/** A number; the form holds a number or null. Takes digits of both scripts and shows the reader's. */
export function NumberField<Values extends FieldValues>(props: NumberFieldProps<Values>): ReactNode {
  const { min = 0, max, decimals = 0, unit } = props;
  const { t } = useTranslation('ui');
  const { field, input } = useField(props, {
    validate: (value: unknown) => {
      if (typeof value !== 'number') return true;
      if (value < min) return t('problems.too-small', { min });
      return max === undefined || value <= max || t('problems.too-large', { max });
    },
  });
  const typed = useTypedNumber(field.value, field.onChange, decimals);
  return (
    <MuiTextField
      {...input}
      {...typed}
      sx={atLineStart}
      name={field.name}
      onBlur={field.onBlur}
      inputRef={field.ref}
      autoComplete="off"
      slotProps={{
        htmlInput: { inputMode: decimals > 0 ? 'decimal' : 'numeric', dir: 'ltr' },
        input: { ...(unit && { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> }) },
      }}
    />
  );
}

interface MoneyFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  readonly currency: string;
}

/** An amount; the form holds integer minor units or null. Rial may be typed in toman, as preferred. */
export function MoneyField<Values extends FieldValues>(props: MoneyFieldProps<Values>): ReactNode {
  const { currency } = props;
  const { rialUnit } = usePreferences();
  const { t } = useTranslation('ui');
  const { field, input } = useField(props);
  const toman = currency === 'IRR' && rialUnit === 'toman';
  const decimals = toman ? 1 : minorDigits(currency);
  const scale = 10 ** decimals;
  const amount = field.value as number | null;
  const typed = useTypedNumber(
    amount === null || amount === undefined ? null : amount / scale,
    (value) => field.onChange(value === null ? null : Math.round(value * scale)),
    decimals,
  );
  const unit = currency === 'IRR' ? t(`unit.${rialUnit}`) : currency;
  return (
    <MuiTextField
      {...input}
      {...typed}
      sx={atLineStart}
      name={field.name}
      onBlur={field.onBlur}
      inputRef={field.ref}
      autoComplete="off"
      slotProps={{
        htmlInput: { inputMode: 'decimal', dir: 'ltr' },
        input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
      }}
    />
  );
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  readonly options: readonly SelectOption[];
}

/** One of a few fixed choices; the form holds its value or null, for which there may be a choice of its own (''). */
export function SelectField<Values extends FieldValues>(props: SelectFieldProps<Values>): ReactNode {
  const { field, input } = useField(props);
  const hasNone = props.options.some(({ value }) => value === '');
  return (
    <MuiTextField
      {...input}
      select
      name={field.name}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value || null)}
      onBlur={field.onBlur}
      inputRef={field.ref}
      slotProps={hasNone ? { select: { displayEmpty: true }, inputLabel: { shrink: true } } : {}}
    >
      {props.options.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </MuiTextField>
  );
}

/** Yes or no; `required` asks for the yes. */
export function CheckField<Values extends FieldValues>(props: FieldProps<Values>): ReactNode {
  const { field, input } = useField(props);
  return (
    <FormControl error={input.error}>
      <FormControlLabel
        label={input.label}
        disabled={input.disabled}
        control={
          <Checkbox
            name={field.name}
            checked={field.value === true}
            onChange={(_, checked) => field.onChange(checked)}
            onBlur={field.onBlur}
            slotProps={{ input: { ref: field.ref, 'aria-invalid': input.error } }}
          />
        }
      />
      {input.helperText && <FormHelperText>{input.helperText}</FormHelperText>}
    </FormControl>
  );
}

/** Keeps what is being typed ("12." or "1,2") while the form sees the number in it. */
function useTypedNumber(value: number | null | undefined, onChange: (value: number | null) => void, decimals: number) {
  const { language } = usePreferences();
  const [draft, setDraft] = useState('');
  const text = parseNumber(draft, decimals).value === (value ?? null) ? draft : grouped(String(value ?? ''));
  return {
    value: language === 'fa' ? persianDigits(text).replaceAll(',', '٬').replace('.', '٫') : text,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      keepCaret(event.target);
      const parsed = parseNumber(event.target.value, decimals);
      setDraft(parsed.text);
      onChange(parsed.value);
    },
  };
}

/** Separators come and go left of the caret, so it is held by its distance from the end. */
function keepCaret(input: HTMLInputElement): void {
  const fromEnd = input.value.length - (input.selectionStart ?? input.value.length);
  requestAnimationFrame(() => {
    const caret = Math.max(0, input.value.length - fromEnd);
    if (document.activeElement === input) input.setSelectionRange(caret, caret);
  });
}

/** Reads digits and separators of both scripts; anything else is dropped as it is typed. */
export function parseNumber(typed: string, decimals: number): { text: string; value: number | null } {
  const plain = latinDigits(typed)
    .replaceAll('٫', '.')
    .replace(/[^\d.-]/g, '')
    .replace(/(?!^)-/g, '');
  const [whole = '', ...fraction] = plain.split('.');
  const tail = decimals > 0 && fraction.length > 0 ? `.${fraction.join('').slice(0, decimals)}` : '';
  const number = whole + tail;
  const value = /\d/.test(number) ? Number(number) : null;
  return {
    text: grouped(whole) + tail,
    value: value !== null && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null,
  };
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
