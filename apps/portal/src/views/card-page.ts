import type { CardActions, CardField, CardState } from '../card-state';
import type { ActiveCard } from '../lib/api';
import { h, ltr } from '../lib/dom';
import { dayBefore, formatFor } from '../lib/format';
import { type Language, TEXTS } from '../lib/language';
import { header, speak } from './header';
import { otpEntry } from './otp-entry';
import { problemOf } from './problem-text';
import type { View } from './view';

type CardView = Pick<View, 'texts' | 'format'> & { readonly state: CardState; readonly actions: CardActions };

/** The whole page of a guarantee card for a state. */
export function cardPage(state: CardState, actions: CardActions, language: Language): HTMLElement[] {
  const view: CardView = { state, actions, texts: TEXTS[language], format: formatFor(language) };
  const { card } = view.texts;
  speak(language, card.page);
  return [
    header(view.texts, card.page, actions.switchLanguage),
    h('main', { id: 'main', tabindex: -1 }, content(view)),
    h('footer', {}, h('a', { class: 'plain', href: `/t${window.location.search}` }, card.track)),
  ];
}

function content(view: CardView): HTMLElement {
  switch (view.state.step) {
    case 'card':
      return cardForm(view);
    case 'otp':
      return proof(view);
    case 'done':
      return view.state.active ? guarantee(view, view.state.active) : cardForm(view);
  }
}

function cardForm(view: CardView): HTMLElement {
  const { state, actions, texts } = view;
  const { card } = texts;
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.submit();
  };
  return h(
    'form',
    { class: 'card', onsubmit: submit },
    h('h1', {}, card.title),
    h('p', { class: 'quiet' }, card.hint),
    problem(view),
    ...field(view, 'cardNo', card.cardNo, null, { autocapitalize: 'characters', maxlength: 60 }),
    ...field(view, 'scratchCode', card.scratchCode, card.scratchHint, { inputmode: 'numeric', maxlength: 40 }),
    ...field(view, 'serial', card.serial, card.serialHint, {
      autocapitalize: 'characters',
      maxlength: 60,
      required: false,
    }),
    ...field(view, 'mobile', card.mobile, card.mobileHint, { type: 'tel', autocomplete: 'tel', maxlength: 30 }),
    h('button', { type: 'submit', class: 'primary', id: 'activate', disabled: state.busy }, card.submit),
  );
}

function field(
  { state, actions }: CardView,
  name: CardField,
  label: string,
  hint: string | null,
  attributes: Readonly<Record<string, string | number | boolean>>,
): HTMLElement[] {
  const wrong = state.refusal?.field === `/${name}`;
  const input = h('input', {
    id: name,
    dir: 'ltr',
    class: 'mono',
    value: state[name],
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': hint ? `${name}-hint` : null,
    'aria-invalid': wrong ? 'true' : null,
    oninput: (event) => actions.type(name, (event.target as HTMLInputElement).value),
    ...attributes,
  });
  const described = hint ? [h('small', { id: `${name}-hint` }, hint)] : [];
  return [h('div', { class: 'field' }, h('label', { for: name }, label), input, ...described)];
}

function proof(view: CardView): HTMLElement {
  const { state, actions, texts, format } = view;
  const [before, after] = texts.card.sent('\0').split('\0');
  return h(
    'section',
    { class: 'card' },
    h('h1', {}, texts.card.sentTitle),
    h('p', { class: 'quiet' }, before ?? '', ltr(format.digits(state.mobile)), after ?? ''),
    problem(view),
    otpEntry(view, {
      ...state,
      wrong: state.refusal !== null,
      type: actions.typeOtp,
      submit: actions.submitOtp,
      resend: actions.resend,
    }),
    h('button', { type: 'button', class: 'plain', id: 'back', onclick: () => actions.back() }, texts.card.back),
  );
}

function guarantee({ actions, texts, format }: CardView, active: ActiveCard): HTMLElement {
  const { card } = texts;
  const name = `${format.name(active.brand)} ${format.name(active.product)}`;
  const facts = [
    [card.device, name],
    [card.serial, active.serial === null ? null : ltr(active.serial)],
    [card.cardNo, ltr(active.cardNo)],
  ] as const;
  return h(
    'section',
    { class: 'card' },
    h('h1', { class: 'status ready' }, card.doneTitle),
    h(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([term, fact]) => (fact === null ? [] : [h('dt', {}, term), h('dd', {}, fact)])),
    ),
    active.cover.length === 0
      ? h('p', {}, card.noStart)
      : h(
          'dl',
          { class: 'sums' },
          ...active.cover.flatMap(({ class: coverClass, percent, endsOn }) => [
            h(
              'dt',
              {},
              card.classes[coverClass],
              percent < 100 && h('small', {}, ` ${card.percent(format.digits(percent))}`),
            ),
            h('dd', {}, card.until(format.date(dayBefore(endsOn)))),
          ]),
        ),
    h('p', { class: 'quiet' }, card.keep),
    h('button', { type: 'button', class: 'second', id: 'another', onclick: () => actions.another() }, card.another),
  );
}

function problem(view: CardView): HTMLElement | null {
  return view.state.refusal && problemOf(view, view.state.refusal, view.texts.card.problems);
}
