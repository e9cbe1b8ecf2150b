import MenuItem from '@mui/material/MenuItem';
import MuiTextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelectOption } from './fields';

interface FilterSelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly SelectOption[];
  /** Undefined takes the filter away. */
  readonly onChoose: (value: string | undefined) => void;
}

/** One filter of a list, beside its search field. */
export function FilterSelect({ label, value, options, onChoose }: FilterSelectProps): ReactNode {
  const { t } = useTranslation('ui');
  return (
    <MuiTextField
      select
      label={label}
      value={options.some((option) => option.value === value) ? value : ''}
      onChange={(event) => onChoose(event.target.value || undefined)}
      sx={{ minWidth: 168, width: 'auto', maxWidth: 260 }}
    >
      <MenuItem value="">{t('table.all')}</MenuItem>
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </MuiTextField>
  );
}
