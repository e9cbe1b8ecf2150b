import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import { text } from '../../lib/values';
import type { Feature } from '../../ui/feature';
import { contractsSearch } from './search';

const contractsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contracts',
  validateSearch: contractsSearch,
  beforeLoad: requires('contract.read'),
  component: lazyRouteComponent(() => import('./contracts-page'), 'ContractsPage'),
});

const newContractRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contracts/new',
  beforeLoad: requires('contract.manage'),
  component: lazyRouteComponent(() => import('./new-contract-page'), 'NewContractPage'),
});

const contractRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contracts/$id',
  beforeLoad: requires('contract.read'),
  component: lazyRouteComponent(() => import('./contract-page'), 'ContractPage'),
});

const editContractRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contracts/$id/edit',
  beforeLoad: requires('contract.manage'),
  component: lazyRouteComponent(() => import('./edit-contract-page'), 'EditContractPage'),
});

const entitlementsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/entitlements',
  validateSearch: ({ key }: Record<string, unknown>) => ({ key: text(key) }),
  beforeLoad: requires('device.read'),
  component: lazyRouteComponent(() => import('./entitlements-page'), 'EntitlementsPage'),
});

export const contractsFeature: Feature = {
  name: 'contracts',
  routes: [contractsRoute, newContractRoute, contractRoute, editContractRoute, entitlementsRoute],
  navigation: [
    {
      to: '/entitlements',
      group: 'work',
      icon: 'scan',
      label: 'contracts:entitlements.navigation',
      hint: 'contracts:entitlements.hint',
      permission: 'device.read',
    },
    {
      to: '/contracts',
      group: 'records',
      icon: 'receipt',
      label: 'contracts:title',
      hint: 'contracts:hint',
      permission: 'contract.read',
    },
  ],
  records: { contract: (id) => `/contracts/${id}` },
  topics: ['contracts', 'repair', 'warranty', 'billing'],
};
