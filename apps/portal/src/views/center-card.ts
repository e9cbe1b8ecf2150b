import type { Center } from '../lib/api';
import { h, ltr } from '../lib/dom';
import { openDays, openUntil } from '../lib/format';
import type { View } from './view';

/** Where the device is, and how to reach the people there. */
export function centerCard({ texts, format }: View, center: Center): HTMLElement {
  const days = openDays(center.hours);
  const until = openUntil(center, new Date());
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, texts.center.title),
    h('p', {}, h('strong', {}, format.name(center.name))),
    center.address !== null && h('p', { class: 'quiet prose' }, h('bdi', {}, center.address)),
    center.phone !== null &&
      h(
        'a',
        { class: 'button second', href: `tel:${center.phone.replace(/[^\d+]/g, '')}` },
        `${texts.center.call} `,
        ltr(format.phone(center.phone)),
      ),
    days.length > 0 &&
      h(
        'div',
        { class: 'hours' },
        h('h3', {}, texts.center.hours),
        h(
          'p',
          { class: until === null ? 'quiet' : 'open' },
          until === null ? texts.center.closed : texts.center.openUntil(format.digits(until)),
        ),
        h(
          'dl',
          {},
          ...days.flatMap(({ from, to, spans }) => [
            h(
              'dt',
              {},
              from === to ? format.weekday(from) : texts.center.days(format.weekday(from), format.weekday(to)),
            ),
            h(
              'dd',
              {},
              ...spans.map(({ opens, closes }) =>
                h('span', {}, texts.center.span(format.digits(opens), format.digits(closes))),
              ),
            ),
          ]),
        ),
      ),
  );
}
