import { Injectable } from '@nestjs/common';
import { Clock, type Id, mulDivHalfUp, newId } from '@aftercare/kernel';
import { type Actor, execute, statement, type Tx } from '@aftercare/platform';
import { insufficientStock } from './inventory.errors.js';

/** A part at a location: the key of a balance. */
export interface StockPlace {
  readonly locationId: Id;
  readonly partId: Id;
}

export const MOVEMENT_KINDS = ['receipt', 'issue', 'return', 'adjustment', 'transfer_out', 'transfer_in'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** The paper that a movement cites; an adjustment is its own. */
export const DOCUMENT_TYPES = ['goods-receipt', 'requisition', 'adjustment', 'exchange'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** Why pieces move: the paper that the ledger cites. */
export interface Cause {
  readonly kind: MovementKind;
  readonly documentType: DocumentType;
  readonly documentId: Id;
  readonly orderId?: Id;
  readonly reason?: string;
}

interface Balance {
  readonly on_hand: number;
  readonly reserved: number;
  readonly value: number;
}

const openBalances = statement(
  'inventory.open-balances',
  `INSERT INTO stock_balance (location_id, part_id)
   SELECT DISTINCT location_id, part_id FROM unnest($1::uuid[], $2::uuid[]) AS place (location_id, part_id) ORDER BY 1, 2
   ON CONFLICT DO NOTHING`,
);
const lockBalances = statement(
  'inventory.lock-balances',
  `SELECT 1 FROM stock_balance
    WHERE (location_id, part_id) IN (SELECT location_id, part_id FROM unnest($1::uuid[], $2::uuid[]) AS place (location_id, part_id))
    ORDER BY location_id, part_id FOR UPDATE`,
);
const balanceOf = statement(
  'inventory.balance',
  'SELECT on_hand, reserved, value FROM stock_balance WHERE location_id = $1 AND part_id = $2 FOR UPDATE',
);
const reserveFree = statement(
  'inventory.reserve',
  `WITH free AS (
     SELECT least($3::int, on_hand - reserved) AS quantity FROM stock_balance WHERE location_id = $1 AND part_id = $2
   )
   UPDATE stock_balance b SET reserved = b.reserved + free.quantity FROM free
    WHERE b.location_id = $1 AND b.part_id = $2 AND free.quantity > 0 AND b.on_hand - b.reserved >= free.quantity
   RETURNING free.quantity`,
);
const releaseReserved = statement(
  'inventory.release',
  'UPDATE stock_balance SET reserved = reserved - $3 WHERE location_id = $1 AND part_id = $2',
);
const writeMovement = statement(
  'inventory.move',
  `WITH moved AS (
     UPDATE stock_balance SET on_hand = on_hand + $3, reserved = reserved + $4, value = value + $5
      WHERE location_id = $1 AND part_id = $2 AND on_hand + $3 >= reserved + $4 AND reserved + $4 >= 0
     RETURNING on_hand, value
   )
   INSERT INTO stock_ledger (id, center_id, location_id, part_id, kind, quantity, value, document_type, document_id,
                             order_id, reason, on_hand_after, value_after, actor_account_id, actor_name, at)
   SELECT $6, location.center_id, $1, $2, $7, $3, $5, $8, $9, $10, $11, moved.on_hand, moved.value, $12, $13, $14
     FROM moved JOIN stock_location location ON location.id = $1
   RETURNING id`,
);
const lastMovement = statement(
  'inventory.last-movement',
  'SELECT quantity, value FROM stock_ledger WHERE location_id = $1 AND part_id = $2 ORDER BY id DESC LIMIT 1',
);

/**
 * The balances and their ledger. Nobody else writes them. Callers lock the balances they will touch first, all at
 * once: they come before every other row of this lib, so that two stories never wait for each other crosswise (I2).
 */
@Injectable()
export class Stock {
  constructor(private readonly clock: Clock) {}

  /** Locks balances in key order, after opening the ones that do not exist yet. */
  async lock(tx: Tx, places: readonly StockPlace[]): Promise<void> {
    const keys = [places.map((place) => place.locationId), places.map((place) => place.partId)];
    await execute(tx, openBalances, keys);
    await execute(tx, lockBalances, keys);
  }

  /** Reserves what is free, at most `wanted` pieces; gives how many. */
  async reserve(tx: Tx, place: StockPlace, wanted: number): Promise<number> {
    const [taken] = await execute<{ quantity: number }>(tx, reserveFree, [place.locationId, place.partId, wanted]);
    return taken?.quantity ?? 0;
  }

  async release(tx: Tx, place: StockPlace, quantity: number): Promise<void> {
    await execute(tx, releaseReserved, [place.locationId, place.partId, quantity]);
  }

  /** Pieces come in at a total cost. */
  async put(tx: Tx, actor: Actor, place: StockPlace, quantity: number, value: number, cause: Cause): Promise<void> {
    await this.move(tx, actor, place, { quantity, reserved: 0, value }, cause);
  }

  /** Free pieces go out at the moving average; gives their total cost. */
  async takeFree(tx: Tx, actor: Actor, place: StockPlace, quantity: number, cause: Cause): Promise<number> {
    const value = await this.costOf(tx, place, quantity);
    await this.move(tx, actor, place, { quantity: -quantity, reserved: 0, value: -value }, cause);
    return value;
  }

  /** Reserved pieces go out at the moving average; gives their total cost. */
  async takeReserved(tx: Tx, actor: Actor, place: StockPlace, quantity: number, cause: Cause): Promise<number> {
    const value = await this.costOf(tx, place, quantity);
    await this.move(tx, actor, place, { quantity: -quantity, reserved: -quantity, value: -value }, cause);
    return value;
  }

  /** The cost at which found pieces come in: the moving average, or that of the last movement where none is left. */
  async valueFound(tx: Tx, place: StockPlace, quantity: number): Promise<number> {
    const balance = await this.balance(tx, place);
    if (balance.on_hand > 0) return mulDivHalfUp(balance.value, quantity, balance.on_hand);
    const [last] = await execute<{ quantity: number; value: number }>(tx, lastMovement, [
      place.locationId,
      place.partId,
    ]);
    return last ? mulDivHalfUp(Math.abs(last.value), quantity, Math.abs(last.quantity)) : 0;
  }

  /** I3. The last piece takes whatever value is left, so that no rounding remains behind. */
  private async costOf(tx: Tx, place: StockPlace, quantity: number): Promise<number> {
    const { on_hand: onHand, reserved, value } = await this.balance(tx, place);
    if (quantity > onHand) throw insufficientStock({ available: onHand - reserved });
    return mulDivHalfUp(value, quantity, onHand);
  }

  private async balance(tx: Tx, place: StockPlace): Promise<Balance> {
    const [balance] = await execute<Balance>(tx, balanceOf, [place.locationId, place.partId]);
    return balance ?? { on_hand: 0, reserved: 0, value: 0 };
  }

  /** I1. The one writer: balance and ledger change in the same statement. */
  private async move(
    tx: Tx,
    actor: Actor,
    place: StockPlace,
    change: { readonly quantity: number; readonly reserved: number; readonly value: number },
    cause: Cause,
  ): Promise<void> {
    const [entry] = await execute<{ id: Id }>(tx, writeMovement, [
      place.locationId,
      place.partId,
      change.quantity,
      change.reserved,
      change.value,
      newId(),
      cause.kind,
      cause.documentType,
      cause.documentId,
      cause.orderId ?? null,
      cause.reason ?? null,
      actor.accountId,
      actor.name,
      this.clock.now(),
    ]);
    if (entry) return;
    const { on_hand: onHand, reserved } = await this.balance(tx, place);
    throw insufficientStock({ available: onHand - reserved });
  }
}
