import { devOutboxDriver, MessageDelivery, MessagesService } from '@aftercare/notifications';
import { type Id, newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import { runningApi } from '../../test/running-api.js';

describe('notifications', () => {
  const api = runningApi();
  const query = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    api.db.source.query(sql, values);

  const center = async (): Promise<Id> => {
    const id = newId();
    await query(
      `INSERT INTO service_center (id, code, name_fa, time_zone, calendar) VALUES ($1, $2, 'مرکز', 'Asia/Tehran', 'jalali')`,
      [id, id.slice(-12)],
    );
    return id;
  };
  const queue = (centerId: Id | null, number: string, orderId: Id | null = null): Promise<Id[]> =>
    api.db.transaction((tx) =>
      api.app.get(MessagesService, { strict: false }).queue(tx, SYSTEM, {
        eventId: newId(),
        event: 'received',
        locale: 'en',
        to: { mobile: '+989121234567', email: 'maryam@example.org' },
        values: { customer: 'Maryam', device: 'Fridge', number, link: 'https://example.org/t/1', center: 'Tehran' },
        centerId,
        orderId,
      }),
    );

  describe('messages', () => {
    it('are listed newest first, in pages, by state, channel and order', async () => {
      const clerk = await api.signIn(['notification.read']);
      const orderId = newId();
      const ids = [...(await queue(null, 'R-1', orderId)), ...(await queue(null, 'R-2'))];
      const first = await clerk.get('/messages?limit=3').expect(200);
      expect(first.body.data.map(({ id }: { id: Id }) => id)).toEqual([...ids].toReversed().slice(0, 3));
      const second = await clerk.get(`/messages?limit=3&cursor=${first.body.page.nextCursor}`).expect(200);
      expect(second.body.data.map(({ id }: { id: Id }) => id)).toEqual(ids.slice(0, 1));
      expect((await clerk.get(`/messages?orderId=${orderId}`).expect(200)).body.data).toHaveLength(2);
      expect((await clerk.get('/messages?channel=sms&state=queued,sending').expect(200)).body.data).toHaveLength(2);
      expect((await clerk.get('/messages?state=failed').expect(200)).body.data).toEqual([]);
      await clerk.get('/messages?state=lost').expect(400);
      await clerk.get('/messages?sort=body').expect(400);
    });

    it('are seen in their own centre only', async () => {
      const [here, there] = [await center(), await center()];
      const [id] = await queue(here, 'R-1');
      await queue(there, 'R-2');
      const clerk = await api.signIn(['notification.read', 'notification.manage'], { centerIds: [here] });
      expect((await clerk.get('/messages').expect(200)).body.data).toHaveLength(2);
      await clerk.get(`/messages/${id}`).expect(200);
      const stranger = await api.signIn(['notification.read', 'notification.manage'], { centerIds: [there] });
      await stranger.get(`/messages/${id}`).expect(404);
      await stranger.post(`/messages/${id}/retry`).expect(404);
    });

    it('are sent again by hand when they failed, and only then', async () => {
      const manager = await api.signIn(['notification.read', 'notification.manage']);
      const [id] = (await queue(null, 'R-1')) as [Id];
      const refused = await manager.post(`/messages/${id}/retry`).expect(409);
      expect(refused.body).toMatchObject({ code: 'notifications.message-not-failed', params: { state: 'queued' } });
      await query(`UPDATE message SET state = 'failed', attempts = 8, last_error = 'no credit' WHERE id = $1`, [id]);
      const retried = await manager.post(`/messages/${id}/retry`).expect(200);
      expect(retried.body).toMatchObject({ state: 'queued', attempts: 0, lastError: null });
      expect(
        await query(`SELECT 1 FROM outbox_event WHERE name = 'notifications.message-queued' AND subject_id = $1`, [id]),
      ).toHaveLength(2);
      const development = new MessageDelivery(api.db, { sms: devOutboxDriver, email: devOutboxDriver });
      await development.deliver(id);
      const sent = await manager.get(`/messages/${id}`).expect(200);
      expect(sent.body).toMatchObject({ state: 'sent', provider: 'dev-outbox', attempts: 1 });
      await (await api.signIn(['notification.read'])).post(`/messages/${id}/retry`).expect(403);
    });
  });

  describe('templates', () => {
    const templates = async (client: { get(path: string): PromiseLike<{ body: { data: Template[] } }> }) =>
      (await client.get('/message-templates')).body.data;
    interface Template {
      readonly id: Id;
      readonly event: string;
      readonly channel: string;
      readonly locale: string;
      readonly body: string;
      readonly variables: readonly string[];
      readonly version: number;
    }

    it('come in both languages for every event and channel, and each renders', async () => {
      const manager = await api.signIn(['notification.read', 'notification.manage']);
      const all = await templates(manager);
      expect(all).toHaveLength(36);
      for (const { id, locale, ...texts } of all) {
        const { subject = null, body } = texts as { subject?: string | null; body: string };
        const preview = await manager.post(`/message-templates/${id}/preview`, { subject, body }).expect(200);
        expect(preview.body.body).not.toMatch(/[{}]/);
        expect(/[\u0600-\u06ff]/.test(body)).toBe(locale === 'fa');
      }
    });

    it('N4 take the variables of their event only, under the version that was seen', async () => {
      const manager = await api.signIn(['notification.read', 'notification.manage']);
      const sms = (await templates(manager)).find((t) => t.event === 'received' && t.channel === 'sms')!;
      const path = `/message-templates/${sms.id}`;
      const changed = await manager.patch(path, { body: '{{device}}: {{link}}' }, sms.version).expect(200);
      expect(changed.body).toMatchObject({ body: '{{device}}: {{link}}', version: 2 });
      await manager.patch(path, { active: false }, sms.version).expect(412);
      await manager.patch(path, { active: false }).expect(428);
      const unknown = await manager.patch(path, { body: '{{code}} {{constructor}}' }, 2).expect(422);
      expect(unknown.body).toMatchObject({
        code: 'notifications.unknown-variable',
        params: { names: 'code, constructor' },
        errors: [{ pointer: '/body' }, { pointer: '/body' }],
      });
      const subject = await manager.patch(path, { subject: 'News' }, 2).expect(422);
      expect(subject.body.code).toBe('notifications.subject-mismatch');
      await manager.patch(path, { event: 'otp' }, 2).expect(422);
      expect((await manager.get(path).expect(200)).body).toMatchObject({ body: '{{device}}: {{link}}', version: 2 });
      await manager.post(`${path}/preview`, { subject: null, body: '{{code}}' }).expect(422);
    });

    it('show how many SMS parts a text makes', async () => {
      const manager = await api.signIn(['notification.read', 'notification.manage']);
      const sms = (await templates(manager)).find((t) => t.event === 'delivered' && t.channel === 'sms')!;
      const partsOf = async (body: string): Promise<number> =>
        (await manager.post(`/message-templates/${sms.id}/preview`, { subject: null, body }).expect(200)).body.parts;
      expect(await partsOf('a'.repeat(160))).toBe(1);
      expect(await partsOf('a'.repeat(161))).toBe(2);
      expect(await partsOf('آ'.repeat(70))).toBe(1);
      expect(await partsOf('آ'.repeat(135))).toBe(3);
    });

    it('are changed by those who may', async () => {
      const clerk = await api.signIn(['notification.read']);
      const [any] = await templates(clerk);
      await clerk.patch(`/message-templates/${any!.id}`, { active: false }, 1).expect(403);
      await api.anonymous.get('/message-templates').expect(401);
    });
  });
});
