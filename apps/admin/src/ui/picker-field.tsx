import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query';
import { useState, type ReactNode, type Ref } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useSettled } from '../lib/settled';
import { useField, type FieldProps } from './fields';

/** One record of master data that can be picked. */
export interface PickerOption {
  readonly id: string;
  readonly text: string;
  /** Its code, shown before the text and read left to right. */
  readonly code?: string;
  /** A price or a unit, at the end of the line. */
  readonly hint?: ReactNode;
}

/** Where a picker's options come from: the server finds them, by code or by text in either language. */
export interface PickerSource {
  readonly queryKey: QueryKey;
  readonly find: (q: string, signal: AbortSignal) => Promise<readonly PickerOption[]>;
}

interface PickerProps {
  readonly label: string;
  readonly value: PickerOption | null;
  readonly source: PickerSource;
  readonly onChange: (option: PickerOption | null) => void;
  readonly onBlur?: () => void;
  /** The field itself, for whoever moves the focus. */
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: boolean;
  readonly helperText?: string | undefined;
}

/** Picks one record out of too many for a menu: what is typed is looked up while typing. */
export function Picker(props: PickerProps): ReactNode {
  const { label, value, source, onChange, onBlur, inputRef, required, disabled, autoFocus, error, helperText } = props;
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const query = useQuery({
    queryKey: [...source.queryKey, q],
    queryFn: ({ signal }) => source.find(q, signal),
    enabled: open,
    placeholderData: keepPreviousData,
  });

  return (
    <Autocomplete<PickerOption>
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={open ? (query.data ?? []) : []}
      filterOptions={(options) => options}
      value={value}
      onChange={(_, option) => onChange(option)}
      // Typing starts a new search; the text of what is chosen already is none.
      onInputChange={(_, text, reason) => setTyped(reason === 'input' ? text : '')}
      isOptionEqualToValue={(option, chosen) => option.id === chosen.id}
      getOptionKey={(option) => option.id}
      getOptionLabel={({ code, text }) => [code, text].filter(Boolean).join(' · ')}
      loading={query.isFetching}
      loadingText={t('state.loading')}
      noOptionsText={t('picker.none')}
      autoHighlight
      handleHomeEndKeys
      disabled={disabled}
      onBlur={onBlur}
      renderOption={({ key, ...item }, option) => (
        <Box component="li" key={key} {...item}>
          <OptionLine option={option} />
        </Box>
      )}
      renderInput={(params) => (
        <MuiTextField
          {...params}
          inputRef={inputRef}
          label={label}
          required={required}
          autoFocus={autoFocus}
          error={error}
          helperText={helperText}
        />
      )}
    />
  );
}

/** A picker bound to a form; the form holds the option or null. */
export function PickerField<Values extends FieldValues>(
  props: FieldProps<Values> & { readonly source: PickerSource },
): ReactNode {
  const { field, input } = useField(props);
  return (
    <Picker
      {...input}
      source={props.source}
      value={field.value ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  );
}

function OptionLine({ option }: { readonly option: PickerOption }): ReactNode {
  return (
    <Stack
      direction="row"
      useFlexGap
      sx={{ width: 1, alignItems: 'baseline', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.25 }}
    >
      {option.code && (
        <Typography component="bdi" dir="ltr" variant="body2" color="textSecondary" sx={{ flexShrink: 0 }}>
          {option.code}
        </Typography>
      )}
      <Typography variant="body2" sx={{ flex: '1 1 140px', minWidth: 0 }}>
        <bdi>{option.text}</bdi>
      </Typography>
      {option.hint && (
        <Typography variant="caption" color="textSecondary">
          {option.hint}
        </Typography>
      )}
    </Stack>
  );
}
