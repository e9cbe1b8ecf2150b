import { hasPermission, type Actor, type Permission } from '@aftercare/platform';

export const REPAIR_STATES = [
  'received',
  'diagnosing',
  'awaiting_approval',
  'awaiting_parts',
  'in_repair',
  'at_vendor',
  'qc',
  'ber',
  'replaced',
  'ready',
  'ready_unrepaired',
  'delivered',
  'unclaimed',
  'cancelled',
  'closed',
  'disposed',
] as const;
export type RepairState = (typeof REPAIR_STATES)[number];

/** States in which the order is over: the device may be received again. */
export const ENDED_STATES: readonly RepairState[] = ['delivered', 'closed', 'cancelled', 'disposed'];

/** States from which the order is invoiced: the work is over and the device still in the house. */
export const INVOICEABLE: readonly RepairState[] = ['ready', 'ready_unrepaired', 'unclaimed'];

/** What guards look at: the order's circumstances, read once per command and per view. */
export interface RepairFacts {
  /** The technician the device is assigned to, and whoever worked on a line. */
  readonly repairers: readonly string[];
  /** A coverage decision exists and judges exactly the lines as they stand. */
  readonly decided: boolean;
  /** Symptom and fault are coded. */
  readonly coded: boolean;
  /** The customer pays nothing, or approved a quote that covers the sum within its tolerance. */
  readonly costApproved: boolean;
  /** The customer's share of the present lines is more than nothing. */
  readonly customerPays: boolean;
  readonly quoteOpen: boolean;
  /** Part lines that are not in the technician's hands yet. */
  readonly partsShort: number;
  /** Issued pieces that are neither fitted nor returned. */
  readonly partsLoose: number;
  readonly vendorLegOpen: boolean;
  readonly vendorSerialMatches: boolean;
  readonly invoiced: boolean;
  readonly settled: boolean;
  /** Money of the customer is held that no invoice took. */
  readonly depositHeld: boolean;
  /** Something is to be invoiced: lines that were not withdrawn. */
  readonly billable: boolean;
  /** The verdict that stands grants another unit, or the device is beyond a repair that others than the customer pay. */
  readonly exchangeGranted: boolean;
  /** Days since the notice that the device is ready. */
  readonly daysReady: number;
}

/** Why an act is not possible now; each is a problem code `repair.<guard>`. */
export type GuardName =
  | 'not-decided'
  | 'not-coded'
  | 'cost-not-approved'
  | 'nothing-to-quote'
  | 'quote-open'
  | 'quote-not-open'
  | 'parts-outstanding'
  | 'parts-not-short'
  | 'parts-loose'
  | 'vendor-leg-open'
  | 'vendor-leg-not-open'
  | 'vendor-serial-differs'
  | 'tester-is-repairer'
  | 'already-invoiced'
  | 'not-settled'
  | 'exchange-not-granted'
  | 'deposit-held'
  | 'storage-limit-not-passed';

const GUARDS: Record<GuardName, (facts: RepairFacts, actor: Actor) => boolean> = {
  'not-decided': (facts) => facts.decided,
  'not-coded': (facts) => facts.coded,
  'cost-not-approved': (facts) => facts.costApproved,
  'nothing-to-quote': (facts) => facts.customerPays,
  'quote-open': (facts) => !facts.quoteOpen,
  'quote-not-open': (facts) => facts.quoteOpen,
  'parts-outstanding': (facts) => facts.partsShort === 0,
  'parts-not-short': (facts) => facts.partsShort > 0,
  'parts-loose': (facts) => facts.partsLoose === 0,
  'vendor-leg-open': (facts) => !facts.vendorLegOpen,
  'vendor-leg-not-open': (facts) => facts.vendorLegOpen,
  'vendor-serial-differs': (facts) => facts.vendorSerialMatches,
  'tester-is-repairer': (facts, actor) => actor.accountId === null || !facts.repairers.includes(actor.accountId),
  'already-invoiced': (facts) => !facts.invoiced,
  'not-settled': (facts, actor) => facts.settled || hasPermission(actor, 'repair.credit'),
  'exchange-not-granted': (facts) => facts.exchangeGranted,
  'deposit-held': (facts) => !facts.depositHeld,
  'storage-limit-not-passed': (facts) => facts.daysReady >= UNCLAIMED_DISPOSAL_DAYS,
};

/** Free storage before an unclaimed device may be disposed of; the terms printed on the receipt name it. */
const UNCLAIMED_DISPOSAL_DAYS = 60;

interface Move {
  readonly from: readonly RepairState[];
  readonly to: RepairState;
  readonly permission: Permission;
  readonly reason?: true;
  readonly guards: readonly GuardName[];
}

/**
 * Every act that moves an order, in the words of the trade. This table drives the verbs, the `allowedActions` of the
 * view, the documentation and the tests; the database refuses every other pair of states.
 */
export const REPAIR_MOVES = {
  'start-diagnosis': { from: ['received'], to: 'diagnosing', permission: 'repair.diagnose', guards: [] },
  cancel: {
    from: ['received'],
    to: 'cancelled',
    permission: 'repair.cancel',
    reason: true,
    guards: ['parts-loose', 'deposit-held'],
  },
  'send-quote': {
    from: ['diagnosing', 'awaiting_parts', 'in_repair'],
    to: 'awaiting_approval',
    permission: 'repair.quote',
    guards: ['not-decided', 'not-coded', 'nothing-to-quote'],
  },
  'approve-quote': {
    from: ['awaiting_approval'],
    to: 'in_repair',
    permission: 'repair.quote',
    guards: ['quote-not-open'],
  },
  'refuse-quote': {
    from: ['awaiting_approval'],
    to: 'ready_unrepaired',
    permission: 'repair.quote',
    guards: ['quote-not-open', 'parts-loose'],
  },
  'take-back-quote': {
    from: ['awaiting_approval'],
    to: 'diagnosing',
    permission: 'repair.quote',
    reason: true,
    guards: [],
  },
  'start-repair': {
    from: ['diagnosing', 'awaiting_parts'],
    to: 'in_repair',
    permission: 'repair.work',
    guards: ['not-decided', 'not-coded', 'cost-not-approved', 'parts-outstanding'],
  },
  'wait-for-parts': {
    from: ['diagnosing', 'awaiting_approval', 'in_repair'],
    to: 'awaiting_parts',
    permission: 'repair.work',
    guards: ['not-decided', 'not-coded', 'quote-open', 'parts-not-short'],
  },
  'close-without-repair': {
    from: ['diagnosing'],
    to: 'ready_unrepaired',
    permission: 'repair.diagnose',
    reason: true,
    guards: ['not-decided', 'not-coded', 'parts-loose'],
  },
  'finish-repair': {
    from: ['in_repair'],
    to: 'qc',
    permission: 'repair.work',
    guards: ['cost-not-approved', 'parts-outstanding', 'parts-loose'],
  },
  'pass-check': {
    from: ['qc'],
    to: 'ready',
    permission: 'repair.check',
    guards: ['tester-is-repairer', 'parts-loose'],
  },
  'fail-check': {
    from: ['qc'],
    to: 'in_repair',
    permission: 'repair.check',
    reason: true,
    guards: ['tester-is-repairer'],
  },
  'send-to-vendor': {
    from: ['received', 'diagnosing', 'awaiting_parts', 'in_repair'],
    to: 'at_vendor',
    permission: 'repair.work',
    guards: ['vendor-leg-open'],
  },
  'back-from-vendor': {
    from: ['at_vendor'],
    to: 'diagnosing',
    permission: 'repair.work',
    guards: ['vendor-leg-not-open', 'vendor-serial-differs'],
  },
  'repaired-by-vendor': {
    from: ['at_vendor'],
    to: 'qc',
    permission: 'repair.work',
    guards: ['vendor-leg-not-open', 'vendor-serial-differs'],
  },
  'replaced-by-vendor': {
    from: ['at_vendor'],
    to: 'replaced',
    permission: 'repair.work',
    reason: true,
    guards: ['vendor-leg-not-open'],
  },
  replace: {
    from: ['diagnosing', 'awaiting_parts', 'in_repair', 'ber'],
    to: 'replaced',
    permission: 'device.swap',
    reason: true,
    guards: ['not-coded', 'exchange-not-granted', 'parts-loose'],
  },
  'declare-beyond-repair': {
    from: ['diagnosing', 'awaiting_parts', 'in_repair', 'at_vendor'],
    to: 'ber',
    permission: 'repair.work',
    reason: true,
    guards: ['not-decided', 'vendor-leg-open', 'parts-loose'],
  },
  'settle-outcome': { from: ['ber', 'replaced'], to: 'ready', permission: 'repair.credit', reason: true, guards: [] },
  'return-unrepaired': {
    from: ['ber', 'replaced'],
    to: 'ready_unrepaired',
    permission: 'repair.work',
    reason: true,
    guards: [],
  },
  'close-outcome': {
    from: ['ber', 'replaced'],
    to: 'closed',
    permission: 'repair.credit',
    reason: true,
    guards: ['parts-loose', 'deposit-held'],
  },
  'back-to-bench': {
    from: ['ready', 'ready_unrepaired'],
    to: 'diagnosing',
    permission: 'reception.hand-over',
    reason: true,
    guards: ['already-invoiced'],
  },
  'hand-over': {
    from: ['ready', 'ready_unrepaired', 'unclaimed'],
    to: 'delivered',
    permission: 'reception.hand-over',
    guards: ['not-settled', 'deposit-held'],
  },
  'mark-unclaimed': {
    from: ['ready', 'ready_unrepaired'],
    to: 'unclaimed',
    permission: 'reception.hand-over',
    guards: [],
  },
  dispose: {
    from: ['unclaimed'],
    to: 'disposed',
    permission: 'repair.credit',
    reason: true,
    guards: ['storage-limit-not-passed'],
  },
  close: { from: ['delivered'], to: 'closed', permission: 'repair.work', guards: ['parts-loose'] },
} as const satisfies Record<string, Move>;

export type RepairAct = keyof typeof REPAIR_MOVES;
export const REPAIR_ACTS = Object.keys(REPAIR_MOVES) as RepairAct[];

/** The acts that bring data of their own; all others are plain moves with at most a reason. */
const ACTS_WITH_DATA: readonly RepairAct[] = [
  'send-quote',
  'approve-quote',
  'refuse-quote',
  'close-without-repair',
  'pass-check',
  'fail-check',
  'send-to-vendor',
  'back-from-vendor',
  'repaired-by-vendor',
  'replaced-by-vendor',
  'replace',
  'hand-over',
];

export const PLAIN_ACTS = REPAIR_ACTS.filter((act) => !ACTS_WITH_DATA.includes(act));

/** Acts after which no part is wanted any more: what the store reserved goes back to the shelf. */
export const ENDS_PARTS: readonly RepairAct[] = [
  'cancel',
  'declare-beyond-repair',
  'close-outcome',
  'return-unrepaired',
];

export function moveOf(act: RepairAct): Move {
  return REPAIR_MOVES[act];
}

/** R2. The guards that stand against an act now; empty when it may happen. The state is not looked at. */
export function blockersOf(act: RepairAct, facts: RepairFacts, actor: Actor): GuardName[] {
  return moveOf(act).guards.filter((guard) => !GUARDS[guard](facts, actor));
}

/** An act that the state allows and the actor has the right to, and what still stands against it. */
export interface ActionView {
  readonly action: RepairAct;
  readonly to: RepairState;
  readonly needsReason: boolean;
  readonly blockedBy: readonly GuardName[];
}

/** R3. What this actor can do with an order in this state: the source of every button. */
export function actionsFor(state: RepairState, facts: RepairFacts, actor: Actor): ActionView[] {
  return REPAIR_ACTS.filter((act) => {
    const move = moveOf(act);
    return move.from.includes(state) && hasPermission(actor, move.permission);
  }).map((act) => ({
    action: act,
    to: moveOf(act).to,
    needsReason: moveOf(act).reason ?? false,
    blockedBy: blockersOf(act, facts, actor),
  }));
}
