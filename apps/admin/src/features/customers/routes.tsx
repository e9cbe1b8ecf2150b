import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';

const customersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/customers',
  validateSearch: tableSearch,
  beforeLoad: requires('customer.read'),
  component: lazyRouteComponent(() => import('./customers-page'), 'CustomersPage'),
});

const newCustomerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/customers/new',
  beforeLoad: requires('customer.write'),
  component: lazyRouteComponent(() => import('./new-customer-page'), 'NewCustomerPage'),
});

const customerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/customers/$id',
  beforeLoad: requires('customer.read'),
  component: lazyRouteComponent(() => import('./customer-page'), 'CustomerPage'),
});

export const customersFeature: Feature = {
  name: 'customers',
  routes: [customersRoute, newCustomerRoute, customerRoute],
  navigation: [
    {
      to: '/customers',
      group: 'records',
      icon: 'users',
      label: 'customers:title',
      hint: 'customers:hint',
      permission: 'customer.read',
    },
  ],
  records: { customer: (id) => `/customers/${id}` },
  topics: ['customers', 'devices', 'contracts', 'reception', 'repair'],
};
