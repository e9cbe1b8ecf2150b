import { newId } from '@aftercare/kernel';
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
    const answer = await raw('/brands', body, headers as Record<string, string>);
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
  ])('in a query: %s', async (_, path) => {
    const answer = await clerk.get(path);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid-query' });
  });

  it('a known path with another method is 405 and says what is allowed; an unknown one 404', async () => {
    const put = await clerk.put('/brands', {});
    expect(put.status).toBe(405);
    expect(put.headers['allow']).toContain('POST');
    expect((await clerk.get('/nothing')).body).toMatchObject({ status: 404, code: 'not-found' });
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
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
});
