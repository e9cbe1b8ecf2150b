import type { Id } from '@aftercare/kernel';

/** What a warranty invoice asks for one line of an order, with tax, in minor units. */
export interface AskedLine {
  readonly invoiceId: Id;
  readonly orderLineId: Id;
  readonly asked: number;
}

/**
 * S16. What each invoice gets of a settlement: the amount of every order line goes to the invoices over that line, in
 * their order, to each at most what it asks for it. What no invoice asks for is in none.
 */
export function shareAmongInvoices(settled: ReadonlyMap<Id, number>, asked: readonly AskedLine[]): Map<Id, number> {
  const left = new Map(settled);
  const shares = new Map<Id, number>();
  for (const line of asked) {
    const most = left.get(line.orderLineId) ?? 0;
    const amount = Math.min(most, line.asked);
    if (amount === 0) continue;
    left.set(line.orderLineId, most - amount);
    shares.set(line.invoiceId, (shares.get(line.invoiceId) ?? 0) + amount);
  }
  return shares;
}
