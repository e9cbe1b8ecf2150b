import { cleanedLine } from '@aftercare/kernel';

/** What customers, and the company's own security people, are told about. */
export const MESSAGE_EVENTS = [
  'received',
  'quote-ready',
  'ready-for-pickup',
  'delivered',
  'guarantee-ending',
  'contract-ending',
  'card-activated',
  'card-refused',
  'card-unreadable',
  'security-alert',
  'otp',
] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

export const CHANNELS = ['sms', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

const OF_AN_ORDER = ['customer', 'device', 'number', 'link', 'center'] as const;

/** The variables that a template of each event may name; nothing else is ever put into a message. */
export const TEMPLATE_VARIABLES = {
  received: OF_AN_ORDER,
  'quote-ready': OF_AN_ORDER,
  'ready-for-pickup': OF_AN_ORDER,
  delivered: OF_AN_ORDER,
  'guarantee-ending': ['customer', 'device', 'number', 'until', 'center'],
  'contract-ending': ['customer', 'number', 'until', 'center'],
  'card-activated': ['number', 'until', 'center'],
  'card-refused': ['number', 'center'],
  'card-unreadable': ['center'],
  'security-alert': ['kind', 'number', 'device', 'reference', 'note', 'center'],
  otp: ['code', 'center'],
} as const satisfies Readonly<Record<MessageEvent, readonly string[]>>;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[MessageEvent][number];

const PLACEHOLDER = /\{\{([a-z]+)\}\}/g;

/** N4: what is wrong with a template's text: names it may not use, and braces that are no `{{name}}`. */
export function templateFaults(event: MessageEvent, text: string): string[] {
  const known: readonly string[] = TEMPLATE_VARIABLES[event];
  const names = [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const unknown = names.filter((name) => !known.includes(name));
  const stray = /\{\{|\}\}/.test(text.replace(PLACEHOLDER, '')) ? ['{{ }}'] : [];
  return [...new Set([...unknown, ...stray])];
}

/**
 * Puts values into a template, once: a value that looks like a placeholder stays what it is. Control and bidi
 * characters of a value become spaces, so that a name can neither break a line nor turn the text around.
 */
export function render(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`a message template names {{${name}}}, which has no value`);
    return cleanedLine(values[name] ?? '', ' ');
  });
}

/** The HTML part of an e-mail: the text, escaped, in its language's direction. */
export function toHtml(text: string, locale: 'fa' | 'en'): string {
  const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('\n', '<br>\n');
  const direction = locale === 'fa' ? 'rtl' : 'ltr';
  return `<!doctype html>\n<html lang="${locale}" dir="${direction}">\n<body dir="${direction}">\n<p>${escaped}</p>\n</body>\n</html>\n`;
}
