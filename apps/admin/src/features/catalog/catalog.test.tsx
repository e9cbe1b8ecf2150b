import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Part, ProductGroup } from './api';

const manager = signedIn({ permissions: ['catalog.read', 'catalog.manage'] });
const reader = signedIn({ permissions: ['catalog.read'] });
const pageOf = <Row,>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const company = { 'GET /api/v1/company': () => ({ id: 'c', currency: 'IRR' }) };

const group = (id: string, parentId: string | null, en: string): ProductGroup => ({
  id,
  parentId,
  code: id,
  name: { fa: null, en },
  version: 1,
});
const board: Part = {
  id: '0193f2aa-0000-7000-8000-0000000000a1',
  sku: 'BOARD-1',
  name: { fa: 'برد اصلی', en: 'Main board' },
  brandId: null,
  groupId: null,
  unitOfId: null,
  listPrice: 12_000_000,
  retiredOn: null,
  version: 4,
};

describe('catalog', () => {
  it('opens with the products, and leads to its other parts', async () => {
    const { router } = await renderRoute('/catalog', { ...reader, 'GET /api/v1/products': () => pageOf() });
    expect(await screen.findByText('No products yet')).toBeTruthy();
    expect(router.state.location.pathname).toBe('/catalog/products');
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'Brands',
      'Product groups',
      'Products',
      'Parts',
      'Services',
      'Tariffs',
      'Codes',
    ]);
    expect(screen.queryByRole('button', { name: 'New product' })).toBeNull();
  });

  it('shows groups as a tree, each below its own', async () => {
    await renderRoute('/catalog/product-groups', {
      ...reader,
      'GET /api/v1/product-groups': () =>
        pageOf(
          group('fridge', 'kitchen', 'Fridges'),
          group('kitchen', null, 'Kitchen'),
          group('tv', null, 'Televisions'),
        ),
    });
    const tree = await screen.findByRole('list', { name: 'Product groups' });
    expect(
      within(tree)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Kitchenkitchen', 'Fridgesfridge', 'Televisionstv']);
  });

  it('adds a part with its price in the company’s currency', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/catalog/parts', {
      ...manager,
      ...company,
      'GET /api/v1/parts': () => pageOf(),
      'GET /api/v1/product-groups': () => pageOf(),
      'POST /api/v1/parts': (_, body) => (bodies.push(body), board),
    });
    await user.click((await screen.findAllByRole('button', { name: 'New part' }))[0] as HTMLElement);
    const panel = await screen.findByRole('dialog');
    await user.type(await within(panel).findByLabelText('English name'), 'Main board');
    await user.type(within(panel).getByLabelText(/Stock number/), 'BOARD-۱');
    await user.type(within(panel).getByLabelText(/List price/), '12000000');
    await user.click(within(panel).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bodies).toEqual([
      {
        name: { fa: null, en: 'Main board' },
        sku: 'BOARD-1',
        brandId: null,
        groupId: null,
        unitOfId: null,
        listPrice: 12_000_000,
      },
    ]);
  });

  it('changes a part under its version and leaves its stock number alone; a refusal stays in the panel', async () => {
    const { api, user } = await renderRoute('/catalog/parts?retired=true', {
      ...manager,
      ...company,
      'GET /api/v1/parts': () => pageOf({ ...board, retiredOn: '2026-01-01' }),
      'GET /api/v1/product-groups': () => pageOf(),
      [`GET /api/v1/parts/${board.id}/relations`]: () => ({ products: [], substitutes: [], version: 4 }),
      [`PATCH /api/v1/parts/${board.id}`]: () => problem(422, 'catalog.name-missing'),
    });
    await user.click(await screen.findByRole('button', { name: 'Main board' }));
    expect(await screen.findByText('Retired')).toBeTruthy();
    const panel = await screen.findByRole('dialog');
    expect((await within(panel).findByLabelText<HTMLInputElement>(/Stock number/)).disabled).toBe(true);
    await user.click(within(panel).getAllByRole('button', { name: 'Save' })[0] as HTMLElement);
    expect((await within(panel).findByRole('alert')).textContent).toContain('A name is needed');
    const patch = api.requests.find(({ method }) => method === 'PATCH');
    expect(patch?.headers.get('If-Match')).toBe('"4"');
    expect(await patch?.json()).toMatchObject({ listPrice: 12_000_000, retiredOn: '2026-01-01' });
    expect(api.requests.some(({ url }) => url.includes('retired=true'))).toBe(true);
  });

  it('says what a part fits and what may go in for it, keeping the notes', async () => {
    const bodies: unknown[] = [];
    const relations = {
      products: [{ id: 'p1', code: 'TV-55', name: { fa: null, en: 'TV 55' } }],
      substitutes: [{ part: { id: 'b2', code: 'BOARD-2', name: { fa: null, en: 'Newer board' } }, note: 'firmware 2' }],
      version: 4,
    };
    const { user } = await renderRoute('/catalog/parts', {
      ...manager,
      ...company,
      'GET /api/v1/parts': () => pageOf(board),
      'GET /api/v1/products': () => pageOf(),
      'GET /api/v1/product-groups': () => pageOf(),
      [`GET /api/v1/parts/${board.id}/relations`]: () => relations,
      [`PUT /api/v1/parts/${board.id}/relations`]: (_, body) => (bodies.push(body), relations),
    });
    await user.click(await screen.findByRole('button', { name: 'Main board' }));
    expect(await screen.findByText('TV 55')).toBeTruthy();
    await user.click(screen.getAllByRole('button', { name: 'Save' })[1] as HTMLElement);
    await waitFor(() => expect(bodies).toHaveLength(1));
    expect(bodies[0]).toEqual({ productIds: ['p1'], substitutes: [{ partId: 'b2', note: 'firmware 2' }] });
  });

  it('a product shows how it is built, and its places are edited as a whole', async () => {
    const bodies: unknown[] = [];
    const place = { parentSlot: null, group: null, part: null, quantity: 1, serialised: false };
    const { user, api } = await renderRoute('/catalog/products/p1', {
      ...manager,
      ...company,
      'GET /api/v1/products/p1': () => ({
        id: 'p1',
        code: 'TV-55',
        name: { fa: null, en: 'TV 55' },
        brand: { id: 'b1', name: { fa: null, en: 'Sepehr' } },
        group: { id: 'tv', code: 'tv', name: { fa: null, en: 'Televisions' } },
        serialPattern: null,
        gtin: '4006381333931',
        hasImei: false,
        replacementValue: null,
        replacementValueOn: null,
        discontinuedOn: null,
        supportUntil: null,
        version: 3,
      }),
      'GET /api/v1/products/p1/structure': () => ({
        components: [
          { ...place, slot: 'lid' },
          { ...place, slot: 'main-board', parentSlot: 'lid', serialised: true },
        ],
      }),
      'GET /api/v1/products/p1/parts': () => ({ data: [{ id: board.id, code: board.sku, name: board.name }] }),
      'GET /api/v1/tariffs': () => pageOf(),
      'PUT /api/v1/products/p1/structure': (_, body) => (bodies.push(body), { components: [] }),
    });
    expect(await screen.findByText('main-board')).toBeTruthy();
    expect(screen.getByText('with serial number')).toBeTruthy();
    expect(await screen.findByText('BOARD-1')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Edit structure' }));
    const panel = within(await screen.findByRole('dialog'));
    await user.click(panel.getAllByRole('button', { name: 'Remove place' })[1] as HTMLElement);
    await user.click(panel.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bodies).toHaveLength(1));
    const lid = { slot: 'lid', parentSlot: null, groupId: null, partId: null, quantity: 1, serialised: false };
    expect(bodies[0]).toEqual({ components: [lid] });
    expect(api.requests.find(({ method }) => method === 'PUT')?.headers.get('If-Match')).toBe('"3"');
  });

  it('sets a tariff of a service for a group and a grade, from a day on', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/catalog/tariffs', {
      ...manager,
      ...company,
      'GET /api/v1/tariffs': () => pageOf(),
      'GET /api/v1/products': () => pageOf(),
      'GET /api/v1/parts': () => pageOf(),
      'GET /api/v1/product-groups': () => pageOf(group('fridge', null, 'Fridges')),
      'GET /api/v1/service-items': () => pageOf({ id: 's1', code: 'LAB', name: { fa: null, en: 'Board repair' } }),
      'POST /api/v1/tariffs': (_, body) => (bodies.push(body), {}),
    });
    await user.click((await screen.findAllByRole('button', { name: 'New tariff' }))[0] as HTMLElement);
    const panel = within(await screen.findByRole('dialog'));
    const pick = async (field: RegExp, option: RegExp): Promise<void> => {
      await user.click(await panel.findByRole('combobox', { name: field }));
      await user.click(await screen.findByRole('option', { name: option }));
    };
    await pick(/^Service/, /Board repair/);
    await pick(/Product group/, /Fridges/);
    await user.type(panel.getByLabelText('Grade of centre'), 'A');
    await user.type(panel.getByLabelText(/^Price/), '3500000');
    await user.click(panel.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bodies).toEqual([
      {
        partId: null,
        serviceItemId: 's1',
        productId: null,
        groupId: 'fridge',
        grade: 'A',
        validFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        validUntil: null,
        price: 3_500_000,
        minutes: null,
      },
    ]);
  });

  it('shows one code set at a time', async () => {
    const { api, user } = await renderRoute('/catalog/codes', { ...reader, 'GET /api/v1/codes': () => pageOf() });
    await user.click(await screen.findByRole('button', { name: 'Faults' }));
    await waitFor(() =>
      expect(
        api.requests
          .filter(({ url }) => url.includes('/codes'))
          .map(({ url }) => new URL(url).searchParams.get('kind')),
      ).toEqual(['symptom', 'fault']),
    );
  });

  it('is closed to who may not read it', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/catalog/parts', signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
