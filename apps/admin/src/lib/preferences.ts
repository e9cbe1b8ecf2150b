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

/** Sheets of 148 × 210 and 210 × 297 mm, or a roll of 80 mm of which 72 mm take ink. */
export const papers = ['a5', 'a4', 'roll'] as const;
export type Paper = (typeof papers)[number];

/** How this person likes to see the product. Kept in the browser; secrets never are. */
export interface Preferences {
  readonly language: Language;
  readonly calendar: Calendar;
  readonly colorMode: ColorMode;
  /** Rial amounts are stored in rial; toman (÷ 10) is only a way to show and type them. */
  readonly rialUnit: RialUnit;
  readonly density: Density;
  readonly navigation: 'open' | 'narrow';
  /** What the printer of this desk takes. */
  readonly receiptPaper: Paper;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly shortcuts: 'on' | 'off';
}

/** Null where nobody chose. */
interface AccountChoice {
  readonly locale: Language | null;
  readonly calendar: Calendar | null;
}

const STORAGE_KEY = 'aftercare.preferences';

const choices: { readonly [Key in keyof Preferences]: readonly Preferences[Key][] } = {
  language: languages,
  calendar: calendars,
  colorMode: colorModes,
  rialUnit: rialUnits,
  density: densities,
  navigation: ['open', 'narrow'],
  receiptPaper: papers,
  shortcuts: ['on', 'off'],
};

export const preferences = createStore<Preferences>({ ...defaults(), ...stored() });

/** What the signed-in account chose in any browser; null while nobody is signed in. */
let accountChoice: Partial<Preferences> | null = null;
let choiceAtDoor: Partial<Preferences> = {};

/** Remembers the choice for the next visit and shows it at once. */
export function prefer(patch: Partial<Preferences>): void {
  if (accountChoice === null) choiceAtDoor = { ...choiceAtDoor, ...patch };
  preferences.set(withCalendar(patch));
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...stored(), ...patch }));
  } catch {
    // Storage is full or forbidden: the choice then lasts for this visit only.
  }
}

/**
 * Whoever signs in brings along the language and calendar they once chose, in whatever browser, unless they chose
 * otherwise at the door just now. Afterwards this browser's choice stands, and what nobody chose follows the browser.
 */
export function bringPreferences({ locale, calendar }: AccountChoice): void {
  accountChoice = valid({ language: locale, calendar });
  prefer({ ...accountChoice, ...choiceAtDoor });
  choiceAtDoor = {};
}

/** The same for a session that goes on: what this browser does not know comes from the account. */
export function keepPreferences({ locale, calendar }: AccountChoice): void {
  accountChoice = valid({ language: locale, calendar });
  preferences.set(withCalendar({ ...accountChoice, ...stored() }));
}

/** Nobody is signed in any more; the page stays as it was shown last. */
export function leavePreferences(): void {
  accountChoice = null;
}

export function usePreferences(): Preferences {
  return useStore(preferences);
}

function defaults(): Preferences {
  const language = stored().language ?? (navigator.language.startsWith('fa') ? 'fa' : 'en');
  return {
    language,
    calendar: calendarOf(language),
    colorMode: 'system',
    rialUnit: 'rial',
    density: 'standard',
    navigation: 'open',
    receiptPaper: 'a5',
    shortcuts: 'on',
  };
}

/** Who changes the language and never chose a calendar counts in that of the language. */
function withCalendar(patch: Partial<Preferences>): Partial<Preferences> {
  const chosen = patch.calendar ?? stored().calendar ?? accountChoice?.calendar;
  return patch.language && !chosen ? { ...patch, calendar: calendarOf(patch.language) } : patch;
}

function calendarOf(language: Language): Calendar {
  return language === 'fa' ? 'jalali' : 'gregorian';
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
