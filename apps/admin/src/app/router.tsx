import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, type RouterHistory } from '@tanstack/react-router';
import { rootRoute, signedInRoute } from '../lib/routes';
import type { Feature } from '../ui/feature';
import { NotFoundState } from '../ui/page-frame';
import { RouteError, RoutePending } from './route-states';
import { Shell } from './shell/shell';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): { next: string | undefined } => ({
    next: isInternal(next) ? next : undefined,
  }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page'), 'SignInPage'),
});

const notFoundRoute = createRoute({ getParentRoute: () => signedInRoute, path: '$', component: NotFoundState });

/** The address space: sign-in, and below the shell the pages of every feature. */
export function createAppRouter(queryClient: QueryClient, features: readonly Feature[], history?: RouterHistory) {
  const pages = [...features.flatMap((feature) => feature.routes), notFoundRoute];
  return createRouter({
    routeTree: rootRoute.addChildren([signInRoute, signedInRoute.update({ component: Shell }).addChildren(pages)]),
    context: { queryClient },
    ...(history && { history }),
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0, // freshness is the query client's business
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundState,
    scrollRestoration: true,
    // Plain addresses: `?q=0012`, not `?q=%220012%22`. Every value is a string; routes read what they mean by it.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
  return text && `?${text}`;
}

/** Only addresses of this product: `//elsewhere.example` is none. */
function isInternal(address: unknown): address is string {
  return typeof address === 'string' && /^\/(?![/\\])/.test(address);
}
