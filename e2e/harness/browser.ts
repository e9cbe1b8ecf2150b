import chromium from '@sparticuz/chromium';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core';

jest.setTimeout(120_000);

const url = process.env.AFTERCARE_URL ?? '';
export const password = process.env.AFTERCARE_PASSWORD ?? '';
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export type Language = 'fa' | 'en';
export type Role = 'reception' | 'technician' | 'storekeeper' | 'cashier' | 'manager' | 'admin';

/** What a test opens in the one Chromium of its file. Every page is watched until the test ends. */
export interface Visit {
  /** A page of a browser that nobody used yet, at an address of the product. */
  open(address: string, options: { readonly language: Language; readonly width?: number }): Promise<Page>;
  /** The same, after signing in by hand as the demonstration's account of that role. */
  signIn(role: Role, language: Language, address?: string): Promise<Page>;
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

async function signIn(open: Visit['open'], role: Role, language: Language, address: string): Promise<Page> {
  const page = await open(address, { language: 'fa' });
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click(); // else the account's own language
  const [login, secret, submit] = {
    fa: ['ایمیل یا موبایل', 'گذرواژه', 'ورود'],
    en: ['E-mail or mobile', 'Password', 'Sign in'],
  }[language];
  await page.getByLabel(login as string).fill(`${role}@example.com`);
  await page.getByLabel(secret as string).fill(password);
  await page.getByRole('button', { name: submit as string, exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
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

/** What axe finds on the page as it is now that keeps people out: its serious and critical findings, by rule and place. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as {
    id: string;
    impact: string;
    nodes: { html: string }[];
  }[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Reads from the API with the rights of an account, beside the browser. */
export async function api(role: Role): Promise<(path: string) => Promise<any>> {
  const answer = await fetch(`${url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: `${role}@example.com`, password }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return async (path) => {
    const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}
