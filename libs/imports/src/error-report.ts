import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import type { ImportRowError } from './imports.queries.js';
import type { RowFaultCode } from './row-fault.js';

const TEXTS: Readonly<Record<RowFaultCode, string>> = {
  quotes: 'The quotes in this line do not pair up.',
  'record-too-long': 'The row is longer than 128 KiB; perhaps a quote is not closed.',
  'column-count': 'The row has {found} columns, the header has {expected}.',
  encoding: 'The text is not UTF-8.',
  characters: 'The text holds characters that are not allowed.',
  'text-too-long': 'The text has {length} characters, {max} are allowed.',
  'id-missing': 'The id is missing.',
  'id-repeated': 'The id stands in an earlier row already.',
  'unknown-category': 'The product category is none of the standard.',
  'place-missing': 'The group identifier is missing.',
  'bad-date': 'The date of the event is no day between 1900 and today, written YYYY-MM-DD.',
  'unknown-status': 'The repair status is none of the standard.',
  'value-missing': 'The value is missing.',
  'not-a-code': 'A code has letters, digits, dots, dashes, underscores and slashes only.',
  'not-a-number': 'This is no whole number in the range that is allowed.',
  'not-an-amount': 'This is no amount in the currency of the company.',
  'not-a-day': 'This is no day, written YYYY-MM-DD or, in the Jalali calendar, 1405/01/31.',
  'not-a-choice': 'Allowed are: {choices}.',
  'not-a-mobile': 'This is no mobile number.',
  'not-an-email': 'This is no mail address.',
  'key-repeated': 'An earlier row of the import has the same key.',
  'unknown-reference': 'What the row refers to does not exist.',
  'cannot-change': 'This was told differently before and stays as it is.',
  'whole-differs': 'An earlier row of the same document or record says something else here.',
  'whole-refused': 'Another row of the same document or record cannot be taken, so none of them is.',
  refused: '{title}',
};

/** The refused rows as CSV with a byte order mark, in English. No cell starts like a formula. */
export function errorReport(errors: AsyncIterable<ImportRowError>): Readable {
  const rows = (async function* () {
    for await (const { file, line, reason, params } of errors) {
      const text = TEXTS[reason].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
      yield [file, line, reason, text, params['column'] ?? '', params['value'] ?? ''];
    }
  })();
  const columns = ['file', 'line', 'reason', 'text', 'column', 'value'];
  return Readable.from(rows).pipe(stringify({ bom: true, header: true, columns, escape_formulas: true }));
}
