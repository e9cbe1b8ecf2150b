import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';

const getParentRoute = () => signedInRoute;
const beforeLoad = requires('import.run');

const importsRoute = createRoute({
  getParentRoute,
  path: '/imports',
  validateSearch: tableSearch,
  beforeLoad,
  component: lazyRouteComponent(() => import('./imports-page'), 'ImportsPage'),
});

const newImportRoute = createRoute({
  getParentRoute,
  path: '/imports/new',
  beforeLoad,
  component: lazyRouteComponent(() => import('./new-import-page'), 'NewImportPage'),
});

const importRoute = createRoute({
  getParentRoute,
  path: '/imports/$id',
  validateSearch: tableSearch,
  beforeLoad,
  component: lazyRouteComponent(() => import('./import-page'), 'ImportPage'),
});

export const importsFeature: Feature = {
  name: 'imports',
  routes: [importsRoute, newImportRoute, importRoute],
  navigation: [
    {
      to: '/imports',
      group: 'settings',
      icon: 'upload',
      label: 'imports:navigation.label',
      hint: 'imports:navigation.hint',
      permission: 'import.run',
    },
  ],
  records: { import: (id) => `/imports/${id}` },
  topics: ['imports'],
};
