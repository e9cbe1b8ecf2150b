import Box from '@mui/material/Box';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ForbiddenError } from '../lib/routes';
import { ErrorState, ForbiddenState, LoadingState } from '../ui/page-frame';

/** While a page's code is on its way. */
export function RoutePending(): ReactNode {
  return (
    <Box sx={{ p: 3 }}>
      <LoadingState />
    </Box>
  );
}

/** In the place of a page that could not be shown. */
export function RouteError({ error }: { readonly error: unknown }): ReactNode {
  const router = useRouter();
  if (error instanceof ForbiddenError) return <ForbiddenState />;
  return <ErrorState error={error} onRetry={() => void router.invalidate()} />;
}
