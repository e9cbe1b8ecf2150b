import { createMemoryHistory } from '@tanstack/react-router';
import { act, render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { App } from '../app/app';
import { features as productFeatures } from '../app/features';
import { createAppRouter, type AppRouter } from '../app/router';
import { createQueryClient } from '../lib/query-client';
import { session } from '../lib/session';
import type { Feature } from '../ui/feature';
import { fakeApi, signedIn, type FakeApi, type FakeRoutes } from './fake-api';

interface RenderedRoute extends RenderResult {
  readonly api: FakeApi;
  readonly router: AppRouter;
  readonly user: UserEvent;
}

/** The whole product at an address, over a fake API; signed in unless the routes say otherwise. */
export async function renderRoute(
  address: string,
  routes: FakeRoutes = {},
  features: readonly Feature[] = productFeatures,
): Promise<RenderedRoute> {
  session.set({ status: 'unknown', account: null, center: null });
  const api = fakeApi({ ...signedIn(), ...routes });
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { retry: false } });
  const router = createAppRouter(queryClient, features, createMemoryHistory({ initialEntries: [address] }));
  const user = userEvent.setup();
  const result = render(<App queryClient={queryClient} router={router} features={features} />);
  await act(() => router.load());
  return { ...result, api, router, user };
}
