import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** The mark, and beside it the name. */
export function Brand({ markOnly = false }: { readonly markOnly?: boolean }): ReactNode {
  return (
    <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
      <Box component="img" src="/icon.svg" alt={markOnly ? 'Aftercare' : ''} sx={{ width: 32, height: 32 }} />
      {!markOnly && (
        <Typography dir="ltr" component="span" sx={{ fontSize: '1.0625rem', fontWeight: 700, lineHeight: 1 }}>
          Aftercare
        </Typography>
      )}
    </Stack>
  );
}
