import { password } from './harness/api.js';
import { barriers, walk } from './harness/browser.js';

describe('the door', () => {
  walk('speaks Persian from right to left to a Persian browser, and English on request', async ({ open }) => {
    const page = await open('/', { language: 'fa' });
    await page.getByRole('heading', { name: 'ورود' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
    expect(await barriers(page)).toEqual([]);
  });

  walk('refuses a wrong password and opens to the right one, back to the page that was wanted', async ({ open }) => {
    const page = await open('/account', { language: 'fa' });
    await page.getByLabel('ایمیل یا موبایل').fill('cashier@example.com');
    await page.getByLabel('گذرواژه').fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'گذرواژه' }).waitFor();
    await page.getByLabel('گذرواژه').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'نمایهٔ من' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
  });

  walk(
    'a search goes from anywhere to the record that is meant, and the language switches in place',
    async ({ signIn }) => {
      const page = await signIn('reception', 'fa');
      await page.keyboard.press('/');
      await page.keyboard.type('حسینی');
      await page.getByRole('option', { name: /علی حسینی/ }).click();
      await page.getByRole('heading', { name: 'علی حسینی' }).waitFor();
      await page.getByRole('button', { name: 'حساب من' }).click();
      await page.getByRole('menuitem', { name: /زبان/ }).click();
      await page.getByRole('menuitem', { name: /Language/ }).waitFor();
      expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
    },
  );
});
