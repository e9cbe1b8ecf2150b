import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page'), 'HomePage'),
});

export const homeFeature: Feature = {
  name: 'home',
  routes: [homeRoute],
  navigation: [{ to: '/', group: 'work', icon: 'home', label: 'home:navigation.label', hint: 'home:navigation.hint' }],
};
