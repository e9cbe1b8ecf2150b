import type { OwnDevice, Quote } from '../lib/api';
import { h } from '../lib/dom';
import { problemText } from './problem-text';
import type { View } from './view';

/** The newest quote with its lines, and the customer's word on it. */
export function quoteCard(view: View, device: OwnDevice, quote: Quote): HTMLElement {
  const { texts, format, state } = view;
  const sum = money(view, quote.total);
  const answer = quote.answerable
    ? state.refusing === device.orderId
      ? refusal(view, device)
      : decision(view, device, quote)
    : h('p', { class: quote.state === 'approved' ? 'notice' : 'quiet' }, outcome(view, quote, sum));
  return h(
    'section',
    { class: 'quote', 'aria-label': texts.quote.title },
    h('h2', {}, texts.quote.title),
    quote.answerable ? h('p', { class: 'quiet' }, texts.quote.intro) : null,
    h('ul', { class: 'lines' }, ...quote.lines.map((line) => lineOf(view, line))),
    h(
      'dl',
      { class: 'sums' },
      ...(quote.tax > 0
        ? [
            h('dt', {}, texts.quote.net),
            h('dd', {}, money(view, quote.net)),
            h('dt', {}, texts.quote.tax),
            h('dd', {}, money(view, quote.tax)),
          ]
        : []),
      h('dt', { class: 'total' }, texts.quote.total),
      h('dd', { class: 'total' }, sum),
    ),
    quote.answerable ? h('p', { class: 'quiet' }, texts.quote.validUntil(format.day(quote.validUntil))) : null,
    problemText(view, 'quote'),
    answer,
  );
}

function lineOf(view: View, line: Quote['lines'][number]): HTMLElement {
  const { texts, format } = view;
  const count = line.quantity > 1 ? ` × ${format.digits(line.quantity)}` : '';
  return h(
    'li',
    {},
    h('span', {}, format.name(line.description) + count),
    h('span', { class: 'amount' }, line.chargedAmount === 0 ? texts.quote.free : money(view, line.chargedAmount)),
    line.coveredAmount > 0 && h('small', {}, `${texts.quote.covered}: ${money(view, line.coveredAmount)}`),
  );
}

function decision({ texts, actions, state, format }: View, { orderId }: OwnDevice, { total }: Quote): HTMLElement {
  const sum = state.own ? format.money(total, state.own) : '';
  return h(
    'div',
    { class: 'actions' },
    h(
      'button',
      {
        type: 'button',
        class: 'primary',
        id: `approve-${orderId}`,
        disabled: state.busy,
        onclick: () => actions.answer(orderId, true),
      },
      texts.quote.approve(sum),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'second',
        id: `refuse-${orderId}`,
        disabled: state.busy,
        onclick: () => actions.askRefuse(orderId),
      },
      texts.quote.refuse,
    ),
  );
}

function refusal({ texts, actions, state }: View, { orderId }: OwnDevice): HTMLElement {
  return h(
    'div',
    { class: 'actions', role: 'group', 'aria-label': texts.quote.refuseQuestion },
    h('p', {}, h('strong', {}, texts.quote.refuseQuestion), ` ${texts.quote.refuseHint}`),
    // Where the first button was, so that a double click on it refuses nothing.
    h(
      'button',
      {
        type: 'button',
        class: 'second',
        id: `refuse-no-${orderId}`,
        disabled: state.busy,
        onclick: () => actions.askRefuse(null),
      },
      texts.quote.refuseNo,
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'danger',
        id: `refuse-yes-${orderId}`,
        disabled: state.busy,
        onclick: () => actions.answer(orderId, false),
      },
      texts.quote.refuseYes,
    ),
  );
}

function outcome({ texts }: View, quote: Quote, sum: string): string {
  switch (quote.state) {
    case 'approved':
      return texts.quote.approved(sum);
    case 'refused':
      return texts.quote.refused;
    case 'expired':
      return texts.quote.expired;
    case 'sent': // taken back by the workshop, or past its day
      return texts.quote.expired;
  }
}

function money({ format, state }: View, amount: number): string {
  return state.own ? format.money(amount, state.own) : '';
}
