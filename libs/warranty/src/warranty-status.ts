import type { RegistrationState } from './coverage-facts.js';

const CLOSED = ['void', 'expired', 'transferred'] as const satisfies readonly RegistrationState[];

/**
 * Which state may follow which, of cards and registrations alike: those that stand follow the facts, back too when a
 * fact was wrong; what is closed stays closed. The database holds the same table (`warranty_state_follows`).
 */
export const STATE_MOVES: Readonly<Record<RegistrationState, readonly RegistrationState[]>> = {
  raw: ['sold', 'active', 'suspended', ...CLOSED],
  sold: ['raw', 'active', 'suspended', ...CLOSED],
  active: ['raw', 'sold', 'suspended', ...CLOSED],
  suspended: ['raw', 'sold', 'active', ...CLOSED],
  void: [],
  expired: [],
  transferred: [],
};

export const CARD_ACTIONS = ['activate', 'suspend', 'resume', 'void'] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];
/** What the office does with a card; activation is its holder's. */
export type CardMove = Exclude<CardAction, 'activate'>;

/** What can be done with a card as it stands. */
export function cardActions(card: {
  readonly state: RegistrationState;
  readonly activatedAt: Date | null;
}): CardAction[] {
  if (STATE_MOVES[card.state].length === 0) return [];
  if (card.state === 'suspended') return ['resume', 'void'];
  return card.activatedAt === null ? ['activate', 'suspend', 'void'] : ['suspend', 'void'];
}
