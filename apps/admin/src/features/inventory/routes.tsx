import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const requisitionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/requisitions',
  validateSearch: ({ show, order }: Record<string, unknown>) => ({
    show: show === 'all' ? ('all' as const) : undefined,
    order: text(order),
  }),
  beforeLoad: requires('inventory.read'),
  component: lazyRouteComponent(() => import('./requisitions-page'), 'RequisitionsPage'),
});
const requisitionRoute = createRoute({
  getParentRoute: () => requisitionsRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('./requisition-panel'), 'RequisitionPanel'),
});
const stockRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/stock',
  validateSearch: (search: Record<string, unknown>) => ({
    ...tableSearch(search),
    location: text(search['location']),
    short: search['short'] === 'true' ? ('true' as const) : undefined,
  }),
  beforeLoad: requires('inventory.read'),
  component: lazyRouteComponent(() => import('./stock-page'), 'StockPage'),
});
const receiptsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/goods-receipts',
  validateSearch: tableSearch,
  beforeLoad: requires('inventory.read'),
  component: lazyRouteComponent(() => import('./receipts-page'), 'ReceiptsPage'),
});
const newReceiptRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/goods-receipts/new',
  beforeLoad: requires('inventory.receive'),
  component: lazyRouteComponent(() => import('./receive-goods-page'), 'ReceiveGoodsPage'),
});
const receiptRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/goods-receipts/$id',
  beforeLoad: requires('inventory.read'),
  component: lazyRouteComponent(() => import('./receipt-page'), 'ReceiptPage'),
});
const locationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/stock-locations',
  beforeLoad: requires('inventory.read'),
  component: lazyRouteComponent(() => import('./locations-page'), 'LocationsPage'),
});

export const inventoryFeature: Feature = {
  name: 'inventory',
  routes: [
    requisitionsRoute.addChildren([requisitionRoute]),
    stockRoute,
    receiptsRoute,
    newReceiptRoute,
    receiptRoute,
    locationsRoute,
  ],
  navigation: [
    {
      to: '/requisitions',
      group: 'stock',
      icon: 'inbox',
      label: 'inventory:requisitions.title',
      hint: 'inventory:requisitions.hint',
      permission: 'inventory.issue',
    },
    {
      to: '/stock',
      group: 'stock',
      icon: 'box',
      label: 'inventory:stock.title',
      hint: 'inventory:stock.hint',
      permission: 'inventory.read',
    },
    {
      to: '/goods-receipts',
      group: 'stock',
      icon: 'truck',
      label: 'inventory:receipts.title',
      hint: 'inventory:receipts.hint',
      permission: 'inventory.receive',
    },
    {
      to: '/stock-locations',
      group: 'settings',
      icon: 'building',
      label: 'inventory:locations.title',
      hint: 'inventory:locations.hint',
      permission: 'inventory.manage',
    },
  ],
  topics: ['inventory', 'repair'],
};
