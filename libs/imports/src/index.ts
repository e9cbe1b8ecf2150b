export * from './error-report.js';
export * from './exports.service.js';
export type { Label } from './cells.js';
export { ImportFiles, inspectCsv, MAX_FILE_BYTES, sampleOf } from './import-files.js';
export {
  IMPORT_FAILURES,
  IMPORT_KINDS,
  IMPORT_STATES,
  type ImportedFile,
  type ImportFailure,
  type ImportJob,
  type ImportKind,
  type ImportState,
  type Mapping,
  ROW_KINDS,
  type RowKindName,
} from './import-job.js';
export * from './import-runner.js';
export * from './imports.errors.js';
export * from './imports.events.js';
export * from './imports.module.js';
export { IMPORT_ACTIONS, type ImportAction, ImportsQueries } from './imports.queries.js';
export * from './imports.service.js';
export { ROW_FAULTS, type RowFaultCode } from './row-fault.js';
export type { RowKind } from './row-kind.js';
