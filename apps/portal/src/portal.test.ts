import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OwnTracking, Tracking } from './lib/api';
import { startPortal } from './portal';

const CODE = '7Q4MK2XP0TWZ5';
const ORDER = '0193f2aa-0000-7000-8000-000000000001';

const tracking: Tracking = {
  locale: 'fa',
  center: {
    name: { fa: 'مرکز تهران', en: 'Tehran centre' },
    phone: '+98 21 8888 0000',
    address: null,
    timeZone: 'Asia/Tehran',
    hours: [{ weekday: 1, opens: '08:30', closes: '17:00' }],
  },
  devices: [
    {
      brand: { fa: 'سپهر', en: 'Sepehr' },
      product: { fa: 'تلویزیون', en: 'TV' },
      promisedOn: '2026-11-26',
      journey: {
        status: 'awaiting-answer',
        steps: [
          { step: 'received', standing: 'done', at: '2026-11-22T09:53:00Z' },
          { step: 'answer', standing: 'current', at: '2026-11-22T10:53:00Z' },
          { step: 'delivered', standing: 'ahead', at: null },
        ],
      },
    },
  ],
};
const line = { description: { fa: 'اجرت', en: 'Labour' }, quantity: 2, listAmount: 3_000_000, coveredAmount: 0 };
const own: OwnTracking = {
  ...tracking,
  number: 'RC-1405-000001',
  customerName: 'Sara',
  currency: 'IRR',
  moneyDisplay: 'rial',
  devices: tracking.devices.map((device) => ({
    ...device,
    orderId: ORDER,
    orderNumber: 'RO-1405-000001',
    declaredFault: '<img src=x onerror=alert(1)>',
    invoices: [],
    quote: {
      number: 1,
      state: 'sent',
      lines: [{ ...line, chargedAmount: 3_000_000, taxAmount: 300_000 }],
      net: 3_000_000,
      tax: 300_000,
      total: 3_300_000,
      validUntil: '2026-12-06',
      answeredAt: null,
      answerable: true,
    },
  })),
};
const answered = (state: 'approved' | 'refused'): OwnTracking => ({
  ...own,
  devices: own.devices.map((device) => ({ ...device, quote: { ...device.quote!, state, answerable: false } })),
});

interface Sent {
  readonly route: string;
  readonly body: unknown;
  readonly headers: Headers;
  readonly options: RequestInit;
}
type Answer = () => Response | Promise<Response>;
const problem = (status: number, code: string, headers: HeadersInit = {}): Response =>
  Response.json({ code, status }, { status, headers });

describe('the tracking page', () => {
  let root: HTMLElement;
  let stop: () => void;
  let sent: Sent[];
  let answers: Record<string, Answer>;

  beforeEach(() => {
    sent = [];
    answers = {
      'POST trackings': () => Response.json(tracking),
      'POST trackings/codes': () => new Response(null, { status: 202 }),
      'POST sessions': () => Response.json({ token: 'visit', expiresIn: 900 }, { status: 201 }),
      'GET tracking': () => Response.json(own),
      'POST quotes/answer': () => Response.json(answered('approved')),
    };
    globalThis.fetch = async (input, options = {}) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const route = `${options.method} ${pathname.replace('/api/v1/portal/', '')}`;
      const body: unknown = typeof options.body === 'string' ? JSON.parse(options.body) : null;
      sent.push({ route, body, headers: new Headers(options.headers), options });
      const answer = answers[route];
      if (!answer) throw new Error(`no answer for ${route}`);
      return answer();
    };
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => {
    stop();
    root.remove();
    jest.useRealTimers();
  });

  const open = (address: string): void => {
    window.history.replaceState(null, '', address);
    stop = startPortal(root);
  };
  const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });
  const press = async (name: string | RegExp): Promise<void> => userEvent.click(await button(name));
  const routes = (): string[] => sent.map(({ route }) => route);
  const visit = async (): Promise<void> => {
    open(`/t/${CODE}?lang=en`);
    await press('Send me the code');
    await userEvent.type(await screen.findByLabelText('Code from the message'), '123456');
    await screen.findByText('Hello Sara');
  };

  it('shows for the code of the address where the device stands, and how to reach the centre', async () => {
    open(`/t/${CODE}?lang=en`);
    expect(await screen.findByRole('heading', { name: 'We need your answer' })).toBeTruthy();
    expect(screen.getByText('Sepehr TV')).toBeTruthy();
    expect(screen.getByText('Promised for Thursday, 26 November')).toBeTruthy();
    const steps = within(screen.getByRole('list', { name: 'Steps of the repair' })).getAllByRole('listitem');
    expect(steps.map((step) => step.textContent)).toEqual([
      'Received (done)22 Nov, 13:23',
      'Your answer (now)22 Nov, 14:23',
      'Handed over',
    ]);
    expect(steps[1]?.getAttribute('aria-current')).toBe('step');
    expect(screen.getByRole('link', { name: /Call/ }).getAttribute('href')).toBe('tel:+982188880000');
    expect(sent[0]?.body).toEqual({ code: CODE });
  });

  it('tells no other address the code', async () => {
    await visit();
    for (const { route, options } of sent) {
      expect(route).not.toContain(CODE);
      expect(options.referrerPolicy).toBe('no-referrer');
    }
    expect(window.location.pathname).toBe(`/t/${CODE}`); // the link opens again
  });

  it('speaks the language of the address, else the customer’s, else the browser’s', async () => {
    open('/t');
    expect(document.documentElement.lang).toBe('en');
    stop();
    open(`/t/${CODE}`);
    await screen.findByRole('heading', { name: 'منتظر پاسخ شما هستیم' });
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['fa', 'rtl']);
    expect(screen.getByText('وعدهٔ تحویل: پنجشنبه، ۵ آذر')).toBeTruthy();
    await press('English');
    expect(document.documentElement.dir).toBe('ltr');
    expect(window.location.search).toBe('?lang=en');
    expect(screen.getByRole('heading', { name: 'We need your answer' })).toBeTruthy();
  });

  it('asks for a code where there is none, and says so when it is unknown', async () => {
    open('/t?lang=en');
    answers['POST trackings'] = () => problem(404, 'portal.unknown-code');
    await userEvent.type(screen.getByLabelText('Tracking code'), '7q4m k2xp');
    await press('Show');
    expect((await screen.findByRole('alert')).textContent).toMatch(/We know no such code/);
    expect(window.location.pathname).toBe('/t/7q4mk2xp');
    expect(screen.getByLabelText<HTMLInputElement>('Tracking code').value).toBe('7q4mk2xp');
    answers['POST trackings'] = () => Response.json(tracking);
    await press('Show');
    await press('Track another code');
    expect(window.location.pathname).toBe('/t');
    expect(document.activeElement).toBe(screen.getByLabelText('Tracking code'));
    act(() => window.history.back());
    await screen.findByRole('heading', { name: 'We need your answer' });
  });

  it('says in plain words what went wrong, and tries again', async () => {
    answers['POST trackings'] = () => Promise.reject(new TypeError('Failed to fetch'));
    open(`/t/${CODE}?lang=en`);
    expect((await screen.findByRole('alert')).textContent).toMatch(/^No connection/);
    answers['POST trackings'] = () => problem(429, 'too-many-requests', { 'retry-after': '90' });
    await press('Try again');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('Too many tries. Please wait 2 min.'));
    answers['POST trackings'] = () => new Response('<html>', { status: 502 });
    await press('Try again');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/^That did not work/));
    answers['POST trackings'] = () => Response.json(tracking);
    await press('Try again');
    await screen.findByRole('heading', { name: 'We need your answer' });
  });

  it('opens an address that was cut off as none', () => {
    open('/t/%E0%A4?lang=en');
    expect(screen.getByLabelText('Tracking code')).toBeTruthy();
  });

  describe('with a one-time code', () => {
    it('takes Persian digits, sends them at the sixth, and shows what the customer may see', async () => {
      open(`/t/${CODE}?lang=en`);
      await press('Send me the code');
      const field = await screen.findByLabelText<HTMLInputElement>('Code from the message');
      expect(document.activeElement).toBe(field);
      expect([field.autocomplete, field.inputMode || field.getAttribute('inputmode')]).toEqual([
        'one-time-code',
        'numeric',
      ]);
      await userEvent.type(field, '۱۲۳۴۵۶');
      await screen.findByText('Hello Sara');
      expect(sent.find(({ route }) => route === 'POST sessions')?.body).toEqual({ code: CODE, otp: '123456' });
      expect(sent.at(-1)?.headers.get('authorization')).toBe('Bearer visit');
      expect(screen.getByText('Labour × 2')).toBeTruthy();
      expect(await button(/^Yes, repair it for 3,300,000.rial$/)).toBeTruthy();
      expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
      expect(root.querySelector('img')).toBeNull();
    });

    it('keeps a wrong one in the field and says so', async () => {
      open(`/t/${CODE}?lang=en`);
      answers['POST sessions'] = () => problem(401, 'portal.code-refused');
      await press('Send me the code');
      await userEvent.type(await screen.findByLabelText('Code from the message'), '654321');
      expect((await screen.findByRole('alert')).textContent).toMatch(/^This code is wrong or too old/);
      await waitFor(() => expect(document.activeElement?.id).toBe('otp'));
      expect(screen.getByLabelText<HTMLInputElement>('Code from the message').value).toBe('654321');
    });

    it('is sent again after a minute only', async () => {
      jest.useFakeTimers();
      const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
      open(`/t/${CODE}?lang=en`);
      await user.click(await button('Send me the code'));
      expect((await button('Send again in 60 s')).hasAttribute('disabled')).toBe(true);
      act(() => jest.advanceTimersByTime(60_000));
      await user.click(await button('Send again'));
      expect(routes().filter((route) => route === 'POST trackings/codes')).toHaveLength(2);
    });
  });

  describe('a quote', () => {
    it('is approved once, however often the button is pressed', async () => {
      await visit();
      const yes = await button(/^Yes, repair it/);
      await userEvent.dblClick(yes);
      await screen.findByText('Thank you. Your yes has arrived, and we go on.');
      const words = sent.filter(({ route }) => route === 'POST quotes/answer');
      expect(words.map(({ body }) => body)).toEqual([{ orderId: ORDER, number: 1, total: 3_300_000, approved: true }]);
      expect(screen.getByText('You approved 3,300,000 rial.')).toBeTruthy();
      expect(screen.queryByRole('button', { name: /^Yes/ })).toBeNull();
    });

    it('goes out under the same key when the answer got lost', async () => {
      await visit();
      answers['POST quotes/answer'] = () => Promise.reject(new TypeError('Failed to fetch'));
      await press(/^Yes, repair it/);
      await screen.findByText(/^No connection/);
      answers['POST quotes/answer'] = () => Response.json(answered('approved'));
      await press(/^Yes, repair it/);
      await screen.findByText('You approved 3,300,000 rial.');
      const keys = sent
        .filter(({ route }) => route === 'POST quotes/answer')
        .map(({ headers }) => headers.get('idempotency-key'));
      expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0]]);
    });

    it('is refused after a second thought only', async () => {
      await visit();
      await press('No, do not repair it');
      await press('Go back');
      await press('No, do not repair it');
      expect(routes()).not.toContain('POST quotes/answer');
      answers['POST quotes/answer'] = () => Response.json(answered('refused'));
      await press('Yes, send it back unrepaired');
      await screen.findByText('You declined this quote.');
      expect(sent.at(-1)?.body).toMatchObject({ approved: false, total: 3_300_000 });
    });

    it('that changed meanwhile is shown as it stands now', async () => {
      await visit();
      const newer = own.devices.map((device) => ({
        ...device,
        quote: { ...device.quote!, number: 2, total: 4_180_000 },
      }));
      answers['POST quotes/answer'] = () => problem(409, 'repair.quote-outdated');
      answers['GET tracking'] = () => Response.json({ ...own, devices: newer });
      await press(/^Yes, repair it/);
      expect(await button(/^Yes, repair it for 4,180,000.rial$/)).toBeTruthy();
      expect((await screen.findByRole('alert')).textContent).toMatch(/^The quote has changed/);
    });

    it('asks for a new code once the visit is over', async () => {
      await visit();
      answers['POST quotes/answer'] = () => problem(401, 'not-signed-in');
      await press(/^Yes, repair it/);
      expect((await screen.findByRole('alert')).textContent).toMatch(/this visit has ended/);
      expect(screen.queryByText('Hello Sara')).toBeNull();
      expect(await button('Send me the code')).toBeTruthy();
    });
  });
});
