import { screen, waitFor, within } from '@testing-library/react';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Claim, ClaimableLine, ClaimLine, Core, Supplier } from './api';

const uuid = (last: number): string => `0193f2aa-0000-7000-8000-${String(last).padStart(12, '0')}`;
const reader = signedIn({ permissions: ['claim.read', 'repair.read'] });
const desk = signedIn({
  permissions: [
    'claim.read',
    'claim.manage',
    'claim.settle',
    'claim.core',
    'claim.terms',
    'catalog.read',
    'repair.read',
  ],
});
const pageOf = <Row,>(...data: Row[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const maker = { id: uuid(1), code: 'SEPEHR', name: { fa: 'سپهر', en: 'Sepehr Industries' } };
const importer = { id: uuid(2), code: 'NOVA', name: { fa: 'نوا', en: 'Nova Trade' } };
const center = { id: 'c1', code: 'THR-1', name: { fa: 'مرکز ونک', en: 'Vanak centre' } };
const shared = {
  'GET /api/v1/company': () => ({ currency: 'IRR' }),
  'GET /api/v1/suppliers': () => ({ data: [] }),
};
const line: ClaimableLine = {
  id: uuid(10),
  supplier: maker,
  center,
  order: { id: uuid(20), number: 'RO-1405-000231' },
  device: { id: uuid(30), product: { fa: null, en: 'TV 55' }, serial: 'SN-1' },
  class: 'parts',
  description: { fa: null, en: 'Main board' },
  quantity: 1,
  amount: 8_625_000,
  doneOn: '2026-11-01',
  claimBy: '2026-12-01',
  daysLeft: 4,
  core: { id: uuid(40), state: 'due', dueOn: '2026-12-01' },
};
const labour: ClaimableLine = {
  ...line,
  id: uuid(11),
  class: 'labour',
  description: { fa: null, en: 'Board change' },
  amount: 1_500_000,
  core: null,
};
const foreign: ClaimableLine = { ...line, id: uuid(12), supplier: importer, description: { fa: null, en: 'Screen' } };

const claimLine = (of: ClaimableLine, more: Partial<ClaimLine> = {}): ClaimLine => {
  const { supplier: _, center: __, daysLeft: ___, ...subject } = of;
  return { ...subject, reasons: [], accepted: 0, waits: true, answers: [], ...more };
};
const claim: Claim = {
  id: uuid(50),
  number: 'SCL-THR-1-1405-000001',
  supplier: maker,
  center,
  state: 'submitted',
  round: 1,
  lineCount: 2,
  claimed: 10_125_000,
  accepted: 0,
  settled: null,
  submittedOn: '2026-11-05',
  ageDays: 17,
  draftedAt: '2026-11-05T08:00:00Z',
  version: 2,
  company: { fa: null, en: 'Mehr Service' },
  draftedBy: 'Omid',
  lines: [claimLine(line), claimLine(labour)],
  submissions: [{ round: 1, submittedOn: '2026-11-05', lineCount: 2, note: null, submittedBy: 'Omid' }],
  settlement: null,
  payments: [],
  allowedActions: ['answer'],
  blockedActions: [],
};
const claimPath = `/api/v1/supplier-claims/${claim.id}`;

describe('lines to claim', () => {
  it('of one supplier become a claim in two presses; lines of another cannot be added', async () => {
    const sent: unknown[] = [];
    const { user } = await renderRoute('/claims', {
      ...desk,
      ...shared,
      'GET /api/v1/claimable-lines': () => pageOf(line, labour, foreign),
      'POST /api/v1/supplier-claims': (_, body) => {
        sent.push(body);
        return { ...claim, number: null, state: 'draft', round: 0 };
      },
      [`GET ${claimPath}`]: () => ({
        ...claim,
        number: null,
        state: 'draft',
        round: 0,
        submittedOn: null,
        ageDays: null,
      }),
    });
    expect((await screen.findAllByText('4 days left')).length).toBe(3);
    await user.click(screen.getByRole('checkbox', { name: 'Choose Main board of RO-1405-000231' }));
    expect(screen.getByRole('checkbox', { name: /Choose Screen/ }).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('button', { name: /All lines on this page of/ }));
    expect(screen.getByText(/^2 lines, .*10,125,000/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Make a claim' }));
    await waitFor(() =>
      expect(sent).toEqual([{ supplierId: maker.id, centerId: center.id, lineIds: [line.id, labour.id] }]),
    );
    expect(await screen.findByRole('heading', { name: /Draft claim on/ })).toBeTruthy();
  });

  it('that somebody claimed meanwhile are refused in words; readers choose nothing; an empty list teaches', async () => {
    const { user, unmount } = await renderRoute('/claims', {
      ...desk,
      ...shared,
      'GET /api/v1/claimable-lines': () => pageOf(line),
      'POST /api/v1/supplier-claims': () => problem(409, 'claims.line-claimed'),
    });
    await user.click(await screen.findByRole('checkbox', { name: /Choose Main board/ }));
    await user.click(screen.getByRole('button', { name: 'Make a claim' }));
    expect(await screen.findByText(/put in another claim meanwhile/)).toBeTruthy();
    unmount();
    await renderRoute('/claims', { ...reader, ...shared, 'GET /api/v1/claimable-lines': () => pageOf() });
    expect(await screen.findByText('Nothing to claim')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make a claim' })).toBeNull();
  });

  it('are closed to whoever may not see claims', async () => {
    await renderRoute('/claims', signedIn({ permissions: [] }));
    expect(await screen.findByText('This page is not part of your work here')).toBeTruthy();
  });
});

describe('a claim', () => {
  it('takes the answer to all lines at once: accepted unless said otherwise, refused without the old part', async () => {
    const answers: unknown[] = [];
    const { user } = await renderRoute(`/claims/sent/${claim.id}`, {
      ...desk,
      ...shared,
      [`GET ${claimPath}`]: () => claim,
      [`POST ${claimPath}/answers`]: (_, body) => {
        answers.push(body);
        return { ...claim, state: 'answered', allowedActions: [] };
      },
    });
    expect(await screen.findByText(/can only be refused/)).toBeTruthy();
    await user.click(screen.getAllByRole('combobox')[0]!);
    await user.keyboard('{Escape}{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(answers).toEqual([
        {
          answers: [
            { lineId: line.id, decision: 'refused', amount: null, reason: 'core-missing', note: null },
            { lineId: labour.id, decision: 'accepted', amount: null, reason: null, note: null },
          ],
        },
      ]),
    );
  });

  it('that is settled names the invoices it paid, and what is over', async () => {
    const settlement: Claim['settlement'] = {
      kind: 'credit-note',
      amount: 9_500_000,
      reference: 'CN-77',
      on: '2026-11-20',
    };
    const payments: Claim['payments'] = [
      { invoice: { id: 'i1', number: 'WIN-THR1-1405-000001', payer: 'maker' }, amount: 8_625_000 },
    ];
    const settled: Claim = { ...claim, state: 'settled', settled: 9_500_000, settlement, payments, allowedActions: [] };
    await renderRoute(`/claims/sent/${claim.id}`, { ...desk, ...shared, [`GET ${claimPath}`]: () => settled });
    const invoice = await screen.findByRole('link', { name: 'WIN-THR1-1405-000001' });
    expect(invoice.getAttribute('href')).toBe('/invoices/i1');
    await waitFor(() => expect(screen.getByText(/beyond the invoices/).textContent).toContain('875,000'));
  });

  it('lets a line leave its draft', async () => {
    let draft: Claim = { ...claim, number: null, state: 'draft', round: 0, submissions: [] };
    draft = { ...draft, allowedActions: ['submit', 'discard', 'remove-line'] };
    const { user } = await renderRoute(`/claims/sent/${claim.id}`, {
      ...desk,
      ...shared,
      [`GET ${claimPath}`]: () => draft,
      [`DELETE ${claimPath}/lines/${line.id}`]: () => {
        const blockedActions: Claim['blockedActions'] = [{ action: 'remove-line', reasons: ['only-line'] }];
        draft = { ...draft, lines: [claimLine(labour)], allowedActions: ['submit', 'discard'], blockedActions };
        return draft;
      },
    });
    await user.click((await screen.findAllByRole('button', { name: 'Take out' }))[0]!);
    expect(await screen.findByText('The line can be claimed again.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Take out' })).toBeNull());
    expect(screen.getByRole('button', { name: 'Throw away' })).toBeTruthy();
  });

  it('shows every round, is settled at what was accepted, and says why it cannot be sent again', async () => {
    const answered: Claim = {
      ...claim,
      state: 'answered',
      accepted: 8_000_000,
      lines: [
        claimLine(line, {
          waits: false,
          accepted: 8_000_000,
          answers: [
            {
              round: 1,
              decision: 'partly',
              asked: 8_625_000,
              amount: 8_000_000,
              reason: 'price-too-high',
              note: 'list of May',
              answeredBy: 'Omid',
              answeredAt: '2026-11-20T08:00:00Z',
            },
          ],
        }),
      ],
      allowedActions: ['settle'],
      blockedActions: [{ action: 'resubmit', reasons: ['nothing-refused'] }],
    };
    const settlements: unknown[] = [];
    const { user } = await renderRoute(`/claims/sent/${claim.id}`, {
      ...desk,
      ...shared,
      [`GET ${claimPath}`]: () => answered,
      [`POST ${claimPath}/settlement`]: (_, body) => {
        settlements.push(body);
        return answered;
      },
    });
    const table = await screen.findByRole('table', { name: 'Lines' });
    expect(within(table).getAllByText(/Price too high/).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Send again' }).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Settle' }));
    const panel = await screen.findByRole('dialog');
    await user.type(within(panel).getByRole('textbox', { name: 'Reference no.' }), 'CN-77');
    await user.click(within(panel).getByRole('button', { name: 'Settle' }));
    await waitFor(() =>
      expect(settlements).toMatchObject([{ kind: 'credit-note', amount: 8_000_000, reference: 'CN-77' }]),
    );
  });
});

describe('old parts', () => {
  const core: Core = {
    id: uuid(40),
    state: 'due',
    dueOn: '2026-10-01',
    part: { id: uuid(60), sku: 'BOARD', name: { fa: null, en: 'Main board' } },
    quantity: 1,
    supplier: maker,
    center,
    order: line.order,
    claim: { id: claim.id, number: claim.number },
    keeper: 'Omid',
    late: true,
    sentOn: null,
    sentReference: null,
    note: null,
    version: 1,
    allowedActions: ['receive'],
  };

  it('are taken in with one press and sent with a number; a late one says so', async () => {
    let now: Core = core;
    const moves: unknown[] = [];
    const { user } = await renderRoute('/claims/cores', {
      ...desk,
      ...shared,
      'GET /api/v1/claim-cores': () => pageOf(now),
      [`POST /api/v1/claim-cores/${core.id}/moves`]: (_, body) => {
        moves.push(body);
        now = { ...core, state: 'received', allowedActions: ['send'], version: 2 };
        return new Response(null, { status: 204 });
      },
    });
    expect(await screen.findByText('Due · late')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take in' }));
    await user.click(await screen.findByRole('button', { name: 'Send' }));
    const panel = await screen.findByRole('dialog', { name: 'Send the old part' });
    await user.type(within(panel).getByRole('textbox', { name: 'Consignment no.' }), 'PKG-9');
    await user.click(within(panel).getByRole('button', { name: 'Send' }));
    await waitFor(() =>
      expect(moves).toEqual([
        { act: 'receive', reference: null, note: null },
        { act: 'send', reference: 'PKG-9', note: null },
      ]),
    );
  });
});

describe('suppliers', () => {
  const supplier: Supplier = {
    ...maker,
    kind: 'maker',
    email: null,
    phone: null,
    retiredOn: null,
    version: 3,
    agreements: [
      {
        id: uuid(70),
        brand: { id: uuid(71), name: { fa: null, en: 'Sepehr' } },
        productGroup: null,
        product: null,
        part: null,
        number: 1,
        validFrom: '2026-01-01',
        validTo: null,
        terms: {
          calendar: 'gregorian',
          startBasis: 'sale',
          months: 24,
          cover: [{ class: 'parts', percent: 100 }],
          claim: { partsAt: 'cost', handlingPercent: 15 },
          claimWithinDays: 30,
          core: { withinDays: 20 },
        },
        recordedBy: 'Omid',
        recordedAt: '2026-01-01T08:00:00Z',
      },
    ],
  };

  it('show what they owe, and agree to a next version for everything', async () => {
    const agreements: unknown[] = [];
    const { user } = await renderRoute(`/claims/suppliers/${supplier.id}`, {
      ...desk,
      ...shared,
      [`GET /api/v1/suppliers/${supplier.id}`]: () => supplier,
      [`POST /api/v1/suppliers/${supplier.id}/agreements`]: (_, body) => {
        agreements.push(body);
        return problem(409, 'claims.agreement-not-later');
      },
    });
    expect(await screen.findByText(/24 months from the sale · Parts 100% · claim within 30 days/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'New agreement' }));
    const panel = await screen.findByRole('dialog');
    await user.click(within(panel).getByRole('combobox', { name: 'For' }));
    await user.click(await screen.findByRole('option', { name: 'Everything' }));
    await user.click(within(panel).getByRole('button', { name: 'Save the agreement' }));
    expect(await within(panel).findByText(/Choose a later day/)).toBeTruthy();
    expect(agreements).toMatchObject([
      {
        brandId: null,
        partId: null,
        terms: {
          months: 18,
          cover: [
            { class: 'parts', percent: 100 },
            { class: 'unit', percent: 100 },
          ],
          claimWithinDays: 30,
        },
      },
    ]);
  });

  it('are retired, after a question, and brought back', async () => {
    let now: Supplier = supplier;
    const changes: unknown[] = [];
    const { user } = await renderRoute(`/claims/suppliers/${supplier.id}`, {
      ...desk,
      ...shared,
      [`GET /api/v1/suppliers/${supplier.id}`]: () => now,
      [`PATCH /api/v1/suppliers/${supplier.id}`]: (_, body) => {
        changes.push(body);
        now = { ...now, ...(body as Partial<Supplier>), version: now.version + 1 };
        return now;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Retire' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Retire' }));
    expect(await screen.findByText('Retired on')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'New agreement' }).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Bring back' }));
    await waitFor(() => expect(screen.queryByText('Retired on')).toBeNull());
    expect(changes).toEqual([{ retiredOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) }, { retiredOn: null }]);
  });

  it('are measured by what they gave back', async () => {
    await renderRoute('/claims/recovery?from=2026-01-01&to=2026-12-31', {
      ...reader,
      ...shared,
      'GET /api/v1/claim-recovery': () => ({
        data: [
          {
            supplier: maker,
            claims: 3,
            claimed: 10_125_000,
            accepted: 9_500_000,
            settled: 9_500_000,
            rateBp: 9383,
            daysToSettle: 12,
            open: { to30: 0, to60: 0, to90: 0, over90: 0 },
          },
        ],
      }),
    });
    expect(await screen.findByText('93.83%')).toBeTruthy();
  });
});
