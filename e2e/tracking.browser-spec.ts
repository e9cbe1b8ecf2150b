import { api, barriers, walk } from './harness/browser.js';

describe('the tracking page', () => {
  walk(
    'shows a customer the way of the device, and takes the yes to a quote after a one-time code',
    async ({ open }) => {
      const read = await api('manager');
      const [{ id }] = (await read('/repair-orders?state=awaiting_approval&limit=1')).data;
      const order = await read(`/repair-orders/${id}`);
      const [quote] = order.quotes;
      const { trackingCode } = order.reception;

      const page = await open(`/t/${trackingCode}?lang=fa`, { language: 'fa', width: 390 });
      await page.getByRole('heading', { name: 'منتظر پاسخ شما هستیم' }).waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);

      await page.getByRole('button', { name: 'کد را بفرستید' }).click();
      await page.getByLabel('کد پیامک‌شده').fill(await codeOf(read, order.reception.id));
      const yes = page.getByRole('button', { name: /^بله، با .+ تعمیر شود$/ });
      await yes.waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: /^Yes, repair it for/ }).dblclick();
      await page.getByText(/^You approved/).waitFor();
      const answered = (await read(`/repair-orders/${id}`)).quotes[0];
      expect(answered).toMatchObject({ number: quote.number, state: 'approved', answerChannel: 'portal' });
      expect(new URL(page.url()).pathname).toBe(`/t/${trackingCode}`);
    },
  );

  walk('says that a code is unknown, and takes another one', async ({ open }) => {
    const page = await open('/t/NONSENSE', { language: 'en', width: 390 });
    await page.getByRole('alert').filter({ hasText: 'We know no such code' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.getByLabel('Tracking code').inputValue()).toBe('NONSENSE');
  });
});

interface Message {
  readonly event: string;
  readonly receptionId: string | null;
  readonly body: string | null;
}

/** The one-time code as it ends in the dev outbox, where no provider is configured. */
async function codeOf(read: Awaited<ReturnType<typeof api>>, receptionId: string): Promise<string> {
  for (let n = 0; n < 50; n++) {
    const { data } = (await read('/messages?channel=sms&limit=20')) as { data: Message[] };
    const told = data.find((each) => each.event === 'otp' && each.receptionId === receptionId);
    const code = /\d{6}/.exec(told?.body ?? '')?.[0];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no one-time code came');
}
