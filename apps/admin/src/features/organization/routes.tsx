import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import { oneOf, text } from '../../lib/values';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';

const getParentRoute = () => signedInRoute;
const beforeLoad = requires('organization.read');

const companyRoute = createRoute({
  getParentRoute,
  path: '/organization',
  beforeLoad,
  component: lazyRouteComponent(() => import('./company-page'), 'CompanyPage'),
});

const centersRoute = createRoute({
  getParentRoute,
  path: '/organization/centers',
  validateSearch: (search) => ({ ...tableSearch(search), closed: oneOf(['true'], search['closed']) }),
  beforeLoad,
  component: lazyRouteComponent(() => import('./centers-page'), 'CentersPage'),
});

const centerRoute = createRoute({
  getParentRoute,
  path: '/organization/centers/$id',
  beforeLoad,
  component: lazyRouteComponent(() => import('./center-page'), 'CenterPage'),
});

const staffRoute = createRoute({
  getParentRoute,
  path: '/organization/staff',
  validateSearch: (search) => ({
    ...tableSearch(search),
    skill: text(search['skill']),
    specialty: text(search['specialty']),
  }),
  beforeLoad,
  component: lazyRouteComponent(() => import('./staff-page'), 'StaffPage'),
});

const staffMemberRoute = createRoute({
  getParentRoute,
  path: '/organization/staff/$id',
  beforeLoad,
  component: lazyRouteComponent(() => import('./staff-member-page'), 'StaffMemberPage'),
});

const termsRoute = createRoute({
  getParentRoute,
  path: '/organization/skills',
  beforeLoad,
  component: lazyRouteComponent(() => import('./terms-page'), 'TermsPage'),
});

export const organizationFeature: Feature = {
  name: 'organization',
  routes: [companyRoute, centersRoute, centerRoute, staffRoute, staffMemberRoute, termsRoute],
  navigation: [
    {
      to: '/organization',
      group: 'settings',
      icon: 'building',
      label: 'organization:navigation.label',
      hint: 'organization:navigation.hint',
      permission: 'organization.read',
    },
  ],
  records: { 'service-center': (id) => `/organization/centers/${id}` },
  topics: ['organization', 'identity'],
};
