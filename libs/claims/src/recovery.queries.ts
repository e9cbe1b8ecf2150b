import { Injectable } from '@nestjs/common';
import { type BasisPoints, type CivilDate, civilDateIn, Clock, type Id, mulDivHalfUp } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, codedJson, Database, statement } from '@aftercare/platform';
import { type Coded, scoped, scopeOf } from './claim-scope.js';

/** What claims that were sent in a period brought, by supplier. Amounts in minor units. */
export interface Recovery {
  readonly supplier: Coded;
  readonly claims: number;
  readonly claimed: number;
  readonly accepted: number;
  readonly settled: number;
  /** Settled of what was claimed; null where nothing was. */
  readonly rateBp: BasisPoints | null;
  /** From the first submission to the settlement, on average; null before the first one. */
  readonly daysToSettle: number | null;
  /** What is claimed and not settled, by the days since it was sent. */
  readonly open: { readonly to30: number; readonly to60: number; readonly to90: number; readonly over90: number };
}

export interface RecoveryFilter {
  readonly from: CivilDate;
  /** The first day outside. */
  readonly to: CivilDate;
  readonly centerId?: Id;
}

const recovery = statement(
  'claims.recovery',
  `SELECT ${codedJson('s')} AS supplier, count(*)::int AS claims, sum(x.claimed)::bigint AS claimed,
          sum(x.accepted)::bigint AS accepted, coalesce(sum(c.settled_amount), 0)::bigint AS settled,
          round(avg(c.settled_on - c.submitted_on))::int AS "daysToSettle",
          json_build_object(
            'to30', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on <= 30), 0),
            'to60', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on BETWEEN 31 AND 60), 0),
            'to90', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on BETWEEN 61 AND 90), 0),
            'over90', coalesce(sum(x.claimed) FILTER (WHERE c.state <> 'settled' AND $4::date - c.submitted_on > 90), 0)) AS open
     FROM supplier_claim c JOIN supplier s ON s.id = c.supplier_id
     CROSS JOIN LATERAL (
       SELECT (SELECT sum(amount) FROM supplier_claim_line WHERE claim_id = c.id) AS claimed,
              (SELECT coalesce(sum(amount), 0) FROM supplier_claim_answer WHERE claim_id = c.id) AS accepted) x
    WHERE ${scoped('c')} AND c.submitted_on >= $5 AND c.submitted_on < $6
    GROUP BY s.id ORDER BY s.code`,
);

/** S14. What claims brought, within the actor's centres. */
@Injectable()
export class RecoveryQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** What was claimed in `[from, to)`, what came of it, and how old the rest is. */
  async list(actor: Actor, filter: RecoveryFilter): Promise<Recovery[]> {
    const { timeZone } = await this.company.current();
    const values = [...scopeOf(actor, filter), civilDateIn(this.clock.now(), timeZone), filter.from, filter.to];
    const rows = await this.db.rows<Omit<Recovery, 'rateBp'>>(recovery, values);
    return rows.map((row) => ({
      ...row,
      rateBp: row.claimed > 0 ? mulDivHalfUp(row.settled, 10_000, row.claimed) : null,
    }));
  }
}
