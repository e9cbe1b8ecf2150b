import { createStore, useStore } from './store';

export const languages = ['en', 'fa'] as const;
export type Language = (typeof languages)[number];
export const calendars = ['gregorian', 'jalali'] as const;
export type Calendar = (typeof calendars)[number];
export const colorModes = ['system', 'light', 'dark'] as const;
export type ColorMode = (typeof colorModes)[number];
export const rialUnits = ['rial', 'toman'] as const;
export type RialUnit = (typeof rialUnits)[number];
export const densities = ['compact', 'standard', 'comfortable'] as const;
export type Density = (typeof densities)[number];

/** How this person likes to see the product. Kept in the browser; secrets never are. */
export interface Preferences {
  readonly language: Language;
  readonly calendar: Calendar;
  readonly colorMode: ColorMode;
  /** Rial amounts are stored in rial; toman (÷ 10) is only a way to show and type them. */
  readonly rialUnit: RialUnit;
  readonly density: Density;
  readonly navigation: 'open' | 'narrow';
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly shortcuts: 'on' | 'off';
}

const STORAGE_KEY = 'aftercare.preferences';

const choices: { readonly [Key in keyof Preferences]: readonly Preferences[Key][] } = {
  language: languages,
  calendar: calendars,
  colorMode: colorModes,
  rialUnit: rialUnits,
  density: densities,
  navigation: ['open', 'narrow'],
  shortcuts: ['on', 'off'],
};

export const preferences = createStore<Preferences>({ ...defaults(), ...stored() });

/** Remembers the choice for the next visit and shows it at once. */
export function prefer(patch: Partial<Preferences>): void {
  preferences.set(patch);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...stored(), ...patch }));
  } catch {
    // Storage is full or forbidden: the choice then lasts for this visit only.
  }
}

/** What the account says, where this browser has no choice of its own yet. */
export function adoptAccountPreferences(account: { locale: string; calendar: string }): void {
  preferences.set({ ...valid({ language: account.locale, calendar: account.calendar }), ...stored() });
}

export function usePreferences(): Preferences {
  return useStore(preferences);
}

function defaults(): Preferences {
  const language: Language = navigator.language.startsWith('fa') ? 'fa' : 'en';
  return {
    language,
    calendar: language === 'fa' ? 'jalali' : 'gregorian',
    colorMode: 'system',
    rialUnit: 'rial',
    density: 'standard',
    navigation: 'open',
    shortcuts: 'on',
  };
}

function stored(): Partial<Preferences> {
  try {
    return valid(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Record<string, unknown>);
  } catch {
    return {};
  }
}

/** Only known keys with known values survive: what lies in storage may be old or edited. */
function valid(candidate: Record<string, unknown>): Partial<Preferences> {
  return Object.fromEntries(
    Object.entries(choices).flatMap(([key, allowed]) => {
      const value = candidate[key];
      return (allowed as readonly unknown[]).includes(value) ? [[key, value]] : [];
    }),
  );
}
