import { problem } from '@aftercare/platform';

export const fileNotCsv = problem('imports.not-csv', 422, 'Only CSV files can be imported.');
export const columnsMissing = problem<{ file: string; columns: string }>(
  'imports.columns-missing',
  422,
  'The file lacks columns that this kind of import needs.',
);
export const unknownFile = problem(
  'imports.unknown-file',
  422,
  'A file was not uploaded, or was removed after its time. Upload it again.',
);
export const importEnded = problem('imports.already-ended', 409, 'The import has ended already.');
