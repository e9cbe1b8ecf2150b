import { Injectable } from '@nestjs/common';
import { addDays, type CivilDate, civilDateIn, Clock, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { execute, Outbox, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { claimDeadlineNear } from './claims.events.js';

/** Days before the last day of a claim on which it is told of. */
const NOTICE_DAYS = 7;

// Claims its rows by changing them, so that two workers on one day tell of none twice.
const tellOfDeadlines = statement(
  'claims.tell-of-deadlines',
  `UPDATE supplier_claim_line l SET deadline_told_on = $1
    WHERE l.deadline_told_on IS NULL AND l.claim_by BETWEEN $1 AND $2
      AND NOT EXISTS (SELECT FROM supplier_claim c WHERE c.id = l.claim_id AND c.state <> 'draft')
   RETURNING l.id, l.center_id AS "centerId", l.supplier_id AS "supplierId", l.order_id AS "orderId", l.claim_by AS "claimBy",
             l.amount`,
);

interface NearDeadline {
  readonly id: Id;
  readonly centerId: Id;
  readonly supplierId: Id;
  readonly orderId: Id;
  readonly claimBy: CivilDate;
  readonly amount: number;
}

/** What the calendar does to lines that are not claimed yet; a daily job. */
@Injectable()
export class ClaimDeadlinesService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** S13. Tells once of every line that can be claimed for a week or less and was not sent. Returns of how many. */
  async tell(tx: Tx): Promise<number> {
    const { timeZone } = await this.company.current(tx);
    const today = civilDateIn(this.clock.now(), timeZone);
    const near = await execute<NearDeadline>(tx, tellOfDeadlines, [today, addDays(today, NOTICE_DAYS)]);
    for (const { id, centerId, ...fact } of near)
      await this.outbox.publish(tx, SYSTEM, claimDeadlineNear({ id, centerId }, fact));
    return near.length;
  }
}
