/** `expired` is given by the calendar, every other state by an act. */
export const CONTRACT_STATES = ['draft', 'active', 'suspended', 'expired', 'terminated'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** What moves a contract from state to state. */
export const CONTRACT_MOVES = ['activate', 'suspend', 'resume', 'terminate'] as const;
export type ContractMove = (typeof CONTRACT_MOVES)[number];

/**
 * Everything that may be done with a contract; `revise` rewords a draft, `amend` adds an addendum, `plan-billing` says how
 * the rest of the price is billed, `bill` has an instalment billed before its day.
 */
export const CONTRACT_ACTS = ['revise', ...CONTRACT_MOVES, 'amend', 'renew', 'plan-billing', 'bill'] as const;
export type ContractAct = (typeof CONTRACT_ACTS)[number];

/** C2. From which states an act is possible, where it leads (null: it stays), and whether it wants a reason. */
export const CONTRACT_TABLE: Readonly<
  Record<
    ContractAct,
    { readonly from: readonly ContractState[]; readonly to: ContractState | null; readonly reason: boolean }
  >
> = {
  revise: { from: ['draft'], to: null, reason: false },
  activate: { from: ['draft'], to: 'active', reason: false },
  suspend: { from: ['active'], to: 'suspended', reason: true },
  resume: { from: ['suspended'], to: 'active', reason: false },
  terminate: { from: ['draft', 'active', 'suspended'], to: 'terminated', reason: true },
  amend: { from: ['active', 'suspended'], to: null, reason: false },
  renew: { from: ['active', 'suspended', 'expired'], to: null, reason: false },
  'plan-billing': { from: ['active', 'suspended'], to: null, reason: false },
  bill: { from: ['active'], to: null, reason: false },
};

/** Why an act that the state allows is not possible yet or any more. */
export const CONTRACT_BLOCKERS = ['period-over', 'renewed-already'] as const;
export type ContractBlocker = (typeof CONTRACT_BLOCKERS)[number];

export interface ContractCircumstances {
  readonly state: ContractState;
  /** The last day has passed. */
  readonly over: boolean;
  readonly renewed: boolean;
}

/** Useless once the last day has passed. */
const NEEDS_PERIOD: readonly ContractAct[] = ['activate', 'resume', 'amend', 'plan-billing'];

/** What stands against an act that the state allows; null when nothing does. */
export function blockerOf(act: ContractAct, { over, renewed }: ContractCircumstances): ContractBlocker | null {
  if (over && NEEDS_PERIOD.includes(act)) return 'period-over';
  return act === 'renew' && renewed ? 'renewed-already' : null;
}

/** The acts of a state, those that are possible and those that something stands against. */
export function actsOf(about: ContractCircumstances): {
  allowedActions: ContractAct[];
  blockedActions: { action: ContractAct; reasons: ContractBlocker[] }[];
} {
  const ofState = CONTRACT_ACTS.filter((act) => CONTRACT_TABLE[act].from.includes(about.state));
  return {
    allowedActions: ofState.filter((act) => blockerOf(act, about) === null),
    blockedActions: ofState.flatMap((action) => {
      const blocker = blockerOf(action, about);
      return blocker ? [{ action, reasons: [blocker] }] : [];
    }),
  };
}
