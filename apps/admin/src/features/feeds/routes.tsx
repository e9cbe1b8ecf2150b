import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { feedsSearch } from './api';

const getParentRoute = () => signedInRoute;
const beforeLoad = requires('feed.read');
const common = { getParentRoute, validateSearch: feedsSearch, beforeLoad };

const refusalsRoute = createRoute({
  ...common,
  path: '/feeds',
  component: lazyRouteComponent(() => import('./refusals-page'), 'FeedRefusalsPage'),
});

const entriesRoute = createRoute({
  ...common,
  path: '/feeds/entries',
  component: lazyRouteComponent(() => import('./entries-page'), 'FeedEntriesPage'),
});

const deliveriesRoute = createRoute({
  ...common,
  path: '/feeds/deliveries',
  component: lazyRouteComponent(() => import('./deliveries-page'), 'FeedDeliveriesPage'),
});

export const feedsFeature: Feature = {
  name: 'feeds',
  routes: [refusalsRoute, entriesRoute, deliveriesRoute],
  navigation: [
    {
      to: '/feeds',
      group: 'settings',
      icon: 'inbox',
      label: 'feeds:title',
      hint: 'feeds:hint',
      permission: 'feed.read',
    },
  ],
};
