import { Injectable } from '@nestjs/common';
import { type CivilDate, civilDateIn, Clock, daysBetween, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, codedJson, Database, decodeCursor, type Page, statement, toPage } from '@aftercare/platform';
import { type LineSubject, SUBJECT, SUBJECT_JOINS } from './claim-line-subject.js';
import { type ClaimScopeFilter, type Coded, scoped, scopeOf } from './claim-scope.js';

/** A line that no claim has yet. */
export interface ClaimableLine extends LineSubject {
  readonly supplier: Coded;
  readonly center: Coded;
  /** Days to the deadline, that day included; 0 when it has passed. */
  readonly daysLeft: number;
}

export interface ClaimableFilter extends ClaimScopeFilter {
  readonly orderId?: Id;
  /** Only what must be claimed on or before this day. */
  readonly claimBefore?: CivilDate;
}

const claimable = statement(
  'claims.list-claimable',
  `SELECT ${SUBJECT}, ${codedJson('s')} AS supplier, ${codedJson('z')} AS center
     FROM supplier_claim_line l ${SUBJECT_JOINS}
     JOIN supplier s ON s.id = l.supplier_id JOIN service_center z ON z.id = l.center_id
    WHERE l.claim_id IS NULL AND ${scoped('l')} AND ($4::uuid IS NULL OR l.order_id = $4)
      AND ($5::date IS NULL OR l.claim_by <= $5) AND ($6::date IS NULL OR (l.claim_by, l.id) > ($6, $7::uuid))
    ORDER BY l.claim_by, l.id LIMIT $8`,
);

/** What suppliers answer for and no claim has, within the actor's centres. */
@Injectable()
export class ClaimableLinesQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** The nearest deadline first. */
  async list(actor: Actor, filter: ClaimableFilter): Promise<Page<ClaimableLine>> {
    const after = decodeCursor(filter.cursor, 2);
    const [today, rows] = await Promise.all([
      this.today(),
      this.db.rows<Omit<ClaimableLine, 'daysLeft'>>(claimable, [
        ...scopeOf(actor, filter),
        filter.orderId ?? null,
        filter.claimBefore ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        filter.limit + 1,
      ]),
    ]);
    return toPage(
      rows,
      filter.limit,
      ({ claimBy, id }) => [claimBy, id],
      (row) => ({ ...row, daysLeft: row.claimBy < today ? 0 : daysBetween(today, row.claimBy) + 1 }),
    );
  }

  private async today(): Promise<CivilDate> {
    const { timeZone } = await this.company.current();
    return civilDateIn(this.clock.now(), timeZone);
  }
}
