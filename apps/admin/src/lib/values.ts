/** What an optional field that was left empty means to the API. */
export function orNull(text: string): string | null {
  return text.trim() || null;
}

/** A filter of an address: a text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The same, where only a few values mean anything. */
export function oneOf<const Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An id that came in an address; anything else is none. */
export function idOrNone(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value : undefined;
}
