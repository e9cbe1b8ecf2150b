import { apportion, mulDivHalfUp } from '@aftercare/kernel';
import type { LineVerdict } from './coverage-verdict.js';
import { claimAmount, type ClaimTerms, type CostBearer, type CoverClass } from './policy-terms.js';

/** What one bearer owes for a line, in minor units without tax. */
export interface ClaimShare {
  readonly payer: CostBearer;
  readonly amount: number;
}

/**
 * R14. What each bearer owes for a line by its verdict, in the order in which they pay. What the product warranty pays is
 * claimed by its terms, what a recall, a promise, a contract or a favour pays at list price. Each sum is rounded once,
 * half-up, and its parts add to it: at list price all together are the covered amount exactly.
 */
export function shareClaims(
  { payers }: Pick<LineVerdict, 'payers'>,
  terms: ClaimTerms | null,
  line: { readonly class: CoverClass; readonly listAmount: number; readonly costAmount: number },
): ClaimShare[] {
  const weights = payers.map(({ payer, rule, share, amount = share }) => {
    const byTerms = rule === 'product-warranty' || rule === 'doa';
    return { payer, weight: amount, whole: claimAmount((byTerms && terms) || AT_LIST, line) };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const owed = new Map<CostBearer, number>();
  for (const whole of new Set(weights.map((each) => each.whole))) {
    const bearers = weights.flatMap(({ payer, weight, whole: of }) =>
      payer !== 'customer' && of === whole ? [{ payer, weight }] : [],
    );
    const sum = bearers.reduce((all, { weight }) => all + weight, 0);
    if (sum === 0) continue;
    const parts = apportion(
      mulDivHalfUp(whole, sum, total),
      bearers.map(({ weight }) => weight),
    );
    bearers.forEach(({ payer }, index) => owed.set(payer, (owed.get(payer) ?? 0) + (parts[index] ?? 0)));
  }
  return [...owed].map(([payer, amount]) => ({ payer, amount }));
}

const AT_LIST: ClaimTerms = { partsAt: 'list', handlingPercent: 0 };
