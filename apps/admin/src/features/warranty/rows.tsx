import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import type { FieldError } from 'react-hook-form';
import { Icon } from '../../ui/icon';

interface ColumnsProps {
  readonly count?: 2 | 3;
  readonly children: ReactNode;
}

/** Fields in columns where there is room. */
export function Columns({ count = 2, children }: ColumnsProps): ReactNode {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: `repeat(${count}, 1fr)` }, gap: 2.5, pt: 1 }}>
      {children}
    </Box>
  );
}

/** A list that grows: its rows, and what is wrong with it as a whole. */
export function Rows({
  error,
  children,
}: {
  readonly error?: FieldError | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Stack spacing={2} sx={{ pt: 1 }}>
      {children}
      {error?.message && <FormHelperText error>{error.message}</FormHelperText>}
    </Stack>
  );
}

interface RowProps {
  readonly removeLabel: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** One entry of a list that grows, with the button that takes it away. */
export function Row({ removeLabel, onRemove, children }: RowProps): ReactNode {
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'start' }}>
      <Box
        sx={{
          flex: 1,
          display: 'grid',
          gap: 1.5,
          // As many beside each other as there is room for, on the page and in a panel.
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 150px), 1fr))',
        }}
      >
        {children}
      </Box>
      <IconButton aria-label={removeLabel} onClick={onRemove}>
        <Icon name="close" />
      </IconButton>
    </Stack>
  );
}

/** The button that makes a list longer. */
export function AddButton({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Box>
      <Button size="small" startIcon={<Icon name="plus" />} onClick={onClick}>
        {children}
      </Button>
    </Box>
  );
}
