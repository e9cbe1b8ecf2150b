import { newId } from '@aftercare/kernel';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import supertest from 'supertest';
import { type RunningApi, runningApi, type SignedInClient } from '../../test/running-api.js';

const api: RunningApi = runningApi();
let clerk: SignedInClient;
beforeEach(async () => {
  clerk = await api.signIn(['catalog.manage', 'catalog.read', 'customer.read', 'customer.write']);
});

/** A POST with full control over body and headers. */
function raw(path: string, body: string, headers: Record<string, string> = {}) {
  return supertest(api.app.getHttpServer())
    .post(`/api/v1${path}`)
    .set({
      authorization: `Bearer ${clerk.token}`,
      'content-type': 'application/json',
      'idempotency-key': newId(),
      ...headers,
    })
    .send(body);
}

const brand = (en: string) => ({ name: { fa: null, en } });
const brands = async (): Promise<number> => (await api.db.source.query('SELECT count(*)::int AS n FROM brand'))[0].n;

describe('bad input gets a clear answer and changes nothing', () => {
  afterEach(async () => expect(await brands()).toBe(0));

  it.each([
    ['broken JSON', '{"name":', {}, 400, 'malformed-request'],
    ['a bare array', '[]', {}, 400, 'malformed-request'],
    ['no object', '"text"', {}, 400, 'malformed-request'],
    ['a poisoned prototype', '{"__proto__":{"admin":true},"name":{"fa":null,"en":"x"}}', {}, 400, 'malformed-request'],
    [
      'a poisoned constructor',
      '{"constructor":{"prototype":{"x":1}},"name":{"fa":null,"en":"x"}}',
      {},
      400,
      'malformed-request',
    ],
    [
      'another content type',
      'name=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    ['a body over 256 KiB', JSON.stringify(brand('x'.repeat(300_000))), {}, 413, 'body-too-large'],
    ['nesting without end', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, {}, 400, 'malformed-request'],
    ['nesting one too deep', `{"name":${'['.repeat(20)}${']'.repeat(20)}}`, {}, 400, 'malformed-request'],
    ['501 items in a list', `{"name":[${'1,'.repeat(500)}1]}`, {}, 400, 'malformed-request'],
    [
      '201 keys in an object',
      JSON.stringify({ name: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, i])) }),
      {},
      400,
      'malformed-request',
    ],
    ['nesting that is only foreign', `{"name":${'['.repeat(19)}${']'.repeat(19)}}`, {}, 422, 'invalid-input'],
    ['a number beyond all numbers', '{"name":{"fa":null,"en":1e400}}', {}, 422, 'invalid-input'],
    ['an unknown field', '{"name":{"fa":null,"en":"x"},"admin":true}', {}, 422, 'invalid-input'],
    ['an unknown nested field', '{"name":{"fa":null,"en":"x","de":"y"}}', {}, 422, 'invalid-input'],
    ['a wrong type', '{"name":{"fa":null,"en":7}}', {}, 422, 'invalid-input'],
    ['a list where an object belongs', '{"name":[]}', {}, 422, 'invalid-input'],
    ['NUL', JSON.stringify(brand('a\u0000b')), {}, 422, 'invalid-input'],
    ['a bidi override', JSON.stringify(brand('a\u202eb')), {}, 422, 'invalid-input'],
    ['a lone surrogate', '{"name":{"fa":null,"en":"\\ud800"}}', {}, 422, 'invalid-input'],
    ['only spaces', JSON.stringify(brand('   ')), {}, 422, 'invalid-input'],
    ['too long a name', JSON.stringify(brand('x'.repeat(201))), {}, 422, 'invalid-input'],
    ['no idempotency key', JSON.stringify(brand('x')), { 'idempotency-key': '' }, 400, 'idempotency-key-missing'],
    [
      'an idempotency key with spaces',
      JSON.stringify(brand('x')),
      { 'idempotency-key': 'a b' },
      400,
      'idempotency-key-missing',
    ],
  ])('%s', async (_, body, headers, status, code) => {
    const answer = await raw('/brands', body, headers);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      status,
      code,
      type: `/problems/${code}`,
      instance: answer.headers['x-request-id'],
    });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\bat \w+ \(|SELECT|INSERT/);
  });

  it('points at each fault of a nested field', async () => {
    const answer = await raw('/brands', '{"name":{"fa":null,"en":7}}');
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain('/name/en');
  });

  it.each([
    ['an unknown parameter', '/brands?colour=red'],
    ['a repeated parameter', '/brands?q=a&q=b'],
    ['a limit that is no number', '/brands?limit=many'],
    ['a limit too large', '/brands?limit=201'],
    ['a foreign cursor', '/brands?cursor=abc'],
    ['a cursor of another list', `/brands?cursor=${Buffer.from('["a"]').toString('base64url')}`],
    ['an unknown value', '/codes?kind=colour'],
    ['51 parameters', `/brands?${'q=a&'.repeat(50)}q=a`],
    ['NUL in a search', '/brands?q=a%00b'],
    ['a bidi override in a search', '/brands?q=a%E2%80%AEb'],
  ])('in a query: %s', async (_, path) => {
    const answer = await clerk.get(path);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid-query' });
  });

  it('an address over 8 KiB', async () => {
    const answer = await clerk.get(`/brands?q=${'x'.repeat(8 * 1024)}`);
    expect(answer.body).toMatchObject({ status: 400, code: 'malformed-request' });
  });

  it('a compressed body, which may unpack to anything', async () => {
    const answer = await supertest(api.app.getHttpServer())
      .post('/api/v1/brands')
      .set({ authorization: `Bearer ${clerk.token}`, 'content-type': 'application/json', 'idempotency-key': newId() })
      .set('content-encoding', 'gzip')
      .serialize((body) => body as string)
      .send(gzipSync(JSON.stringify(brand('x'))) as unknown as string);
    expect(answer.body).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('an id with NUL in a path', async () => {
    for (const path of ['/brands/%00', '/brands/a%00b', `/brands/${newId()}%00`])
      expect((await clerk.get(path)).body).toMatchObject({ status: 404, code: 'not-found' });
  });

  it.each([
    ['that is no text', '/brands/%ED%A0%80'],
    ['with a part too long', `/brands/${'x'.repeat(201)}`],
  ])('a path %s', async (_, path) => {
    const answer = await clerk.get(path);
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-security-policy': expect.any(String),
      'x-request-id': answer.body.instance,
    });
    expect(answer.body).toMatchObject({ status: 400, code: 'malformed-request' });
  });

  it('a known path with another method is 405 and says what is allowed; an unknown one 404', async () => {
    const put = await clerk.put('/brands', {});
    expect(put.status).toBe(405);
    expect(put.headers['allow']).toContain('POST');
    expect((await clerk.get('/nothing')).body).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('what is no request', () => {
  let port: number;
  beforeAll(async () => {
    const server = api.app.getHttpServer();
    if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  const answerTo = async (bytes: string): Promise<{ head: string; body: Record<string, unknown> }> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
    return { head, body: JSON.parse(body) as Record<string, unknown> };
  };

  it.each([
    ['noise', 'BLURB\r\n\r\n', 400],
    ['headers over 16 KiB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
  ])('%s is answered as every refusal', async (_, bytes, status) => {
    const { head, body } = await answerTo(bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(body).toMatchObject({ status, code: 'malformed-request' });
    expect(head).toContain(`x-request-id: ${String(body['instance'])}`);
  });

  it('who sends headers drop by drop has ten seconds, looked at often', () => {
    const server = api.app.getHttpServer() as { headersTimeout: number; requestTimeout: number };
    expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
  });

  it('and is then answered as every refusal', async () => {
    const server = api.app.getHttpServer() as { headersTimeout: number };
    const { headersTimeout } = server;
    server.headersTimeout = 100; // Node looks every 2.5 seconds
    try {
      const { head, body } = await answerTo('GET /api/v1/brands HTTP/1.1\r\nhost: a\r\nx-drop: ');
      expect(head).toMatch(/^HTTP\/1.1 408 /);
      expect(head).toContain('content-type: application/problem+json');
      expect(body).toMatchObject({ status: 408, code: 'malformed-request' });
    } finally {
      server.headersTimeout = headersTimeout;
    }
  });
});

describe('what is legal stays legal', () => {
  it('half-space, Persian letters and emoji in a name; NFC on the way in', async () => {
    const made = await clerk.post('/brands', brand('می‌خواهم é 🙂')).expect(201);
    expect(made.body.name.en).toBe('می‌خواهم é 🙂'.normalize('NFC'));
  });

  it('Persian and Arabic digits in numbers and codes', async () => {
    const person = { kind: 'person', name: 'سارا', mobile: '٠٩۱۲ ۳۴۵ ۶۷۸۹', locale: 'fa' };
    expect((await clerk.post('/customers', person).expect(201)).body.mobile).toBe('+989123456789');
    const group = { parentId: null, code: 'g-۱۲', name: { fa: 'گروه', en: null } };
    expect((await clerk.post('/product-groups', group).expect(201)).body.code).toBe('g-12');
    await clerk.get(`/brands?limit=${encodeURIComponent('۱۰')}`).expect(200);
  });
});

describe('a repeated key', () => {
  it('gets the first answer, and the effect happens once', async () => {
    const key = newId();
    const send = (en: string) => raw('/brands', JSON.stringify(brand(en)), { 'idempotency-key': key });
    const first = await send('Once').expect(201);
    const again = await send('Once').expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await send('Other')).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await brands()).toBe(1);
  });

  it('in parallel: one effect; the others get its answer or are told to wait', async () => {
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => raw('/brands', JSON.stringify(brand('Parallel')), { 'idempotency-key': key })),
    );
    expect(await brands()).toBe(1);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    for (const refused of answers.filter((answer) => answer.status === 409))
      expect(refused.body.code).toBe('request-in-progress');
  });

  it('after a crash between effect and answer: no second effect, and the answer is made anew', async () => {
    const key = newId();
    const send = () => raw('/brands', JSON.stringify(brand('Crashed')), { 'idempotency-key': key });
    const first = await send().expect(201);
    await api.db.source.query('UPDATE idempotency_key SET status = NULL, response = NULL');
    const again = await send().expect(201);
    expect(again.body).toEqual(first.body);
    expect(await brands()).toBe(1);
  });

  it('a refused request may be sent again under its key', async () => {
    const key = newId();
    await raw('/brands', JSON.stringify(brand('')), { 'idempotency-key': key }).expect(422);
    await raw('/brands', JSON.stringify(brand('Mended')), { 'idempotency-key': key }).expect(201);
  });

  it('belongs to its account and its route', async () => {
    const key = newId();
    await raw('/brands', JSON.stringify(brand('Mine')), { 'idempotency-key': key }).expect(201);
    const other = await api.signIn(['catalog.manage', 'catalog.read']);
    const theirs = supertest(api.app.getHttpServer())
      .post('/api/v1/brands')
      .set({ authorization: `Bearer ${other.token}`, 'idempotency-key': key })
      .send(brand('Theirs'));
    await theirs.expect(201);
    expect(await brands()).toBe(2);
  });

  it('keeps no readable body', async () => {
    await raw('/brands', JSON.stringify(brand('Hidden'))).expect(201);
    const [row] = await api.db.source.query('SELECT body_hash FROM idempotency_key');
    expect(row.body_hash).toMatch(/^[\w-]{43}$/);
  });
});

describe('every answer', () => {
  it('carries the request id, is not stored, and names no software', async () => {
    const answer = await clerk.get('/brands').set('x-request-id', 'my-own-request-1').expect(200);
    expect(answer.headers['x-request-id']).toBe('my-own-request-1');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
    });
    for (const name of ['x-powered-by', 'server']) expect(answer.headers[name]).toBeUndefined();
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
});
