import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';

const profileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./profile-page'), 'ProfilePage'),
});

export const accountFeature: Feature = {
  name: 'account',
  routes: [profileRoute],
  navigation: [
    {
      to: '/account',
      group: 'settings',
      icon: 'user',
      label: 'account:navigation.label',
      hint: 'account:navigation.hint',
    },
  ],
};
