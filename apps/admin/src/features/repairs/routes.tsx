import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { repairStateTones } from '../../ui/repair-state-chip';
import { tableSearch } from '../../ui/table-state';

const benchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/bench',
  beforeLoad: requires('repair.work'),
  component: lazyRouteComponent(() => import('./bench-page'), 'BenchPage'),
});

const ordersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/repair-orders',
  validateSearch: (search) => ({
    ...tableSearch(search),
    state: knownStates(search['state']),
    center: text(search['center']),
    technician: text(search['technician']),
  }),
  beforeLoad: requires('repair.read'),
  component: lazyRouteComponent(() => import('./orders-page'), 'OrdersPage'),
});

const orderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/repair-orders/$id/{-$tab}',
  beforeLoad: requires('repair.read'),
  component: lazyRouteComponent(() => import('./order-page'), 'OrderPage'),
});

export const repairsFeature: Feature = {
  name: 'repairs',
  routes: [benchRoute, ordersRoute, orderRoute],
  navigation: [
    {
      to: '/bench',
      group: 'work',
      icon: 'wrench',
      label: 'repairs:bench.navigation.label',
      hint: 'repairs:bench.navigation.hint',
      permission: 'repair.work',
    },
    {
      to: '/repair-orders',
      group: 'work',
      icon: 'list',
      label: 'repairs:orders.navigation.label',
      hint: 'repairs:orders.navigation.hint',
      permission: 'repair.read',
    },
  ],
  records: { 'repair-order': (id) => `/repair-orders/${id}` },
  // A part handed out and a payment taken change what an order may do next.
  topics: ['repair', 'reception', 'warranty', 'inventory', 'billing'],
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `received,diagnosing` without what is no state; undefined when nothing is left. */
function knownStates(value: unknown): string | undefined {
  const states = text(value)?.split(',') ?? [];
  return text(
    Object.keys(repairStateTones)
      .filter((state) => states.includes(state))
      .join(','),
  );
}
