import { byDueDay } from './states';
import type { RepairState, RepairSummary } from './api';

/** What an order on the bench needs next; first what one can do, then what one waits for. */
const needs = ['repair', 'diagnosis', 'check', 'outcome', 'parts', 'answer', 'vendor', 'checking'] as const;
export type Need = (typeof needs)[number];

/** States of an order that lies on somebody's bench. */
export const benchStates = [
  'received',
  'diagnosing',
  'awaiting_approval',
  'awaiting_parts',
  'in_repair',
  'at_vendor',
  'qc',
  'ber',
  'replaced',
] as const satisfies readonly RepairState[];

/** States in which an order may still be taken. */
export const freeStates = ['received', 'diagnosing'] as const satisfies readonly RepairState[];

const needOf: Readonly<Record<(typeof benchStates)[number], Need>> = {
  received: 'diagnosis',
  diagnosing: 'diagnosis',
  awaiting_approval: 'answer',
  awaiting_parts: 'parts',
  in_repair: 'repair',
  at_vendor: 'vendor',
  qc: 'checking',
  ber: 'outcome',
  replaced: 'outcome',
};

interface BenchGroup {
  readonly need: Need;
  readonly orders: readonly RepairSummary[];
}

/**
 * A technician's orders by what they need, the most urgent first. A colleague's finished repairs are theirs to check;
 * their own finished ones wait for a colleague.
 */
export function groupBench(own: readonly RepairSummary[], finishedByOthers: readonly RepairSummary[]): BenchGroup[] {
  const needing = (need: Need): readonly RepairSummary[] =>
    need === 'check'
      ? finishedByOthers
      : own.filter(({ state }) => state in needOf && needOf[state as keyof typeof needOf] === need);
  return needs
    .map((need) => ({ need, orders: needing(need).toSorted(byDueDay) }))
    .filter(({ orders }) => orders.length > 0);
}
