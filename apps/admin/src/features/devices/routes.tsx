import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import type { Feature } from '../../ui/feature';
import { blocksSearch, devicesSearch } from './search';

const devicesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/devices',
  validateSearch: devicesSearch,
  beforeLoad: requires('device.read'),
  component: lazyRouteComponent(() => import('./devices-page'), 'DevicesPage'),
});

const newDeviceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/devices/new',
  beforeLoad: requires('device.write'),
  component: lazyRouteComponent(() => import('./new-device-page'), 'NewDevicePage'),
});

const blocksRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/devices/blocks',
  validateSearch: blocksSearch,
  beforeLoad: requires('device.read'),
  component: lazyRouteComponent(() => import('./blocks-page'), 'BlocksPage'),
});

const deviceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/devices/$id',
  beforeLoad: requires('device.read'),
  component: lazyRouteComponent(() => import('./device-page'), 'DevicePage'),
});

export const devicesFeature: Feature = {
  name: 'devices',
  routes: [devicesRoute, newDeviceRoute, blocksRoute, deviceRoute],
  navigation: [
    {
      to: '/devices',
      group: 'records',
      icon: 'device',
      label: 'devices:title',
      hint: 'devices:hint',
      permission: 'device.read',
    },
  ],
  records: { device: (id) => `/devices/${id}` },
  topics: ['devices', 'warranty', 'repair'],
};
