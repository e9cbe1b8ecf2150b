import type { PlainAct, RepairAct, RepairOrder, RepairState, RepairSummary } from './api';

/** Whether the day told to the customer has passed while the device is not ready. */
export function isLate(order: Pick<RepairSummary, 'promisedOn' | 'readyAt' | 'state'>, today: string): boolean {
  return order.promisedOn !== null && order.readyAt === null && !isOver(order.state) && order.promisedOn < today;
}

export function isOver(state: RepairState): boolean {
  return state === 'delivered' || state === 'closed' || state === 'cancelled' || state === 'disposed';
}

/** The reader's civil day. */
export function localToday(now = new Date()): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** What is most urgent first: urgent orders, then the earliest promise, then the longest wait. */
export function byDueDay(one: RepairSummary, other: RepairSummary): number {
  const key = ({ priority, promisedOn, receivedAt }: RepairSummary): string =>
    `${priority === 'urgent' ? 0 : 1} ${promisedOn ?? '9999'} ${receivedAt}`;
  return key(one) < key(other) ? -1 : 1;
}

/** How an act is asked for: at once, after a question, or by a form of its own. Whether it needs a reason says the server. */
export type Asking = 'at-once' | 'confirm' | 'form';

interface ActLook {
  readonly asking: Asking;
  /** Steps on the way through the workshop always stand as buttons, side steps while they are possible. */
  readonly place: 'step' | 'aside' | 'menu';
}

const looks = {
  'start-diagnosis': { asking: 'at-once', place: 'step' },
  'start-repair': { asking: 'at-once', place: 'step' },
  'finish-repair': { asking: 'at-once', place: 'step' },
  'approve-quote': { asking: 'form', place: 'step' },
  'send-quote': { asking: 'form', place: 'aside' },
  'refuse-quote': { asking: 'form', place: 'aside' },
  'wait-for-parts': { asking: 'at-once', place: 'aside' },
  'pass-check': { asking: 'form', place: 'step' },
  'fail-check': { asking: 'form', place: 'aside' },
  'repaired-by-vendor': { asking: 'form', place: 'step' },
  'back-from-vendor': { asking: 'form', place: 'aside' },
  'replaced-by-vendor': { asking: 'form', place: 'aside' },
  replace: { asking: 'form', place: 'aside' },
  'settle-outcome': { asking: 'confirm', place: 'step' },
  'return-unrepaired': { asking: 'confirm', place: 'aside' },
  'hand-over': { asking: 'form', place: 'step' },
  close: { asking: 'confirm', place: 'step' },
  'close-without-repair': { asking: 'confirm', place: 'menu' },
  'send-to-vendor': { asking: 'form', place: 'menu' },
  'take-back-quote': { asking: 'confirm', place: 'menu' },
  'back-to-bench': { asking: 'confirm', place: 'menu' },
  'declare-beyond-repair': { asking: 'confirm', place: 'menu' },
  'close-outcome': { asking: 'confirm', place: 'menu' },
  'mark-unclaimed': { asking: 'confirm', place: 'menu' },
  cancel: { asking: 'confirm', place: 'menu' },
  dispose: { asking: 'confirm', place: 'menu' },
} as const satisfies Record<RepairAct, ActLook>;

const acts = Object.keys(looks) as readonly RepairAct[];

export function lookOf(act: RepairAct): ActLook {
  return looks[act];
}

/** The acts that bring data of their own, each with a form for it. */
export type FormAct = {
  [Act in RepairAct]: (typeof looks)[Act]['asking'] extends 'form' ? Act : never;
}[RepairAct];

export function hasForm(act: RepairAct): act is FormAct {
  return lookOf(act).asking === 'form';
}

/** The acts that bring nothing but a reason, and so go through one route. */
export function isPlain(act: RepairAct): act is PlainAct {
  return !hasForm(act) && act !== 'close-without-repair';
}

/** An act the server offers, and what stands against it. */
export interface OfferedAct {
  readonly act: RepairAct;
  readonly blockedBy: readonly string[];
}

/** What the server allows and blocks, in the order of the work: the first one allowed is the next step. */
export function offeredActs(order: Pick<RepairOrder, 'allowedActions' | 'blockedActions'>): readonly OfferedAct[] {
  const blocked = new Map(order.blockedActions.map(({ action, reasons }) => [action, reasons]));
  return acts
    .filter((act) => order.allowedActions.includes(act) || blocked.has(act))
    .map((act) => ({ act, blockedBy: blocked.get(act) ?? [] }));
}

/** Where an act stands now: a side step that is blocked is no news, so it waits in the menu with its reason. */
export function isButton({ act, blockedBy }: OfferedAct): boolean {
  const { place } = lookOf(act);
  return place === 'step' || (place === 'aside' && blockedBy.length === 0);
}

/**
 * The step to take next. A quote is one only while the customer's word is what another step waits for: it may be
 * sent at any time in the workshop.
 */
export function nextAct(offered: readonly OfferedAct[]): RepairAct | undefined {
  const wantsApproval = offered.some(({ blockedBy }) => blockedBy.includes('cost-not-approved'));
  return offered.find(
    (each) => isButton(each) && each.blockedBy.length === 0 && (each.act !== 'send-quote' || wantsApproval),
  )?.act;
}
