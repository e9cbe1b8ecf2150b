import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id } from '@aftercare/kernel';
import { type Actor, Database, hasPermission, nameJson, notFound, statement, worksIn } from '@aftercare/platform';
import type { SupplierReason, SupplierVerdict } from '@aftercare/warranty';
import type { Coded } from './claim-scope.js';
import type { ClaimRef } from './claims.queries.js';
import { judgeFor } from './order-supplier-cover.js';

/** The supplier's leg of one line of an order, and the claim it is in. */
export interface SupplierLegView {
  readonly lineId: Id;
  readonly supplier: Coded | null;
  /** Whole percent of what the guarantee pays; 0 when no supplier answers. */
  readonly percent: number;
  /** What may be claimed, in minor units; null when nothing, or without `claim.read`. */
  readonly amount: number | null;
  readonly endsOn: CivilDate | null;
  readonly claimBy: CivilDate | null;
  readonly coreBy: CivilDate | null;
  readonly reasons: readonly SupplierReason[];
  readonly claim: ClaimRef | null;
}

const sql = {
  claimsOfOrder: statement(
    'claims.of-order',
    `SELECT l.order_line_id AS "lineId", l.amount, l.verdict,
            CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'number', c.number, 'state', c.state) END AS claim
       FROM supplier_claim_line l LEFT JOIN supplier_claim c ON c.id = l.claim_id
      WHERE l.order_id = $1 AND l.order_line_id IS NOT NULL`,
  ),
  suppliers: statement(
    'claims.suppliers-by-id',
    `SELECT s.id, s.code, ${nameJson('s')} AS name FROM supplier s WHERE s.id = ANY($1::uuid[])`,
  ),
  centerOfOrder: statement('claims.center-of-order', 'SELECT center_id AS "centerId" FROM repair_order WHERE id = $1'),
} as const;

/** What suppliers answer for on orders, within the actor's centres. */
@Injectable()
export class SupplierLegsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The supplier's leg of each present line of an order: as it was claimed, else as it stands now. */
  async ofOrder(actor: Actor, orderId: Id): Promise<SupplierLegView[]> {
    const place = await this.db.row<{ centerId: Id }>(sql.centerOfOrder, [orderId]);
    if (!place || !worksIn(actor, place.centerId)) throw notFound();
    const [judged, claims] = await Promise.all([
      judgeFor(this.db, orderId, this.clock.now()),
      this.db.rows<{ lineId: Id; verdict: SupplierVerdict; claim: SupplierLegView['claim'] }>(sql.claimsOfOrder, [
        orderId,
      ]),
    ]);
    const claimed = new Map(claims.filter(({ claim }) => claim !== null).map((each) => [each.lineId, each]));
    const legs = (judged?.lines ?? []).map(({ lineId, verdict }) => {
      const known = claimed.get(lineId);
      return { lineId, claim: known?.claim ?? null, ...(known?.verdict ?? verdict) };
    });
    const suppliers = await this.db.rows<Coded>(sql.suppliers, [legs.flatMap(({ bears }) => bears?.supplierId ?? [])]);
    const mayKnow = hasPermission(actor, 'claim.read');
    return legs.map(({ lineId, claim, bears, reasons }) => ({
      lineId,
      claim,
      supplier: suppliers.find(({ id }) => id === bears?.supplierId) ?? null,
      percent: bears?.percent ?? 0,
      amount: mayKnow && bears ? bears.amount : null,
      endsOn: bears?.endsOn ?? null,
      claimBy: bears?.claimBy ?? null,
      coreBy: bears?.coreBy ?? null,
      reasons,
    }));
  }
}
