import { type CivilDate, civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, Outbox, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import {
  type ContractInForce,
  type ContractTerms,
  coverOf,
  left,
  type TermsChange,
  termsOn,
} from './contract-terms.js';
import type { ContractState } from './contract-status.js';
import { contractUsedUp } from './contracts.errors.js';
import { contractUsed } from './contracts.events.js';

/** The repair that asks: its device, where and on which day it was received. */
export interface ContractSubject {
  readonly orderId: Id;
  readonly deviceId: Id;
  readonly centerId: Id;
  readonly on: CivilDate;
}

/** What a repair draws on a contract: one visit, and the labour that the contract pays for. */
export interface ContractDraw {
  readonly contractId: Id;
  readonly labourMinutes: number;
}

/** What the device's repair may draw on, and everything it holds already. Handed back to `settle` as it is. */
export interface DrawableContracts {
  readonly inForce: readonly ContractInForce[];
  readonly held: readonly HeldContract[];
}

interface HeldContract {
  readonly id: Id;
  readonly number: string;
  readonly terms: ContractTerms;
  readonly turn: number;
  readonly visits: number;
  readonly labourMinutes: number;
}

// $1 device, $2 day, $3 order. Locks every contract that may pay or is drawn on: the next repair waits and then sees
// what is left.
const lockContracts = statement(
  'contracts.lock-for-repair',
  `SELECT c.id, found.covers
     FROM service_contract c
     JOIN (SELECT id, bool_or(covers) AS covers
             FROM (SELECT contract_id AS id, true AS covers FROM service_contract_device
                    WHERE device_id = $1 AND covered_from <= $2 AND (covered_to IS NULL OR covered_to > $2)
                   UNION ALL
                   SELECT w.id, true FROM device_ownership o JOIN service_contract w ON w.customer_id = o.customer_id
                    WHERE o.device_id = $1 AND o.owned_to IS NULL AND w.scope <> 'devices'
                   UNION ALL
                   SELECT contract_id, false FROM service_contract_use WHERE order_id = $3) each
            GROUP BY id) found ON found.id = c.id
    ORDER BY c.id FOR UPDATE OF c`,
);
const factsOfContracts = statement(
  'contracts.facts-for-repair',
  `WITH RECURSIVE device_group AS (
     SELECT g.id, g.parent_id FROM device d JOIN product p ON p.id = d.product_id JOIN product_group g ON g.id = p.group_id
      WHERE d.id = $2
     UNION ALL
     SELECT g.id, g.parent_id FROM product_group g JOIN device_group below ON below.parent_id = g.id
   )
   SELECT c.id, c.number, c.state, c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.terms,
          c.visits_used AS "visitsUsed", c.minutes_used AS "minutesUsed", coalesce(a.addenda, '[]') AS addenda,
          coalesce(u.turn, 0) AS turn, coalesce(u.visits, 0) AS visits, coalesce(u.minutes, 0) AS "labourMinutes",
          (c.scope <> 'group' OR c.product_group_id IN (SELECT id FROM device_group))
            AND (c.device_limit IS NULL OR others.devices < c.device_limit)
            AND (NOT EXISTS (SELECT FROM service_contract_center WHERE contract_id = c.id)
                 OR EXISTS (SELECT FROM service_contract_center WHERE contract_id = c.id AND center_id = $3)) AS applies
     FROM service_contract c
     LEFT JOIN LATERAL (SELECT json_agg(json_build_object('number', number, 'effectiveOn', effective_on,
                                                          'changes', changes)) AS addenda
                          FROM service_contract_addendum WHERE contract_id = c.id) a ON true
     LEFT JOIN LATERAL (SELECT turn, visits, minutes FROM service_contract_use
                         WHERE contract_id = c.id AND order_id = $4 ORDER BY turn DESC LIMIT 1) u ON true
     CROSS JOIN LATERAL (SELECT count(DISTINCT device_id)::int AS devices FROM service_contract_use latest
                          WHERE contract_id = c.id AND device_id <> ALL(device_twins($2)) AND visits > 0
                            AND NOT EXISTS (SELECT FROM device_swap s
                                             WHERE s.old_device_id = latest.device_id AND s.new_device_id = $2)
                            AND NOT EXISTS (SELECT FROM service_contract_use later
                                             WHERE later.contract_id = c.id AND later.order_id = latest.order_id
                                               AND later.turn > latest.turn)) others
    WHERE c.id = ANY($1::uuid[]) ORDER BY c.id`,
);
// The guard: what is used never passes what was agreed on, however many draw at once.
const draw = statement(
  'contracts.draw',
  `UPDATE service_contract SET visits_used = visits_used + $2, minutes_used = minutes_used + $3
    WHERE id = $1 AND ($2 <= 0 OR $4::int IS NULL OR visits_used + $2 <= $4)
      AND ($3 <= 0 OR $5::int IS NULL OR minutes_used + $3 <= $5)
   RETURNING id`,
);
const minutesUsedOf = statement(
  'contracts.minutes-used',
  'SELECT minutes_used AS used FROM service_contract WHERE id = $1',
);
const recordUse = statement(
  'contracts.record-use',
  `INSERT INTO service_contract_use (id, contract_id, order_id, device_id, turn, visits, minutes, actor_name, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

interface FactsRow extends HeldContract {
  readonly state: ContractState;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly visitsUsed: number;
  readonly minutesUsed: number;
  readonly addenda: readonly TermsChange[];
  readonly applies: boolean;
}

/** What repairs use of contracts: a visit each, and hours of labour. */
@Injectable()
export class ContractUseService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * C5. The contracts that hold for a repair on its day, locked until the transaction ends, and what it draws on already.
   * The caller has locked the repair.
   */
  async find(tx: Tx, subject: ContractSubject): Promise<DrawableContracts> {
    const { deviceId, orderId, centerId, on } = subject;
    const locked = await execute<{ id: Id; covers: boolean }>(tx, lockContracts, [deviceId, on, orderId]);
    if (locked.length === 0) return { inForce: [], held: [] };
    const covering = new Set(locked.filter(({ covers }) => covers).map(({ id }) => id));
    const rows = (
      await execute<FactsRow>(tx, factsOfContracts, [locked.map(({ id }) => id), deviceId, centerId, orderId])
    ).map((row) => ({ ...row, terms: termsOn(row.terms, row.addenda, on) }));
    return {
      inForce: rows.filter((row) => holds(row, covering.has(row.id), on)).map(inForce),
      held: rows.map(({ id, number, terms, turn, visits, labourMinutes }) => {
        return { id, number, terms, turn, visits, labourMinutes };
      }),
    };
  }

  /**
   * C6. Makes what the repair holds what it draws now: takes a visit and the minutes, gives back what it no longer draws.
   * Nothing is written where nothing changes. 409 `contracts.used-up` when another took the last visit.
   */
  async settle(
    tx: Tx,
    actor: Actor,
    subject: ContractSubject,
    found: DrawableContracts,
    draws: readonly ContractDraw[],
  ): Promise<void> {
    for (const held of found.held) {
      const drawn = draws.find(({ contractId }) => contractId === held.id);
      const visits = drawn ? 1 : 0;
      const labourMinutes = drawn ? await this.affordable(tx, held, drawn.labourMinutes) : 0;
      if (visits === held.visits && labourMinutes === held.labourMinutes) continue;
      const taken = [held.id, visits - held.visits, labourMinutes - held.labourMinutes];
      if ((await execute(tx, draw, [...taken, held.terms.visits, held.terms.labourMinutes])).length === 0)
        throw contractUsedUp();
      const { orderId, deviceId } = subject;
      const row = [newId(), held.id, orderId, deviceId, held.turn + 1, visits, labourMinutes, actor.name];
      await execute(tx, recordUse, [...row, this.clock.now()]);
      const fact = { number: held.number, orderId, deviceId, visits, labourMinutes };
      await this.outbox.publish(tx, actor, contractUsed({ id: held.id, centerId: subject.centerId }, fact));
    }
  }

  /** C6. A repair that was cancelled gives everything back. */
  async giveBack(tx: Tx, actor: Actor, repair: Omit<ContractSubject, 'on'>): Promise<void> {
    const subject = { ...repair, on: civilDateIn(this.clock.now(), 'UTC') }; // what is held does not hang on the day
    await this.settle(tx, actor, subject, await this.find(tx, subject), []);
  }

  /** C8. The labour that the rest of the hours pays for, with what the repair holds already. */
  private async affordable(tx: Tx, held: HeldContract, wanted: number): Promise<number> {
    const limit = held.terms.labourMinutes;
    if (limit === null) return wanted;
    const [row] = await execute<{ used: number }>(tx, minutesUsedOf, [held.id]);
    return Math.min(wanted, Math.max(held.labourMinutes, limit - (row?.used ?? 0) + held.labourMinutes));
  }
}

/** In force on the day; what a repair holds stays with it when the contract ends or is suspended later. */
function holds({ state, startsOn, endsOn, applies, visits }: FactsRow, covers: boolean, on: CivilDate): boolean {
  if (on < startsOn || on >= endsOn) return false;
  return visits > 0 || (covers && applies && (state === 'active' || state === 'expired'));
}

function inForce({
  id,
  number,
  endsOn,
  terms,
  visitsUsed,
  minutesUsed,
  visits,
  labourMinutes,
}: FactsRow): ContractInForce {
  return {
    id,
    number,
    endsOn,
    cover: coverOf(terms, left(terms.labourMinutes, minutesUsed - labourMinutes)),
    visitsLeft: left(terms.visits, visitsUsed - visits),
  };
}
