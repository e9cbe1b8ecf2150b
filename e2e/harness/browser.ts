import chromium from '@sparticuz/chromium';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core';
import { password, url } from './api.js';
import { type Language, textsIn } from './texts.js';

jest.setTimeout(180_000); // a whole job takes a minute on a machine that has other work

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What a test opens in the one Chromium of its file. Every page is watched until the test ends. */
export interface Visit {
  /** A page of a browser that nobody used yet, at an address of the product. */
  readonly open: (address: string, options: { readonly language: Language; readonly width?: number }) => Promise<Page>;
  /** The same, after signing in by hand with an account of the demonstration: `reception`, `maryam.nouri`. */
  readonly signIn: (account: string, language: Language, address?: string) => Promise<Page>;
}

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // A process per page, as people have: what the package asks for besides is for machines without a disk.
    args: [...chromium.args.filter((each) => !['--single-process', '--no-zygote'].includes(each)), '--no-sandbox'],
  });
});
afterAll(() => browser?.close());

/**
 * A test in a browser. It fails as well when a page writes an error to the console, or asks another host for anything;
 * what its pages showed when it failed lies in a folder for passing things, which the message names.
 */
export function walk(name: string, run: (visit: Visit) => Promise<void>): void {
  it(name, async () => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    const open: Visit['open'] = async (address, { language, width = 1440 }) => {
      const context = await browser!.newContext({
        baseURL: url,
        locale: language === 'fa' ? 'fa-IR' : 'en-GB',
        timezoneId: 'Asia/Tehran',
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      watch(page, faults);
      await page.goto(address);
      return page;
    };
    try {
      await run({ open, signIn: (role, language, address = '/') => signIn(open, role, language, address) });
      expect(faults).toEqual([]);
    } catch (error) {
      throw await illustrated(error, contexts, faults);
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
    }
  });
}

async function signIn(open: Visit['open'], account: string, language: Language, address: string): Promise<Page> {
  const t = textsIn(language);
  // Chosen at the door, the language stays whatever the account chose in another test.
  const page = await open(address, { language: language === 'fa' ? 'en' : 'fa' });
  await page.getByRole('button', { name: { fa: 'فارسی', en: 'English' }[language] }).click();
  await page.getByLabel(t('app:signIn.login')).fill(`${account}@example.com`);
  await page.getByLabel(t('app:signIn.password')).fill(password);
  await page.getByRole('button', { name: t('app:signIn.submit'), exact: true }).click();
  await page.getByRole('button', { name: t('app:account.menu') }).waitFor();
  return page;
}

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The browser reports every refusal of the API as an error; a refusal that matters shows in the page.
    if (message.type() === 'error' && !/Failed to load resource: .* status of 4/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (/^(http|ws)/.test(address.protocol) && address.host !== new URL(url).host) faults.push(`asks ${address.host}`);
  });
}

async function illustrated(
  error: unknown,
  contexts: readonly BrowserContext[],
  faults: readonly string[],
): Promise<Error> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-pictures-'));
  const pages = contexts.flatMap((context) => context.pages());
  await Promise.allSettled(pages.map((page, index) => page.screenshot({ path: join(folder, `${index + 1}.png`) })));
  const addresses = pages.map((page, index) => `${join(folder, `${index + 1}.png`)}  ${page.url()}`);
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Error([message, ...faults, ...addresses].join('\n'));
}

/**
 * What axe finds that keeps people out, by rule and place: its serious and critical findings, once the page stands. In its
 * first moments a table has rows without cells, and a button still turns from one colour to the other.
 */
export async function barriers(page: Page): Promise<string[]> {
  let found = await findBarriers(page);
  for (let left = 10; left > 0 && found.length > 0; left--) {
    await page.waitForTimeout(300);
    found = await findBarriers(page);
  }
  return found;
}

async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as { id: string; impact: string; nodes: { html: string; failureSummary?: string }[] }[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}
