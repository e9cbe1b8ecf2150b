import { screen, waitFor, within } from '@testing-library/react';
import { anAccount, problem, signedIn, type FakeRoutes } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import { aLine, anOrder, aQuote } from '../../testing/repair-orders';
import type { RepairOrder } from './api';

const technician = ['repair.read', 'repair.work', 'repair.diagnose', 'repair.quote', 'inventory.request'] as const;
const order = anOrder();
const path = `/api/v1/repair-orders/${order.id}`;
const address = `/repair-orders/${order.id}`;
const company = { 'GET /api/v1/company': () => ({ currency: 'IRR' }) };

type Answer = Partial<RepairOrder> | Response;

/** The page of an order that changes as the fake API says; `sent` are the bodies of the writes. */
async function open(
  first: Partial<RepairOrder>,
  writes: Readonly<Record<string, (body: unknown) => Answer | Promise<Answer>>>,
  rest: FakeRoutes = {},
  permissions: (typeof anAccount)['permissions'] = [...technician],
) {
  let now = anOrder(first);
  const sent: { route: string; body: unknown; version: string | null; key: string | null }[] = [];
  const routes = Object.entries(writes).map(([route, answer]) => {
    const [method = '', act = ''] = route.split(' ');
    return [
      `${method} ${path}${act}`,
      async (request: Request, body: unknown) => {
        const { headers } = request;
        sent.push({ route, body, version: headers.get('If-Match'), key: headers.get('Idempotency-Key') });
        await new Promise((resolve) => setTimeout(resolve, 20)); // no answer comes in no time
        const result = await answer(body);
        if (result instanceof Response) return result;
        now = { ...now, ...result, version: now.version + 1 };
        return now;
      },
    ] as const;
  });
  const rendered = await renderRoute(address, {
    ...signedIn({ permissions }),
    ...company,
    [`GET ${path}`]: () => now,
    [`GET ${path}/supplier-cover`]: () => ({ data: [] }),
    ...Object.fromEntries(routes),
    ...rest,
  });
  await screen.findByRole('heading', { level: 1, name: order.number });
  return { ...rendered, sent };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('order page', () => {
  it('says at a glance why it is not covered and what it costs, and takes the next step on N, once', async () => {
    const { user, sent } = await open(
      {
        money: { list: 12_000_000, covered: 0, charged: 12_000_000, invoiced: false, invoiceable: false, due: 0 },
        allowedActions: ['start-diagnosis', 'cancel'],
      },
      { 'POST /moves': () => ({ state: 'diagnosing', allowedActions: [] }) },
    );
    expect(screen.getByText('No guarantee is registered for this device.')).toBeTruthy();
    expect((await screen.findAllByText(/12,000,000/)).length).toBeGreaterThan(0);
    await user.keyboard('[KeyN][KeyN]');
    expect(await screen.findByText('Diagnosing')).toBeTruthy();
    expect(sent).toEqual([
      { route: 'POST /moves', body: { act: 'start-diagnosis', reason: null }, version: '"3"', key: expect.any(String) },
    ]);
  });

  it('says beside the verdict of a covered line whether its supplier answers for it, and in which claim it is', async () => {
    const line = aLine({ coveredPercent: 100 });
    const leg = {
      lineId: line.id,
      supplier: { id: 's1', code: 'SEPEHR', name: { fa: null, en: 'Sepehr' } },
      percent: 100,
      amount: null,
      endsOn: '2027-01-01',
      claimBy: '2026-12-01',
      coreBy: '2026-12-20',
      reasons: [
        {
          code: 'supplier-bears',
          params: { supplier: 'SEPEHR', version: 2, percent: 100, startFact: 'sale', endsOn: '2027-01-01' },
        },
      ],
      claim: { id: 'c1', number: 'SCL-THR-1-1405-000001', state: 'submitted' },
    };
    await open({ lines: [line] }, {}, { [`GET ${path}/supplier-cover`]: () => ({ data: [leg] }) });
    expect(await screen.findByText(/bears 100% until 31 Dec 2026.* sent back by 20 Dec 2026/)).toBeTruthy();
    expect(screen.getByText('SCL-THR-1-1405-000001')).toBeTruthy();
  });

  it('holds every other act while one is on its way, and takes the next on the version that came back', async () => {
    let answer: (taken: Partial<RepairOrder>) => void = () => undefined;
    const { user, sent } = await open(
      { allowedActions: ['start-diagnosis'] },
      {
        'PUT /technician/me': () => new Promise<Partial<RepairOrder>>((resolve) => (answer = resolve)),
        'POST /moves': () => ({ state: 'diagnosing', allowedActions: [] }),
      },
    );
    await user.click(button('Take'));
    await user.keyboard('[KeyN]');
    await user.click(button('Start diagnosis'));
    await new Promise((resolve) => setTimeout(resolve, 100)); // a letter acts after a pause: it may begin a scan
    expect(sent.map(({ route }) => route)).toEqual(['PUT /technician/me']);
    answer({ technician: { id: anAccount.id, name: anAccount.displayName } });
    await screen.findByRole('button', { name: 'Put back' });
    await waitFor(() => expect(button('Start diagnosis').closest('fieldset')?.disabled).toBe(false));
    await user.keyboard('[KeyN]');
    expect(await screen.findByText('Diagnosing')).toBeTruthy();
    expect(sent.map(({ route, version }) => [route, version])).toEqual([
      ['PUT /technician/me', '"3"'],
      ['POST /moves', '"4"'],
    ]);
  });

  it('asks why also before an act that is usually done at once, when the server wants to know', async () => {
    const { user, sent } = await open(
      { allowedActions: ['start-diagnosis'], actionsNeedingReason: ['start-diagnosis'] },
      { 'POST /moves': () => ({ state: 'diagnosing', allowedActions: [] }) },
    );
    await user.keyboard('[KeyN]');
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'urgent');
    await user.click(dialog.getByRole('button', { name: 'Start diagnosis' }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ act: 'start-diagnosis', reason: 'urgent' }));
  });

  it('shows what stands against a step, in words', async () => {
    await open(
      {
        state: 'diagnosing',
        blockedActions: [{ action: 'start-repair', reasons: ['not-coded', 'cost-not-approved'] }],
      },
      {},
    );
    expect(button('Start repair').disabled).toBe(true);
    expect(screen.getByText(/Code symptom and fault first. The customer has not approved this cost./)).toBeTruthy();
  });

  it('asks for the reason where an act needs one', async () => {
    const { user, sent } = await open(
      { allowedActions: ['cancel'], actionsNeedingReason: ['cancel'] },
      { 'POST /moves': () => ({ state: 'cancelled', allowedActions: [] }) },
    );
    await user.click(button('More'));
    await user.click(screen.getByRole('menuitem', { name: 'Cancel the order' }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole<HTMLButtonElement>('button', { name: 'Cancel the order' });
    expect(confirm.disabled).toBe(true);
    await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Customer changed their mind');
    await user.click(confirm);
    expect(await screen.findByText('Cancelled')).toBeTruthy();
    expect(sent[0]?.body).toEqual({ act: 'cancel', reason: 'Customer changed their mind' });
  });

  it('says that somebody else changed the order, and shows the new state when asked', async () => {
    let reads = 0;
    const { user } = await open(
      { allowedActions: ['start-diagnosis'] },
      { 'POST /moves': () => problem(412, 'stale-version') },
      {
        [`GET ${path}`]: () =>
          reads++ === 0 ? anOrder({ allowedActions: ['start-diagnosis'] }) : anOrder({ state: 'in_repair' }),
      },
    );
    await user.click(button('Start diagnosis'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/changed/);
    await user.click(button('Show the new state'));
    expect(await screen.findByText('In repair')).toBeTruthy();
  });

  it('records the customer’s answer to exactly the quote and sum that were named', async () => {
    const { user, sent } = await open(
      { state: 'awaiting_approval', quotes: [aQuote()], allowedActions: ['approve-quote', 'refuse-quote'] },
      { 'POST /quotes/1/answer': () => ({ state: 'in_repair', allowedActions: [] }) },
    );
    await user.click(button('Customer approves'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Quote 1')).toBeTruthy();
    expect(dialog.getByText(/13,200,000/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Record approval' }));
    expect(await screen.findByText('In repair')).toBeTruthy();
    expect(sent[0]?.body).toEqual({ approved: true, total: 13_200_000, channel: 'counter' });
  });

  it('codes findings by searching for them', async () => {
    const code = (kind: string) => ({
      id: `${kind}-1`,
      code: { symptom: 'S110', section: 'L11', fault: 'F100' }[kind] ?? 'C1',
      name: { fa: null, en: `A ${kind}` },
      heading: null,
      repairs: kind === 'fault' ? 3 : 0,
      listed: kind === 'fault' ? true : null,
    });
    const asked: string[] = [];
    const { user, sent } = await open(
      {},
      { 'PUT /diagnosis': () => ({}) },
      {
        [`GET ${path}/code-choices`]: (request) => {
          const { searchParams } = new URL(request.url);
          const [kind, q] = [searchParams.get('kind') ?? '', searchParams.get('q') ?? ''];
          asked.push([kind, q, searchParams.get('symptomCodeId')].filter(Boolean).join(' '));
          return { data: kind === 'exclusion' ? [] : [code(kind)] };
        },
        [`GET ${path}/similar-repairs`]: () => ({ repairs: 0, faults: [], remedies: [] }),
      },
    );
    await user.click(button('Record findings'));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('combobox', { name: /Symptom/ }), 'switch');
    await waitFor(() => expect(asked).toContain('symptom switch'));
    await user.click(await screen.findByRole('option', { name: /S110/ }));
    await user.click(dialog.getByRole('combobox', { name: /Section/ }));
    await user.click(await screen.findByRole('option', { name: /L11/ }));
    expect(dialog.queryByRole('combobox', { name: /Reason for no cover/ })).toBeNull(); // the shop has no such codes
    await user.type(dialog.getByRole('combobox', { name: /Fault/ }), 'board');
    await waitFor(() => expect(asked).toContain('fault board symptom-1'));
    await user.click(await screen.findByRole('option', { name: /F100.*3 repairs/ }));
    await user.click(dialog.getByRole('button', { name: 'Save findings' }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({
        findings: [
          {
            symptomCodeId: 'symptom-1',
            sectionCodeId: 'section-1',
            faultCodeId: 'fault-1',
            causeCodeId: null,
            exclusionCodeId: null,
            note: null,
          },
        ],
      }),
    );
  });

  it('takes over what similar repairs found, and adds what mended them', async () => {
    const symptom = { id: 'symptom-1', code: 'S110', name: { fa: null, en: 'Dead' } };
    const fault = { id: 'fault-1', code: 'F100', name: { fa: null, en: 'Board' } };
    const cause = { id: 'cause-1', code: 'C1', name: { fa: null, en: 'Surge' } };
    const item = { id: 'part-9', code: 'FUSE', name: { fa: null, en: 'Fuse' } };
    const similar = {
      repairs: 12,
      faults: [
        { fault, cause, repairs: 9, ofModel: 4, listed: true },
        {
          fault: { ...fault, id: 'fault-2', name: { fa: null, en: 'Supply' } },
          cause,
          repairs: 0,
          ofModel: 0,
          listed: true,
        },
      ],
      remedies: [{ kind: 'part', item, repairs: 8 }],
    };
    const { user, sent } = await open(
      {
        findings: [{ symptom, section: null, fault, cause: null, exclusion: null, note: null, listed: false }],
      },
      { 'PUT /diagnosis': () => ({}), 'POST /lines': () => ({}) },
      {
        [`GET ${path}/similar-repairs`]: () => similar,
        [`GET ${path}/code-choices`]: () => ({ data: [] }),
      },
    );
    expect(await screen.findByText('Not on the list')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Fuse · 8' }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ partId: 'part-9', serviceItemId: null, quantity: 1 }));
    await user.click(button('Change'));
    const dialog = within(await screen.findByRole('dialog'));
    const found = within(await dialog.findByRole('group', { name: /12 repairs like this found/ }));
    expect(found.getByText('Supply')).toBeTruthy();
    await user.click(found.getByText('Board · 9'));
    await user.click(dialog.getByRole('button', { name: 'Save findings' }));
    await waitFor(() =>
      expect(sent[1]?.body).toMatchObject({
        findings: [{ symptomCodeId: 'symptom-1', faultCodeId: 'fault-1', causeCodeId: 'cause-1', note: null }],
      }),
    );
  });

  it('shows where the pieces of a part are, and says why more cannot be fitted', async () => {
    const { user, sent } = await open(
      { state: 'in_repair', lines: [aLine({ requested: 2, issued: 1 })] },
      { [`PUT /lines/${aLine().id}/fitted`]: () => problem(409, 'repair.fit-too-many') },
    );
    expect(await screen.findByText('requested 2 · issued 1')).toBeTruthy();
    await user.click(button('One more: Board'));
    expect(await screen.findByText('More pieces cannot be fitted than were issued.')).toBeTruthy();
    expect(sent[0]?.body).toEqual({ quantity: 1 });
  });

  it('tells where a fitted piece sits and its serials, beginning with what is known to sit there', async () => {
    const known = {
      id: 'component-1',
      slot: 'main board',
      part: { id: aLine().partId, code: 'BOARD', name: { fa: null, en: 'Board' } },
      serial: 'B-1',
      fittedOn: null,
      fittedBy: null,
      removedOn: null,
      removedBy: null,
      coveredUntil: null,
    };
    const { user, sent } = await open(
      { state: 'in_repair', lines: [aLine({ requested: 1, issued: 1, fitted: 1 })] },
      { [`PUT /lines/${aLine().id}/component`]: () => problem(409, 'devices.part-elsewhere') },
      { [`GET /api/v1/devices/${order.device.id}/parts`]: () => ({ data: [known] }) },
    );
    await user.click(button('Place and serial numbers of Board'));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(await dialog.findByRole('textbox', { name: 'Serial number that went in' }), 'B-2');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('A part of this serial number sits in a device already.')).toBeTruthy();
    expect(sent[0]?.body).toEqual({ slot: 'main board', serialIn: 'B-2', serialOut: 'B-1' });
  });

  it('hands over only what was counted out, or with a word on what is missing', async () => {
    const accessory = (id: string, name: string, quantity: number) => ({
      id,
      name: { fa: null, en: name },
      label: null,
      quantity,
      handedOut: 0,
    });
    const receipt = {
      items: [{ orderId: order.id, accessories: [accessory('a1', 'Charger', 1), accessory('a2', 'Cable', 2)] }],
    };
    const { user, sent } = await open(
      { state: 'ready', openForWork: false, allowedActions: ['hand-over'] },
      { 'POST /hand-over': () => ({ state: 'delivered', allowedActions: [] }) },
      { [`GET /api/v1/receptions/${order.reception?.id}`]: () => receipt },
      ['repair.read', 'reception.read', 'reception.hand-over'],
    );
    await user.click(button('Hand over'));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(await dialog.findByRole('checkbox', { name: 'Charger' }));
    await user.click(dialog.getByRole('button', { name: 'One more: Cable' }));
    await user.type(dialog.getByRole('textbox', { name: /missing/ }), 'One cable was lost');
    await user.click(dialog.getByRole('button', { name: 'Hand over' }));
    expect(await screen.findByText('Delivered')).toBeTruthy();
    expect(sent[0]?.body).toEqual({
      collectedBy: 'Maryam Karimi',
      accessories: [
        { accessoryId: 'a1', quantity: 1 },
        { accessoryId: 'a2', quantity: 1 },
      ],
      missingNote: 'One cable was lost',
    });
  });

  it('offers no change of the work to whoever only reads', async () => {
    await open({ lines: [aLine()] }, {}, {}, ['repair.read']);
    expect(screen.getByText('There is nothing for you to do with this order now.')).toBeTruthy();
    for (const name of ['Add a line', 'Record findings', 'Request parts', 'Take'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});
