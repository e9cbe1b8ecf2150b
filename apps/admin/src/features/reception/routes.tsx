import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';

const counterRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/reception',
  validateSearch: (search) => ({ ...tableSearch(search), on: dayOrAll(search['on']) }),
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

/** A civil day, or `all`; without one the counter shows today. */
function dayOrAll(value: unknown): string | undefined {
  return typeof value === 'string' && /^(all|\d{4}-\d{2}-\d{2})$/.test(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
