import { deviceWithdrawn } from '@aftercare/devices';
import { addDays, type CivilDate, civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  execute,
  lockRoot,
  nextNumber,
  notFound,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { coverExtension, type RepairHistory, type StartFacts } from './coverage-period.js';
import { type ChosenPolicy, PoliciesService } from './policies.service.js';
import { WarrantyPolicyVersion } from './warranty-policy-version.entity.js';
import { OWNER_CHANGED, WarrantyRegistration } from './warranty-registration.entity.js';
import { cardNumberTaken, noOwnerChange, noticeTooLate } from './warranty.errors.js';
import {
  type RegistrationFact,
  registrationCorrected,
  registrationExtended,
  registrationFollowed,
  registrationResumed,
  registrationSuspended,
  registrationTransferred,
  registrationVoided,
  warrantyRegistered,
} from './warranty.events.js';

/**
 * `cardNo` is for a card that is printed already; without it the next number of the series is given. `start` tells what
 * the device's own record does not hold, or holds differently. `policyId` is for a promise on paper; without it the
 * policy that is meant for the device binds.
 */
export interface RegisterDevice {
  readonly deviceId: Id;
  readonly cardNo?: string;
  readonly policyId?: Id;
  readonly start: Partial<StartFacts>;
}

@Injectable()
export class RegistrationsService {
  constructor(
    private readonly policies: PoliciesService,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts a device under its policy as worded now. 404 without the device; 409 when no policy is meant for it, when it has
   * a registration that stands, or when the card number is taken.
   */
  async register(tx: Tx, actor: Actor, input: RegisterDevice): Promise<Id> {
    if (input.cardNo !== undefined && (await isIssuedCard(tx, input.cardNo))) throw cardNumberTaken();
    await getDeviceFacts(tx, input.deviceId); // an unknown device is no device without a policy
    const { policyId } = input;
    const policy = await (policyId === undefined
      ? this.policies.choose(tx, input.deviceId)
      : this.policies.getBinding(tx, policyId));
    return (await this.registerUnder(tx, actor, policy, input)).id;
  }

  /**
   * Puts a device under the given terms, such as its card promises. 404 without the device; 409 when it has a registration
   * that stands, or is replaced, scrapped or merged.
   */
  async registerUnder(
    tx: Tx,
    actor: Actor,
    policy: ChosenPolicy,
    input: RegisterDevice,
  ): Promise<WarrantyRegistration> {
    const { inUse, ...known } = await getDeviceFacts(tx, input.deviceId);
    if (!inUse) throw deviceWithdrawn();
    const cardNo = input.cardNo ?? (await this.nextCardNumber(tx, this.clock.now()));
    return this.open(tx, actor, policy, { ...input, cardNo, start: { ...known, ...input.start } });
  }

  /** Puts start facts right and works the period out anew, under the same version of the policy (R15). 409 when it no longer stands. */
  async correct(
    tx: Tx,
    actor: Actor,
    id: Id,
    expected: number | undefined,
    input: { readonly start: Partial<StartFacts>; readonly reason: string },
  ): Promise<Pick<WarrantyRegistration, 'endsOn'>> {
    const registration = await lockRoot(tx, WarrantyRegistration, id, expected);
    const before = { ...registration.startFacts, startsOn: registration.startsOn, endsOn: registration.endsOn };
    const { terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, { id: registration.policyVersionId });
    registration.date(input.start, terms);
    await saveRoot(tx, WarrantyRegistration, registration);
    await this.outbox.publish(tx, actor, registrationCorrected({ id, centerId: null }, factOf(registration)), {
      before,
      start: registration.startFacts,
      reason: input.reason,
    });
    return registration;
  }

  /**
   * R15. What the device's own record says now of these dates, where its registration stands. Dates that stay as they
   * are change nothing.
   */
  async followDevice(tx: Tx, actor: Actor, deviceId: Id, dates: readonly (keyof StartFacts)[]): Promise<void> {
    const [standing] = await execute<{ id: Id }>(tx, standingOfDevice, [deviceId]);
    if (!standing) return;
    const registration = await lockRoot(tx, WarrantyRegistration, standing.id);
    const known = await getDeviceFacts(tx, deviceId);
    const changed = dates.filter((date) => known[date] !== registration.startFacts[date]);
    if (changed.length === 0) return;
    const start = Object.fromEntries(changed.map((date) => [date, known[date]]));
    await this.correct(tx, actor, standing.id, undefined, { start, reason: 'device-corrected' });
  }

  /**
   * R26. What the device's covered repairs add to the registration that stands, from now on in its end wherever that is
   * shown. Nothing stands or nothing changed: nothing happens.
   */
  async extend(tx: Tx, actor: Actor, deviceId: Id, history: RepairHistory): Promise<void> {
    const [standing] = await execute<{ id: Id }>(tx, standingOfDevice, [deviceId]);
    if (!standing) return;
    const registration = await lockRoot(tx, WarrantyRegistration, standing.id);
    const { terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, { id: registration.policyVersionId });
    const extension = coverExtension(terms, history);
    if (isDeepStrictEqual(extension, registration.extension)) return;
    registration.extend(extension, terms);
    await saveRoot(tx, WarrantyRegistration, registration);
    const fact = registrationExtended(
      { id: registration.id, centerId: null },
      { ...factOf(registration), ...extension },
    );
    await this.outbox.publish(tx, actor, fact);
  }

  /** Ends a registration for good, with a reason (R16). 409 when it no longer stands. */
  async void(tx: Tx, actor: Actor, id: Id, expected: number | undefined, reason: string): Promise<void> {
    const registration = await lockRoot(tx, WarrantyRegistration, id, expected);
    registration.void(reason);
    await saveRoot(tx, WarrantyRegistration, registration);
    await this.outbox.publish(tx, actor, registrationVoided({ id, centerId: null }, factOf(registration)), { reason });
  }

  /** R27. 409 when it no longer stands. */
  async suspend(tx: Tx, actor: Actor, id: Id, reason: string): Promise<void> {
    const registration = await lockRoot(tx, WarrantyRegistration, id);
    registration.suspend(reason);
    await saveRoot(tx, WarrantyRegistration, registration);
    const fact = registrationSuspended({ id, centerId: null }, factOf(registration));
    await this.outbox.publish(tx, actor, fact, { reason });
  }

  /** R27. 409 when it is not suspended. */
  async resume(tx: Tx, actor: Actor, id: Id, reason: string): Promise<void> {
    const registration = await lockRoot(tx, WarrantyRegistration, id);
    const { terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, { id: registration.policyVersionId });
    registration.resume(terms);
    const [owner] = await execute<Owner>(tx, ownerOf, [registration.deviceId, registration.holderId]);
    registration.holderId = owner?.customerId ?? registration.holderId; // resumed for whoever has it now
    await saveRoot(tx, WarrantyRegistration, registration);
    const fact = registrationResumed({ id, centerId: null }, factOf(registration));
    await this.outbox.publish(tx, actor, fact, { reason });
  }

  /**
   * R33. The device has another owner: the cover follows, waits for their notice or ends, as its terms say. The first
   * owner, the same one again, and one who takes the place of an owner of not even a day change nothing.
   */
  async followOwner(tx: Tx, actor: Actor, deviceId: Id): Promise<void> {
    const [standing] = await execute<{ id: Id }>(tx, standingOfDevice, [deviceId]);
    if (!standing) return;
    const registration = await lockRoot(tx, WarrantyRegistration, standing.id);
    const { holderId, id } = registration;
    const [owner] = await execute<Owner>(tx, ownerOf, [deviceId, holderId]);
    if (!owner || owner.customerId === holderId) return;
    const { terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, { id: registration.policyVersionId });
    const changed = holderId !== null && owner.held;
    const cover = changed ? (terms.ownerChange?.cover ?? 'follows') : 'follows';
    if (cover === 'on-notice') {
      // What is suspended already gives nothing to the new owner either; resuming it is a word for them.
      if (registration.state !== 'suspended') await this.suspend(tx, actor, id, OWNER_CHANGED);
      return;
    }
    if (cover === 'ends') registration.transfer();
    else registration.holderId = owner.customerId;
    await saveRoot(tx, WarrantyRegistration, registration);
    if (!changed) return;
    const about = { id, centerId: null };
    const fact = factOf(registration);
    await (cover === 'ends'
      ? this.outbox.publish(tx, actor, registrationTransferred(about, fact))
      : this.outbox.publish(tx, actor, registrationFollowed(about, { ...fact, holderId: owner.customerId })));
  }

  /**
   * R33. The new owner told of the change in time: the cover goes on for them. Refused with `warranty.no-owner-change`
   * when nothing waits for that, and with `warranty.notice-too-late`.
   */
  async takeNotice(tx: Tx, actor: Actor, id: Id, expected: number): Promise<void> {
    const registration = await lockRoot(tx, WarrantyRegistration, id, expected);
    const { state, stateReason, deviceId, holderId } = registration;
    const [owner] = await execute<Owner>(tx, ownerOf, [deviceId, holderId]);
    if (!owner || state !== 'suspended' || stateReason !== OWNER_CHANGED) throw noOwnerChange();
    const { terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, { id: registration.policyVersionId });
    const by = addDays(owner.ownedFrom, terms.ownerChange?.withinDays ?? 0);
    const { timeZone } = await this.company.current(tx);
    if (civilDateIn(this.clock.now(), timeZone) > by) throw noticeTooLate({ by });
    await this.resume(tx, actor, id, OWNER_CHANGED);
  }

  /**
   * R29. A unit took the place of another: the registration that stands ends with the reason, and one of the same terms,
   * start and state goes on for the new unit under a card number of its own. Nothing stands, nothing happens.
   */
  async carryOver(
    tx: Tx,
    actor: Actor,
    { fromDeviceId, toDeviceId, reason }: { fromDeviceId: Id; toDeviceId: Id; reason: string },
  ): Promise<void> {
    const [standing] = await execute<{ id: Id }>(tx, standingOf, [fromDeviceId]);
    if (!standing) return;
    const before = await lockRoot(tx, WarrantyRegistration, standing.id);
    const { id: policyVersionId, terms } = await tx.findOneByOrFail(WarrantyPolicyVersion, {
      id: before.policyVersionId,
    });
    const { state, stateReason, startFacts: start } = before;
    await this.void(tx, actor, before.id, before.version, reason);
    const cardNo = await this.nextCardNumber(tx, this.clock.now());
    const policy = { policyVersionId, terms };
    const next = await this.open(tx, actor, policy, { deviceId: toDeviceId, cardNo, start }, before);
    if (state === 'suspended') await this.suspend(tx, actor, next.id, stateReason ?? reason);
  }

  /** R29. Two records of the device were one: cards, registrations and sales papers are those of the record that stays. */
  async moveTo(tx: Tx, fromDeviceId: Id, toDeviceId: Id): Promise<void> {
    for (const move of moves) await execute(tx, move, [fromDeviceId, toDeviceId]);
  }

  private async open(
    tx: Tx,
    actor: Actor,
    { policyVersionId, terms }: ChosenPolicy,
    { deviceId, cardNo, start }: Required<Pick<RegisterDevice, 'deviceId' | 'cardNo' | 'start'>>,
    continued: WarrantyRegistration | null = null,
  ): Promise<WarrantyRegistration> {
    const [owner] = await execute<Owner>(tx, ownerOf, [deviceId, null]);
    const registration = tx.create(WarrantyRegistration, {
      id: newId(),
      cardNo,
      deviceId,
      policyVersionId,
      state: 'raw',
      stateReason: null,
      extensionDays: continued?.extensionDays ?? 0,
      extensionMonths: continued?.extensionMonths ?? 0,
      continuesId: continued?.id ?? null,
      holderId: owner?.customerId ?? null,
      registeredAt: this.clock.now(),
      version: 1,
    });
    registration.date(start, terms);
    await tx.insert(WarrantyRegistration, registration);
    const about = { id: registration.id, centerId: null };
    await this.outbox.publish(tx, actor, warrantyRegistered(about, factOf(registration)), {
      start: registration.startFacts,
    });
    return registration;
  }

  /** Card numbers are counted per year of the company. */
  private async nextCardNumber(tx: Tx, now: Date): Promise<string> {
    return nextNumber(tx, 'WC', await this.company.yearAt(now, tx));
  }
}

const standingOf = statement(
  'warranty.registration-to-carry-over',
  `SELECT id FROM warranty_registration WHERE device_id = $1 AND state IN ('raw', 'sold', 'active', 'suspended')`,
);

const moves = (['warranty_registration', 'warranty_card', 'sales_line'] as const).map((table) =>
  statement(`warranty.move-${table.replaceAll('_', '-')}`, `UPDATE ${table} SET device_id = $2 WHERE device_id = $1`),
);

const deviceFacts = statement(
  'warranty.device-facts',
  `SELECT NULL AS "cardIssuedOn", sold_on AS "soldOn", delivered_on AS "deliveredOn", installed_on AS "installedOn",
          activated_on AS "activatedOn", made_on AS "madeOn", status = 'active' AS "inUse"
     FROM device WHERE id = $1`,
);

const standingOfDevice = statement(
  'warranty.standing-of-device',
  `SELECT id FROM warranty_registration WHERE device_id = $1 AND state IN ('raw', 'sold', 'active', 'suspended')`,
);

/** $1 the device, $2 whose cover it is: the owner of today, and whether that one had the device for a day at least. */
const ownerOf = statement(
  'warranty.owner-of-device',
  `SELECT o.customer_id AS "customerId", o.owned_from AS "ownedFrom",
          EXISTS (SELECT FROM device_ownership w
                   WHERE w.device_id = $1 AND w.customer_id = $2 AND w.owned_to > w.owned_from) AS held
     FROM device_ownership o WHERE o.device_id = $1 AND o.owned_to IS NULL`,
);

interface Owner {
  readonly customerId: Id;
  readonly ownedFrom: CivilDate;
  readonly held: boolean;
}

const issuedCard = statement(
  'warranty.issued-card',
  'SELECT 1 AS found FROM warranty_card WHERE card_key = normalize_serial($1)',
);

/** A printed card of ours is activated, which keeps its own promise, and not registered by number. */
async function isIssuedCard(tx: Tx, cardNo: string): Promise<boolean> {
  return (await execute(tx, issuedCard, [cardNo])).length > 0;
}

async function getDeviceFacts(tx: Tx, deviceId: Id): Promise<StartFacts & { readonly inUse: boolean }> {
  const [facts] = await execute<StartFacts & { inUse: boolean }>(tx, deviceFacts, [deviceId]);
  if (!facts) throw notFound();
  return facts;
}

function factOf({ deviceId, cardNo, startsOn, endsOn }: WarrantyRegistration): RegistrationFact {
  return { deviceId, cardNo, startsOn, endsOn };
}
