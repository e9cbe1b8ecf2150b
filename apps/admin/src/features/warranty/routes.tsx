import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import { idOrNone, oneOf } from '../../lib/values';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';
import { cardQuery, cardStates } from './api';

const policiesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/policies',
  validateSearch: tableSearch,
  beforeLoad: requires('warranty.read'),
  component: lazyRouteComponent(() => import('./policies-page'), 'PoliciesPage'),
});

const newPolicyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/policies/new',
  beforeLoad: requires('warranty.manage'),
  component: lazyRouteComponent(() => import('./new-policy-page'), 'NewPolicyPage'),
});

const policyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/policies/$id',
  beforeLoad: requires('warranty.read'),
  component: lazyRouteComponent(() => import('./policy-page'), 'PolicyPage'),
});

const draftRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/policies/$id/draft',
  beforeLoad: requires('warranty.manage'),
  component: lazyRouteComponent(() => import('./draft-page'), 'DraftPage'),
});

const cardsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/cards',
  validateSearch: tableSearch,
  beforeLoad: requires('warranty.read'),
  component: lazyRouteComponent(() => import('./cards-page'), 'CardsPage'),
});

const cardDeskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/card-desk',
  validateSearch: (search) => ({
    ...tableSearch(search),
    state: oneOf(cardStates, search['state']),
    batchId: idOrNone(search['batchId']),
  }),
  beforeLoad: requires('warranty.read'),
  component: lazyRouteComponent(() => import('./card-desk-page'), 'CardDeskPage'),
});

const batchesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/card-batches',
  validateSearch: tableSearch,
  beforeLoad: requires('warranty.read'),
  component: lazyRouteComponent(() => import('./batches-page'), 'BatchesPage'),
});

const batchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/card-batches/$id',
  beforeLoad: requires('warranty.read'),
  component: lazyRouteComponent(() => import('./batch-page'), 'BatchPage'),
});

/** A card has no page of its own: it is shown on its device's. */
const cardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/warranty/cards/$id',
  beforeLoad: requires('warranty.read'),
  loader: async ({ context, params }) => {
    const { deviceId } = await context.queryClient.ensureQueryData(cardQuery(params.id));
    throw redirect({ to: `/devices/${deviceId}`, replace: true });
  },
});

export const warrantyFeature: Feature = {
  name: 'warranty',
  routes: [
    policiesRoute,
    newPolicyRoute,
    policyRoute,
    draftRoute,
    cardsRoute,
    cardRoute,
    cardDeskRoute,
    batchesRoute,
    batchRoute,
  ],
  navigation: [
    {
      to: '/warranty/policies',
      group: 'records',
      icon: 'shield',
      label: 'warranty:title',
      hint: 'warranty:hint',
      permission: 'warranty.read',
    },
  ],
  records: { warranty: (id) => `/warranty/cards/${id}` },
  topics: ['warranty'],
};
