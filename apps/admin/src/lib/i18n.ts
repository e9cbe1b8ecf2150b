import i18next, { type CustomTypeOptions, type ParseKeys } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { preferences, type Language } from './preferences';

type Resources = CustomTypeOptions['resources'];
export type Namespace = keyof Resources;
/** `namespace:key.path` of any text in the product. */
export type TextKey = { [Name in Namespace]: `${Name}:${ParseKeys<Name> & string}` }[Namespace];

/** The texts of one namespace in every language; en is the source, fa must have the same keys. */
export type Locale = Readonly<Record<Language, object>>;

/** `t` without its types, which cannot follow a key that is only known when running. */
type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** Starts translating with the language preferred, and follows it (also `lang` and `dir` of the page). */
export function startI18n(locales: Readonly<Record<string, Locale>>): void {
  const resources = { en: texts(locales, 'en'), fa: texts(locales, 'fa') };
  void i18next.use(initReactI18next).init({
    resources,
    lng: preferences.get().language,
    fallbackLng: 'en',
    ns: Object.keys(locales),
    defaultNS: 'ui',
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  showLanguage();
  preferences.subscribe(showLanguage);
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'fa' ? 'rtl' : 'ltr';
}

/** Text by its full key, for keys that are data: navigation, search kinds, columns. */
export function useText(): (key: TextKey, values?: Record<string, unknown>) => string {
  const { t } = useTranslation();
  const translate = t as unknown as Translate;
  return (key, values) => translate(key, values);
}

/** The text for a problem code, from whichever namespace has it under `problems`; null when none has. */
export function problemText(code: string, values: Readonly<Record<string, unknown>>): string | null {
  const keys = namespaces().map((namespace) => `${namespace}:problems.${code}`);
  const key = keys.find((candidate) => i18next.exists(candidate));
  return key === undefined ? null : (i18next.t as unknown as Translate)(key, values);
}

function namespaces(): readonly string[] {
  return i18next.options.ns as readonly string[];
}

function texts(locales: Readonly<Record<string, Locale>>, language: Language): Record<string, object> {
  return Object.fromEntries(Object.entries(locales).map(([namespace, locale]) => [namespace, locale[language]]));
}

function showLanguage(): void {
  const { language } = preferences.get();
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
