import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { knownSession, session } from './session';

export interface RouterContext {
  readonly queryClient: QueryClient;
}

/** The tree's two fixed routes live here, below the features that hang their pages on them; `app/` dresses them. */
export const rootRoute = createRootRouteWithContext<RouterContext>()();

/** Parent of every page that needs a signed-in account. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const { status } = await knownSession();
    if (status !== 'signed-in') throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
});

/** Thrown by `requires`; the shell shows the forbidden state in the page's place. */
export class ForbiddenError extends Error {
  constructor(readonly permission: string) {
    super(`missing permission ${permission}`);
    this.name = 'ForbiddenError';
  }
}

/** `beforeLoad: requires('catalog.read')` on a page's route. */
export function requires(permission: string): () => void {
  return () => {
    const held: readonly string[] = session.get().account?.permissions ?? [];
    if (!held.includes(permission)) throw new ForbiddenError(permission);
  };
}
