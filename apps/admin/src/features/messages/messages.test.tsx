import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { problemText } from '../../lib/i18n';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { smsLength } from './sms-length';
import type { Message, Template } from './api';

const reader = signedIn({ permissions: ['notification.read'] });
const manager = signedIn({ permissions: ['notification.read', 'notification.manage'] });
const failed: Message = {
  id: 'm1',
  event: 'ready-for-pickup',
  channel: 'sms',
  recipient: '+989121234567',
  locale: 'fa',
  subject: null,
  body: 'یخچال شما آمادهٔ تحویل است.',
  state: 'failed',
  provider: 'kavenegar',
  attempts: 8,
  resent: false,
  lastError: 'no credit',
  centerId: 'c1',
  orderId: null,
  receptionId: null,
  createdAt: '2026-11-22T08:00:00Z',
  sentAt: null,
};
const kept: Message = {
  ...failed,
  id: 'm2',
  state: 'sent',
  provider: 'dev-outbox',
  lastError: null,
  sentAt: '2026-11-22T08:00:01Z',
};
const template: Template = {
  id: 't1',
  event: 'received',
  channel: 'sms',
  locale: 'fa',
  subject: null,
  body: 'پذیرش شد: ',
  active: true,
  variables: ['customer', 'number'],
  version: 3,
};
const page = (data: readonly object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const routes = {
  ...manager,
  'GET /api/v1/messages': () => page([failed, kept]),
  'GET /api/v1/messages/m1': () => failed,
  'GET /api/v1/messages/m2': () => kept,
  'GET /api/v1/message-templates': () => ({ data: [template] }),
  'GET /api/v1/message-templates/t1': () => template,
  'POST /api/v1/message-templates/t1/preview': async (request: Request) => {
    const { subject, body } = (await request.json()) as Template;
    if (body.includes('{{code}}')) return problem(422, 'notifications.unknown-variable', { params: { names: 'code' } });
    return { subject, body: body.replace('{{number}}', 'R-1405-000123'), parts: 1 };
  },
};

describe('messages', () => {
  it('say plainly which of them reached nobody', async () => {
    const { api } = await renderRoute('/messages?state=failed&channel=sms', routes);
    expect(await screen.findByText('No gateway is configured: nothing really leaves.')).toBeTruthy();
    expect(screen.getByText('Kept here, not sent')).toBeTruthy();
    expect(within(screen.getByRole('grid')).queryByText('Sent')).toBeNull();
    const asked = api.requests.map(({ url }) => new URL(url)).find(({ pathname }) => pathname.endsWith('/messages'));
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({ state: 'failed', channel: 'sms' });
  });

  it('teach when there are none, and are closed to those who may not read them', async () => {
    const empty = await renderRoute('/messages', { ...routes, 'GET /api/v1/messages': () => page([]) });
    expect(await screen.findByText('No messages yet')).toBeTruthy();
    empty.unmount();
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/messages', { ...routes, ...signedIn() });
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });

  it('are read as the customer sees them, and sent again when they failed', async () => {
    const { user, api } = await renderRoute('/messages/m1', {
      ...routes,
      'POST /api/v1/messages/m1/retry': () =>
        problem(409, 'notifications.message-not-failed', { params: { state: 'sent' } }),
    });
    const text = await screen.findByText('یخچال شما آمادهٔ تحویل است.');
    expect(text.closest('[dir]')?.getAttribute('dir')).toBe('rtl');
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    expect(await screen.findByText('Only a message that failed can be sent again.')).toBeTruthy();
    const sent = api.requests.find(({ url }) => url.endsWith('/retry'));
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that stayed here name no sender and offer nothing to those who only read', async () => {
    await renderRoute('/messages/m2', { ...routes, ...reader });
    expect(await screen.findByText('Nobody: no gateway is configured')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  });
});

describe('texts', () => {
  it('take variables where one writes, show what the customer will read, and save under their version', async () => {
    const sent: { request: Request; body: unknown }[] = [];
    const { user } = await renderRoute('/messages/templates/t1', {
      ...routes,
      'PATCH /api/v1/message-templates/t1': (request, body) => (sent.push({ request, body }), template),
    });
    await user.click(await screen.findByRole('button', { name: 'Number' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Text of the message/).value).toBe('پذیرش شد: {{number}}');
    const preview = 'پذیرش شد: R-1405-000123';
    expect(await screen.findByText(preview)).toBeTruthy();
    expect(screen.getByText(`${smsLength(preview).characters} characters, 1 SMS`)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.request.headers.get('If-Match')).toBe('"3"');
    expect(sent[0]?.body).toEqual({ subject: null, body: 'پذیرش شد: {{number}}', active: true });
  });

  it('are refused while they are written when they name what the event does not have', async () => {
    const { user } = await renderRoute('/messages/templates/t1', routes);
    await user.type(await screen.findByLabelText(/Text of the message/), '{{{{code}}');
    expect(await screen.findByText('This event does not have: code.')).toBeTruthy();
  });

  it('are listed by event, and only read by those who may not change them', async () => {
    const listed = await renderRoute('/messages/templates', routes);
    const event = await screen.findByRole('region', { name: 'Device received' });
    expect(within(event).getByText('SMS, Persian')).toBeTruthy();
    listed.unmount();
    await renderRoute('/messages/templates/t1', { ...routes, ...reader });
    expect(await screen.findByText('پذیرش شد:')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });
});

it('tells what every refusal of the domain means', () => {
  const source = join(__dirname, '../../../../../libs/notifications/src/notifications.errors.ts');
  const codes = [...readFileSync(source, 'utf8').matchAll(/'(notifications\.[a-z-]+)'/g)].map(([, code]) => code ?? '');
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.filter((code) => problemText(code, {}) === null)).toEqual([]);
});
