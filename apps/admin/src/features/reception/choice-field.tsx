import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId, type ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useField, type FieldProps, type SelectOption } from '../../ui/fields';

interface ChoiceFieldProps<Values extends FieldValues> extends FieldProps<Values> {
  readonly choices: readonly SelectOption[];
}

/** One of two to four values, all of them in sight; arrow keys choose. */
export function ChoiceField<Values extends FieldValues>({ choices, ...props }: ChoiceFieldProps<Values>): ReactNode {
  const id = useId();
  const { field, input } = useField(props);
  return (
    <FormControl error={input.error}>
      <FormLabel id={id} sx={{ fontSize: '0.8125rem' }}>
        {input.label}
      </FormLabel>
      <RadioGroup
        row
        aria-labelledby={id}
        name={field.name}
        value={field.value}
        onChange={(_, value) => field.onChange(value)}
        data-enter-one
      >
        {choices.map(({ value, label }) => (
          <FormControlLabel
            key={value}
            value={value}
            label={label}
            control={<Radio size="small" onBlur={field.onBlur} />}
          />
        ))}
      </RadioGroup>
      {input.helperText && <FormHelperText>{input.helperText}</FormHelperText>}
    </FormControl>
  );
}
