import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';
import { oneOf, text } from '../../lib/values';

const getParentRoute = () => signedInRoute;
const beforeLoad = requires('account.manage');

const ACCOUNT_STATES = ['enabled', 'disabled'] as const;

const accountsRoute = createRoute({
  getParentRoute,
  path: '/accounts',
  validateSearch: (search) => ({
    ...tableSearch(search),
    role: text(search['role']),
    state: oneOf(ACCOUNT_STATES, search['state']),
  }),
  beforeLoad,
  component: lazyRouteComponent(() => import('./accounts-page'), 'AccountsPage'),
});

const newAccountRoute = createRoute({
  getParentRoute,
  path: '/accounts/new',
  beforeLoad,
  component: lazyRouteComponent(() => import('./new-account-page'), 'NewAccountPage'),
});

const accountRoute = createRoute({
  getParentRoute,
  path: '/accounts/$id',
  beforeLoad,
  component: lazyRouteComponent(() => import('./account-page'), 'AccountPage'),
});

const rolesRoute = createRoute({
  getParentRoute,
  path: '/accounts/roles',
  beforeLoad,
  component: lazyRouteComponent(() => import('./roles-page'), 'RolesPage'),
});

const roleRoute = createRoute({
  getParentRoute,
  path: '/accounts/roles/$id',
  beforeLoad,
  component: lazyRouteComponent(() => import('./role-page'), 'RolePage'),
});

export const accountsFeature: Feature = {
  name: 'accounts',
  routes: [accountsRoute, newAccountRoute, accountRoute, rolesRoute, roleRoute],
  navigation: [
    {
      to: '/accounts',
      group: 'settings',
      icon: 'users',
      label: 'accounts:navigation.label',
      hint: 'accounts:navigation.hint',
      permission: 'account.manage',
    },
  ],
  records: {
    account: (id) => `/accounts/${id}`,
    role: (id) => `/accounts/roles/${id}`,
  },
  topics: ['identity'],
};
