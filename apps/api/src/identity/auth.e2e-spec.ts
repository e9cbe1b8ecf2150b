import { statement } from '@aftercare/platform';
import { anAccount, TEST_PASSWORD } from '../../../../libs/identity/src/testing/builders.js';
import { runningApi } from '../../test/running-api.js';

const auditActions = statement('test.audit-actions', 'SELECT action, details FROM audit_entry ORDER BY id');

describe('auth', () => {
  const api = runningApi();
  const account = (given: Parameters<typeof anAccount>[2] = {}) =>
    api.db.transaction((tx) => anAccount(tx, api.app, given));
  const signIn = (login: string, password = TEST_PASSWORD) => api.anonymous.post('/auth/sign-in', { login, password });
  const refresh = (cookie: string) =>
    api.anonymous.post('/auth/refresh').set('cookie', cookie).set('x-requested-with', 'aftercare');
  const cookieOf = (response: { headers: Record<string, unknown> }): string =>
    String((response.headers['set-cookie'] as string[] | undefined)?.[0]).split(';')[0] ?? '';

  it('signs in with e-mail and password, and the answer opens the API', async () => {
    const { email, id } = await account({ permissions: ['catalog.read'] });
    const response = await signIn(email.toUpperCase()).expect(200);
    expect(response.body).toMatchObject({ expiresIn: 600, account: { id, email, permissions: ['catalog.read'] } });
    const me = await api.anonymous.get('/me').set('authorization', `Bearer ${response.body.accessToken}`).expect(200);
    expect(me.body.id).toBe(id);
    expect(me.headers['etag']).toBe('"1"');
  });
});
