import { newId } from '@aftercare/kernel';
import { runningApi } from '../../test/running-api.js';

describe('failed jobs', () => {
  const api = runningApi();
  const query = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    api.db.source.query(sql, values);

  const failure = async (subscriber: string, error: string | null): Promise<string> => {
    const id = newId();
    await query(
      `INSERT INTO outbox_event (id, name, version, subject_type, subject_id, payload, actor_name, occurred_at, dispatched_at, dispatched_to)
       VALUES ($1, 'repair.ready', 1, 'repair-order', gen_random_uuid(), '{}', 'test', now(), now(), ARRAY[$2])`,
      [id, subscriber],
    );
    await query('INSERT INTO handled_event (event_id, subscriber, error) VALUES ($1, $2, $3)', [id, subscriber, error]);
    return id;
  };

  it('are listed latest first, in pages', async () => {
    const admin = await api.signIn(['operations.replay']);
    const ids = [await failure('notify-customer', 'Error: one'), await failure('send-message', 'Error: two')];
    await failure('notify-customer', null);
    const first = await admin.get('/failed-jobs?limit=1').expect(200);
    expect(first.body.data).toMatchObject([
      { eventId: ids[1], eventName: 'repair.ready', subscriber: 'send-message', error: 'Error: two' },
    ]);
    const second = await admin.get(`/failed-jobs?cursor=${first.body.page.nextCursor}`).expect(200);
    expect(second.body.data).toMatchObject([{ eventId: ids[0], subject: { type: 'repair-order' } }]);
    expect(second.body.page.hasMore).toBe(false);
  });

  it('are handed back to the workers once, on record', async () => {
    const admin = await api.signIn(['operations.replay']);
    const id = await failure('notify-customer', 'Error: no template');
    await admin.post(`/failed-jobs/${id}/notify-customer/replay`).expect(202);
    expect((await admin.get('/failed-jobs').expect(200)).body.data).toEqual([]);
    await admin.post(`/failed-jobs/${id}/notify-customer/replay`).expect(404);
    expect(
      await query(`SELECT details->>'error' AS error FROM audit_entry WHERE action = 'operations.job-replayed'`),
    ).toEqual([{ error: 'Error: no template' }]);
  });

  it('of a handled or unknown fact, or without the permission, are not to be replayed', async () => {
    const admin = await api.signIn(['operations.replay']);
    const done = await failure('notify-customer', null);
    await admin.post(`/failed-jobs/${done}/notify-customer/replay`).expect(404);
    await admin.post(`/failed-jobs/${newId()}/notify-customer/replay`).expect(404);
    await admin.post(`/failed-jobs/nonsense/notify-customer/replay`).expect(404);
    await (await api.signIn(['notification.manage'])).get('/failed-jobs').expect(403);
  });
});
