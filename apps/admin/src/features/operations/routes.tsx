import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import { oneOf, text } from '../../lib/values';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';
import { auditAreas } from './audit-areas';

const getParentRoute = () => signedInRoute;

const failedJobsRoute = createRoute({
  getParentRoute,
  path: '/failed-jobs',
  validateSearch: tableSearch,
  beforeLoad: requires('operations.replay'),
  component: lazyRouteComponent(() => import('./failed-jobs-page'), 'FailedJobsPage'),
});

const auditRoute = createRoute({
  getParentRoute,
  path: '/audit',
  validateSearch: (search) => ({
    ...tableSearch(search),
    area: oneOf(auditAreas, search['area']),
    subject: text(search['subject']),
    actor: text(search['actor']),
  }),
  beforeLoad: requires('audit.read'),
  component: lazyRouteComponent(() => import('./audit-page'), 'AuditPage'),
});

export const operationsFeature: Feature = {
  name: 'operations',
  routes: [failedJobsRoute, auditRoute],
  navigation: [
    {
      to: '/failed-jobs',
      group: 'settings',
      icon: 'refresh',
      label: 'operations:jobs.title',
      hint: 'operations:jobs.hint',
      permission: 'operations.replay',
    },
    {
      to: '/audit',
      group: 'settings',
      icon: 'clock',
      label: 'operations:audit.title',
      hint: 'operations:audit.hint',
      permission: 'audit.read',
    },
  ],
};
