import { REPAIR_STATES, type RepairState } from '@aftercare/repair';
import { JOURNEY_STATUSES, journeyOf, type JourneyFacts } from './journey.js';

const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`;

/** An order that went through these states, one an hour. */
function went(states: readonly RepairState[], rest: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    state: states.at(-1) ?? 'received',
    receivedAt: at(0),
    deliveredAt: null,
    quoted: states.includes('awaiting_approval'),
    moves: states.map((to, index) => ({ to, at: at(index + 1) })),
    ...rest,
  };
}
const told = (facts: JourneyFacts) =>
  journeyOf(facts).steps.map(({ step, standing }) => `${step}${{ done: '', current: '!', ahead: '?' }[standing]}`);

describe('P7 the journey', () => {
  it('starts at the counter with the regular way ahead', () => {
    expect(told(went([]))).toEqual(['received!', 'diagnosis?', 'repair?', 'check?', 'ready?', 'delivered?']);
  });

  it('asks the customer only when there is something to ask', () => {
    expect(told(went(['diagnosing', 'awaiting_approval']))).toEqual([
      'received',
      'diagnosis',
      'answer!',
      'repair?',
      'check?',
      'ready?',
      'delivered?',
    ]);
    expect(told(went(['diagnosing', 'in_repair']))).toEqual([
      'received',
      'diagnosis',
      'repair!',
      'check?',
      'ready?',
      'delivered?',
    ]);
  });

  it('leaves out what a device that goes home unrepaired never saw', () => {
    const refused = went(['diagnosing', 'awaiting_approval', 'ready_unrepaired']);
    expect(told(refused)).toEqual(['received', 'diagnosis', 'answer', 'ready!', 'delivered?']);
    expect(journeyOf(refused).status).toBe('ready-unrepaired');
  });

  it('forgets a step it went back from, and tells when it last came to each', () => {
    const failed = went(['diagnosing', 'in_repair', 'qc', 'in_repair', 'awaiting_parts', 'in_repair']);
    expect(told(failed)).toEqual(['received', 'diagnosis', 'repair!', 'check?', 'ready?', 'delivered?']);
    expect(journeyOf(failed).steps.map((step) => step.at)).toEqual([at(0), at(1), at(4), null, null, null]);
  });

  it('ends with the hand-over, also after the books are closed', () => {
    const handed = went(['diagnosing', 'in_repair', 'qc', 'ready', 'delivered', 'closed'], { deliveredAt: at(5) });
    expect(journeyOf(handed).status).toBe('delivered');
    expect(told(handed)).toEqual(['received', 'diagnosis', 'repair', 'check', 'ready', 'delivered!']);
    expect(journeyOf(handed).steps.at(-1)?.at).toBe(at(5));
  });

  it('ends otherwise with nothing ahead', () => {
    expect(told(went(['cancelled']))).toEqual(['received', 'ended!']);
    expect(told(went(['diagnosing', 'ber', 'closed']))).toEqual(['received', 'diagnosis', 'repair', 'ended!']);
  });

  it.each(REPAIR_STATES)('has a place for %s', (state) => {
    const { status, steps } = journeyOf(went([state]));
    expect(JOURNEY_STATUSES).toContain(status);
    expect(steps.filter((step) => step.standing === 'current')).toHaveLength(1);
  });
});
