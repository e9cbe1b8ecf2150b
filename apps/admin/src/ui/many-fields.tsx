import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useField, type FieldProps, type SelectOption } from './fields';
import { Picker, type PickerOption, type PickerSource } from './picker-field';

/** Any number of a few fixed choices; the form holds their values. */
export function ChecksField<Values extends FieldValues>(
  props: FieldProps<Values> & { readonly options: readonly SelectOption[] },
): ReactNode {
  const { field, input } = useField(props);
  const chosen = (field.value as readonly string[] | null) ?? [];
  return (
    <FormControl component="fieldset" error={input.error} disabled={input.disabled} onBlur={field.onBlur}>
      <FormLabel component="legend">{input.label}</FormLabel>
      <FormGroup>
        {props.options.map(({ value, label }, index) => (
          <FormControlLabel
            key={value}
            label={label}
            control={
              <Checkbox
                checked={chosen.includes(value)}
                onChange={(_, checked) =>
                  field.onChange(checked ? [...chosen, value] : chosen.filter((each) => each !== value))
                }
                slotProps={{ input: index === 0 ? { ref: field.ref } : {} }}
              />
            }
          />
        ))}
      </FormGroup>
      {input.helperText && <FormHelperText>{input.helperText}</FormHelperText>}
    </FormControl>
  );
}

/** Any number of records out of too many for a menu; the form holds the options. */
export function PickManyField<Values extends FieldValues>(
  props: FieldProps<Values> & { readonly source: PickerSource },
): ReactNode {
  const { field, input } = useField(props);
  const picked = (field.value as readonly PickerOption[] | null) ?? [];
  const add = (option: PickerOption | null): void => {
    if (option && !picked.some(({ id }) => id === option.id)) field.onChange([...picked, option]);
  };
  return (
    <Stack spacing={1.5}>
      <Picker
        {...input}
        key={picked.length} // what was typed is gone with each pick
        value={null}
        source={props.source}
        onChange={add}
        onBlur={field.onBlur}
      />
      {picked.length > 0 && (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          {picked.map(({ id, text }) => (
            <Chip
              key={id}
              label={text}
              disabled={input.disabled}
              onDelete={() => field.onChange(picked.filter((option) => option.id !== id))}
            />
          ))}
        </Stack>
      )}
    </Stack>
  );
}
