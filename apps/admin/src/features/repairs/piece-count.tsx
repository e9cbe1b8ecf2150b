import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Icon } from '../../ui/icon';

interface PieceCountProps {
  /** What is counted, for the names of the buttons. */
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A small number of pieces, one more or one less. */
export function PieceCount({ label, value, max, disabled = false, onChange }: PieceCountProps): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  return (
    <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
      <IconButton
        size="small"
        disabled={disabled || value <= 0}
        onClick={() => onChange(value - 1)}
        aria-label={t('pieces.less', { name: label })}
      >
        <Icon name="minus" />
      </IconButton>
      <Typography variant="body2" sx={{ minWidth: 40, textAlign: 'center', fontVariantNumeric: 'tabular-nums' }}>
        {t('pieces.of', { some: format.number(value), all: format.number(max) })}
      </Typography>
      <IconButton
        size="small"
        disabled={disabled || value >= max}
        onClick={() => onChange(value + 1)}
        aria-label={t('pieces.more', { name: label })}
      >
        <Icon name="plus" />
      </IconButton>
    </Stack>
  );
}
