import { h } from '../lib/dom';
import { formatFor } from '../lib/format';
import { TEXTS } from '../lib/language';
import { languageFor, type Actions, type State } from '../state';
import { centerCard } from './center-card';
import { codeBox } from './code-box';
import { header, speak } from './header';
import { deviceCard } from './device-card';
import { problemText } from './problem-text';
import { verifyCard } from './verify-card';
import type { View } from './view';

/** The whole page for a state. */
export function page(state: State, actions: Actions): HTMLElement[] {
  const language = languageFor(state);
  const view: View = { state, actions, texts: TEXTS[language], format: formatFor(language) };
  speak(language, view.texts.title);
  return [
    header(view.texts, view.texts.title, actions.switchLanguage),
    h('main', { id: 'main', tabindex: -1 }, ...content(view)),
  ];
}

function content(view: View): HTMLElement[] {
  const { state, texts, actions } = view;
  const tracking = state.own ?? state.tracking;
  if (state.screen === 'loading') return [h('p', { class: 'loading', role: 'status' }, texts.loading)];
  if (state.screen === 'code' || !tracking) {
    if (state.screen !== 'failed') return [codeBox(view)];
    const again = h(
      'button',
      { type: 'button', class: 'primary', id: 'again', onclick: () => actions.find() },
      texts.reload,
    );
    return [h('section', { class: 'card' }, problemText(view, 'code') ?? '', again)];
  }

  const { own, notice } = state;
  const waiting = tracking.devices.some((device) => device.journey.status === 'awaiting-answer');
  const verify = own ? null : verifyCard(view, waiting);
  const devices = own ? own.devices : tracking.devices;
  return [
    own &&
      h(
        'p',
        { class: 'greeting' },
        h('strong', {}, texts.own.greeting(own.customerName)),
        h('span', { class: 'quiet' }, `${texts.own.receipt} `, h('bdi', { dir: 'ltr' }, own.number)),
      ),
    h('div', { role: 'status' }, notice && h('p', { class: 'notice' }, texts.notice[notice])),
    waiting ? verify : null,
    ...devices.map((device) => deviceCard(view, device)),
    waiting ? null : verify,
    centerCard(view, tracking.center),
    h(
      'footer',
      {},
      h('p', {}, texts.footer),
      h(
        'button',
        { type: 'button', class: 'plain', id: 'another', onclick: () => actions.another() },
        texts.code.another,
      ),
    ),
  ].filter((element) => element !== null);
}
