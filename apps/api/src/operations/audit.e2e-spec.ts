import { type Id, newId } from '@aftercare/kernel';
import { type Actor, Outbox, SYSTEM } from '@aftercare/platform';
import { aServiceCenter } from '../../../../libs/organization/src/testing/builders.js';
import { runningApi } from '../../test/running-api.js';

describe('audit entries', () => {
  const api = runningApi();
  const center = (): Promise<Id> => api.db.transaction((tx) => aServiceCenter(tx, api.app));
  const note = (name: string, centerId: Id | null, { by = SYSTEM, subjectId = newId() } = {}): Promise<void> =>
    api.db.transaction((tx) =>
      api.app.get(Outbox, { strict: false }).audit(tx, by, {
        name,
        subject: { type: 'repair-order', id: subjectId },
        centerId,
        details: { reason: 'because' },
      }),
    );
  const actions = (answer: { body: { data: { action: string }[] } }): string[] =>
    answer.body.data.map(({ action }) => action);

  it('say who did what to which record, newest first, in pages', async () => {
    const auditor = await api.signIn(['audit.read']);
    const clerk: Actor = { ...SYSTEM, kind: 'staff', accountId: auditor.accountId, name: 'سارا', requestId: 'r-1' };
    const subjectId = newId();
    await note('test.began', null);
    await note('test.ended', null, { by: clerk, subjectId });
    const first = await auditor.get('/audit-entries?action=test&limit=1').expect(200);
    expect(first.body.data).toEqual([
      {
        id: expect.any(String),
        action: 'test.ended',
        subject: { type: 'repair-order', id: subjectId },
        centerId: null,
        details: { reason: 'because' },
        actor: { kind: 'staff', accountId: auditor.accountId, name: 'سارا' },
        requestId: 'r-1',
        occurredAt: expect.any(String),
      },
    ]);
    const second = await auditor
      .get(`/audit-entries?action=test&limit=1&cursor=${first.body.page.nextCursor}`)
      .expect(200);
    expect(actions(second)).toEqual(['test.began']);
    expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
  });

  it('are narrowed by record, by account, and by action or area', async () => {
    const auditor = await api.signIn(['audit.read']);
    const subjectId = newId();
    await note('test.one', null, { subjectId });
    await note('test.one-more', null, { by: { ...SYSTEM, kind: 'staff', accountId: auditor.accountId } });
    await note('tests.other', null);
    const found = async (query: string) => actions(await auditor.get(`/audit-entries?${query}`).expect(200));
    expect(await found(`subjectId=${subjectId}`)).toEqual(['test.one']);
    expect(await found(`actorAccountId=${auditor.accountId}&action=test`)).toEqual(['test.one-more']);
    expect(await found('action=test')).toEqual(['test.one-more', 'test.one']);
    expect(await found('action=test.one')).toEqual(['test.one']);
    await auditor.get('/audit-entries?subjectId=nonsense').expect(400);
    await auditor.get('/audit-entries?subject=x').expect(400);
  });

  it('of other centres, and of the whole network, are not seen from a centre', async () => {
    const [here, there] = [await center(), await center()];
    await note('test.here', here);
    await note('test.there', there);
    await note('test.everywhere', null);
    const local = await api.signIn(['audit.read'], { centerIds: [here] });
    expect(actions(await local.get('/audit-entries?action=test').expect(200))).toEqual(['test.here']);
    const network = await api.signIn(['audit.read']);
    expect(actions(await network.get('/audit-entries?action=test').expect(200))).toHaveLength(3);
  });

  it('need audit.read', async () => {
    await (await api.signIn(['operations.replay'])).get('/audit-entries').expect(403);
    await api.anonymous.get('/audit-entries').expect(401);
  });
});
