import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Combination, Part, ProductGroup, ServiceCode } from './api';

const manager = signedIn({ permissions: ['catalog.read', 'catalog.manage'] });
const reader = signedIn({ permissions: ['catalog.read'] });
const pageOf = <Row,>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const company = { 'GET /api/v1/company': () => ({ id: 'c', currency: 'IRR' }) };

const group = (id: string, parentId: string | null, en: string): ProductGroup => ({
  id,
  parentId,
  code: id,
  name: { fa: null, en },
  strictCodes: false,
  version: 1,
});
const code = (text: string, en: string): ServiceCode => ({
  id: `id ${text}`,
  kind: 'symptom',
  code: text,
  name: { fa: null, en },
  irisCode: null,
  group: null,
  isHeading: false,
  heading: null,
  position: 0,
  retiredOn: null,
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
      'Combinations',
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

  it('shows one code set at a time, headings with what they gather', async () => {
    const heading: ServiceCode = { ...code('H16', 'Mechanical'), irisCode: '16', isHeading: true };
    const below = { id: heading.id, code: heading.code, name: heading.name };
    const { api, user } = await renderRoute('/catalog/codes', {
      ...reader,
      'GET /api/v1/codes': () => pageOf(heading, { ...code('S160', 'Stuck'), irisCode: '16X', heading: below }),
      'GET /api/v1/product-groups': () => pageOf(),
    });
    expect(await screen.findByText('Stuck')).toBeTruthy();
    expect(screen.getByText('16X')).toBeTruthy();
    await user.click(screen.getByLabelText('Code set'));
    await user.click(await screen.findByRole('option', { name: 'Faults' }));
    await waitFor(() =>
      expect(
        api.requests
          .filter(({ url }) => url.includes('/codes'))
          .map(({ url }) => new URL(url).searchParams.get('kind')),
      ).toEqual(['symptom', 'fault']),
    );
    expect(screen.queryByRole('button', { name: 'Starter sets' })).toBeNull();
  });

  it('adds a code below a heading, with its IRIS code and for a product group', async () => {
    const bodies: unknown[] = [];
    const heading: ServiceCode = { ...code('H17', 'General operation'), irisCode: '17', isHeading: true };
    const { user } = await renderRoute('/catalog/codes', {
      ...manager,
      'GET /api/v1/codes': () => pageOf(heading),
      'GET /api/v1/product-groups': () => pageOf(group('fridge', null, 'Fridges')),
      'POST /api/v1/codes': (_, body) => (bodies.push(body), code('S155', 'Ices up')),
    });
    await user.click(await screen.findByRole('button', { name: 'New code' }));
    const panel = within(await screen.findByRole('dialog'));
    const pick = async (field: RegExp, option: RegExp) => {
      await user.click(await panel.findByLabelText(field));
      await user.click(await screen.findByRole('option', { name: option }));
    };
    await user.type(panel.getByLabelText(/^Code/), 'S155');
    await user.type(panel.getByLabelText('English name'), 'Ices up');
    await pick(/Below the heading/, /General operation/);
    await user.type(panel.getByLabelText('IRIS code'), '17X');
    await pick(/Product group/, /Fridges/);
    await user.click(panel.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bodies).toEqual([
      {
        kind: 'symptom',
        code: 'S155',
        name: { fa: null, en: 'Ices up' },
        irisCode: '17X',
        isHeading: false,
        headingId: heading.id,
        groupId: 'fridge',
        position: 0,
      },
    ]);
  });

  it('takes a starter set over for a product group, and says what it added', async () => {
    const bodies: unknown[] = [];
    const { user } = await renderRoute('/catalog/codes', {
      ...manager,
      'GET /api/v1/codes': () => pageOf(),
      'GET /api/v1/product-groups': () => pageOf(group('phones', null, 'Telephones')),
      'GET /api/v1/code-presets': () => ({
        data: [
          {
            code: 'phones',
            name: { fa: 'موبایل', en: 'Phones' },
            asOf: '2026-11-22',
            source: { fa: 'از خودمان', en: 'Our own words' },
            codes: 19,
            combinations: 20,
          },
        ],
      }),
      'POST /api/v1/code-presets/phones/adoption': (_, body) => (
        bodies.push(body),
        { created: 39, completed: 2, unchanged: 0 }
      ),
    });
    await user.click((await screen.findAllByRole('button', { name: 'Starter sets' }))[0] as HTMLElement);
    const set = within(await screen.findByRole('region', { name: 'Phones' }));
    expect(set.getByText('Our own words')).toBeTruthy();
    await user.click(set.getByLabelText(/Product group/));
    await user.click(await screen.findByRole('option', { name: /Telephones/ }));
    await user.click(set.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('Added: 39 · completed: 2')).toBeTruthy();
    expect(bodies).toEqual([{ groupId: 'phones' }]);
  });

  it('keeps which codes go together: adds, refuses what is there already, takes one off', async () => {
    const symptom = { id: 's1', code: 'S110', name: { fa: null, en: 'Dead' } };
    const fault = { id: 'f1', code: 'F101', name: { fa: null, en: 'Supply failed' } };
    const row: Combination = {
      id: '0193f2aa-0000-7000-8000-0000000000c1',
      group: null,
      symptom,
      fault,
      cause: null,
      repair: null,
      version: 3,
    };
    const { api, user } = await renderRoute('/catalog/code-combinations', {
      ...manager,
      'GET /api/v1/code-combinations': () => pageOf(row),
      'GET /api/v1/product-groups': () => pageOf(),
      'GET /api/v1/codes': ({ url }) =>
        pageOf(url.includes('kind=symptom') ? { ...code('S110', 'Dead'), id: 's1' } : code('F101', 'Supply')),
      'POST /api/v1/code-combinations': () => problem(422, 'catalog.bad-combination'),
      [`DELETE /api/v1/code-combinations/${row.id}`]: () => new Response(null, { status: 204 }),
    });
    await user.click(await screen.findByRole('button', { name: 'New combination' }));
    let panel = within(await screen.findByRole('dialog'));
    await user.click(await panel.findByLabelText(/Symptom/));
    await user.click(await screen.findByRole('option', { name: /Dead/ }));
    await user.click(panel.getByRole('button', { name: 'Save' }));
    expect((await panel.findByRole('alert')).textContent).toContain('Choose two codes at least.');
    const post = api.requests.find(({ method, url }) => method === 'POST' && url.endsWith('/code-combinations'));
    expect(await post?.json()).toEqual({
      groupId: null,
      symptomId: 's1',
      faultId: null,
      causeId: null,
      repairId: null,
    });
    await user.click(panel.getByRole('button', { name: /Cancel/ }));
    await user.click(await screen.findByRole('button', { name: 'Dead' }));
    panel = within(await screen.findByRole('dialog'));
    await user.click(await panel.findByRole('button', { name: 'Take off the list' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const gone = api.requests.find(({ method }) => method === 'DELETE');
    expect(gone?.headers.get('If-Match')).toBe('"3"');
  });

  it('is closed to who may not read it', async () => {
    for (const method of ['error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
    await renderRoute('/catalog/parts', signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});
