import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { claimsSearch, recoverySearch } from './search';

const claimableRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims',
  validateSearch: claimsSearch,
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./claimable-page'), 'ClaimablePage'),
});

const claimsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/sent',
  validateSearch: claimsSearch,
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./claims-page'), 'ClaimsPage'),
});

const claimRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/sent/$id',
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./claim-page'), 'ClaimPage'),
});

const coresRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/cores',
  validateSearch: claimsSearch,
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./cores-page'), 'CoresPage'),
});

const recoveryRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/recovery',
  validateSearch: recoverySearch,
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./recovery-page'), 'RecoveryPage'),
});

const suppliersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/suppliers',
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./suppliers-page'), 'SuppliersPage'),
});

const supplierRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/suppliers/$id',
  beforeLoad: requires('claim.read'),
  component: lazyRouteComponent(() => import('./supplier-page'), 'SupplierPage'),
});

export const claimsFeature: Feature = {
  name: 'claims',
  routes: [claimableRoute, claimsRoute, claimRoute, coresRoute, recoveryRoute, suppliersRoute, supplierRoute],
  navigation: [
    {
      to: '/claims',
      group: 'work',
      icon: 'truck',
      label: 'claims:title',
      hint: 'claims:hint',
      permission: 'claim.read',
    },
  ],
  records: { 'supplier-claim': (id) => `/claims/sent/${id}` },
  topics: ['billing', 'claims', 'repair'],
};
