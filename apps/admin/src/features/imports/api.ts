import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { download } from '../../lib/download';
import { api, read } from '../../lib/http';

type Schemas = components['schemas'];
export type Import = Schemas['ImportDto'];
export type ImportState = Schemas['ImportState'];
export type UploadedFile = Schemas['UploadedFileDto'];
export type RowError = Schemas['ImportErrorDto'];

export type ImportKind = Schemas['ImportKind'];
export type RowKind = Schemas['RowKind'];
export type KindOfRows = Schemas['ImportKindDto'];
export type Mapping = Readonly<Record<string, string>>;

const feature = 'imports';
const FOLLOW_MS = 1_000;

interface Page {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The server still works on it, or is about to. */
export function isUnderWay({ state }: Pick<Import, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

export const importsQuery = (query: Page) =>
  queryOptions({
    queryKey: [feature, 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/imports', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? FOLLOW_MS : false),
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? FOLLOW_MS : false),
  });

/** The kinds with fields of their own that the account may import and export. */
export const kindsQuery = queryOptions({
  queryKey: [feature, 'kinds'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/imports/kinds', { signal })),
  select: ({ data }) => data,
  staleTime: Infinity,
});

/** The columns of an upload, the first rows, and what seems to stand where. */
export const fileColumnsQuery = (id: string, kind: RowKind) =>
  queryOptions({
    queryKey: [feature, 'columns', id, kind],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/imports/files/{id}/columns', { params: { path: { id }, query: { kind } }, signal })),
  });

/** `rejected` tells how many there are by now: more of them are another answer. */
export const rowErrorsQuery = (id: string, query: Page, rejected: number) =>
  queryOptions({
    queryKey: [feature, 'errors', id, query, rejected],
    queryFn: ({ signal }) => read(api.GET('/api/v1/imports/{id}/errors', { params: { path: { id }, query }, signal })),
    select: ({ data, page }) => ({ data: data.map((row) => ({ ...row, id: String(row.position) })), page }),
    placeholderData: keepPreviousData,
  });

/** Sends one file to the server, which only keeps it. */
export function uploadFile(file: File, signal: AbortSignal): Promise<UploadedFile> {
  return read(
    api.POST('/api/v1/imports/files', {
      body: { file: '' },
      bodySerializer: () => {
        const form = new FormData();
        form.append('file', file, file.name);
        return form;
      },
      signal,
    }),
  );
}

export const useRequestImport = (onDone: (job: Import) => void) =>
  useCommand({
    feature,
    run: (body: Schemas['RequestImportDto'], key) =>
      read(api.POST('/api/v1/imports', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useCancelImport = (id: string, onDone: () => void) =>
  useCommand<void, Import>({
    feature,
    run: (_, key) =>
      read(
        api.POST('/api/v1/imports/{id}/cancellation', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onDone,
  });

/** Hands all refused rows to the browser as a CSV file. */
export const useDownloadErrors = (id: string) =>
  useCommand<void, void>({
    feature,
    run: async () => {
      const call = api.GET('/api/v1/imports/{id}/errors.csv', { params: { path: { id } }, parseAs: 'blob' });
      download(await read(call), `import-errors-${id.slice(-12)}.csv`);
    },
  });

export type ExportFormat = Schemas['ExportFormat'];

/** Hands everything there is of a kind to the browser, in the columns in which it is imported. */
export const useExport = (onDone: () => void) =>
  useCommand<{ readonly kind: RowKind; readonly format: ExportFormat }, void>({
    feature,
    run: async ({ kind, format }) => {
      const params = { path: { kind }, query: { format } };
      download(await read(api.GET('/api/v1/exports/{kind}', { params, parseAs: 'blob' })), `${kind}.${format}`);
    },
    onDone,
  });
