/**
 * Persian and Latin text brought to one searchable form. The SQL function `fold_text` (migration
 * `platform`) follows the same steps in the same order; a test holds both to the same strings.
 */

// Combining marks of the scripts we meet, tatweel, zero-width and bidi controls, soft hyphen.
// Written as ranges because PostgreSQL regular expressions know no \p{M}.
const INVISIBLE =
  // oxlint-disable-next-line no-misleading-character-class -- single marks are what it looks for
  /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0c00-\u0c03\u0c3e-\u0c56\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const WHITESPACE = /[\s\u0085\u180e]+/g;

const FOLDED: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ك: 'ک',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ς: 'σ',
};

// Control characters and lone surrogates have no place in any text; line breaks and tabs only in prose.
const FORBIDDEN_IN_LINE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const RUNS_FORBIDDEN_IN_LINE = new RegExp(`${FORBIDDEN_IN_LINE.source}+`, 'gu');
const FORBIDDEN_IN_PROSE = /(?![\n\t])[\p{Cc}\p{Cs}]/u;

/** Whether a text is fit for a name, a code or a file name: one line, no control or bidi characters, nothing broken. */
export function isCleanLine(text: string): boolean {
  return !FORBIDDEN_IN_LINE.test(text);
}

/** A text made fit for one line: `mark` stands for each run of what a line may not hold. */
export function cleanedLine(text: string, mark: string): string {
  return text.replace(RUNS_FORBIDDEN_IN_LINE, mark);
}

/** Whether a text is fit for somebody's own words: as a line, but with line breaks, tabs and bidi characters. */
export function isCleanProse(text: string): boolean {
  return !FORBIDDEN_IN_PROSE.test(text);
}

/** Persian (۰-۹) and Arabic-Indic (٠-٩) digits to ASCII; everything else unchanged. */
export function latinDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** ASCII digits to Persian ones, for what a Persian reader sees. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
}

/**
 * The search form of a text: compatibility-decomposed, marks and invisible characters dropped, Arabic
 * letter variants made Persian, digits ASCII, lower case, single spaces. «كتابِ ۱۲» and "کتاب 12" agree.
 */
export function foldText(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(/[يىېكةەہς]/g, (letter) => FOLDED[letter] ?? letter);
  return latinDigits(letters).toLowerCase().replace(/ς/g, 'σ').replace(WHITESPACE, ' ').replace(/^ | $/g, '');
}

/**
 * The identity form of a serial number: digits ASCII, upper case, without spaces, dashes and invisible
 * characters. Same steps as the SQL function `normalize_serial`.
 */
export function normalizeSerial(serial: string): string {
  return latinDigits(serial.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .replace(/[\s\u0085\u180e\u2010-\u2015\u2212-]+/g, '')
    .toUpperCase();
}
