import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';

const counterRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/reception',
  validateSearch: tableSearch,
  beforeLoad: requires('reception.read'),
  component: lazyRouteComponent(() => import('./counter-page'), 'CounterPage'),
});

const intakeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/reception/new',
  validateSearch: ({ arrivalId, q }: Record<string, unknown>) => ({ arrivalId: text(arrivalId), q: text(q) }),
  beforeLoad: requires('reception.intake'),
  component: lazyRouteComponent(() => import('./intake-page'), 'IntakePage'),
});

const receiptRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/receptions/$id',
  beforeLoad: requires('reception.read'),
  component: lazyRouteComponent(() => import('./receipt-page'), 'ReceiptPage'),
});

export const receptionFeature: Feature = {
  name: 'reception',
  routes: [counterRoute, intakeRoute, receiptRoute],
  navigation: [
    {
      to: '/reception',
      group: 'work',
      icon: 'receipt',
      label: 'reception:navigation.label',
      hint: 'reception:navigation.hint',
      permission: 'reception.read',
    },
  ],
  records: { reception: (id) => `/receptions/${id}` },
  topics: ['reception', 'repair'],
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
