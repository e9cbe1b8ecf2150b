import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { MoneyValue } from '../../lib/format';
import { Money } from '../../ui/text';

interface SumLineProps {
  readonly label: string;
  readonly value: MoneyValue | null;
  readonly strong?: boolean;
}

/** One line of a sum: its name, and the amount at the end. */
export function SumLine({ label, value, strong = false }: SumLineProps): ReactNode {
  return (
    <Stack direction="row" spacing={3} sx={{ justifyContent: 'space-between', alignItems: 'baseline' }}>
      <Typography variant="body2" color={strong ? 'textPrimary' : 'textSecondary'}>
        {label}
      </Typography>
      <Typography variant={strong ? 'body1' : 'body2'} sx={{ fontWeight: strong ? 650 : 400 }}>
        <Money value={value} />
      </Typography>
    </Stack>
  );
}
