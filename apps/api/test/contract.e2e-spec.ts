import { Clock, newId } from '@aftercare/kernel';
import { PERMISSIONS } from '@aftercare/platform';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response, Test } from 'supertest';
import { loadDemoData } from '../../cli/src/demo/demo-data.js';
import { runningApi, type SignedInClient } from './running-api.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const document = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8')) as Document;
const routes: Route[] = Object.entries(document.paths)
  .filter(([path]) => path.startsWith('/api/v1/') && path !== '/api/v1/events') // a stream that has no end
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path: path.slice('/api/v1'.length), operation })),
  );
const reads = routes.filter(({ method }) => method === 'get');
/** The caller stays signed in, with all rights. */
const harmless = ({ path }: Route) => !/^\/(auth|me|accounts|roles)\b/.test(path);

/** What clients send that read no documentation, or know it too well. */
const HOSTILE: readonly unknown[] = [
  null, true, 0, -1, 1.5, 1e308, 2 ** 31, 2 ** 53 + 2, '', ' ', '\u0000', '\ud800', '\u202e', 'x'.repeat(5_000),
  '🙂'.repeat(60), [], {}, [null], [[]], { a: 1 }, '2026-02-31', '0001-01-01', '9999-12-31', '99999-01-01',
  '2026-11-22T25:00:00Z', '۱۲۳۴', 'NaN', '1e400', '%', '\\', "'; --", '__proto__', newId(),
]; // prettier-ignore

describe('the documented contract', () => {
  const api = runningApi();
  let client: SignedInClient;
  beforeEach(async () => {
    await loadDemoData(api.config.DATABASE_URL, 'a password of the demo', { now: api.app.get(Clock).now() });
    client = await api.signIn(PERMISSIONS);
  }, 60_000);

  it('holds for every answer that reads, to the last field', async () => {
    const found = await collect(client);
    const faults: string[] = [];
    let checked = 0;
    for (const route of reads)
      for (const url of addresses(route.path, found)) {
        const answer = await client.get(url);
        if (answer.status === 200 && answer.type === 'application/json') {
          checked++;
          faults.push(...shapeFaults(route, answer));
        } else if (answer.status >= 500) faults.push(`${url} is answered ${answer.status}`);
      }
    expect([...new Set(faults)]).toEqual([]);
    expect(checked).toBeGreaterThan(reads.length);
  }, 60_000);

  it('refuses whatever is sent in any field as a problem, and never breaks', async () => {
    const found = await collect(client);
    const faults: string[] = [];
    let turn = 0;
    for (const route of routes.filter(harmless))
      for (const send of attempts(route, found, () => HOSTILE[turn++ % HOSTILE.length])) {
        const answer = await send(client);
        const isProblem = answer.type === 'application/problem+json';
        if (answer.status >= 500 || (answer.status >= 400 && !isProblem))
          faults.push(
            `${route.method} ${answer.request.url} is answered ${answer.status}: ${answer.text.slice(0, 200)}`,
          );
        else if (answer.status < 300 && answer.type === 'application/json') faults.push(...shapeFaults(route, answer));
      }
    expect(faults).toEqual([]);
    expect((await client.get('/me')).status).toBe(200);
  }, 120_000);
});

/** What the lists hold: their rows by the path of the list, and ids by the name under which they were met. */
interface Found {
  readonly rows: Map<string, readonly Row[]>;
  readonly ids: Map<string, string>;
}
type Row = { readonly id?: string; readonly version?: number };

async function collect(client: SignedInClient): Promise<Found> {
  const found: Found = { rows: new Map(), ids: new Map() };
  for (const { path } of reads.filter((each) => !each.path.includes('{'))) {
    const { status, body } = await client.get(path);
    if (status !== 200) continue;
    const rows = ((body as { data?: unknown }).data ?? []) as readonly Row[];
    if (Array.isArray(rows)) found.rows.set(path, rows);
    JSON.stringify(body, (key, value: unknown) => {
      if (key.endsWith('Id') && typeof value === 'string') found.ids.set(key, value);
      return value;
    });
  }
  return found;
}

/** The path for some rows of the list that it belongs to. */
function addresses(path: string, found: Found): string[] {
  if (!path.includes('{')) return [path];
  const rows = found.rows.get(path.slice(0, path.indexOf('/{'))) ?? [];
  return rows.slice(0, 3).map((row) => fill(path, row, found));
}

function fill(path: string, row: Row | undefined, { ids }: Found): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'id' && row?.id) || ids.get(name) || newId());
}

/** Requests that are right but for one field: each parameter and each field of the body in turn. */
function* attempts(route: Route, found: Found, hostile: () => unknown): Generator<(client: SignedInClient) => Test> {
  const { method, path, operation } = route;
  const row = found.rows.get(path.slice(0, path.indexOf('/{')))?.at(-1);
  const address = fill(path, row, found);
  const schema = operation.requestBody?.content['application/json']?.schema;
  const sent = schema && (plausible(schema, '', found) as object);
  const request =
    (to: string, body: object = {}) =>
    (client: SignedInClient) => {
      if (method === 'get') return client.get(to);
      if (method === 'delete') return client.delete(to, row?.version ?? 1);
      return client[method as 'post' | 'put' | 'patch'](to, body, row?.version ?? 1);
    };
  for (const { name } of (operation.parameters ?? []).filter((each) => each.in === 'query'))
    yield request(`${address}?${new URLSearchParams({ [name]: String(hostile()) }).toString()}`, sent);
  for (const name of path.match(/\{\w+\}/g) ?? [])
    yield request(fill(path.replace(name, encodeURIComponent(wellFormed(String(hostile()))) || '-'), row, found), sent);
  for (const field of sent ? fieldsOf(sent) : []) yield request(address, changed(sent, field, hostile()) as object);
  yield request(address, sent);
}

/** A body that the schema describes, with ids that exist. */
function plausible(given: Schema, name: string, found: Found): unknown {
  const schema = resolved(given);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf ?? [])[0];
  if (choice) return plausible(choice, name, found);
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, plausible(value, key, found)]),
    );
  if (schema.format === 'uuid') return found.ids.get(name) ?? newId();
  if (schema.format === 'date') return '2026-11-22';
  const type = [schema.type].flat()[0];
  if (type === 'array') return schema.items ? [plausible(schema.items, name.replace(/s$/, ''), found)] : [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  return type === 'object' ? {} : 'الف 1';
}

function resolved(schema: Schema): Schema {
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (target === undefined) return schema;
  return resolved(document.components.schemas[target.slice(target.lastIndexOf('/') + 1)] as Schema);
}

/** The way to each field of a body, at any depth. */
function fieldsOf(value: unknown, way: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...way, key], ...fieldsOf(part, [...way, key])]);
}

function changed(body: unknown, [key = '', ...way]: readonly string[], value: unknown): unknown {
  const copy = (Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) }) as Record<string, unknown>;
  copy[key] = way.length > 0 ? changed(copy[key], way, value) : value;
  return copy;
}

/** A path cannot carry half a character: the client of the test would refuse to send it. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/g, '').slice(0, 150);
}

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema(closed(document) as object, 'api');
const shapes = new Map<string, ValidateFunction | undefined>();

/** Where an answer differs from its documented shape, be it by a field that the document does not know. */
function shapeFaults({ method, path, operation }: Route, { status, body }: Response): string[] {
  const pointer = `/paths/${`/api/v1${path}`.replace(/\//g, '~1')}/${method}/responses/${status}`;
  if (!operation.responses[String(status)]) return [`${method} ${path} answers an undocumented ${status}`];
  const key = `api#${pointer}/content/application~1json/schema`.replace(/[{}]/g, encodeURIComponent);
  if (!shapes.has(key)) shapes.set(key, ajv.getSchema(key));
  const validate = shapes.get(key);
  if (!validate) return [`${method} ${path} answers ${status} with JSON that no schema describes`];
  if (validate(body)) return [];
  return [`${method} ${path}: ${ajv.errorsText(validate.errors)} ${JSON.stringify(validate.errors?.[0]?.params)}`];
}

/** The document with each object closed to fields that it does not name. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  return copy['type'] === 'object' && 'properties' in copy ? { additionalProperties: false, ...copy } : copy;
}
