import { Injectable } from '@nestjs/common';
import { ContractsService } from '@aftercare/contracts';
import { type ReplacementUnit, type SwapCause, SwapsService } from '@aftercare/devices';
import { civilDateIn, Clock, type Id } from '@aftercare/kernel';
import { UnitExchangesService } from '@aftercare/inventory';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, execute, notFound, Outbox, statement, type Tx } from '@aftercare/platform';
import { type OldUnitPlace, RegistrationsService } from '@aftercare/warranty';
import { LinesService } from './lines.service.js';
import { lockOrder } from './lock-order.js';
import { factsInside } from './order-facts.js';
import { repairMoved } from './repair.events.js';
import { assertNoOpenOrder, RepairsService } from './repairs.service.js';

/** The unit the customer gets. Without a product it is of the device's own; a unit from stock leaves the shelf. */
export interface Replacement {
  readonly productId: Id | null;
  readonly serial: string;
  readonly imei: string | null;
  readonly imei2?: string | null;
  readonly reason: string;
}

/** What happens to all that hangs on the old device, in one transaction. */
interface Exchange extends Replacement {
  readonly deviceId: Id;
  readonly cause: SwapCause;
  readonly orderId: Id | null;
  readonly centerId: Id | null;
  readonly fromStock: boolean;
}

// Where the unit goes is a matter of the guarantee it came back under (R34 of warranty).
const oldUnitOf = statement(
  'repair.old-unit',
  `SELECT d.product_id AS "productId", v.terms->'returns'->>'oldUnit' AS "keepIn"
     FROM device d
     LEFT JOIN warranty_registration r ON r.device_id = d.id AND r.state IN ('raw', 'sold', 'active', 'suspended')
     LEFT JOIN warranty_policy_version v ON v.id = r.policy_version_id
    WHERE d.id = $1`,
);
const isDoa = statement('repair.is-doa', 'SELECT 1 AS yes FROM repair_doa WHERE order_id = $1');

/** R16. Another unit instead of a repair: guarantee, contracts, owner and stock follow in the same transaction. */
@Injectable()
export class ReplacementsService {
  constructor(
    private readonly repairs: RepairsService,
    private readonly lines: LinesService,
    private readonly swaps: SwapsService,
    private readonly units: UnitExchangesService,
    private readonly registrations: RegistrationsService,
    private readonly contracts: ContractsService,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Ends the repair of an order by a swap. Refused unless the guarantee grants another unit (`repair.exchange-not-granted`). */
  async replace(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
    input: Replacement & { readonly fromStock: boolean },
  ): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    const { deviceId, centerId, number } = order;
    const now = this.clock.now();
    const facts = await factsInside(tx, orderId, now);
    const {
      fromState: from,
      toState: to,
      act,
    } = await this.repairs.carryOut(tx, actor, order, facts, 'replace', input.reason);
    await this.repairs.endParts(tx, actor, orderId);
    await this.lines.withdrawUndone(tx, orderId, ['part']);
    const cause = (await execute(tx, isDoa, [orderId])).length > 0 ? 'doa' : 'replacement';
    await this.exchange(tx, actor, { ...input, deviceId, cause, orderId, centerId });
    await this.outbox.publish(tx, actor, repairMoved(order, { orderId, number, act, from, to }), {
      reason: input.reason,
    });
  }

  /** The vendor sent another unit back. The caller has moved the order. */
  async takeFromVendor(
    tx: Tx,
    actor: Actor,
    order: { readonly id: Id; readonly deviceId: Id; readonly centerId: Id },
    unit: Replacement,
  ): Promise<void> {
    const { id: orderId, deviceId, centerId } = order;
    await this.exchange(tx, actor, { ...unit, deviceId, cause: 'vendor', orderId, centerId, fromStock: false });
  }

  /** A swap outside a repair; a device with an open order is swapped there. `fromCenterId` names the store it comes from. */
  async swap(
    tx: Tx,
    actor: Actor,
    deviceId: Id,
    version: number,
    { fromCenterId: centerId, ...input }: Replacement & { readonly fromCenterId: Id | null },
  ): Promise<void> {
    await assertNoOpenOrder(tx, deviceId);
    const fromStock = centerId !== null;
    await this.exchange(
      tx,
      actor,
      { ...input, deviceId, cause: 'office', orderId: null, centerId, fromStock },
      version,
    );
  }

  /** Stock before devices before guarantee and contracts: the order in which everybody locks them. */
  private async exchange(tx: Tx, actor: Actor, swap: Exchange, version?: number): Promise<void> {
    const { deviceId, serial, imei, imei2, cause, orderId, centerId, reason } = swap;
    const [old] = await execute<{ productId: Id; keepIn: OldUnitPlace | null }>(tx, oldUnitOf, [deviceId]);
    if (!old) throw notFound();
    const unit: ReplacementUnit = { productId: swap.productId ?? old.productId, serial, imei, imei2 };
    const cost =
      swap.fromStock && centerId !== null
        ? await this.units.exchange(tx, actor, {
            centerId,
            orderId,
            productOut: unit.productId,
            productIn: old.productId,
            keepIn: old.keepIn ?? 'quarantine',
          })
        : null;
    const { timeZone } = await this.company.current(tx);
    const on = civilDateIn(this.clock.now(), timeZone);
    const about = { deviceId, unit, cause, orderId, centerId, on, reason, cost };
    const replacementId = await this.swaps.swap(tx, actor, about, version);
    await this.registrations.carryOver(tx, actor, { fromDeviceId: deviceId, toDeviceId: replacementId, reason });
    await this.contracts.moveCover(tx, deviceId, replacementId, on);
  }
}
