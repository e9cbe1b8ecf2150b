import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  containsPattern,
  Database,
  decodeCursor,
  type Name,
  nameJson,
  notFound,
  type Page,
  type Statement,
  statement,
  toPage,
} from '@aftercare/platform';
import { decideCoverage } from './coverage-decision.js';
import type { ContractFacts, CoverageFacts, RegistrationState } from './coverage-facts.js';
import type { CoverageVerdict } from './coverage-verdict.js';
import type { StartFacts } from './coverage-period.js';
import { devicesStanding, type DeviceStanding, registrationFacts, withSpent } from './device-standing.js';
import type { PolicyScope } from './policies.service.js';
import type { PolicyTerms } from './policy-terms.js';

/** `publishedNumber` is the version that binds new registrations; null while there are only drafts. */
export interface PolicySummary {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly publishedNumber: number | null;
  readonly hasDraft: boolean;
  readonly version: number;
}

export interface PolicyVersionView {
  readonly id: Id;
  readonly number: number;
  readonly terms: PolicyTerms;
  readonly publishedAt: Date | null;
}

/** Somebody who answers for a policy. */
export interface ResponsiblePerson {
  readonly id: Id;
  readonly name: string;
}

/** A policy with its scopes and every version, newest first. */
export interface PolicyView extends PolicySummary {
  readonly scopes: readonly PolicyScope[];
  readonly responsible: readonly ResponsiblePerson[];
  readonly versions: readonly PolicyVersionView[];
}

/** `[startsOn, endsOn)` spans all classes; null until a start is known. */
export interface RegistrationView {
  readonly id: Id;
  readonly cardNo: string;
  readonly deviceId: Id;
  readonly policy: { readonly id: Id; readonly code: string; readonly name: Name; readonly number: number };
  /** Who answers for the policy, the first to ask first. */
  readonly responsible: readonly ResponsiblePerson[];
  readonly state: RegistrationState;
  readonly stateReason: string | null;
  readonly start: StartFacts;
  readonly startsOn: CivilDate | null;
  readonly endsOn: CivilDate | null;
  /** The card of the unit that this one's device replaced. */
  readonly continuesCardNo: string | null;
  /** The last day on which a new owner may tell of the change; null where nothing waits for that. */
  readonly noticeBy: CivilDate | null;
  readonly version: number;
}

/** A stored decision; the one that stands has `supersededById` null. */
export interface DecisionView {
  readonly id: Id;
  readonly deviceId: Id;
  readonly registrationId: Id | null;
  readonly policyVersionId: Id | null;
  readonly kind: 'computed' | 'override';
  readonly reason: string | null;
  readonly facts: CoverageFacts;
  readonly verdict: CoverageVerdict;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly supersedesId: Id | null;
  readonly supersededById: Id | null;
}

/** A device's guarantee and the verdict on it before anything is diagnosed. `[startsOn, endsOn)` is the card's period. */
export interface DeviceCover {
  readonly deviceId: Id;
  readonly registration: {
    readonly id: Id;
    readonly cardNo: string;
    readonly state: RegistrationState;
    readonly policyCode: string;
    readonly startsOn: CivilDate | null;
    readonly endsOn: CivilDate | null;
  } | null;
  readonly verdict: CoverageVerdict;
}

export interface PolicyFilter {
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface RegistrationFilter {
  readonly deviceId?: Id;
  readonly cardNo?: string;
  readonly limit: number;
  readonly cursor?: string;
}

const POLICY = `
  p.id, p.code, ${nameJson('p')} AS name, p.version,
  (SELECT max(number) FROM warranty_policy_version WHERE policy_id = p.id AND published_at IS NOT NULL) AS "publishedNumber",
  EXISTS (SELECT FROM warranty_policy_version WHERE policy_id = p.id AND published_at IS NULL) AS "hasDraft"`;

/** Who answers for a policy `p`, the first to ask first. */
const RESPONSIBLE = `
  (SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.display_name) ORDER BY w.place), '[]')
     FROM warranty_policy_responsible w JOIN account a ON a.id = w.account_id WHERE w.policy_id = p.id)`;

const REGISTRATION = `
  r.id, r.card_no AS "cardNo", r.device_id AS "deviceId", r.state, r.state_reason AS "stateReason",
  json_build_object('id', p.id, 'code', p.code, 'number', v.number,
                    'name', ${nameJson('p')}) AS policy,
  ${RESPONSIBLE} AS responsible,
  json_build_object('cardIssuedOn', r.card_issued_on, 'soldOn', r.sold_on, 'deliveredOn', r.delivered_on,
                    'installedOn', r.installed_on, 'activatedOn', r.activated_on, 'madeOn', r.made_on) AS start,
  r.starts_on AS "startsOn", r.ends_on AS "endsOn", r.version,
  (SELECT card_no FROM warranty_registration WHERE id = r.continues_id) AS "continuesCardNo",
  CASE WHEN r.state = 'suspended' AND r.state_reason = 'owner-changed' THEN
    (SELECT o.owned_from + (v.terms->'ownerChange'->>'withinDays')::int FROM device_ownership o
      WHERE o.device_id = r.device_id AND o.owned_to IS NULL) END AS "noticeBy"
  FROM warranty_registration r
  JOIN warranty_policy_version v ON v.id = r.policy_version_id
  JOIN warranty_policy p ON p.id = v.policy_id`;

const DECISION = `
  d.id, d.device_id AS "deviceId", d.registration_id AS "registrationId",
  d.policy_version_id AS "policyVersionId", d.kind, d.reason, d.facts, d.result AS verdict,
  d.decided_by_name AS "decidedBy", d.decided_at AS "decidedAt", d.supersedes_id AS "supersedesId",
  n.id AS "supersededById"
  FROM coverage_decision d
  LEFT JOIN coverage_decision n ON n.supersedes_id = d.id`;

function registrationsBy(name: string, condition: string): Statement {
  return statement(
    name,
    `SELECT ${REGISTRATION} WHERE ${condition} AND ($3::uuid IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4`,
  );
}

const sql = {
  policies: statement(
    'warranty.policies',
    `SELECT ${POLICY} FROM warranty_policy p
      WHERE ($1::text IS NULL OR p.search_text LIKE $1) AND ($2::text IS NULL OR p.code > $2)
      ORDER BY p.code LIMIT $3`,
  ),
  policy: statement(
    'warranty.policy',
    `SELECT ${POLICY},
            (SELECT coalesce(json_agg(json_build_object('brandId', s.brand_id, 'productGroupId', s.product_group_id,
                                                        'productId', s.product_id) ORDER BY s.id), '[]')
               FROM warranty_policy_scope s WHERE s.policy_id = p.id) AS scopes,
            ${RESPONSIBLE} AS responsible
       FROM warranty_policy p WHERE p.id = $1`,
  ),
  versions: statement(
    'warranty.policy-versions',
    `SELECT id, number, terms, published_at AS "publishedAt"
       FROM warranty_policy_version WHERE policy_id = $1 ORDER BY number DESC`,
  ),
  // One statement per way in, so that each keeps a plan on its own index.
  registrations: registrationsBy('warranty.registrations', '$1::uuid IS NULL AND $2::text IS NULL'),
  registrationsOfDevice: registrationsBy(
    'warranty.registrations-of-device',
    'r.device_id = $1 AND ($2::text IS NULL OR r.card_no = $2)',
  ),
  registrationsOfCard: registrationsBy('warranty.registrations-of-card', '$1::uuid IS NULL AND r.card_no = $2'),
  registration: statement('warranty.registration', `SELECT ${REGISTRATION} WHERE r.id = $1`),
  registrationByCard: statement('warranty.registration-by-card', `SELECT ${REGISTRATION} WHERE r.card_no = $1`),
  decisions: statement(
    'warranty.decisions',
    `SELECT ${DECISION}
      WHERE d.subject_id = $1 AND ($2::uuid[] IS NULL OR d.center_id = ANY ($2))
      ORDER BY d.id DESC`,
  ),
} as const;

/** Every read of guarantees. Policies and registrations belong to the whole network, decisions to a centre. */
@Injectable()
export class WarrantyQueries {
  constructor(private readonly db: Database) {}

  /** Policies by code. */
  async listPolicies(filter: PolicyFilter): Promise<Page<PolicySummary>> {
    const after = decodeCursor(filter.cursor, 1);
    const rows = await this.db.rows<PolicySummary>(sql.policies, [
      containsPattern(filter.q),
      after?.[0] ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.code],
      (row) => row,
    );
  }

  async getPolicy(id: Id): Promise<PolicyView> {
    const [policy, versions] = await Promise.all([
      this.db.row<Omit<PolicyView, 'versions'>>(sql.policy, [id]),
      this.db.rows<PolicyVersionView>(sql.versions, [id]),
    ]);
    if (!policy) throw notFound();
    return { ...policy, versions };
  }

  /** Registrations, the newest first. */
  async listRegistrations(filter: RegistrationFilter): Promise<Page<RegistrationView>> {
    const after = decodeCursor(filter.cursor, 1);
    const byCard = filter.cardNo ? sql.registrationsOfCard : sql.registrations;
    const rows = await this.db.rows<RegistrationView>(filter.deviceId ? sql.registrationsOfDevice : byCard, [
      filter.deviceId ?? null,
      filter.cardNo ?? null,
      after?.[0] ?? null,
      filter.limit + 1,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  async getRegistration(id: Id): Promise<RegistrationView> {
    const registration = await this.db.row<RegistrationView>(sql.registration, [id]);
    if (!registration) throw notFound();
    return registration;
  }

  findRegistrationByCard(cardNo: string): Promise<RegistrationView | null> {
    return this.db.row<RegistrationView>(sql.registrationByCard, [cardNo]);
  }

  /** How devices are covered on a day, with the contracts that the caller found for each; nothing is stored. */
  async coverOf(
    deviceIds: readonly Id[],
    on: CivilDate,
    contractsOf: (deviceId: Id) => readonly ContractFacts[],
  ): Promise<DeviceCover[]> {
    const rows = await this.db.rows<DeviceStanding>(devicesStanding, [deviceIds, null]);
    return rows.map((row) => {
      const { device_id: deviceId, provenance } = row;
      const contracts = contractsOf(deviceId);
      const registration = registrationFacts(row);
      const facts = {
        on,
        provenance,
        registration,
        goodwill: null,
        lines: [],
        contracts,
        ...withSpent(undefined, row),
      };
      return { deviceId, registration: registrationOf(row), verdict: decideCoverage(facts) };
    });
  }

  /** Every decision on a subject within the actor's centres, the one that stands first. */
  listDecisions(actor: Actor, subjectId: Id): Promise<DecisionView[]> {
    return this.db.rows<DecisionView>(sql.decisions, [subjectId, centerScope(actor)]);
  }
}

function registrationOf(row: DeviceStanding): DeviceCover['registration'] {
  if (row.registration_id === null) return null;
  const { registration_id: id, card_no: cardNo, state, code: policyCode, starts_on: startsOn, ends_on: endsOn } = row;
  return { id, cardNo, state, policyCode, startsOn, endsOn };
}
