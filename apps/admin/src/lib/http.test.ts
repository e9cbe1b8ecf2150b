import { anAccount, fakeApi, problem } from '../testing/fake-api';
import { api, read } from './http';
import { Problem } from './problem';
import { session } from './session';

const search = () => read(api.GET('/api/v1/search', { params: { query: { q: 'R-1' } } }));

describe('http', () => {
  it('renews the session once for all the requests that find it ended', async () => {
    let renewed = false;
    const { requests } = fakeApi({
      'POST /api/v1/auth/refresh': async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        renewed = true;
        return { accessToken: 'second', expiresIn: 900, account: anAccount };
      },
      'GET /api/v1/search': () => (renewed ? { data: [] } : problem(401, 'http.401')),
    });
    expect(await Promise.all([search(), search(), search()])).toEqual([{ data: [] }, { data: [] }, { data: [] }]);
    expect(requests.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1);
    expect(requests.at(-1)?.headers.get('Authorization')).toBe('Bearer second');
    expect(requests.at(-1)?.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('turns a refusal into a problem, also one that a proxy wrote in HTML', async () => {
    fakeApi({ 'GET /api/v1/search': () => problem(422, 'platform.invalid', { params: { max: 3 } }) });
    await expect(search()).rejects.toMatchObject({ status: 422, code: 'platform.invalid', params: { max: 3 } });
    fakeApi({ 'GET /api/v1/search': () => new Response('<h1>Bad gateway</h1>', { status: 502 }) });
    await expect(search()).rejects.toMatchObject({ status: 502, code: 'http.502' });
    await expect(search()).rejects.toBeInstanceOf(Problem);
  });

  it('keeps the session when the server is away, and ends it when the server says no', async () => {
    session.set({ status: 'signed-in', account: anAccount });
    fakeApi({
      'POST /api/v1/auth/refresh': () => problem(503, 'http.503'),
      'GET /api/v1/search': () => problem(401, 'http.401'),
    });
    await expect(search()).rejects.toMatchObject({ status: 401 });
    expect(session.get().status).toBe('signed-in');
    fakeApi({
      'POST /api/v1/auth/refresh': () => problem(401, 'not-signed-in'),
      'GET /api/v1/search': () => problem(401, 'http.401'),
    });
    await expect(search()).rejects.toMatchObject({ status: 401 });
    expect(session.get()).toMatchObject({ status: 'signed-out', account: null });
  });
});
