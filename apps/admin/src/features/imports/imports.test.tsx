import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Import, RowError } from './api';

const importer = signedIn({ permissions: ['import.run'], scope: 'network' });
const trial: Import = {
  id: '0193f2aa-0000-7000-8000-00000000000a',
  kind: 'open-repair',
  dryRun: true,
  state: 'done',
  mapping: null,
  files: [
    { id: 'f1', name: 'wales.csv', bytes: 3_621_748, sha256: 'a'.repeat(64) },
    { id: 'f2', name: 'بلژیک.csv', bytes: 692_059, sha256: 'b'.repeat(64) },
  ],
  bytesTotal: 4_313_807,
  bytesDone: 4_313_807,
  rows: 23_075,
  created: 23_070,
  updated: 2,
  unchanged: 1,
  rejected: 2,
  failure: null,
  cancelRequestedAt: null,
  createdById: 'a1',
  createdBy: 'Sara Ahmadi',
  createdAt: '2026-11-22T08:00:00Z',
  startedAt: '2026-11-22T08:00:01Z',
  finishedAt: '2026-11-22T08:00:20Z',
  allowedActions: ['carry-out'],
  version: 9,
};
const running: Import = {
  ...trial,
  id: 'running',
  dryRun: false,
  state: 'running',
  bytesDone: 1_078_452,
  rejected: 0,
  finishedAt: null,
  allowedActions: ['cancel'],
};
const errors: RowError[] = [
  {
    position: 1,
    file: '/data/wales.csv',
    line: 31,
    reason: 'bad-date',
    params: { column: 'event_date', value: '31/02' },
  },
  { position: 2, file: 'بلژیک.csv', line: 7, reason: 'column-count', params: { expected: 14, found: 3 } },
];
const page = <T,>(data: T[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const label = (en: string) => ({ fa: en, en });
const kinds = {
  data: [
    {
      name: 'parts',
      label: label('Parts'),
      fields: [
        { name: 'sku', label: label('Part number'), key: true, required: true },
        { name: 'listPrice', label: label('List price'), key: false, required: true },
        { name: 'nameEn', label: label('English name'), key: false, required: false },
      ],
    },
  ],
};
const routes = {
  ...importer,
  'GET /api/v1/imports/kinds': () => kinds,
  'GET /api/v1/imports': () => page([running, { ...trial, createdById: null, createdBy: 'command line' }]),
  [`GET /api/v1/imports/${trial.id}`]: () => trial,
  [`GET /api/v1/imports/${trial.id}/errors`]: () => page(errors),
  'GET /api/v1/imports/running': () => running,
};
const csv = (name: string): File => new File(['id,brand\n'], name, { type: 'text/csv' });

describe('the history', () => {
  it('tells trials from imports, and where each stands', async () => {
    await renderRoute('/imports', routes);
    const grid = await screen.findByRole('grid');
    expect(await within(grid).findAllByText('wales.csv')).toHaveLength(2);
    expect(within(grid).getAllByText('and 1 more')).toHaveLength(2);
    for (const text of ['Trial', 'Import', 'Running', 'Done', 'Sara Ahmadi', 'The command line'])
      expect(within(grid).getByText(text)).toBeTruthy();
  });

  it('teaches when it is empty, and is closed to those who may not import', async () => {
    const empty = await renderRoute('/imports', { ...routes, 'GET /api/v1/imports': () => page([]) });
    expect(await screen.findByText('Nothing was imported yet')).toBeTruthy();
    empty.unmount();
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    const local = { ...routes, 'GET /api/v1/imports': () => problem(403, 'organization.network-only') };
    const refused = await renderRoute('/imports', local);
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
    refused.unmount();
    await renderRoute('/imports', { ...routes, ...signedIn() });
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});

describe('a new import', () => {
  it('uploads the chosen and dropped files one by one, and tries them out before anything else', async () => {
    const names: string[] = [];
    let ordered: unknown;
    const { user } = await renderRoute('/imports/new', {
      ...routes,
      'POST /api/v1/imports/files': (_, body) => {
        const { name } = (body as FormData).get('file') as File;
        names.push(name);
        return { id: `id of ${name}`, name, bytes: 9, sha256: 'c'.repeat(64), columns: ['id', 'brand'] };
      },
      'POST /api/v1/imports': (_, body) => ((ordered = body), trial),
    });
    const start = await screen.findByRole<HTMLButtonElement>('button', { name: 'Try it out' });
    expect(start.disabled).toBe(true);
    await user.upload(screen.getByLabelText('Choose files', { selector: 'input' }), [csv('a.csv'), csv('b.csv')]);
    fireEvent.drop(screen.getByText('Drop the files here'), { dataTransfer: { files: [csv('c.csv')] } });
    await waitFor(() => expect(screen.getAllByTitle('Uploaded')).toHaveLength(3));
    expect(names).toEqual(['a.csv', 'b.csv', 'c.csv']);
    await user.click(screen.getByRole('button', { name: 'Remove b.csv' }));
    await user.click(start);
    expect(await screen.findByText(/This was a trial/)).toBeTruthy();
    expect(ordered).toEqual({ kind: 'open-repair', fileIds: ['id of a.csv', 'id of c.csv'], dryRun: true });
  });

  it('lets the columns of a file be chosen, one field each, and tries it with them', async () => {
    let ordered: unknown;
    const { user } = await renderRoute('/imports/new', {
      ...routes,
      'POST /api/v1/imports/files': () => ({
        id: 'f9',
        name: 'parts.csv',
        bytes: 9,
        sha256: 'c'.repeat(64),
        columns: [],
      }),
      'GET /api/v1/imports/files/f9/columns': () => ({
        columns: ['teil', 'preis', 'name'],
        mapping: { nameEn: 'name' },
        sample: [['P-1', '100', 'One']],
      }),
      'POST /api/v1/imports': (_, body) => ((ordered = body), trial),
    });
    const choose = async (field: RegExp, option: string): Promise<void> => {
      await user.click(await screen.findByRole('combobox', { name: field }));
      await user.click(await screen.findByRole('option', { name: option }));
    };
    await choose(/What is in the files/, 'Parts');
    await user.upload(screen.getByLabelText('Choose files', { selector: 'input' }), csv('parts.csv'));
    expect(await screen.findByText('One')).toBeTruthy(); // what the file holds in the guessed column
    const start = screen.getByRole<HTMLButtonElement>('button', { name: 'Try it out' });
    expect(start.disabled).toBe(true);
    await choose(/Part number/, 'teil');
    await choose(/List price/, 'name');
    await choose(/List price/, 'preis');
    await user.click(start);
    expect(await screen.findByText(/This was a trial/)).toBeTruthy();
    const mapping = { sku: 'teil', listPrice: 'preis' };
    expect(ordered).toEqual({ kind: 'parts', fileIds: ['f9'], dryRun: true, mapping });
  });

  it('says at the file why it was refused, and waits until it is removed', async () => {
    const { user } = await renderRoute('/imports/new', {
      ...routes,
      'POST /api/v1/imports/files': () => problem(422, 'imports.not-csv'),
    });
    await user.upload(await screen.findByLabelText('Choose files', { selector: 'input' }), csv('picture.csv'));
    expect(
      await screen.findByText('Only CSV and XLSX files can be imported. This one is something else.'),
    ).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Try it out' }).disabled).toBe(true);
  });
});

it('gives everything of a kind out as a file', async () => {
  const asked: string[] = [];
  URL.createObjectURL = () => 'blob:export';
  URL.revokeObjectURL = () => undefined;
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
  const { user } = await renderRoute('/imports', {
    ...routes,
    'GET /api/v1/exports/parts': ({ url }) => (asked.push(new URL(url).search), new Response('sku')),
  });
  await user.click(await screen.findByRole('button', { name: 'Export data' }));
  await user.click(await screen.findByRole('combobox', { name: /What/ }));
  await user.click(await screen.findByRole('option', { name: 'Parts' }));
  await user.click(screen.getByRole('button', { name: 'Download' }));
  await waitFor(() => expect(click).toHaveBeenCalled());
  expect(asked).toEqual(['?format=xlsx']);
});

describe('an import', () => {
  it('shows what a trial found, row by row, and carries it out once it is confirmed', async () => {
    let ordered: unknown;
    const { user, api } = await renderRoute(`/imports/${trial.id}`, {
      ...routes,
      'POST /api/v1/imports': (_, body) => ((ordered = body), running),
    });
    expect(await screen.findByText('This is no day between 1900 and today, written YYYY-MM-DD.')).toBeTruthy();
    expect(screen.getByText('Columns in this row: 3; in the header: 14.')).toBeTruthy();
    expect(screen.getByText('Would be added').parentElement?.textContent).toBe('Would be added23,070');
    await user.click(screen.getByRole('button', { name: 'Import the files' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Added: 23,070, changed: 2; rows left out: 2/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Import the files' }));
    expect(await screen.findByRole('progressbar', { name: 'Progress' })).toBeTruthy();
    expect(ordered).toEqual({ kind: 'open-repair', fileIds: ['f1', 'f2'], dryRun: false });
    const sent = api.requests.find(({ method, url }) => method === 'POST' && url.endsWith('/imports'));
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('follows a running one to its end, and stops it when asked', async () => {
    let now = running;
    const { user } = await renderRoute('/imports/running', {
      ...routes,
      'GET /api/v1/imports/running': () => now,
      'POST /api/v1/imports/running/cancellation': () =>
        (now = { ...running, cancelRequestedAt: '2026-11-22T08:00:10Z', allowedActions: [] }),
    });
    expect((await screen.findByRole('progressbar', { name: 'Progress' })).getAttribute('aria-valuenow')).toBe('25');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('Stopping')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull());
    now = { ...now, state: 'cancelled', finishedAt: '2026-11-22T08:00:11Z' };
    expect(await screen.findByText(/The import was stopped/)).toBeTruthy();
  });

  it('hands the refused rows out as a file', async () => {
    const given: string[] = [];
    URL.createObjectURL = (blob) => (given.push((blob as Blob).type), 'blob:errors');
    URL.revokeObjectURL = () => undefined;
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
    const { user } = await renderRoute(`/imports/${trial.id}`, {
      ...routes,
      [`GET /api/v1/imports/${trial.id}/errors.csv`]: () =>
        new Response('file,line\n', { headers: { 'content-type': 'text/csv' } }),
    });
    await user.click(await screen.findByRole('button', { name: 'Download as CSV' }));
    await waitFor(() => expect(click).toHaveBeenCalled());
    expect(given).toEqual(['text/csv']);
  });
});
