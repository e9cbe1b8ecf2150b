import { h } from '../lib/dom';
import type { Language } from '../lib/language';
import type { Texts } from '../texts/en';

/** Tells the browser the language of the page and its name. */
export function speak(language: Language, title: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr';
  document.title = title;
}

export function header(texts: Texts, title: string, switchLanguage: () => void): HTMLElement {
  return h(
    'header',
    {},
    h('span', { class: 'brand' }, title),
    h(
      'button',
      { type: 'button', class: 'plain', id: 'language', lang: texts.otherCode, onclick: () => switchLanguage() },
      texts.otherLanguage,
    ),
  );
}
