import { problem } from '@aftercare/platform';

export const fileNotCsv = problem('imports.not-csv', 422, 'Only CSV and XLSX files can be imported.');
export const unreadableXlsx = problem(
  'imports.unreadable-xlsx',
  422,
  'The spreadsheet is broken, or larger than 8 MiB (64 MiB unpacked). Save it as CSV.',
);
export const unknownMapping = problem<{ names: string }>(
  'imports.unknown-mapping',
  422,
  'The mapping names fields or columns that are not there, or one column twice.',
);
export const tooManyRows = problem<{ max: number }>(
  'imports.too-many-rows',
  422,
  'A spreadsheet cannot hold so many rows. Take CSV instead.',
);
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
