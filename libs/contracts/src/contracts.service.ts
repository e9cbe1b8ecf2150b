import { type CivilDate, civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, execute, nextNumber, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { BillingTerms } from './billing-plan.js';
import { ContractBillingService } from './contract-billing.service.js';
import { addendaOfContract, assertManages, centersOfContract, lockContract } from './contract-rows.js';
import type { ContractMove } from './contract-status.js';
import { assertTerms, type ContractKind, type ContractScope, type ContractTerms, termsOn } from './contract-terms.js';
import { addendumEmpty, addendumOutside, deviceNotListed, scopeUnclear } from './contracts.errors.js';
import { contractAmended, type ContractFact, contractMoved, contractRenewed } from './contracts.events.js';
import { ServiceContract } from './service-contract.entity.js';

/** What a draft says. `centerIds` empty: honoured in every centre. `[startsOn, endsOn)`. */
export interface ContractDraft {
  readonly customerId: Id;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly scope: ContractScope;
  /** With scope `devices`. */
  readonly deviceIds: readonly Id[];
  /** With scope `group`. */
  readonly productGroupId: Id | null;
  readonly deviceLimit: number | null;
  readonly centerIds: readonly Id[];
  readonly sites: readonly string[];
  readonly terms: ContractTerms;
  /** C12. Without it the price is not billed here. */
  readonly billing?: BillingTerms | null;
  readonly noticeDays: number;
  readonly note: string | null;
}

/** `number` is for a card or contract that is printed already; without it the next of the kind's series is given. */
export interface NewContract extends ContractDraft {
  readonly kind: ContractKind;
  readonly number?: string;
}

/** What the customer agreed to in writing, from a day on: other terms, devices that come or go, or a text alone. */
export interface NewAddendum {
  readonly effectiveOn: CivilDate;
  readonly changes: Partial<ContractTerms>;
  readonly addedDeviceIds: readonly Id[];
  readonly removedDeviceIds: readonly Id[];
  readonly text: string;
  readonly agreedBy: string;
  readonly agreedOn: CivilDate;
  /** Number of the letter or file that bears the signature. */
  readonly agreementNo: string | null;
}

export interface Renewal {
  readonly endsOn: CivilDate;
  /** Null: as before. */
  readonly price: number | null;
}

const SERIES: Readonly<Record<ContractKind, string>> = {
  contract: 'SC',
  subscription: 'SUB',
  'service-card': 'PSC',
  'service-plan': 'SPL',
};

const clearCenters = statement('contracts.clear-centers', 'DELETE FROM service_contract_center WHERE contract_id = $1');
const addCenters = statement(
  'contracts.add-centers',
  'INSERT INTO service_contract_center (contract_id, center_id) SELECT $1, unnest($2::uuid[])',
);
const clearDevices = statement('contracts.clear-devices', 'DELETE FROM service_contract_device WHERE contract_id = $1');
const addDevices = statement(
  'contracts.add-devices',
  `INSERT INTO service_contract_device (id, contract_id, device_id, covered_from)
   SELECT id, $1, device_id, $2 FROM unnest($3::uuid[], $4::uuid[]) AS given(id, device_id)`,
);
const removeDevices = statement(
  'contracts.remove-devices',
  `UPDATE service_contract_device SET covered_to = $2
    WHERE contract_id = $1 AND device_id = ANY($3::uuid[]) AND covered_from <= $2 AND covered_to IS NULL
   RETURNING id`,
);
const endCover = statement(
  'contracts.end-cover-of-device',
  `UPDATE service_contract_device d SET covered_to = greatest(d.covered_from, $2)
     FROM service_contract_device before
    WHERE before.id = d.id AND d.device_id = $1 AND (d.covered_to IS NULL OR d.covered_to > $2)
   RETURNING d.contract_id AS "contractId", greatest(d.covered_from, $2) AS "from", before.covered_to AS "to"`,
);
const coverReplacement = statement(
  'contracts.cover-replacement',
  `INSERT INTO service_contract_device (id, contract_id, device_id, covered_from, covered_to)
   SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (
     SELECT FROM service_contract_device WHERE contract_id = $2 AND device_id = $3
        AND daterange(covered_from, covered_to) && daterange($4, $5))`,
);
const listedDevices = statement(
  'contracts.listed-devices',
  'SELECT device_id AS id FROM service_contract_device WHERE contract_id = $1 AND covered_to IS NULL ORDER BY id',
);
const insertAddendum = statement(
  'contracts.insert-addendum',
  `INSERT INTO service_contract_addendum (id, contract_id, number, effective_on, changes, added_devices, removed_devices,
                                          text, agreed_by, agreed_on, agreement_no, recorded_by, recorded_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
const isRenewed = statement('contracts.is-renewed', 'SELECT id FROM service_contract WHERE renews_id = $1');
const devicesCovered = statement(
  'contracts.devices-covered',
  `SELECT device_id AS id FROM service_contract_device WHERE contract_id = $1
   UNION
   SELECT o.device_id FROM service_contract c JOIN device_ownership o ON o.customer_id = c.customer_id AND o.owned_to IS NULL
    WHERE c.id = $1 AND c.scope <> 'devices'
    ORDER BY 1`,
);

/** Drafts, signs, changes and ends agreements on service. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly company: CompanyQueries,
    private readonly billing: ContractBillingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** C1. A draft, which promises nothing yet. 409 when its number is taken, 422 for what does not exist or contradicts itself. */
  async draft(tx: Tx, actor: Actor, { kind, number, ...input }: NewContract): Promise<Id> {
    assertSound(input);
    assertManages(actor, input.centerIds);
    if (input.billing) await this.billing.assertSound(tx, input, input.billing, input.centerIds);
    return this.insert(tx, actor, { kind, ...(number === undefined ? {} : { number }), renewsId: null }, input);
  }

  /** Words a draft anew, whole. 409 once it is active. */
  async revise(tx: Tx, actor: Actor, id: Id, expected: number, input: ContractDraft): Promise<void> {
    assertSound(input);
    const contract = await lockContract(tx, actor, id, expected);
    contract.assertMay('revise', await this.today(tx));
    assertManages(actor, input.centerIds);
    const { deviceIds, centerIds, billing = null, ...columns } = input;
    if (billing) await this.billing.assertSound(tx, input, billing, centerIds);
    Object.assign(contract, { ...columns, sites: [...input.sites] });
    contract.agreeBilling(billing);
    await execute(tx, clearDevices, [id]);
    await execute(tx, clearCenters, [id]);
    await saveRoot(tx, ServiceContract, contract);
    await this.link(tx, id, input);
    await this.audit(tx, actor, 'contracts.revised', contract, { ...input, deviceIds, centerIds });
  }

  /** C2. Activates, suspends, resumes or terminates. 409 when the state or the calendar does not allow it. */
  async move(tx: Tx, actor: Actor, id: Id, expected: number, act: ContractMove, reason: string | null): Promise<void> {
    const contract = await lockContract(tx, actor, id, expected);
    const from = contract.move(act, await this.today(tx), reason);
    await saveRoot(tx, ServiceContract, contract);
    const fact = contractMoved({ id, centerId: null }, { ...factOf(contract), act, from, to: contract.state });
    await this.outbox.publish(tx, actor, fact, { reason });
    await this.billing.follow(tx, actor, contract, act);
  }

  /** C3. Adds what the customer agreed to in writing. The signed text and earlier addenda stay as they are. Gives its number. */
  async amend(tx: Tx, actor: Actor, id: Id, expected: number, input: NewAddendum): Promise<number> {
    const { effectiveOn, changes, addedDeviceIds, removedDeviceIds } = input;
    assertTerms(changes, '/changes');
    const contract = await lockContract(tx, actor, id, expected);
    contract.assertMay('amend', await this.today(tx));
    if (effectiveOn < contract.startsOn || effectiveOn >= contract.endsOn) throw addendumOutside();
    if (Object.keys(changes).length + addedDeviceIds.length + removedDeviceIds.length === 0) throw addendumEmpty();
    if (contract.scope !== 'devices' && addedDeviceIds.length + removedDeviceIds.length > 0) throw scopeUnclear();
    const number = (await addendaOfContract(tx, id)).length + 1;
    const gone = await execute(tx, removeDevices, [id, effectiveOn, removedDeviceIds]);
    if (gone.length !== new Set(removedDeviceIds).size) throw deviceNotListed();
    await execute(tx, addDevices, [id, effectiveOn, addedDeviceIds.map(newId), addedDeviceIds]);
    await execute(tx, insertAddendum, [
      newId(),
      id,
      number,
      effectiveOn,
      JSON.stringify(changes),
      addedDeviceIds,
      removedDeviceIds,
      input.text,
      input.agreedBy,
      input.agreedOn,
      input.agreementNo,
      actor.name,
      this.clock.now(),
    ]);
    await saveRoot(tx, ServiceContract, contract);
    const fact = contractAmended({ id, centerId: null }, { ...factOf(contract), addendum: number, effectiveOn });
    await this.outbox.publish(tx, actor, fact, { changes, addedDeviceIds, removedDeviceIds, agreedBy: input.agreedBy });
    if (changes.price !== undefined) await this.billing.reprice(tx, actor, contract, effectiveOn);
    return number;
  }

  /** C10. A draft of the next period, with the terms and devices of the last day. 409 when there is one already. */
  async renew(tx: Tx, actor: Actor, id: Id, expected: number, { endsOn, price }: Renewal): Promise<Id> {
    const contract = await lockContract(tx, actor, id, expected);
    const renewed = (await execute(tx, isRenewed, [id])).length > 0;
    contract.assertMay('renew', await this.today(tx), renewed);
    const [addenda, devices, centers] = [
      await addendaOfContract(tx, id),
      await execute<{ id: Id }>(tx, listedDevices, [id]),
      await centersOfContract(tx, id),
    ];
    const terms = termsOn(contract.terms, addenda, contract.endsOn);
    const { customerId, scope, productGroupId, deviceLimit, sites, noticeDays, note, kind } = contract;
    const renewalId = await this.insert(
      tx,
      actor,
      { kind, renewsId: id },
      {
        customerId,
        startsOn: contract.endsOn,
        endsOn,
        scope,
        deviceIds: devices.map((device) => device.id),
        productGroupId,
        deviceLimit,
        centerIds: centers,
        sites,
        terms: price === null ? terms : { ...terms, price },
        billing: contract.billing,
        noticeDays,
        note,
      },
    );
    await this.outbox.publish(tx, actor, contractRenewed({ id, centerId: null }, { ...factOf(contract), renewalId }));
    return renewalId;
  }

  /** The devices that a contract covers or covered, for whoever decides on their repairs again. */
  async coveredDevices(tx: Tx, id: Id): Promise<Id[]> {
    return (await execute<{ id: Id }>(tx, devicesCovered, [id])).map((device) => device.id);
  }

  /** C11. From `on` the contracts that list a device cover the one that took its place, as long as they covered that. */
  async moveCover(tx: Tx, fromDeviceId: Id, toDeviceId: Id, on: CivilDate): Promise<void> {
    const ended = await execute<{ contractId: Id; from: CivilDate; to: CivilDate | null }>(tx, endCover, [
      fromDeviceId,
      on,
    ]);
    for (const { contractId, from, to } of ended)
      await execute(tx, coverReplacement, [newId(), contractId, toDeviceId, from, to]);
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    { kind, number, renewsId }: { kind: ContractKind; number?: string; renewsId: Id | null },
    input: ContractDraft,
  ): Promise<Id> {
    const now = this.clock.now();
    const { deviceIds: _devices, centerIds: _centers, billing = null, ...columns } = input;
    const contract = tx.create(ServiceContract, {
      ...columns,
      id: newId(),
      number: number ?? (await nextNumber(tx, SERIES[kind], await this.company.yearAt(now, tx))),
      kind,
      sites: [...input.sites],
      state: 'draft',
      stateReason: null,
      renewsId,
      draftedAt: now,
      billedElsewhere: 0,
      version: 1,
    });
    contract.agreeBilling(billing);
    await tx.insert(ServiceContract, contract);
    await this.link(tx, contract.id, input);
    await this.audit(tx, actor, 'contracts.drafted', contract, input);
    return contract.id;
  }

  private async link(tx: Tx, id: Id, { deviceIds, centerIds, startsOn }: ContractDraft): Promise<void> {
    if (deviceIds.length > 0) await execute(tx, addDevices, [id, startsOn, deviceIds.map(newId), deviceIds]);
    if (centerIds.length > 0) await execute(tx, addCenters, [id, [...new Set(centerIds)]]);
  }

  private async today(tx: Tx): Promise<CivilDate> {
    const { timeZone } = await this.company.current(tx);
    return civilDateIn(this.clock.now(), timeZone);
  }

  private audit(tx: Tx, actor: Actor, name: string, contract: ServiceContract, details: object): Promise<void> {
    const { id, number } = contract;
    const subject = { type: 'service-contract', id };
    return this.outbox.audit(tx, actor, { name, subject, centerId: null, details: { number, ...details } });
  }
}

function assertSound({ scope, deviceIds, terms }: ContractDraft): void {
  assertTerms(terms, '/terms');
  if ((scope === 'devices') !== deviceIds.length > 0) throw scopeUnclear();
}

function factOf({ number, kind, customerId, startsOn, endsOn }: ServiceContract): ContractFact {
  return { number, kind, customerId, startsOn, endsOn };
}
