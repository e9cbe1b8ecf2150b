/** What an optional field that was left empty means to the API. */
export function orNull(text: string): string | null {
  return text.trim() || null;
}
