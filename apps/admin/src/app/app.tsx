import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { session } from '../lib/session';
import { ThemeProvider } from '../theme/theme-provider';
import type { Feature } from '../ui/feature';
import { FeaturesContext } from '../ui/features';
import type { AppRouter } from './router';

interface AppProps {
  readonly queryClient: QueryClient;
  readonly router: AppRouter;
  readonly features: readonly Feature[];
}

/** The whole product below its two long-lived objects. */
export function App({ queryClient, router, features }: AppProps): ReactNode {
  useEffect(() => followSession(queryClient, router), [queryClient, router]);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <FeaturesContext value={features}>
          <RouterProvider router={router} />
        </FeaturesContext>
      </ThemeProvider>
    </QueryClientProvider>
  );
}

/** When a session ends, wherever that was noticed, nothing of it stays: the guard sends to the sign-in page. */
function followSession(queryClient: QueryClient, router: AppRouter): () => void {
  let previous = session.get().status;
  return session.subscribe(() => {
    const { status } = session.get();
    if (previous === 'signed-in' && status === 'signed-out') {
      queryClient.clear();
      void router.invalidate();
    }
    previous = status;
  });
}
