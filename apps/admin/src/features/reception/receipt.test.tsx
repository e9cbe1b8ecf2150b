import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn, type FakeRoutes } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { aReception, name } from './testing-data';

// The package's CommonJS build, which only tests load, has the same writer under its general name.
jest.mock('bwip-js/browser', () => {
  const build = jest.requireActual<{ render: unknown }>('bwip-js/browser');
  return { ...build, qrcode: build.render };
});

function receipt(routes: FakeRoutes = {}) {
  return renderRoute('/receptions/r1', {
    ...signedIn({ permissions: ['reception.read', 'organization.read'] }),
    'GET /api/v1/company': () => ({ name: name('خدمات آفتاب', 'Aftab Service'), currency: 'IRR' }),
    'GET /api/v1/receptions/r1': () => aReception,
    ...routes,
  });
}

describe('receipt', () => {
  it('is in the language of the customer, whatever the clerk reads, and switches', async () => {
    const { user } = await receipt();
    const [sheet] = await screen.findAllByRole('article', { name: 'رسید پذیرش' });
    const paper = within(sheet as HTMLElement);
    expect([sheet?.lang, sheet?.dir]).toEqual(['fa', 'rtl']);
    expect(await paper.findByText('خدمات آفتاب')).toBeTruthy();
    expect(paper.getByText('8Q2K-7H4M-XT3W9')).toBeTruthy();
    expect(paper.getByText('\u2068شارژر\u2069 × ۲')).toBeTruthy();
    expect(paper.getByText('چهارشنبه، ۱۹ فروردین ۱۴۰۵')).toBeTruthy();
    expect(screen.getByText('0 of 1 delivered')).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'English' }));
    const [english] = screen.getAllByRole('article', { name: 'Reception receipt' });
    expect(within(english as HTMLElement).getByText('\u2068Charger\u2069 × 2')).toBeTruthy();
    expect(within(english as HTMLElement).getByText(/is not accepting its guarantee/)).toBeTruthy();
  });

  it('says why the guarantee pays or not, and what the customer was told it would cost', async () => {
    const { user } = await receipt();
    const [sheet] = await screen.findAllByRole('article', { name: 'رسید پذیرش' });
    expect(within(sheet as HTMLElement).getByText(/برای این دستگاه گارانتی ثبت نشده است/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'English' }));
    const [english] = screen.getAllByRole('article', { name: 'Reception receipt' });
    const cells = within(english as HTMLElement).getAllByRole('cell');
    expect(cells.map(({ textContent }) => textContent)).toEqual([
      'Board replacement × 2',
      '5,000,000',
      '2,000,000',
      '3,000,000',
    ]);
    const [sum] = within(english as HTMLElement).getAllByText('You pay in all');
    expect(sum?.parentElement?.textContent).toBe('You pay in all3,300,000\u00a0IRR');

    await user.click(screen.getByRole('button', { name: '80 mm' }));
    const [roll] = screen.getAllByRole('article', { name: 'Reception receipt' });
    expect(within(roll as HTMLElement).queryByRole('table')).toBeNull(); // too narrow for columns
    expect(within(roll as HTMLElement).getByText('List price').parentElement?.textContent).toBe('List price5,000,000');
  });

  it('tells of the estimate later where nothing was agreed on', async () => {
    const [item] = aReception.items;
    await receipt({
      'GET /api/v1/receptions/r1': () => ({ ...aReception, items: [{ ...item, guarantee: null, estimate: null }] }),
    });
    const [sheet] = await screen.findAllByRole('article', { name: 'رسید پذیرش' });
    expect(within(sheet as HTMLElement).getByText('پس از بررسی اعلام می‌شود')).toBeTruthy();
    expect(within(sheet as HTMLElement).queryByText('گارانتی')).toBeNull();
  });

  it('carries the QR code of the tracking page', async () => {
    await receipt();
    const [code] = await screen.findAllByRole<HTMLImageElement>('img', { name: 'کد QR صفحهٔ رهگیری' });
    expect(decodeURIComponent(code?.src ?? '')).toMatch(/^data:image\/svg\+xml.*<svg.*<path/s);
  });

  it('prints with P, and what the printer sees stands outside the product', async () => {
    const print = jest.fn();
    window.print = print;
    const { user, container } = await receipt();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Print'));
    await user.keyboard('[KeyP]');
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    const printed = document.querySelector('[data-print-sheet]');
    expect(printed?.parentElement).toBe(document.body);
    expect(container.contains(printed)).toBe(false);
  });

  it('says so when the receipt is of another centre', async () => {
    await receipt({ 'GET /api/v1/receptions/r1': () => problem(404, 'not-found') });
    expect(await screen.findByText('There is nothing at this address')).toBeTruthy();
  });
});
