import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requires, signedInRoute } from '../../lib/routes';
import { oneOf } from '../../lib/values';
import type { Feature } from '../../ui/feature';
import { tableSearch } from '../../ui/table-state';
import { channels, messageStates } from './api';

const getParentRoute = () => signedInRoute;
const beforeLoad = requires('notification.read');

const messagesRoute = createRoute({
  getParentRoute,
  path: '/messages',
  validateSearch: (search) => ({
    ...tableSearch(search),
    state: oneOf(messageStates, search['state']),
    channel: oneOf(channels, search['channel']),
  }),
  beforeLoad,
  component: lazyRouteComponent(() => import('./messages-page'), 'MessagesPage'),
});

const messageRoute = createRoute({
  getParentRoute,
  path: '/messages/$id',
  beforeLoad,
  component: lazyRouteComponent(() => import('./message-page'), 'MessagePage'),
});

const templatesRoute = createRoute({
  getParentRoute,
  path: '/messages/templates',
  beforeLoad,
  component: lazyRouteComponent(() => import('./templates-page'), 'TemplatesPage'),
});

const templateRoute = createRoute({
  getParentRoute,
  path: '/messages/templates/$id',
  beforeLoad,
  component: lazyRouteComponent(() => import('./template-page'), 'TemplatePage'),
});

export const messagesFeature: Feature = {
  name: 'messages',
  routes: [messagesRoute, messageRoute, templatesRoute, templateRoute],
  navigation: [
    {
      to: '/messages',
      group: 'settings',
      icon: 'message',
      label: 'messages:navigation.label',
      hint: 'messages:navigation.hint',
      permission: 'notification.read',
    },
  ],
  records: {
    message: (id) => `/messages/${id}`,
    'message-template': (id) => `/messages/templates/${id}`,
  },
  topics: ['notifications'],
};
