import { Injectable } from '@nestjs/common';
import { civilDateIn, Clock, type Id } from '@aftercare/kernel';
import { StockAdjustmentsService } from '@aftercare/inventory';
import {
  type Actor,
  assertWorksIn,
  execute,
  lockRoot,
  Outbox,
  saveRoot,
  staleVersion,
  statement,
  type Tx,
} from '@aftercare/platform';
import { ClaimCore, type CoreAct } from './claim-core.entity.js';
import { noDefectiveLocation } from './claims.errors.js';
import { coreMoved } from './claims.events.js';

/** `reference` names the consignment when it is sent; a note says what the supplier said. */
export interface CoreMove {
  readonly act: CoreAct;
  readonly reference: string | null;
  readonly note: string | null;
}

const defectiveLocation = statement(
  'claims.defective-location',
  `SELECT id FROM stock_location WHERE center_id = $1 AND kind = 'defective' ORDER BY code LIMIT 1`,
);
const paperOf = statement(
  'claims.core-paper',
  `SELECT o.number, c.time_zone AS zone FROM supplier_claim_line l JOIN repair_order o ON o.id = l.order_id
     JOIN service_center c ON c.id = o.center_id WHERE l.id = $1`,
);

/** Old parts on their way back to suppliers. */
@Injectable()
export class CoresService {
  constructor(
    private readonly stock: StockAdjustmentsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * S11. Takes an old part into the centre's defective location, where it is worth nothing, sends it, or notes what the
   * supplier said of it. 409 when its state does not allow that or the centre has no such location.
   */
  async move(tx: Tx, actor: Actor, id: Id, version: number, { act, reference, note }: CoreMove): Promise<void> {
    const core = await lockRoot(tx, ClaimCore, id);
    assertWorksIn(actor, core.centerId);
    if (core.version !== version) throw staleVersion();
    const { state: from, lineId, partId, quantity, locationId } = core;
    core.move(act, actor.accountId, note);
    const [paper] = await execute<{ number: string; zone: string }>(tx, paperOf, [lineId]);
    if (!paper) throw new Error('the order of an old part vanished');
    const reason = paper.number;
    if (act === 'receive') {
      const [place] = await execute<{ id: Id }>(tx, defectiveLocation, [core.centerId]);
      if (!place) throw noDefectiveLocation();
      core.locationId = place.id;
      await this.stock.adjust(tx, actor, { locationId: place.id, partId, quantity, reason });
    }
    if (act === 'send' && locationId !== null) {
      await this.stock.adjust(tx, actor, { locationId, partId, quantity: -quantity, reason });
      core.locationId = null;
      core.sentOn = civilDateIn(this.clock.now(), paper.zone);
      core.sentReference = reference;
    }
    await saveRoot(tx, ClaimCore, core);
    const fact = coreMoved(core, { lineId, partId, quantity, from, to: core.state });
    await this.outbox.publish(tx, actor, fact, { reference, note });
  }
}
