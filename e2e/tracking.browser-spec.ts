import { api, oneTimeCode } from './harness/api.js';
import { barriers, walk } from './harness/browser.js';

interface Order {
  readonly reception: { readonly id: string; readonly trackingCode: string };
  readonly quotes: readonly {
    readonly number: number;
    readonly state: string;
    readonly answerChannel: string | null;
  }[];
}

describe('the tracking page', () => {
  walk(
    'shows a customer the way of the device, and takes the yes to a quote after a one-time code',
    async ({ open }) => {
      const read = await api('manager');
      const waiting = await read<{ data: [{ id: string }] }>('/repair-orders?state=awaiting_approval&limit=1');
      const { id } = waiting.data[0];
      const { quotes, reception } = await read<Order>(`/repair-orders/${id}`);
      const { trackingCode } = reception;

      const page = await open(`/t/${trackingCode}?lang=fa`, { language: 'fa', width: 390 });
      await page.getByRole('heading', { name: 'منتظر پاسخ شما هستیم' }).waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);

      await page.getByRole('button', { name: 'کد را بفرستید' }).click();
      await page.getByLabel('کد پیامک‌شده').fill(await oneTimeCode(read, reception.id));
      const yes = page.getByRole('button', { name: /^بله، با .+ تعمیر شود$/ });
      await yes.waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: /^Yes, repair it for/ }).dblclick();
      await page.getByText(/^You approved/).waitFor();
      const [answered] = (await read<Order>(`/repair-orders/${id}`)).quotes;
      expect(answered).toMatchObject({ number: quotes[0]?.number, state: 'approved', answerChannel: 'portal' });
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
