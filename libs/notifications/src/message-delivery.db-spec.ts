import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FixedClock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries, OrganizationModule } from '@aftercare/organization';
import { type Actor, Database, Outbox, PermanentError, PlatformModule, QUEUES, SYSTEM } from '@aftercare/platform';
import { type KavenegarPeer, type MailServer, startKavenegar, startMailServer, testDatabase } from '@aftercare/testing';
import { devOutboxDriver } from './drivers/dev-outbox.driver.js';
import { KavenegarDriver } from './drivers/kavenegar.driver.js';
import { limitedSms } from './drivers/limited-sms.js';
import { AmbiguousError } from './drivers/message-driver.js';
import { SmtpDriver } from './drivers/smtp.driver.js';
import { MessageDelivery } from './message-delivery.js';
import { MessagesService, type Notice } from './messages.service.js';
import { NotificationsModule } from './notifications.module.js';
import { type MessageView, NotificationsQueries } from './notifications.queries.js';

const PERSIAN = {
  customer: 'سرکار خانم «مریم» <احمدی>',
  device: 'یخچال‌فریزر اسنوا',
  number: 'R-1405-000123',
  link: 'https://example.org/t/7Q4M-K2XP',
  center: 'مرکز خدمات تهران',
};

describe('messages', () => {
  const database = testDatabase();
  let app: INestApplicationContext;
  let sms: KavenegarPeer;
  let mail: MailServer;
  let delivery: MessageDelivery;

  beforeAll(async () => {
    [sms, mail] = await Promise.all([startKavenegar(), startMailServer()]);
    app = await NestFactory.createApplicationContext(
      {
        module: NotificationsModule,
        imports: [
          PlatformModule.forRoot({ databaseUrl: database.url, poolSize: 5, applicationName: 'test' }),
          OrganizationModule,
        ],
      },
      { logger: false },
    );
    delivery = new MessageDelivery(app.get(Database), {
      sms: new KavenegarDriver({ url: sms.url, apiKey: sms.apiKey, sender: '10004346', timeoutMs: 800 }),
      email: new SmtpDriver({ url: mail.url, from: 'خدمات <service@example.org>', timeoutMs: 800 }),
    });
  });
  afterEach(async () => {
    await database.emptyTables();
    sms.forget();
    mail.forget();
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([sms.stop(), mail.stop()]);
  });

  const notice = (to: Partial<Notice['to']>, more: Partial<Notice> = {}): Notice => ({
    eventId: newId(),
    event: 'received',
    locale: 'fa',
    to: { mobile: null, email: null, ...to },
    values: PERSIAN,
    centerId: null,
    ...more,
  });
  const queue = (what: Notice): Promise<Id[]> =>
    app.get(Database).transaction((tx) => app.get(MessagesService).queue(tx, SYSTEM, what));
  const queued = async (to: Partial<Notice['to']>): Promise<Id> => (await queue(notice(to)))[0]!;
  const view = (id: Id): Promise<MessageView> => app.get(NotificationsQueries).getMessage(SYSTEM, id);
  const query = (sql: string, values: unknown[]): Promise<unknown> => app.get(Database).source.query(sql, values);

  it('N1 are one per fact, channel and recipient, however often the fact is told', async () => {
    const both = notice({ mobile: '+989121234567', email: 'maryam@example.org' });
    const told = await Promise.all([queue(both), queue(both), queue(both)]);
    expect(told.flat()).toHaveLength(2);
    expect(await queue(notice({}))).toEqual([]);
  });

  it('N1 leave once when two workers take the same one', async () => {
    const id = await queued({ mobile: '+989121234567' });
    sms.delayMs = 100;
    await Promise.all([delivery.deliver(id), delivery.deliver(id), delivery.deliver(id)]);
    sms.delayMs = 0;
    await delivery.deliver(id);
    expect(sms.taken).toHaveLength(1);
    expect(await view(id)).toMatchObject({ state: 'sent', provider: 'kavenegar', attempts: 1 });
  });

  it('reach an SMS gateway with our reference, line and text', async () => {
    const id = await queued({ mobile: '+989121234567' });
    await delivery.deliver(id);
    expect(sms.taken).toMatchObject([
      { localid: id, receptor: '09121234567', sender: '10004346', message: expect.stringContaining(PERSIAN.link) },
    ]);
  });

  it('reach a mail server as Persian text and escaped HTML, with our id', async () => {
    const id = await queued({ email: 'maryam@example.org' });
    await delivery.deliver(id);
    const [received] = mail.received;
    expect(received?.to).toEqual(['maryam@example.org']);
    expect(received?.headers['subject']).toBe('پذیرش یخچال‌فریزر اسنوا – R-1405-000123');
    expect(received?.headers['message-id']).toBe(`<${id}@example.org>`);
    expect(received?.headers['from']).toContain('خدمات');
    expect(received?.text.replaceAll('\r\n', '\n')).toContain('سرکار خانم «مریم» <احمدی> گرامی،\n');
    expect(received?.html).toContain('سرکار خانم «مریم» &#60;احمدی&#62; گرامی،<br>');
    expect(received?.html).toContain('dir="rtl"');
    expect(await view(id)).toMatchObject({ state: 'sent', provider: 'smtp' });
  });

  describe('N2 that may have left', () => {
    it('are asked for at the gateway and not sent again when it took them', async () => {
      const id = await queued({ mobile: '+989121234567' });
      sms.trouble('silent-after-taking');
      await expect(delivery.deliver(id)).rejects.toThrow(AmbiguousError);
      expect(await view(id)).toMatchObject({ state: 'queued', lastError: expect.stringContaining('did not answer') });
      await delivery.deliver(id);
      expect(sms.taken).toHaveLength(1);
      expect(await view(id)).toMatchObject({ state: 'sent', resent: false, lastError: null });
    });

    it('are sent when the gateway does not know them', async () => {
      const id = await queued({ mobile: '+989121234567' });
      sms.trouble('silent');
      await expect(delivery.deliver(id)).rejects.toThrow(AmbiguousError);
      expect(sms.taken).toHaveLength(0);
      await delivery.deliver(id);
      expect(sms.taken).toHaveLength(1);
    });

    it('count as such when their sender died', async () => {
      const id = await queued({ mobile: '+989121234567' });
      await delivery.deliver(id);
      await query(
        `UPDATE message SET state = 'sending', sent_at = NULL, lease_until = now() + interval '300 ms' WHERE id = $1`,
        [id],
      );
      await delivery.deliver(id); // waits until the lease of the dead one is over
      expect(sms.taken).toHaveLength(1);
      expect(await view(id)).toMatchObject({ state: 'sent', attempts: 2 });
    });

    it('go out once more by mail, marked, and never a third time', async () => {
      const id = await queued({ email: 'maryam@example.org' });
      mail.trouble('silent-after-taking', 'silent-after-taking');
      await expect(delivery.deliver(id)).rejects.toThrow(AmbiguousError);
      expect(await view(id)).toMatchObject({ state: 'queued', resent: false });
      await expect(delivery.deliver(id)).rejects.toThrow(AmbiguousError);
      expect(await view(id)).toMatchObject({ state: 'queued', resent: true });
      await expect(delivery.deliver(id)).rejects.toThrow(PermanentError);
      expect(await view(id)).toMatchObject({ state: 'failed', resent: true });
      expect(mail.received).toHaveLength(2);
      expect(new Set(mail.received.map(({ headers }) => headers['message-id'])).size).toBe(1);
    });
  });

  describe('N3 that meet trouble', () => {
    it.each([411, 413, 403])('fail for good on the gateway’s %i', async (code) => {
      const id = await queued({ mobile: '+989121234567' });
      sms.trouble(code);
      const failure = await delivery.deliver(id).catch((error: unknown) => error as Error);
      expect(failure).toBeInstanceOf(PermanentError);
      const { state, lastError } = await view(id);
      expect(state).toBe('failed');
      expect(lastError).toContain(`Kavenegar ${code}`);
      expect(`${lastError} ${String(failure)}`).not.toContain(sms.apiKey);
    });

    it('are tried again after the gateway’s passing errors, and after it could not be reached', async () => {
      const id = await queued({ mobile: '+989121234567' });
      sms.trouble(451, 418);
      for (const code of [451, 418]) {
        const failure = await delivery.deliver(id).catch((error: unknown) => error);
        expect(failure).not.toBeInstanceOf(PermanentError);
        expect(String(failure)).toContain(String(code));
      }
      const closed = await startKavenegar();
      await closed.stop();
      const nobody = new KavenegarDriver({ url: closed.url, apiKey: closed.apiKey, sender: undefined });
      const gone = new MessageDelivery(app.get(Database), { sms: nobody, email: devOutboxDriver });
      await expect(gone.deliver(id)).rejects.toThrow('Kavenegar cannot be reached (ECONNREFUSED)');
      await delivery.deliver(id);
      expect(await view(id)).toMatchObject({ state: 'sent', attempts: 4, resent: false });
      expect(sms.taken).toHaveLength(1);
    });

    it('fail for good on a refused mailbox, and wait for a busy one', async () => {
      const refused = await queued({ email: 'nobody@example.org' });
      mail.trouble(550);
      await expect(delivery.deliver(refused)).rejects.toThrow(PermanentError);
      const busy = await queued({ email: 'busy@example.org' });
      mail.trouble(450);
      await expect(delivery.deliver(busy)).rejects.not.toThrow(PermanentError);
      await delivery.deliver(busy);
      expect(await view(refused)).toMatchObject({ state: 'failed' });
      expect(await view(busy)).toMatchObject({ state: 'sent', resent: false });
    });

    it('fail after the last try, and leave when retried by hand', async () => {
      const id = await queued({ mobile: '+989121234567' });
      const { attempts } = QUEUES.delivery;
      sms.trouble(...Array.from({ length: attempts }, () => 451));
      for (let attempt = 1; attempt < attempts; attempt++)
        await expect(delivery.deliver(id)).rejects.not.toThrow(PermanentError);
      await expect(delivery.deliver(id)).rejects.toThrow(PermanentError);
      expect(await view(id)).toMatchObject({ state: 'failed', attempts });
      await delivery.deliver(id); // does nothing: it is not queued

      const retry = (actor: Actor): Promise<void> =>
        app.get(Database).transaction((tx) => app.get(MessagesService).retry(tx, actor, id));
      await expect(retry({ ...SYSTEM, centers: [newId()] })).rejects.toMatchObject({ code: 'not-found' });
      await retry(SYSTEM);
      await expect(retry(SYSTEM)).rejects.toMatchObject({ code: 'notifications.message-not-failed' });
      await delivery.deliver(id);
      expect(await view(id)).toMatchObject({ state: 'sent', attempts: 1 });
      expect(sms.taken).toHaveLength(1);
    });
  });

  it('N8 become delivered, or failed, by the gateway’s report', async () => {
    const ids: Id[] = [];
    for (const mobile of ['+989121111111', '+989122222222', '+989123333333']) {
      const id = await queued({ mobile });
      await delivery.deliver(id);
      ids.push(id);
    }
    sms.settle(ids[0]!, 10);
    sms.settle(ids[1]!, 14);
    expect(await delivery.collectReports()).toBe(2);
    expect(await delivery.collectReports()).toBe(0);
    expect(await view(ids[0]!)).toMatchObject({ state: 'delivered', lastError: null, sentAt: expect.any(Date) });
    expect(await view(ids[1]!)).toMatchObject({ state: 'failed', lastError: expect.stringContaining('14') });
    expect(await view(ids[2]!)).toMatchObject({ state: 'sent' });
  });

  describe('N9 by SMS', () => {
    // A minute before midnight in Tehran, where the company is.
    const clock = new FixedClock(new Date('2026-11-22T20:29:00Z'));
    const worker = (limits: { countries?: string[]; perDay?: number }): MessageDelivery => {
      const db = app.get(Database);
      const gateway = new KavenegarDriver({ url: sms.url, apiKey: sms.apiKey, sender: undefined, timeoutMs: 800 });
      const platform = { db, outbox: app.get(Outbox), clock, company: app.get(CompanyQueries, { strict: false }) };
      const limited = limitedSms(gateway, { countries: ['IR'], perDay: 100, ...limits }, platform);
      return new MessageDelivery(db, { sms: limited, email: devOutboxDriver }, clock);
    };
    const alarms = () =>
      app
        .get(Database)
        .source.query(`SELECT details FROM audit_entry WHERE action = 'notifications.sms-used-up'`) as Promise<
        unknown[]
      >;

    it('go to listed countries only', async () => {
      const [home, abroad] = [await queued({ mobile: '+989121234567' }), await queued({ mobile: '+447400123456' })];
      await worker({}).deliver(home);
      await expect(worker({}).deliver(abroad)).rejects.toThrow(PermanentError);
      expect(await view(abroad)).toMatchObject({ state: 'failed', lastError: 'SMS to GB are not allowed' });
      expect(sms.taken).toHaveLength(1);
    });

    it('are so many a day from all workers, with one alarm, and leave by hand the next day', async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, () => queued({ mobile: '+989121234567' })));
      const workers = [worker({ perDay: 2 }), worker({ perDay: 2 })];
      await Promise.allSettled(ids.map((id, i) => workers[i % 2]!.deliver(id)));
      expect(sms.taken).toHaveLength(2);
      const refused = (await Promise.all(ids.map(view))).filter(({ state }) => state === 'failed');
      expect(refused).toHaveLength(4);
      expect(new Set(refused.map(({ lastError }) => lastError))).toEqual(new Set(['the 2 SMS of the day are used up']));
      expect(await alarms()).toEqual([{ details: { perDay: 2 } }]);

      clock.advance(60_000);
      const [late] = refused as [MessageView];
      await app.get(Database).transaction((tx) => app.get(MessagesService).retry(tx, SYSTEM, late.id));
      await workers[0]!.deliver(late.id);
      expect(await view(late.id)).toMatchObject({ state: 'sent' });
    });
  });

  it('N6 hide and erase one-time codes, N7 except in the dev outbox', async () => {
    const code = notice({ mobile: '+989121234567' }, { event: 'otp', values: { code: '482913', center: 'تهران' } });
    const [id] = (await queue(code)) as [Id];
    expect(await view(id)).toMatchObject({ body: null, state: 'queued' });
    await delivery.deliver(id);
    expect(await view(id)).toMatchObject({ body: null, state: 'sent' });
    expect(sms.taken[0]?.message).toContain('482913');
    expect(await app.get(Database).source.query('SELECT body FROM message')).toEqual([{ body: '' }]);
    sms.settle(id, 11);
    await delivery.collectReports();
    await expect(
      app.get(Database).transaction((tx) => app.get(MessagesService).retry(tx, SYSTEM, id)),
    ).rejects.toMatchObject({ code: 'notifications.code-not-resent' });

    const development = new MessageDelivery(app.get(Database), { sms: devOutboxDriver, email: devOutboxDriver });
    const [second] = (await queue({ ...code, eventId: newId() })) as [Id];
    await development.deliver(second);
    expect(await view(second)).toMatchObject({ body: expect.stringContaining('482913'), provider: 'dev-outbox' });
    expect(sms.taken).toHaveLength(1);
  });
});
