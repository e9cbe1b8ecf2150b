import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** What this place is for and how the first thing gets here. */
  readonly hint?: string;
  readonly action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon, title, hint, action }: EmptyStateProps): ReactNode {
  return (
    <Stack spacing={1} sx={{ alignItems: 'center', textAlign: 'center', px: 3, py: { xs: 5, sm: 8 } }}>
      <Stack
        sx={{
          width: 56,
          height: 56,
          borderRadius: 4,
          bgcolor: 'action.selected',
          color: 'primary.main',
          mb: 1,
          placeContent: 'center',
          placeItems: 'center',
        }}
      >
        <Icon name={icon} fontSize="medium" />
      </Stack>
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      {hint && (
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '46ch' }}>
          {hint}
        </Typography>
      )}
      {action && <Stack sx={{ pt: 1.5 }}>{action}</Stack>}
    </Stack>
  );
}
