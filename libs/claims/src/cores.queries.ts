import { Injectable } from '@nestjs/common';
import { type CivilDate, civilDateIn, Clock, type Id } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  codedJson,
  Database,
  decodeCursor,
  hasPermission,
  type Name,
  nameJson,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import { coreActsOf, type CoreAct, type CoreState } from './claim-core.entity.js';
import type { CoreGlance } from './claim-line-subject.js';
import { type ClaimScopeFilter, type Coded, scoped, scopeOf } from './claim-scope.js';

/** An old part a supplier wants back. */
export interface CoreView extends CoreGlance {
  readonly part: { readonly id: Id; readonly sku: string; readonly name: Name };
  readonly quantity: number;
  readonly supplier: Coded;
  readonly center: Coded;
  readonly order: { readonly id: Id; readonly number: string };
  readonly claim: { readonly id: Id; readonly number: string | null } | null;
  readonly keeper: string | null;
  /** Its last day has passed and it was not sent. */
  readonly late: boolean;
  readonly sentOn: CivilDate | null;
  readonly sentReference: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly allowedActions: readonly CoreAct[];
}

export interface CoreFilter extends ClaimScopeFilter {
  readonly state?: readonly CoreState[];
  readonly late?: boolean;
}

const cores = statement(
  'claims.list-cores',
  `SELECT k.id, k.state, k.due_on AS "dueOn", k.quantity, k.sent_on AS "sentOn", k.sent_reference AS "sentReference",
          k.note, k.version, json_build_object('id', t.id, 'sku', t.sku, 'name', ${nameJson('t')}) AS part,
          ${codedJson('s')} AS supplier, ${codedJson('z')} AS center,
          json_build_object('id', o.id, 'number', o.number) AS "order",
          CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'number', c.number) END AS claim,
          w.display_name AS keeper, k.state IN ('due', 'received') AND k.due_on < $4 AS late
     FROM claim_core k JOIN supplier_claim_line l ON l.id = k.line_id JOIN part t ON t.id = k.part_id
     JOIN supplier s ON s.id = l.supplier_id JOIN service_center z ON z.id = l.center_id
     JOIN repair_order o ON o.id = l.order_id LEFT JOIN supplier_claim c ON c.id = l.claim_id
     LEFT JOIN account w ON w.id = k.keeper_id
    WHERE ${scoped('l')} AND ($5::text[] IS NULL OR k.state = ANY($5))
      AND (NOT $6::boolean OR k.state IN ('due', 'received') AND k.due_on < $4)
      AND ($7::date IS NULL OR (k.due_on, k.id) > ($7, $8::uuid))
    ORDER BY k.due_on, k.id LIMIT $9`,
);

/** Old parts that suppliers want back, within the actor's centres. */
@Injectable()
export class CoresQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** The nearest deadline first. */
  async list(actor: Actor, filter: CoreFilter): Promise<Page<CoreView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<Omit<CoreView, 'allowedActions'>>(cores, [
      ...scopeOf(actor, filter),
      await this.today(),
      filter.state ?? null,
      filter.late ?? false,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      ({ dueOn, id }) => [dueOn, id],
      (row) => ({ ...row, allowedActions: hasPermission(actor, 'claim.core') ? coreActsOf(row.state) : [] }),
    );
  }

  private async today(): Promise<CivilDate> {
    const { timeZone } = await this.company.current();
    return civilDateIn(this.clock.now(), timeZone);
  }
}
