import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Card, CardBatch, PrintedBatch } from './api';

const reader = signedIn({ permissions: ['warranty.read'] });
const desk = signedIn({ permissions: ['warranty.read', 'warranty.manage', 'warranty.register', 'catalog.read'] });
const pageOf = <Row,>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });

const policy = { id: 'p1', code: 'PHONE-18', name: { fa: 'گوشی', en: 'Phones' }, number: 1 };
const product = { id: 'm1', code: 'PH-1', name: { fa: 'گوشی', en: 'Nila 5' }, brand: { fa: 'نیلا', en: 'Nila' } };
const batch: CardBatch = {
  id: '0193f2aa-0000-7000-8000-0000000000b1',
  number: 'WB-1405-000001',
  policy,
  product,
  size: 2,
  activated: 0,
  issuedOn: '2026-11-01',
  issuedBy: 'Sara',
  printedAt: null,
  version: 1,
};
const card: Card = {
  id: '0193f2aa-0000-7000-8000-0000000000c1',
  cardNo: 'WC-1405-000007',
  batch: { id: batch.id, number: batch.number },
  policy,
  product,
  serial: null,
  state: 'raw',
  stateReason: null,
  issuedOn: '2026-11-01',
  soldOn: null,
  activatedAt: null,
  activatedBy: null,
  deviceId: null,
  startsOn: null,
  endsOn: null,
  allowedActions: ['activate', 'suspend', 'void'],
  version: 3,
};
const active: Card = {
  ...card,
  state: 'active',
  serial: null,
  deviceId: '0193f2aa-0000-7000-8000-0000000000d1',
  activatedAt: '2026-11-20T08:00:00Z',
  activatedBy: 'staff',
  startsOn: '2026-11-20',
  endsOn: '2028-05-20',
  allowedActions: ['suspend', 'void'],
  version: 4,
};
const list = 'GET /api/v1/warranty-cards';

describe('the card desk', () => {
  it('lists cards, narrowed by state, and teaches while there are none', async () => {
    const { api, user, unmount } = await renderRoute('/warranty/card-desk', { ...reader, [list]: () => pageOf(card) });
    expect(await screen.findByRole('button', { name: 'WC-1405-000007' })).toBeTruthy();
    expect(screen.getByText('Not started')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Issue cards' })).toBeNull();
    await user.click(screen.getByRole('combobox', { name: 'State' }));
    await user.click(await screen.findByRole('option', { name: 'Void' }));
    await waitFor(() => expect(api.requests.at(-1)?.url).toContain('state=void'));
    unmount();
    await renderRoute('/warranty/card-desk', { ...reader, [list]: () => pageOf() });
    expect(await screen.findByText('No cards have been issued yet')).toBeTruthy();
  });

  it('activates a card with the serial number of the device', async () => {
    let now = card;
    let sent: unknown;
    const { user } = await renderRoute('/warranty/card-desk', {
      ...desk,
      [list]: () => pageOf(now),
      'POST /api/v1/warranty-cards/activations': (_, body) => {
        sent = body;
        now = active;
        return active;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'WC-1405-000007' }));
    const panel = await screen.findByRole('dialog', { name: 'Guarantee card' });
    await user.type(await within(panel).findByRole('textbox', { name: /^Serial number/ }), 'sn-۱۲');
    await user.click(within(panel).getByRole('button', { name: 'Activate' }));
    expect(await within(panel).findByText('Open the device')).toBeTruthy();
    expect(sent).toEqual({ cardNo: 'WC-1405-000007', serial: 'sn-12' });
    expect(within(panel).queryByRole('button', { name: 'Activate' })).toBeNull();
  });

  it('shows a refusal where the card is, and asks why before it voids one', async () => {
    let reason: unknown;
    const { api, user } = await renderRoute('/warranty/card-desk', {
      ...desk,
      [list]: () => pageOf(card),
      'POST /api/v1/warranty-cards/activations': () => problem(409, 'warranty.device-registered'),
      [`POST /api/v1/warranty-cards/${card.id}/voiding`]: (_, body) => {
        reason = body;
        return { ...card, state: 'void', stateReason: 'forged', allowedActions: [] };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'WC-1405-000007' }));
    const panel = await screen.findByRole('dialog', { name: 'Guarantee card' });
    await user.type(await within(panel).findByRole('textbox', { name: /^Serial number/ }), 'SN-1');
    await user.click(within(panel).getByRole('button', { name: 'Activate' }));
    expect(await within(panel).findByText('This device has a guarantee card that stands already.')).toBeTruthy();
    await user.click(within(panel).getByRole('button', { name: 'Declare void' }));
    const question = await screen.findByRole('dialog', { name: 'Declare this card void?' });
    const confirm = within(question).getByRole('button', { name: 'Declare void' });
    expect((confirm as HTMLButtonElement).disabled).toBe(true);
    await user.type(within(question).getByRole('textbox', { name: /^Reason/ }), 'forged');
    await user.click(confirm);
    await waitFor(() => expect(reason).toEqual({ reason: 'forged' }));
    expect(api.requests.find(({ url }) => url.endsWith('/voiding'))?.headers.get('If-Match')).toBe('"3"');
  });

  it('says so when a scanned card is none of ours', async () => {
    const { user } = await renderRoute('/warranty/card-desk', { ...desk, [list]: () => pageOf() });
    await screen.findByText('No cards have been issued yet');
    await user.keyboard('WC9{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull(); // too short for a code
    await user.keyboard('WC1405000009{Enter}');
    expect(await screen.findByText('There is no card WC1405000009')).toBeTruthy();
  });

  it('issues a batch for serial numbers that were pasted from a table', async () => {
    let sent: unknown;
    const { user, router } = await renderRoute('/warranty/card-desk', {
      ...desk,
      [list]: () => pageOf(),
      'GET /api/v1/warranty-policies': () => pageOf({ ...policy, publishedNumber: 1, hasDraft: false, version: 1 }),
      'GET /api/v1/products': () => pageOf({ ...product, brand: { id: 'b1', name: product.brand } }),
      'GET /api/v1/company': () => ({}),
      [`GET /api/v1/warranty-card-batches/${batch.id}`]: () => batch,
      'POST /api/v1/warranty-card-batches': (_, body) => {
        sent = body;
        return batch;
      },
    });
    await user.click(await screen.findByText('Issue cards', { selector: 'button' }));
    const panel = await screen.findByRole('dialog', { name: 'Issue cards' });
    await user.click(within(panel).getByLabelText(/^Policy/));
    await user.click(await screen.findByText('Phones'));
    await user.click(within(panel).getByLabelText(/^Product/));
    await user.click(await screen.findByText('Nila 5'));
    await user.click(within(panel).getByLabelText(/^Serial numbers/));
    await user.paste('serial,colour\nSN-1,black\n"SN-2",white\n');
    expect(await within(panel).findByText('2 cards')).toBeTruthy();
    await user.click(within(panel).getByText('Issue cards', { selector: 'button' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/warranty/card-batches/${batch.id}`));
    expect(sent).toEqual({ policyId: 'p1', productId: 'm1', serials: ['SN-1', 'SN-2'] });
  });

  it('shows the codes of a batch once they are made, on cards of either language', async () => {
    let asked: unknown;
    const printed: PrintedBatch = {
      batch: { ...batch, printedAt: '2026-11-20T08:00:00Z', version: 2 },
      cards: [{ id: card.id, cardNo: 'WC-1405-000007', serial: 'SN-1', scratchCode: '4821930577120649' }],
      activationUrl: 'https://example.org/t/cards',
    };
    const { api, user } = await renderRoute(`/warranty/card-batches/${batch.id}`, {
      ...desk,
      [`GET /api/v1/warranty-card-batches/${batch.id}`]: () => batch,
      [`POST /api/v1/warranty-card-batches/${batch.id}/printing`]: () => printed,
      'GET /api/v1/company': () => ({ name: { fa: 'آوا', en: 'Ava' }, currency: 'IRR' }),
      [`POST /api/v1/warranty-card-batches/${batch.id}/papers`]: (_, body) => {
        asked = body;
        return new Response('%PDF-', { headers: { 'content-type': 'application/pdf' } });
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Print' }));
    expect(api.requests.some(({ url }) => url.endsWith('/printing'))).toBe(false);
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Make codes' }));
    const paper = await screen.findByRole('article', { name: 'WC-1405-000007' });
    expect(paper.textContent).toContain('4821 9305 7712 0649');
    await user.click(screen.getByRole('button', { name: 'فارسی' }));
    expect(screen.getByRole('article', { name: 'WC-1405-000007' }).textContent).toContain('۴۸۲۱ ۹۳۰۵ ۷۷۱۲ ۰۶۴۹');
    expect(screen.getByRole('article', { name: 'WC-1405-000007' }).getAttribute('dir')).toBe('rtl');
    expect(screen.queryByRole('button', { name: 'PDF' })).toBeNull(); // a sheet is for this desk's printer
    const files: Blob[] = [];
    URL.createObjectURL = (file: Blob) => (files.push(file), 'blob:x');
    await user.click(screen.getByRole('button', { name: '85 × 54 mm' }));
    await user.click(screen.getByRole('button', { name: 'PDF' }));
    await waitFor(() => expect(files).toHaveLength(1));
    expect(asked).toEqual({ form: 'card', language: 'fa', cards: [{ id: card.id, scratchCode: '4821930577120649' }] });
  });

  it('is closed to who may not read guarantees', async () => {
    await renderRoute('/warranty/card-desk', signedIn({ permissions: ['device.read'] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });

  it('finds a registered card by its number and leads from it to its device', async () => {
    const card = {
      id: '0193f2aa-0000-7000-8000-0000000000c1',
      cardNo: 'G-1001',
      deviceId: '0193f2aa-0000-7000-8000-0000000000d1',
      policy,
      state: 'active',
      startsOn: '2025-01-01',
      endsOn: '2027-01-01',
    };
    const { api } = await renderRoute('/warranty/cards?q=G-1001', {
      ...signedIn({ permissions: ['warranty.read', 'device.read'] }),
      'GET /api/v1/warranty-registrations': () => pageOf(card),
    });
    expect((await screen.findByRole('link', { name: 'G-1001' })).getAttribute('href')).toBe(
      `/devices/${card.deviceId}`,
    );
    expect(screen.getByText('31 Dec 2026')).toBeTruthy();
    expect(api.requests.some(({ url }) => url.includes('cardNo=G-1001'))).toBe(true);
  });

  it('opens the device of a card that the search found', async () => {
    const deviceId = '0193f2aa-0000-7000-8000-0000000000d1';
    const { router } = await renderRoute('/warranty/cards/0193f2aa-0000-7000-8000-0000000000c1', {
      ...signedIn({ permissions: ['warranty.read', 'device.read'] }),
      'GET /api/v1/warranty-registrations/0193f2aa-0000-7000-8000-0000000000c1': () => ({ deviceId }),
      'GET /api/v1/warranty-registrations': () => pageOf(),
      [`GET /api/v1/devices/${deviceId}`]: () => problem(404, 'not-found'),
    });
    await waitFor(() => expect(router.state.location.pathname).toBe(`/devices/${deviceId}`));
  });
});
