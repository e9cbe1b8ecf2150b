export * from './error-report.js';
export { ImportFiles, inspectCsv, MAX_FILE_BYTES } from './import-files.js';
export {
  IMPORT_FAILURES,
  IMPORT_KINDS,
  IMPORT_STATES,
  type ImportedFile,
  type ImportFailure,
  type ImportJob,
  type ImportKind,
  type ImportState,
} from './import-job.js';
export * from './import-runner.js';
export * from './imports.errors.js';
export * from './imports.events.js';
export * from './imports.module.js';
export * from './imports.queries.js';
export * from './imports.service.js';
export { ROW_FAULTS, type RowFaultCode } from './open-repair/row.js';
