import type { OwnDevice, TrackedDevice } from '../lib/api';
import { h, ltr } from '../lib/dom';
import { invoices } from './invoices';
import { quoteCard } from './quote-card';
import type { View } from './view';

/** One device: what it is, where it stands, its way, and after the second factor what it costs. */
export function deviceCard(view: View, device: TrackedDevice | OwnDevice): HTMLElement {
  const { texts, format } = view;
  const { status } = device.journey;
  const over = ['delivered', 'closed', 'cancelled', 'disposed'].includes(status);
  const own = 'orderId' in device ? device : null;
  return h(
    'section',
    { class: 'card' },
    h('p', { class: 'quiet device' }, `${format.name(device.brand)} ${format.name(device.product)}`),
    h('h1', { class: `status ${status}` }, texts.status[status].title),
    h('p', {}, texts.status[status].hint),
    device.promisedOn !== null && !over && h('p', { class: 'promise' }, texts.promised(format.day(device.promisedOn))),
    own && ownFacts(view, own),
    own && own.invoices.length > 0 ? invoices(view, own) : own?.quote ? quoteCard(view, own, own.quote) : null,
    timeline(view, device, over),
  );
}

function ownFacts({ texts }: View, device: OwnDevice): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    h('dt', {}, texts.own.order),
    h('dd', {}, ltr(device.orderNumber)),
    h('dt', {}, texts.own.fault),
    h('dd', { class: 'prose' }, h('bdi', {}, device.declaredFault)),
  );
}

function timeline({ texts, format, state }: View, device: TrackedDevice, over: boolean): HTMLElement {
  const timeZone = state.tracking?.center.timeZone ?? 'UTC';
  const label: Readonly<Record<string, string>> = { done: texts.done, current: texts.current };
  return h(
    'ol',
    { class: 'steps', 'aria-label': texts.steps },
    ...device.journey.steps.map(({ step, standing, at }) =>
      h(
        'li',
        { class: over ? 'done' : standing, 'aria-current': standing === 'current' ? 'step' : null },
        h(
          'span',
          { class: 'step' },
          texts.step[step],
          label[standing] ? h('span', { class: 'unseen' }, ` (${label[standing]})`) : null,
        ),
        at !== null && h('time', { datetime: at }, format.moment(at, timeZone)),
      ),
    ),
  );
}
