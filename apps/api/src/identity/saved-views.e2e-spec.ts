import type { Test } from 'supertest';
import { runningApi, type SignedInClient } from '../../test/running-api.js';

describe('saved views', () => {
  const api = runningApi();
  let sara: SignedInClient;
  beforeEach(async () => {
    sara = await api.signIn([]);
  });

  const put = (client: SignedInClient, name: string, search: object, list = 'devices') =>
    client.put(`/me/saved-views/${list}/${encodeURIComponent(name)}`, { search });
  const names = async (client: SignedInClient, list = 'devices') =>
    (await client.get(`/me/saved-views/${list}`).expect(200)).body.data.map(({ name }: { name: string }) => name);
  const refusal = async (test: Test) => {
    const { status, body } = await test;
    return [status, body.code, ...(body.errors ?? []).map((fault: { pointer: string }) => fault.pointer)];
  };

  it('I14 are kept by account, list and name, however the name is written', async () => {
    await put(sara, 'یخچال‌های باز', { q: 'یخچال', sort: '-code', hide: 'serial' }).expect(200);
    await put(sara, 'A/B', { state: 'open' }).expect(200);
    await put(sara, 'orders', { state: 'open' }, 'repairs').expect(200);
    const { body } = await put(sara, 'يخچال‌هاي باز', { q: '' }).expect(200);
    expect(body.data).toEqual([
      { list: 'devices', name: 'A/B', search: { state: 'open' } },
      { list: 'devices', name: 'يخچال‌هاي باز', search: { q: '' } },
    ]);
    const other = await api.signIn([]);
    expect(await names(other)).toEqual([]);
    expect(await refusal(other.delete('/me/saved-views/devices/A%2FB'))).toEqual([404, 'not-found']);
    await sara.delete('/me/saved-views/devices/A%2FB').expect(204);
    expect(await names(sara)).toEqual(['يخچال‌هاي باز']);
    expect(await names(sara, 'repairs')).toEqual(['orders']);
  });

  it('I14 are twenty of a list, of many at once too', async () => {
    for (let n = 0; n < 18; n++) await put(sara, `view ${n}`, {}).expect(200);
    const outcomes = await Promise.all([18, 19, 20, 21].map((n) => refusal(put(sara, `view ${n}`, {}))));
    expect(outcomes.map(([status]) => status).sort()).toEqual([200, 200, 409, 409]);
    expect(await refusal(put(sara, 'one more', {}))).toEqual([409, 'identity.saved-views-full']);
    await put(sara, 'View 3', { q: 'x' }).expect(200);
    expect(await names(sara)).toHaveLength(20);
  });

  it('hold what an address says, and nothing else', async () => {
    expect(await refusal(put(sara, 'x', { 'a b': 'c', q: 1, sort: 'x'.repeat(501) }))).toEqual([
      422,
      'invalid-input',
      '/search/a b',
      '/search/q',
      '/search/sort',
    ]);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`f${n}`, '']));
    expect(await refusal(put(sara, 'x', many))).toEqual([422, 'invalid-input', '/search']);
    expect(await refusal(put(sara, 'x'.repeat(101), {}))).toEqual([404, 'not-found']);
    await api.anonymous.get('/me/saved-views/devices').expect(401);
  });
});
