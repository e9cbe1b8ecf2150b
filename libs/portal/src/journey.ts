import type { RepairState } from '@aftercare/repair';

export const JOURNEY_STEPS = [
  'received',
  'diagnosis',
  'answer',
  'repair',
  'check',
  'ready',
  'delivered',
  'ended',
] as const;
/** The way of a device through the workshop as its owner sees it; `ended` = it ended in another way than hand-over. */
export type JourneyStep = (typeof JOURNEY_STEPS)[number];

export const JOURNEY_STATUSES = [
  'received',
  'diagnosing',
  'awaiting-answer',
  'awaiting-parts',
  'in-repair',
  'at-vendor',
  'checking',
  'beyond-repair',
  'replaced',
  'ready',
  'ready-unrepaired',
  'unclaimed',
  'delivered',
  'cancelled',
  'closed',
  'disposed',
] as const;
export type JourneyStatus = (typeof JOURNEY_STATUSES)[number];

export interface Journey {
  readonly status: JourneyStatus;
  /** In order; `at` is when the device last came to a step that lies behind, or to the present one. */
  readonly steps: readonly {
    readonly step: JourneyStep;
    readonly standing: 'done' | 'current' | 'ahead';
    readonly at: string | null;
  }[];
}

/** What a journey is told from. Instants in ISO 8601. */
export interface JourneyFacts {
  readonly state: RepairState;
  readonly receivedAt: string;
  readonly deliveredAt: string | null;
  /** A quote was sent, whatever became of it. */
  readonly quoted: boolean;
  readonly moves: readonly { readonly to: RepairState; readonly at: string }[];
}

const PLACES: Record<RepairState, { readonly step: JourneyStep; readonly status: JourneyStatus }> = {
  received: { step: 'received', status: 'received' },
  diagnosing: { step: 'diagnosis', status: 'diagnosing' },
  awaiting_approval: { step: 'answer', status: 'awaiting-answer' },
  awaiting_parts: { step: 'repair', status: 'awaiting-parts' },
  in_repair: { step: 'repair', status: 'in-repair' },
  at_vendor: { step: 'repair', status: 'at-vendor' },
  qc: { step: 'check', status: 'checking' },
  ber: { step: 'repair', status: 'beyond-repair' },
  replaced: { step: 'repair', status: 'replaced' },
  ready: { step: 'ready', status: 'ready' },
  ready_unrepaired: { step: 'ready', status: 'ready-unrepaired' },
  unclaimed: { step: 'ready', status: 'unclaimed' },
  delivered: { step: 'delivered', status: 'delivered' },
  cancelled: { step: 'ended', status: 'cancelled' },
  closed: { step: 'ended', status: 'closed' },
  disposed: { step: 'ended', status: 'disposed' },
};

const ALWAYS_AHEAD: readonly JourneyStep[] = ['received', 'diagnosis', 'repair', 'check', 'ready', 'delivered'];

/**
 * P7. The journey of an order. Behind the present step lies only what the device went through, ahead of it the regular
 * way; the question to the customer is on it once there was one.
 */
export function journeyOf(facts: JourneyFacts): Journey {
  const { step: here, status } = placeOf(facts.state, facts);
  const reached = new Map<JourneyStep, string>([['received', facts.receivedAt]]);
  // A move within a step keeps the time at which the device came to it.
  let before: JourneyStep = 'received';
  for (const { to, at } of facts.moves) {
    const { step } = placeOf(to, facts);
    if (step !== before) reached.set(step, at);
    before = step;
  }
  const position = JOURNEY_STEPS.indexOf(here);
  const ahead = facts.quoted ? [...ALWAYS_AHEAD, 'answer'] : ALWAYS_AHEAD;
  const steps = JOURNEY_STEPS.filter((step, index) => {
    if (index === position) return true;
    return index < position ? reached.has(step) : here !== 'delivered' && ahead.includes(step);
  });
  return {
    status,
    steps: steps.map((step) => {
      const index = JOURNEY_STEPS.indexOf(step);
      const standing = index < position ? 'done' : index === position ? 'current' : 'ahead';
      return { step, standing, at: standing === 'ahead' ? null : (reached.get(step) ?? null) };
    }),
  };
}

/** An order that is closed after its hand-over was, for its owner, delivered. */
function placeOf(state: RepairState, { deliveredAt }: JourneyFacts): (typeof PLACES)[RepairState] {
  return PLACES[state === 'closed' && deliveredAt !== null ? 'delivered' : state];
}
