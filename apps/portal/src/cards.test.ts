import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startCards } from './cards';
import type { ActiveCard } from './lib/api';

const active: ActiveCard = {
  cardNo: 'WC-1405-000007',
  brand: { fa: 'سپهر', en: 'Sepehr' },
  product: { fa: 'تلویزیون', en: 'TV' },
  serial: 'SN-1',
  cover: [
    { class: 'parts', percent: 100, startsOn: '2026-03-21', endsOn: '2028-03-20' },
    { class: 'labour', percent: 50, startsOn: '2026-03-21', endsOn: '2027-03-21' },
  ],
};
const problem = (status: number, code: string, pointer?: string): Response =>
  Response.json({ code, status, errors: pointer ? [{ pointer }] : [] }, { status });

describe('the page of a guarantee card', () => {
  let root: HTMLElement;
  let sent: { readonly route: string; readonly body: unknown; readonly headers: Headers }[];
  let answers: Record<string, () => Response>;

  beforeEach(() => {
    sent = [];
    answers = {
      'POST cards/codes': () => new Response(null, { status: 202 }),
      'POST cards/sessions': () => Response.json({ token: 'visit', expiresIn: 900 }, { status: 201 }),
      'POST cards/activations': () => Response.json(active),
    };
    globalThis.fetch = async (input, options = {}) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const route = `${options.method} ${pathname.replace('/api/v1/portal/', '')}`;
      const body: unknown = typeof options.body === 'string' ? JSON.parse(options.body) : null;
      sent.push({ route, body, headers: new Headers(options.headers) });
      return answers[route]?.() ?? problem(404, 'not-found');
    };
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => root.remove());

  const open = (address: string): void => {
    window.history.replaceState(null, '', address);
    startCards(root);
  };
  const fill = async (): Promise<void> => {
    await userEvent.type(screen.getByLabelText('Code below the scratch layer'), '۴۸۲۱ ۹۳۰۵ ۷۷۱۲ ۰۶۴۹');
    await userEvent.type(screen.getByLabelText('Serial number of the device'), 'SN-1');
    await userEvent.type(screen.getByLabelText('Your mobile number'), '09121112233');
  };
  const press = async (name: string): Promise<void> => userEvent.click(await screen.findByRole('button', { name }));
  const routes = (): string[] => sent.map(({ route }) => route);

  it('opens with the number of the QR code, and ends with what is covered until when', async () => {
    open('/t/cards/WC-1405-000007?lang=en');
    expect(screen.getByLabelText<HTMLInputElement>('Card number').value).toBe('WC-1405-000007');
    await fill();
    await press('Continue');
    await userEvent.type(await screen.findByLabelText('Code from the message'), '123456');
    expect(await screen.findByText('Your guarantee is active')).toBeTruthy();
    expect(screen.getByText('until 19 March 2028')).toBeTruthy();
    expect(screen.getByText('until 20 March 2027')).toBeTruthy();
    expect(screen.getByText('50 %')).toBeTruthy();
    const card = { cardNo: 'WC-1405-000007', scratchCode: '4821930577120649' };
    expect(sent.map(({ route, body }) => [route, body])).toEqual([
      ['POST cards/codes', { ...card, mobile: '09121112233', locale: 'en' }],
      ['POST cards/sessions', { mobile: '09121112233', otp: '123456' }],
      ['POST cards/activations', { ...card, serial: 'SN-1' }],
    ]);
    expect(sent[2]?.headers.get('Authorization')).toBe('Bearer visit');
    expect(window.sessionStorage.length + window.localStorage.length).toBe(0);
  });

  it('says the same in Persian, with Jalali days', async () => {
    open('/t/cards/WC-1405-000007?lang=fa');
    expect(document.documentElement.dir).toBe('rtl');
    await userEvent.type(screen.getByLabelText('رمز زیر پوشش'), '4821930577120649');
    await userEvent.type(screen.getByLabelText('شمارهٔ موبایل شما'), '۰۹۱۲۱۱۱۲۲۳۳');
    await press('ادامه');
    await userEvent.type(await screen.findByLabelText('کد پیامک‌شده'), '۱۲۳۴۵۶');
    expect(await screen.findByText('گارانتی شما فعال شد')).toBeTruthy();
    expect(screen.getByText('تا ۲۹ اسفند ۱۴۰۶')).toBeTruthy();
    expect(sent.at(-1)?.body).toEqual({ cardNo: 'WC-1405-000007', scratchCode: '4821930577120649' });
  });

  it('stays with the card where number and code do not go together, and sends nothing more', async () => {
    answers['POST cards/codes'] = () => problem(422, 'warranty.card-code-refused');
    open('/t/cards?lang=en');
    await userEvent.type(screen.getByLabelText('Card number'), 'WC-1');
    await fill();
    await press('Continue');
    expect((await screen.findByRole('alert')).textContent).toContain('do not go together');
    expect(routes()).toEqual(['POST cards/codes']);
    expect(screen.getByLabelText<HTMLInputElement>('Your mobile number').value).toBe('09121112233');
  });

  it('asks for no second message when only the serial number was wrong', async () => {
    answers['POST cards/activations'] = () => problem(422, 'invalid-input', '/serial');
    open('/t/cards/WC-1405-000007?lang=en');
    await fill();
    await press('Continue');
    await userEvent.type(await screen.findByLabelText('Code from the message'), '123456');
    expect((await screen.findByRole('alert')).textContent).toBe('We need the serial number of the device.');
    const serial = screen.getByLabelText('Serial number of the device');
    expect(serial.getAttribute('aria-invalid')).toBe('true');
    answers['POST cards/activations'] = () => Response.json(active);
    await userEvent.type(serial, '9');
    await press('Continue');
    expect(await screen.findByText('Your guarantee is active')).toBeTruthy();
    expect(routes().filter((route) => route === 'POST cards/codes')).toHaveLength(1);
    const keys = sent
      .filter(({ route }) => route === 'POST cards/activations')
      .map((each) => each.headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(2);
  });

  it('asks for the code of the message again when it was wrong', async () => {
    answers['POST cards/sessions'] = () => problem(401, 'portal.code-refused');
    open('/t/cards/WC-1405-000007?lang=en');
    await fill();
    await press('Continue');
    await userEvent.type(await screen.findByLabelText('Code from the message'), '123456');
    expect((await screen.findByRole('alert')).textContent).toContain('wrong or too old');
    expect(screen.getByLabelText('Code from the message')).toBeTruthy();
    await press('Change the details');
    expect(screen.getByLabelText<HTMLInputElement>('Card number').value).toBe('WC-1405-000007');
  });
});
