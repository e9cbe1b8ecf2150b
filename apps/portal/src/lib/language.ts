import { en, type Texts } from '../texts/en';
import { fa } from '../texts/fa';

const LANGUAGES = ['fa', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TEXTS: Readonly<Record<Language, Texts>> = { fa, en };

/** What the address asks for, then the customer's own language, then the browser's. */
export function languageOf(search: string, customer: Language | null): Language {
  const asked = new URLSearchParams(search).get('lang');
  return LANGUAGES.find((language) => language === asked) ?? customer ?? browserLanguage();
}

/** Puts the other language into the address. */
export function switchLanguage(from: Language): void {
  const address = new URL(window.location.href);
  address.searchParams.set('lang', from === 'fa' ? 'en' : 'fa');
  window.history.replaceState(null, '', address);
}

function browserLanguage(): Language {
  return navigator.language.startsWith('fa') ? 'fa' : 'en';
}
