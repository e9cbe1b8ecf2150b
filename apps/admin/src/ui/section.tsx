import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What can be done with this part; at the end of its head. */
  readonly actions?: ReactNode;
  /** For lists that draw to the edges. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** One part of a record's page. */
export function Section({ title, actions, flush = false, children }: SectionProps): ReactNode {
  return (
    <Card component="section">
      <Stack
        direction="row"
        useFlexGap
        spacing={1}
        sx={{ alignItems: 'center', flexWrap: 'wrap', px: 2.5, pt: 2, pb: 1, minHeight: 56 }}
      >
        <Typography variant="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {actions}
      </Stack>
      <Box sx={flush ? undefined : { px: 2.5, pb: 2.5 }}>{children}</Box>
    </Card>
  );
}

/** Names and values of a record, one under the other; on a wide card in two columns. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
        columnGap: 4,
        rowGap: 1,
      }}
    >
      {children}
    </Box>
  );
}

/** One of them; a dash stands for what is not known. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <Stack direction="row" spacing={2}>
      <Typography component="dt" variant="body2" color="textSecondary" sx={{ width: 128, flexShrink: 0 }}>
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        {children ?? '—'}
      </Typography>
    </Stack>
  );
}
