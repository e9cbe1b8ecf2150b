import type { Permission } from '@aftercare/platform';

/** `resubmitted`: sent again with the lines that were not accepted whole. */
export const CLAIM_STATES = ['draft', 'submitted', 'answered', 'resubmitted', 'settled'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** What may be done with a claim; `discard` frees the lines of a draft, `remove-line` one of them. */
export const CLAIM_ACTS = ['submit', 'discard', 'remove-line', 'answer', 'resubmit', 'settle'] as const;
export type ClaimAct = (typeof CLAIM_ACTS)[number];

/** S8. From which states an act is possible and whose it is. */
export const CLAIM_TABLE: Readonly<
  Record<ClaimAct, { readonly from: readonly ClaimState[]; readonly permission: Permission }>
> = {
  submit: { from: ['draft'], permission: 'claim.manage' },
  discard: { from: ['draft'], permission: 'claim.manage' },
  'remove-line': { from: ['draft'], permission: 'claim.manage' },
  answer: { from: ['submitted', 'resubmitted'], permission: 'claim.manage' },
  resubmit: { from: ['answered'], permission: 'claim.manage' },
  settle: { from: ['answered'], permission: 'claim.settle' },
};

/** Why an act that the state allows is not possible now. */
export const CLAIM_BLOCKERS = ['nothing-refused', 'only-line'] as const;
export type ClaimBlocker = (typeof CLAIM_BLOCKERS)[number];

/** `refused`: a line was not accepted whole. */
export interface ClaimCircumstances {
  readonly state: ClaimState;
  readonly refused: boolean;
  readonly lineCount: number;
}

/** The acts of a claim for somebody with these rights. */
export function actsOf(
  { state, refused, lineCount }: ClaimCircumstances,
  may: (permission: Permission) => boolean,
): {
  allowedActions: ClaimAct[];
  blockedActions: { action: ClaimAct; reasons: ClaimBlocker[] }[];
} {
  const ofState = CLAIM_ACTS.filter((act) => CLAIM_TABLE[act].from.includes(state) && may(CLAIM_TABLE[act].permission));
  const blockerOf = (act: ClaimAct): ClaimBlocker | null => {
    if (act === 'resubmit' && !refused) return 'nothing-refused';
    return act === 'remove-line' && lineCount < 2 ? 'only-line' : null;
  };
  return {
    allowedActions: ofState.filter((act) => blockerOf(act) === null),
    blockedActions: ofState.flatMap((action) => {
      const blocker = blockerOf(action);
      return blocker ? [{ action, reasons: [blocker] }] : [];
    }),
  };
}
