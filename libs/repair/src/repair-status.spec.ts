import { type Actor, type Permission, PERMISSIONS, ProblemError } from '@aftercare/platform';
import { RepairOrder } from './repair-order.entity.js';
import {
  actionsFor,
  type GuardName,
  moveOf,
  PLAIN_ACTS,
  REPAIR_ACTS,
  REPAIR_STATES,
  type RepairAct,
  type RepairFacts,
  type RepairState,
} from './repair-status.js';

const NOW = new Date('2026-05-02T09:30:00Z');

/** Circumstances under which no guard objects to anything but the acts that need something to be open. */
const FAVOURABLE: RepairFacts = {
  repairers: ['repairer'],
  decided: true,
  coded: true,
  costApproved: true,
  customerPays: true,
  quoteOpen: false,
  partsShort: 0,
  partsLoose: 0,
  vendorLegOpen: false,
  vendorSerialMatches: true,
  invoiced: false,
  settled: true,
  depositHeld: false,
  billable: true,
  exchangeGranted: true,
  daysReady: 60,
};

/** What must differ from the favourable for a guard to object. */
const OBJECTIONS: Record<GuardName, Partial<RepairFacts>> = {
  'not-decided': { decided: false },
  'not-coded': { coded: false },
  'cost-not-approved': { costApproved: false },
  'nothing-to-quote': { customerPays: false },
  'quote-open': { quoteOpen: true },
  'quote-not-open': { quoteOpen: false },
  'parts-outstanding': { partsShort: 1 },
  'parts-not-short': { partsShort: 0 },
  'parts-loose': { partsLoose: 1 },
  'vendor-leg-open': { vendorLegOpen: true },
  'vendor-leg-not-open': { vendorLegOpen: false },
  'vendor-serial-differs': { vendorSerialMatches: false },
  'tester-is-repairer': { repairers: ['somebody', 'tester'] },
  'already-invoiced': { invoiced: true },
  'not-settled': { settled: false },
  'exchange-not-granted': { exchangeGranted: false },
  'deposit-held': { depositHeld: true },
  'storage-limit-not-passed': { daysReady: 59 },
};

function staff(permissions: readonly Permission[] = PERMISSIONS): Actor {
  return {
    kind: 'staff',
    accountId: 'tester',
    name: 'Sara',
    permissions: new Set(permissions),
    centers: 'all',
    requestId: null,
  };
}

function anOrder(state: RepairState): RepairOrder {
  return Object.assign(new RepairOrder(), {
    id: 'order',
    number: 'RO-1405-000001',
    state,
    outcome: null,
    readyAt: null,
  });
}

/** Facts under which the act may happen: some acts need a quote or a shortage to be there. */
function factsFor(act: RepairAct): RepairFacts {
  const { guards } = moveOf(act);
  return {
    ...FAVOURABLE,
    quoteOpen: guards.includes('quote-not-open'),
    partsShort: guards.includes('parts-not-short') ? 1 : 0,
    vendorLegOpen: guards.includes('vendor-leg-not-open'),
  };
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('the state table', () => {
  it.each(REPAIR_STATES.flatMap((state) => REPAIR_ACTS.map((act) => [state, act] as const)))(
    'R1 %s: %s happens exactly where the table says, and a refusal changes nothing',
    (state, act) => {
      const order = anOrder(state);
      const refusal = refusalOf(() => order.move(act, factsFor(act), staff(), NOW, 'a reason'));
      const allowed = moveOf(act).from.includes(state);
      expect(refusal).toBe(allowed ? 'accepted' : 'repair.act-not-allowed');
      expect(order.state).toBe(allowed ? moveOf(act).to : state);
    },
  );

  it.each(REPAIR_ACTS.flatMap((act) => moveOf(act).guards.map((guard) => [act, guard] as const)))(
    'R2 %s is refused by %s',
    (act, guard) => {
      const order = anOrder(moveOf(act).from[0] ?? 'received');
      const before = order.state;
      const permissions = PERMISSIONS.filter(
        (permission) => permission !== 'repair.credit' || moveOf(act).permission === permission,
      );
      const facts = { ...factsFor(act), ...OBJECTIONS[guard] };
      expect(refusalOf(() => order.move(act, facts, staff(permissions), NOW, 'a reason'))).toBe(`repair.${guard}`);
      expect(order.state).toBe(before);
    },
  );

  it('R1 an act needs its permission, and where the table says so a reason', () => {
    for (const act of REPAIR_ACTS) {
      const { from, permission, reason } = moveOf(act);
      const state = from[0] ?? 'received';
      const others = PERMISSIONS.filter((each) => each !== permission);
      expect(refusalOf(() => anOrder(state).move(act, factsFor(act), staff(others), NOW, 'a reason'))).toBe(
        'not-allowed',
      );
      expect(refusalOf(() => anOrder(state).move(act, factsFor(act), staff(), NOW, null))).toBe(
        reason ? 'repair.reason-missing' : 'accepted',
      );
    }
  });

  it('R3 offers what state and rights allow, and says what stands against the rest', () => {
    const facts = { ...FAVOURABLE, costApproved: false, partsShort: 2 };
    const actions = actionsFor('diagnosing', facts, staff(['repair.work', 'repair.quote']));
    expect(actions.map((action) => action.action)).toEqual([
      'send-quote',
      'start-repair',
      'wait-for-parts',
      'send-to-vendor',
      'declare-beyond-repair',
    ]);
    expect(actions.find((action) => action.action === 'start-repair')?.blockedBy).toEqual([
      'cost-not-approved',
      'parts-outstanding',
    ]);
    expect(actionsFor('closed', FAVOURABLE, staff())).toEqual([]);
  });

  it('R1 remembers when it became ready, was delivered and was closed, and forgets readiness when it goes back', () => {
    const order = anOrder('qc');
    order.move('pass-check', FAVOURABLE, staff(), NOW, null);
    expect(order).toMatchObject({ state: 'ready', readyAt: NOW, outcome: 'repaired' });
    order.move('back-to-bench', FAVOURABLE, staff(), NOW, 'still noisy');
    expect(order).toMatchObject({ state: 'diagnosing', readyAt: null });
    const delivered = anOrder('ready');
    delivered.move('hand-over', FAVOURABLE, staff(), NOW, null);
    delivered.move('close', FAVOURABLE, staff(), NOW, null);
    expect(delivered).toMatchObject({ state: 'closed', deliveredAt: NOW, closedAt: NOW });
  });

  it('R2 credit may be given by right', () => {
    const unpaid = { ...FAVOURABLE, settled: false };
    expect(refusalOf(() => anOrder('ready').move('hand-over', unpaid, staff(), NOW, null))).toBe('accepted');
  });

  it('every state but the last ones can be left, and every plain act brings no data', () => {
    const left = new Set(REPAIR_ACTS.flatMap((act) => moveOf(act).from));
    expect(REPAIR_STATES.filter((state) => !left.has(state))).toEqual(['cancelled', 'closed', 'disposed']);
    expect(PLAIN_ACTS).not.toContain('hand-over');
  });
});
