import { TEST_PASSWORD } from '../../../../libs/identity/src/testing/builders.js';
import { runningApi } from '../../test/running-api.js';

describe('me', () => {
  const api = runningApi();
  const NEW_PASSWORD = 'another long password';

  it('shows and changes what is one’s own', async () => {
    const me = await api.signIn([]);
    const changed = await me.patch('/me', { locale: 'fa', calendar: 'jalali', displayName: 'مریم' }, 1).expect(200);
    expect(changed.body).toMatchObject({ locale: 'fa', calendar: 'jalali', displayName: 'مریم', version: 2 });
    expect((await me.get('/me').expect(200)).body).toEqual(changed.body);
    const unchosen = await me.patch('/me', { locale: null, calendar: null }, 2).expect(200);
    expect(unchosen.body).toMatchObject({ locale: null, calendar: null, version: 3 });
    await me.patch('/me', { locale: 'en' }).expect(428);
    await me.patch('/me', { locale: 'en' }, 1).expect(412);
  });

  it.each([
    { locale: 'de' },
    { calendar: 'lunar' },
    { displayName: '' },
    { displayName: 'a\u202eb' },
    { scope: 'network' },
  ])('refuses %j', async (body) => {
    const me = await api.signIn([]);
    expect((await me.patch('/me', body, 1).expect(422)).body.code).toBe('invalid-input');
  });

  it('needs a session, no permission', async () => {
    for (const path of ['/me', '/me/sessions']) await api.anonymous.get(path).expect(401);
    await api.anonymous.put('/me/password', { currentPassword: 'x', newPassword: NEW_PASSWORD }).expect(401);
  });

  it('I11 a changed password ends every session and opens a new one here', async () => {
    const me = await api.signIn([]);
    const body = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };
    const answer = await me.put('/me/password', body).expect(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^refresh=/);
    const sessions = await api.anonymous
      .get('/me/sessions')
      .set('authorization', `Bearer ${answer.body.accessToken}`)
      .expect(200);
    expect(sessions.body.data).toHaveLength(1);
    const signIn = (password: string) => api.anonymous.post('/auth/sign-in', { login: me.email, password });
    await signIn(TEST_PASSWORD).expect(401);
    await signIn(NEW_PASSWORD).expect(200);
  });

  it('I4 the current password must be right, five tries at most', async () => {
    const me = await api.signIn([]);
    const attempt = (currentPassword: string) => me.put('/me/password', { currentPassword, newPassword: NEW_PASSWORD });
    for (let i = 0; i < 5; i++)
      expect((await attempt('not the password').expect(422)).body.code).toBe('identity.wrong-password');
    await attempt(TEST_PASSWORD).expect(429);
  });

  it('I2 a weak new password is refused and nothing changes', async () => {
    const me = await api.signIn([]);
    const attempt = (newPassword: string) => me.put('/me/password', { currentPassword: TEST_PASSWORD, newPassword });
    expect((await attempt('short').expect(422)).body.errors[0]).toMatchObject({ pointer: '/newPassword' });
    expect((await attempt('password1234').expect(422)).body).toMatchObject({
      code: 'identity.weak-password',
      params: { reason: 'common' },
    });
    await me.get('/me').expect(200);
  });

  it('I6 lists the own sessions and ends one, never another account’s', async () => {
    const me = await api.signIn([]);
    const other = await api.signIn([]);
    await api.anonymous.post('/auth/sign-in', { login: me.email, password: TEST_PASSWORD }).expect(200);
    const { body } = await me.get('/me/sessions').expect(200);
    expect(body.data).toHaveLength(2);
    expect(body.data.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
    expect(body.data[0]).toMatchObject({ ip: expect.stringContaining('127.0.0.1') });
    const elsewhere = body.data.find((session: { current: boolean }) => !session.current);
    await other.delete(`/me/sessions/${elsewhere.id}`).expect(404);
    await me.delete('/me/sessions/nonsense').expect(404);
    await me.delete(`/me/sessions/${elsewhere.id}`).expect(204);
    await me.delete(`/me/sessions/${elsewhere.id}`).expect(404);
    expect((await me.get('/me/sessions').expect(200)).body.data).toHaveLength(1);
  });
});
