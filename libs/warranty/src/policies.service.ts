import { type CivilDate, Clock, type Id, newId } from '@aftercare/kernel';
import {
  type Actor,
  execute,
  type FieldFault,
  invalidInput,
  lockRoot,
  notFound,
  Outbox,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { findTermsFaults, type PolicyTerms } from './policy-terms.js';
import { WarrantyPolicyScope } from './warranty-policy-scope.entity.js';
import { WarrantyPolicyVersion } from './warranty-policy-version.entity.js';
import { WarrantyPolicy } from './warranty-policy.entity.js';
import { noPolicyForDevice, nothingToPublish, policyUnpublished } from './warranty.errors.js';
import { policyPublished } from './warranty.events.js';

/** Devices a policy is for: one product, or a brand, a product group or both; all null = every device. */
export interface PolicyScope {
  readonly brandId: Id | null;
  readonly productGroupId: Id | null;
  readonly productId: Id | null;
}

export interface DraftPolicy {
  readonly code: string;
  readonly name: { readonly fa: string | null; readonly en: string | null };
  readonly scopes: readonly PolicyScope[];
  /** Accounts of the people who answer for what is sold under it; none by default. */
  readonly responsibleIds?: readonly Id[];
  /** Checked here, whole: see `findTermsFaults`. */
  readonly terms: unknown;
}

/** What about a policy is no promise and so needs no new version; an absent field stays. */
export type PolicyChanges = Partial<Pick<DraftPolicy, 'name' | 'scopes' | 'responsibleIds'>>;

/** The version a device registers under. */
export interface ChosenPolicy {
  readonly policyVersionId: Id;
  readonly terms: PolicyTerms;
}

@Injectable()
export class PoliciesService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** A new policy with its first version, not yet binding. 409 when the code is taken, 422 with the faults of the terms. */
  async draft(tx: Tx, actor: Actor, input: DraftPolicy): Promise<Id> {
    const terms = readTerms(input.terms);
    assertScopes(input.scopes);
    const policyId = newId();
    const { code, name, scopes, responsibleIds = [] } = input;
    await tx.insert(WarrantyPolicy, { id: policyId, code, name, version: 1 });
    await writeScopes(tx, policyId, scopes);
    await writeResponsible(tx, policyId, responsibleIds);
    await tx.insert(WarrantyPolicyVersion, { id: newId(), policyId, number: 1, terms, publishedAt: null });
    await this.outbox.audit(tx, actor, {
      name: 'warranty.policy-drafted',
      subject: { type: 'warranty-policy', id: policyId },
      centerId: null,
      details: { code, terms },
    });
    return policyId;
  }

  /**
   * Another name, other devices or other people. Registrations that stand keep their policy: the scopes are asked when
   * one is made (R18). 412 when `expected` is stale.
   */
  async change(tx: Tx, actor: Actor, id: Id, expected: number, changes: PolicyChanges): Promise<void> {
    const policy = await lockRoot(tx, WarrantyPolicy, id, expected);
    const { name, scopes, responsibleIds } = changes;
    if (name) Object.assign(policy.name, name);
    if (scopes) {
      assertScopes(scopes);
      await tx.delete(WarrantyPolicyScope, { policyId: id });
      await writeScopes(tx, id, scopes);
    }
    if (responsibleIds) {
      await execute(tx, forgetResponsible, [id]);
      await writeResponsible(tx, id, responsibleIds);
    }
    await saveRoot(tx, WarrantyPolicy, policy);
    await this.outbox.audit(tx, actor, {
      name: 'warranty.policy-changed',
      subject: { type: 'warranty-policy', id },
      centerId: null,
      details: { code: policy.code, ...changes },
    });
  }

  /** Other terms: of the draft while there is one, of a new draft after publication (R17). 412 when `expected` is stale. */
  async revise(tx: Tx, actor: Actor, id: Id, expected: number, input: unknown): Promise<void> {
    const terms = readTerms(input);
    const policy = await lockRoot(tx, WarrantyPolicy, id, expected);
    const latest = await findLatest(tx, id);
    if (latest && !latest.publishedAt) {
      await tx.update(WarrantyPolicyVersion, { id: latest.id }, { terms });
    } else {
      const number = (latest?.number ?? 0) + 1;
      await tx.insert(WarrantyPolicyVersion, { id: newId(), policyId: id, number, terms, publishedAt: null });
    }
    await saveRoot(tx, WarrantyPolicy, policy);
    await this.outbox.audit(tx, actor, {
      name: 'warranty.policy-revised',
      subject: { type: 'warranty-policy', id },
      centerId: null,
      details: { code: policy.code, terms },
    });
  }

  /** Makes the draft binding for registrations from now on; earlier ones keep theirs. 409 without a draft. */
  async publish(tx: Tx, actor: Actor, id: Id, expected: number): Promise<void> {
    const policy = await lockRoot(tx, WarrantyPolicy, id, expected);
    const draft = await findLatest(tx, id);
    if (!draft || draft.publishedAt) throw nothingToPublish();
    await tx.update(WarrantyPolicyVersion, { id: draft.id }, { publishedAt: this.clock.now() });
    await saveRoot(tx, WarrantyPolicy, policy);
    const fact = { code: policy.code, number: draft.number, policyVersionId: draft.id };
    await this.outbox.publish(tx, actor, policyPublished({ id, centerId: null }, fact));
  }

  /**
   * The newest published version of the policy that is meant most narrowly for the device: its product, else its
   * group or the nearest above it (with its brand before without), else its brand, else every device (R18). 409 when there is none.
   */
  async choose(tx: Tx, deviceId: Id): Promise<ChosenPolicy> {
    const chosen = await this.find(tx, deviceId);
    if (!chosen) throw noPolicyForDevice();
    return chosen;
  }

  /**
   * The same, or null where no policy is meant for the device. With `on` the version that bound on that day, or the
   * first one for a day before it.
   */
  async find(tx: Tx, deviceId: Id, on: CivilDate | null = null): Promise<ChosenPolicy | null> {
    const [found] = await execute<{ id: Id; terms: PolicyTerms }>(tx, choosePolicy, [deviceId, on]);
    return found ? { policyVersionId: found.id, terms: found.terms } : null;
  }

  /** The newest published version of a policy. 404 without the policy, 409 while nothing of it is published. */
  async getBinding(tx: Tx, policyId: Id): Promise<ChosenPolicy> {
    const published = await tx.findOne(WarrantyPolicyVersion, {
      where: { policyId, publishedAt: Not(IsNull()) },
      order: { number: 'DESC' },
    });
    if (published) return { policyVersionId: published.id, terms: published.terms };
    throw (await tx.existsBy(WarrantyPolicy, { id: policyId })) ? policyUnpublished() : notFound();
  }
}

const choosePolicy = statement(
  'warranty.choose-policy',
  `WITH RECURSIVE own AS (
     SELECT p.id, p.brand_id, p.group_id FROM device d JOIN product p ON p.id = d.product_id WHERE d.id = $1
   ), groups AS (
     SELECT g.id, g.parent_id, 0 AS distance FROM product_group g JOIN own ON own.group_id = g.id
     UNION ALL
     SELECT g.id, g.parent_id, groups.distance + 1 FROM product_group g JOIN groups ON groups.parent_id = g.id
   )
   SELECT v.id, v.terms
     FROM own
     JOIN warranty_policy_scope s
       ON coalesce(s.product_id, own.id) = own.id AND coalesce(s.brand_id, own.brand_id) = own.brand_id
     LEFT JOIN groups ON groups.id = s.product_group_id
     CROSS JOIN company
     JOIN LATERAL (
       SELECT id, terms, published_at FROM warranty_policy_version
        CROSS JOIN LATERAL (SELECT $2::date < (published_at AT TIME ZONE company.time_zone)::date AS later) came
        WHERE policy_id = s.policy_id AND published_at IS NOT NULL
        ORDER BY later IS TRUE, CASE WHEN later THEN number ELSE -number END LIMIT 1
     ) v ON true
    WHERE s.product_group_id IS NULL OR groups.id IS NOT NULL
    ORDER BY s.product_id IS NULL, groups.distance NULLS LAST, s.brand_id IS NULL, v.published_at DESC, v.id DESC
    LIMIT 1`,
);

const forgetResponsible = statement(
  'warranty.forget-responsible',
  'DELETE FROM warranty_policy_responsible WHERE policy_id = $1',
);
const addResponsible = statement(
  'warranty.add-responsible',
  `INSERT INTO warranty_policy_responsible (policy_id, account_id, place)
   SELECT $1, account_id, place FROM unnest($2::uuid[]) WITH ORDINALITY AS given(account_id, place)`,
);

async function writeScopes(tx: Tx, policyId: Id, scopes: readonly PolicyScope[]): Promise<void> {
  await tx.insert(
    WarrantyPolicyScope,
    scopes.map((scope) => ({ id: newId(), policyId, ...scope })),
  );
}

async function writeResponsible(tx: Tx, policyId: Id, accountIds: readonly Id[]): Promise<void> {
  if (accountIds.length > 0) await execute(tx, addResponsible, [policyId, [...new Set(accountIds)]]);
}

function findLatest(tx: Tx, policyId: Id): Promise<WarrantyPolicyVersion | null> {
  return tx.findOne(WarrantyPolicyVersion, { where: { policyId }, order: { number: 'DESC' } });
}

function readTerms(input: unknown): PolicyTerms {
  const faults = findTermsFaults(input);
  if (faults.length > 0)
    throw invalidInput(
      {},
      faults.map((fault) => ({ ...fault, pointer: `/terms${fault.pointer}` })),
    );
  return input as PolicyTerms;
}

function assertScopes(scopes: readonly PolicyScope[]): void {
  const faults: FieldFault[] = [];
  if (scopes.length === 0) faults.push({ pointer: '/scopes', code: 'required', detail: 'name at least one scope' });
  scopes.forEach(({ brandId, productGroupId, productId }, index) => {
    if (productId && (brandId || productGroupId)) {
      const detail = 'a product has its brand and group already';
      faults.push({ pointer: `/scopes/${index}/productId`, code: 'conflict', detail });
    }
  });
  if (faults.length > 0) throw invalidInput({}, faults);
}
