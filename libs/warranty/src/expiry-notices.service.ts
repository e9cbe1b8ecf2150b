import { addDays, type CivilDate, civilDateIn, Clock, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { Database, execute, Outbox, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { warrantyExpiring } from './warranty.events.js';

const BATCH = 500;

// Once for a registration and the day its cover ends: a period that was put right is told of anew.
const take = statement(
  'warranty.take-expiring',
  `INSERT INTO warranty_expiry_notice (registration_id, ends_on, told_at)
   SELECT r.id, r.ends_on, $3 FROM warranty_registration r
    WHERE r.state = 'active' AND r.ends_on > $1 AND r.ends_on <= $2
      AND NOT EXISTS (SELECT FROM warranty_expiry_notice n WHERE n.registration_id = r.id AND n.ends_on = r.ends_on)
    ORDER BY r.ends_on LIMIT ${BATCH}
   ON CONFLICT DO NOTHING
   RETURNING registration_id AS id, ends_on AS "endsOn",
     (SELECT device_id FROM warranty_registration r WHERE r.id = registration_id) AS "deviceId",
     (SELECT card_no FROM warranty_registration r WHERE r.id = registration_id) AS "cardNo",
     (SELECT starts_on FROM warranty_registration r WHERE r.id = registration_id) AS "startsOn"`,
);

interface Expiring {
  readonly id: Id;
  readonly deviceId: Id;
  readonly cardNo: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

@Injectable()
export class ExpiryNoticesService {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * R28. Tells of every active registration whose cover ends within the company's days of notice, once for each period.
   * In batches, so that no lock is held for long. Returns how many were told of.
   */
  async tellOfExpiring(): Promise<number> {
    for (let told = 0; ;) {
      const batch = await this.db.transaction((tx) => this.tellBatch(tx));
      told += batch;
      if (batch < BATCH) return told;
    }
  }

  private async tellBatch(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const { timeZone, expiryNoticeDays } = await this.company.current(tx);
    const today = civilDateIn(now, timeZone);
    const expiring = await execute<Expiring>(tx, take, [today, addDays(today, expiryNoticeDays), now]);
    for (const { id, ...fact } of expiring) {
      await this.outbox.publish(tx, SYSTEM, warrantyExpiring({ id, centerId: null }, fact));
    }
    return expiring.length;
  }
}
