import type { OwnDevice } from '../lib/api';
import { h, ltr } from '../lib/dom';
import type { View } from './view';

/** The customer's invoices: their sums, and what is still to be paid. */
export function invoices({ texts, format, state }: View, device: OwnDevice): HTMLElement {
  const money = (amount: number): string => (state.own ? format.money(amount, state.own) : '');
  const standing = ({ total, due }: OwnDevice['invoices'][number]): string =>
    total === 0 ? texts.invoice.free : due === 0 ? texts.invoice.paid : texts.invoice.due(money(due));
  return h(
    'section',
    { class: 'quote', 'aria-label': texts.invoice.title },
    h('h2', {}, texts.invoice.title),
    h(
      'ul',
      { class: 'lines' },
      ...device.invoices.map((invoice) =>
        h(
          'li',
          {},
          ltr(invoice.number),
          h('span', { class: 'amount' }, money(invoice.total)),
          h('small', {}, standing(invoice)),
        ),
      ),
    ),
  );
}
