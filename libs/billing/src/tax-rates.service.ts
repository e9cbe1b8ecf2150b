import { Injectable } from '@nestjs/common';
import { type BasisPoints, type CivilDate, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, Outbox, statement, type Tx } from '@aftercare/platform';
import { noTaxRate, taxRateOverlap } from './billing.errors.js';
import { taxRateAdded } from './billing.events.js';
import type { RatesOfDay } from './invoice-lines.js';
import { type TaxCategory, TaxRate } from './tax-rate.entity.js';

export type NewTaxRate = Pick<TaxRate, 'category' | 'rateBp' | 'validFrom'>;

const onDay = statement(
  'billing.tax-rates-on-day',
  `SELECT category, rate_bp AS rate FROM tax_rate
    WHERE valid_from <= $1::date AND (valid_to IS NULL OR valid_to > $1::date)`,
);

@Injectable()
export class TaxRatesService {
  constructor(private readonly outbox: Outbox) {}

  /** A rate of a category from a day on; the one before ends there. Rates are added at the end of the line only. */
  async add(tx: Tx, actor: Actor, input: NewTaxRate): Promise<Id> {
    const open = await tx
      .createQueryBuilder(TaxRate, 'rate')
      .where('rate.category = :category AND rate.validTo IS NULL', { category: input.category })
      .setLock('pessimistic_write')
      .getOne();
    if (open) {
      if (input.validFrom <= open.validFrom) throw taxRateOverlap();
      await tx.update(TaxRate, { id: open.id }, { validTo: input.validFrom });
    }
    const id = newId();
    await tx.insert(TaxRate, { ...input, id, validTo: null });
    await this.outbox.publish(tx, actor, taxRateAdded({ id, centerId: null }, input));
    return id;
  }

  /** B5. The rates that hold on a day; refuses with `billing.no-tax-rate` when there is no standard one. */
  async of(tx: Tx, on: CivilDate): Promise<RatesOfDay> {
    const rows = await execute<{ category: TaxCategory; rate: BasisPoints }>(tx, onDay, [on]);
    const rates: Partial<Record<TaxCategory, BasisPoints>> = {};
    for (const { category, rate } of rows) rates[category] = rate;
    const { standard } = rates;
    if (standard === undefined) throw noTaxRate({ on });
    return { ...rates, standard };
  }
}
