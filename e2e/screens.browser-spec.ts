import type { Page } from 'playwright-core';
import { barriers, walk } from './harness/browser.js';
import { textsIn } from './harness/texts.js';

describe('every screen of the side navigation keeps nobody out', () => {
  walk("a manager's, in Persian and in English", async ({ signIn }) => {
    const t = textsIn('fa');
    const page = await signIn('manager', 'fa');
    expect(await visitAll(page)).toEqual([]);
    await page.getByRole('button', { name: t('app:account.menu') }).click();
    await page.getByRole('menuitem', { name: t('app:preferences.language') }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: textsIn('en')('app:shell.navigation') }).waitFor();
    expect(await visitAll(page)).toEqual([]);
  });

  walk("an administrator's, of the whole network", async ({ signIn }) => {
    expect(await visitAll(await signIn('admin', 'fa'))).toEqual([]);
  });
});

/** Opens one screen after the other, and gives what stands in somebody's way there. */
async function visitAll(page: Page): Promise<string[]> {
  const found: string[] = [];
  const links = page.getByRole('navigation').first().getByRole('link');
  const count = await links.count();
  expect(count).toBeGreaterThan(8);
  for (let index = 0; index < count; index++) {
    const link = links.nth(index);
    const name = await link.innerText();
    await link.click();
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    found.push(...(await barriers(page)).map((barrier) => `${name}: ${barrier}`));
  }
  return found;
}
