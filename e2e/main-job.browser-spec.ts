import type { Page } from 'playwright-core';
import { api, oneTimeCode, settled } from './harness/api.js';
import { barriers, walk } from './harness/browser.js';
import { type Language, textsIn } from './harness/texts.js';

interface Job {
  readonly language: Language;
  readonly customer: { readonly name: string; readonly mobile: string };
  readonly serial: string;
  readonly fault: string;
  /** What the repair takes: a kind of work and a part, by their codes. */
  readonly work: string;
  readonly part: string;
}

/** A soundbar that nobody has a guarantee for, and a phone in guarantee whose owner still pays the way to it. */
const JOBS: readonly Job[] = [
  {
    language: 'fa',
    customer: { name: 'حسین مرادی', mobile: '09990001185' },
    serial: 'SPS-2304-9981',
    fault: 'کنترل کار نمی‌کند',
    work: 'FIX-S',
    part: 'SP-RC-2',
  },
  {
    language: 'en',
    customer: { name: 'Daniel Carter', mobile: '09990002036' },
    serial: 'NVP-2411-7741',
    fault: 'The battery is swollen',
    work: 'TRAVEL',
    part: 'NV-BAT-P12',
  },
];

const PORTAL = {
  fa: {
    send: 'کد را بفرستید',
    code: 'کد پیامک‌شده',
    quote: 'برآورد هزینه',
    approve: /^بله، با/,
    approved: 'سپاس. موافقت شما رسید و کار را ادامه می‌دهیم.',
  },
  en: {
    send: 'Send me the code',
    code: 'Code from the message',
    quote: 'Quote',
    approve: /^Yes, repair it/,
    approved: 'Thank you. Your yes has arrived, and we go on.',
  },
} as const;

describe('the main job, from the counter to the counter', () => {
  for (const job of JOBS) {
    walk(`in ${job.language === 'fa' ? 'Persian' : 'English'}`, async ({ open, signIn }) => {
      const { language } = job;
      const t = textsIn(language);
      const press = (page: Page, name: string): Promise<void> =>
        page.getByRole('button', { name, exact: true }).click();
      const act = (page: Page, name: string): Promise<void> => press(page, t(`repairs:acts.labels.${name}`));
      const isNow = (page: Page, state: string): Promise<void> =>
        page
          .getByText(t(`ui:repairStates.${state}`), { exact: true })
          .first()
          .waitFor();

      const counter = await signIn('reception', language, '/reception/new');
      const receiptId = await receive(counter, job);
      await counter.getByRole('button', { name: t('reception:receipt.print') }).waitFor();
      expect(await barriers(counter)).toEqual([]);
      const read = await api('reception');
      const receipt = await read<{ trackingCode: string; items: [{ orderId: string }] }>(`/receptions/${receiptId}`);
      const [{ orderId }] = receipt.items;
      const order = `/repair-orders/${orderId}`;

      const bench = await signIn('technician', language, order);
      await press(bench, t('repairs:technician.take'));
      await bench.getByRole('button', { name: t('repairs:technician.putBack') }).waitFor();
      await act(bench, 'start-diagnosis');
      await isNow(bench, 'diagnosing');
      await diagnose(bench, job);
      expect(await barriers(bench)).toEqual([]);
      await act(bench, 'send-quote');
      await press(bench, t('repairs:quote.send'));
      await isNow(bench, 'awaiting_approval');

      const portal = PORTAL[language];
      const phone = await open(`/t/${receipt.trackingCode}`, { language, width: 390 });
      await phone.getByRole('button', { name: portal.send }).click();
      await phone.getByLabel(portal.code).waitFor();
      expect(await barriers(phone)).toEqual([]);
      await phone.getByLabel(portal.code).fill(await oneTimeCode(read, receiptId));
      const quote = phone.getByRole('region', { name: portal.quote });
      const approve = quote.getByRole('button', { name: portal.approve });
      await approve.waitFor();
      expect(await barriers(phone)).toEqual([]);
      await approve.click();
      await phone.getByText(portal.approved).waitFor();

      await isNow(bench, 'in_repair'); // live, without a reload
      await press(bench, t('repairs:lines.request'));
      await bench.getByText(t('repairs:lines.stages.reserved', { number: 1 })).waitFor();

      const store = await signIn('storekeeper', language, `/requisitions?order=${orderId}`);
      await press(store, t('inventory:issue.submit_one', { count: 1 }));
      await store.getByText(t('inventory:issue.done_one', { count: 1 })).waitFor();

      const partName = await read<{ lines: { kind: string; description: { fa: string; en: string } }[] }>(order).then(
        ({ lines }) => lines.find(({ kind }) => kind === 'part')?.description[language] ?? '',
      );
      await press(bench, t('repairs:pieces.more', { name: partName }));
      await bench.getByText(t('repairs:lines.stages.fitted', { number: 1 })).waitFor();
      await act(bench, 'finish-repair');
      await isNow(bench, 'qc');

      const test = await signIn('maryam.nouri', language, order);
      await act(test, 'pass-check');
      await press(test, t('repairs:checks.pass'));
      await isNow(test, 'ready');

      const desk = await signIn('cashier', language, `${order}/money`);
      await press(desk, t('repairs:invoices.issue'));
      const invoices = await settled(
        () => read<{ invoices: { id: string; kind: string }[] }>(order),
        ({ invoices }) => invoices.length > 0,
      );
      await desk.goto(`/invoices/${invoices.invoices.find(({ kind }) => kind === 'customer')?.id}`);
      await press(desk, t('billing:payment.take'));
      const payment = desk.getByRole('dialog', { name: t('billing:payment.title') });
      await payment.getByLabel(t('billing:payment.reference')).fill('730118');
      await payment.getByRole('button', { name: t('billing:payment.submit') }).click();
      await payment.waitFor({ state: 'detached' });
      await desk.getByText('730118').waitFor();
      await desk.getByRole('button', { name: t('billing:payment.take') }).waitFor({ state: 'detached' });
      expect(await barriers(desk)).toEqual([]);

      await counter.goto(order);
      await act(counter, 'hand-over');
      await counter.getByRole('dialog').getByRole('checkbox').check(); // the one thing that came with it
      await press(counter, t('repairs:handOver.submit'));
      await isNow(counter, 'delivered');
    });
  }
});

/** By keyboard alone; a hand needs a moment between keys, what comes faster is a scanner. */
async function receive(page: Page, { language, customer, serial, fault }: Job): Promise<string> {
  const t = textsIn(language);
  const type = (text: string): Promise<void> => page.keyboard.type(text, { delay: 55 });
  const keys = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) await page.keyboard.press(name, { delay: 55 });
  };
  const at = (name: string): Promise<void> => page.locator(`[name="${name}"]:focus`).waitFor();

  await page.getByRole('combobox', { name: t('reception:customer.search') }).waitFor();
  await type(customer.mobile);
  await page.getByRole('option', { name: new RegExp(customer.name) }).waitFor();
  await keys('Enter');
  await at('items.0.device.serial');
  await type(serial);
  await keys('Enter');
  await at('items.0.declaredFault');
  await type(fault);
  await keys('Enter', '1', 'Enter', 'Enter', '1', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter');
  await at('termsAccepted');
  await keys('Space', 'Control+Enter');
  await page.waitForURL(/\/receptions\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function diagnose(page: Page, { language, work, part }: Job): Promise<void> {
  const t = textsIn(language);
  const pick = async (label: string, code: string): Promise<void> => {
    await page.getByRole('dialog').getByRole('combobox', { name: label }).fill(code);
    await page.getByRole('option', { name: new RegExp(code) }).click();
  };
  const submit = async (name: string): Promise<void> => {
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await page.getByRole('button', { name: t('repairs:findings.add'), exact: true }).click();
  await pick(t('repairs:findings.symptom'), 'S160');
  await pick(t('repairs:findings.fault'), 'F103');
  await submit(t('repairs:findings.save'));
  for (const [kind, code] of [
    ['operation', work],
    ['part', part],
  ] as const) {
    await page.getByRole('button', { name: t('repairs:lines.add'), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t(`repairs:lines.kinds.${kind}`), exact: true })
      .click();
    await pick(t(`repairs:lines.kinds.${kind}`), code);
    await submit(t('repairs:lines.add'));
  }
}
