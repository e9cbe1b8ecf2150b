import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';
import { invoicesSearch } from './search';

const cashDeskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cash-desk',
  validateSearch: tableSearch,
  beforeLoad: requires('billing.read'),
  component: lazyRouteComponent(() => import('./cash-desk-page'), 'CashDeskPage'),
});
const ordersToInvoiceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cash-desk/orders',
  validateSearch: tableSearch,
  beforeLoad: requires('billing.issue'),
  component: lazyRouteComponent(() => import('./orders-to-invoice-page'), 'OrdersToInvoicePage'),
});
const invoicesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cash-desk/invoices',
  validateSearch: invoicesSearch,
  beforeLoad: requires('billing.read'),
  component: lazyRouteComponent(() => import('./cash-desk-page'), 'InvoicesPage'),
});
const invoiceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/invoices/$id',
  beforeLoad: requires('billing.read'),
  component: lazyRouteComponent(() => import('./invoice-page'), 'InvoicePage'),
});
const cashUpRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cash-up',
  validateSearch: ({ on }: Record<string, unknown>) => ({
    on: typeof on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(on) ? on : undefined,
  }),
  beforeLoad: requires('billing.read'),
  component: lazyRouteComponent(() => import('./cash-up-page'), 'CashUpPage'),
});
const taxRatesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tax-rates',
  beforeLoad: requires('billing.read'),
  component: lazyRouteComponent(() => import('./tax-rates-page'), 'TaxRatesPage'),
});

export const billingFeature: Feature = {
  name: 'billing',
  routes: [cashDeskRoute, ordersToInvoiceRoute, invoicesRoute, invoiceRoute, cashUpRoute, taxRatesRoute],
  navigation: [
    {
      to: '/cash-desk',
      group: 'money',
      icon: 'cash',
      label: 'billing:cashDesk.title',
      hint: 'billing:cashDesk.hint',
      permission: 'payment.take',
    },
    {
      to: '/cash-up',
      group: 'money',
      icon: 'receipt',
      label: 'billing:cashUp.title',
      hint: 'billing:cashUp.hint',
      permission: 'payment.take',
    },
    {
      to: '/tax-rates',
      group: 'settings',
      icon: 'tag',
      label: 'billing:taxRates.title',
      hint: 'billing:taxRates.hint',
      permission: 'billing.tax',
    },
  ],
  records: { invoice: (id) => `/invoices/${id}` },
  topics: ['billing', 'repair'],
};
