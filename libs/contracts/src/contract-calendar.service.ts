import { Clock, civilDateIn, type CivilDate } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { execute, Outbox, type Statement, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { ContractBillingService } from './contract-billing.service.js';
import { type ContractFact, contractExpired, contractExpiring } from './contracts.events.js';

// Each claims its rows by changing them, so that two workers on one day tell of none twice.
const tellOfEnd = statement(
  'contracts.tell-of-end',
  `UPDATE service_contract SET expiry_told_on = $1
    WHERE state IN ('active', 'suspended') AND expiry_told_on IS NULL AND ends_on > $1 AND ends_on - notice_days <= $1
   RETURNING id, number, kind, customer_id AS "customerId", starts_on AS "startsOn", ends_on AS "endsOn"`,
);
const expire = statement(
  'contracts.expire',
  `UPDATE service_contract SET state = 'expired', state_reason = NULL, version = version + 1
    WHERE state IN ('active', 'suspended') AND ends_on <= $1
   RETURNING id, number, kind, customer_id AS "customerId", starts_on AS "startsOn", ends_on AS "endsOn"`,
);

/** What the calendar does to contracts; a daily job. */
@Injectable()
export class ContractCalendarService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly billing: ContractBillingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** C9, C14. Tells of what is due, ends what is over and tells once of what ends soon. Returns how many rows it touched. */
  async passDay(tx: Tx): Promise<number> {
    const { timeZone } = await this.company.current(tx);
    const today = civilDateIn(this.clock.now(), timeZone);
    // Before the end: an instalment in arrears is due on the last day, also when no worker ran on it.
    const due = await this.billing.tellOfDue(tx, SYSTEM);
    const over = await this.publish(tx, expire, today, contractExpired);
    await this.billing.dropOfExpired(tx);
    return due + over + (await this.publish(tx, tellOfEnd, today, contractExpiring));
  }

  private async publish(tx: Tx, claim: Statement, today: CivilDate, fact: typeof contractExpired): Promise<number> {
    const contracts = await execute<ContractFact & { id: Id }>(tx, claim, [today]);
    for (const { id, ...contract } of contracts) {
      await this.outbox.publish(tx, SYSTEM, fact({ id, centerId: null }, contract));
    }
    return contracts.length;
  }
}
