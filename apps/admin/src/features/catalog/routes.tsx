import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { catalogSearch } from './search';

const common = {
  getParentRoute: () => signedInRoute,
  validateSearch: catalogSearch,
  beforeLoad: requires('catalog.read'),
};

const catalogRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/catalog',
  beforeLoad: () => {
    throw redirect({ to: '/catalog/products' });
  },
});

const brandsRoute = createRoute({
  ...common,
  path: '/catalog/brands',
  component: lazyRouteComponent(() => import('./brands-page'), 'BrandsPage'),
});

const productGroupsRoute = createRoute({
  ...common,
  path: '/catalog/product-groups',
  component: lazyRouteComponent(() => import('./product-groups-page'), 'ProductGroupsPage'),
});

const productsRoute = createRoute({
  ...common,
  path: '/catalog/products',
  component: lazyRouteComponent(() => import('./products-page'), 'ProductsPage'),
});

const productRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/catalog/products/$id',
  beforeLoad: requires('catalog.read'),
  component: lazyRouteComponent(() => import('./product-page'), 'ProductPage'),
});

const partsRoute = createRoute({
  ...common,
  path: '/catalog/parts',
  component: lazyRouteComponent(() => import('./parts-page'), 'PartsPage'),
});

const serviceItemsRoute = createRoute({
  ...common,
  path: '/catalog/service-items',
  component: lazyRouteComponent(() => import('./service-items-page'), 'ServiceItemsPage'),
});

const tariffsRoute = createRoute({
  ...common,
  path: '/catalog/tariffs',
  component: lazyRouteComponent(() => import('./tariffs-page'), 'TariffsPage'),
});

const codesRoute = createRoute({
  ...common,
  path: '/catalog/codes',
  component: lazyRouteComponent(() => import('./codes-page'), 'CodesPage'),
});

const codeCombinationsRoute = createRoute({
  ...common,
  path: '/catalog/code-combinations',
  component: lazyRouteComponent(() => import('./code-combinations-page'), 'CodeCombinationsPage'),
});

export const catalogFeature: Feature = {
  name: 'catalog',
  routes: [
    catalogRoute,
    brandsRoute,
    productGroupsRoute,
    productsRoute,
    productRoute,
    partsRoute,
    serviceItemsRoute,
    tariffsRoute,
    codesRoute,
    codeCombinationsRoute,
  ],
  navigation: [
    {
      to: '/catalog',
      group: 'records',
      icon: 'tag',
      label: 'catalog:title',
      hint: 'catalog:hint',
      permission: 'catalog.read',
    },
  ],
  records: { product: (id) => `/catalog/products/${id}` },
  topics: ['catalog'],
};
