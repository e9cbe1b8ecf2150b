import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { usePreferences } from '../../lib/preferences';

/** The key that does the same as the button it stands on. */
export function KeyHint({ children }: { readonly children: string }): ReactNode {
  const { shortcuts } = usePreferences();
  if (shortcuts === 'off') return null;
  return (
    <Box
      component="kbd"
      aria-hidden
      sx={{
        display: { xs: 'none', md: 'block' },
        border: 1,
        borderColor: 'currentcolor',
        borderRadius: 1,
        px: 0.75,
        marginInlineStart: 1,
        opacity: 0.75,
        fontFamily: 'inherit',
        fontSize: 12,
        lineHeight: 1.5,
      }}
    >
      {children}
    </Box>
  );
}
