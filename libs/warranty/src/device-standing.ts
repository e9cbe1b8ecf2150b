import type { Provenance } from '@aftercare/devices';
import type { CivilDate, Id } from '@aftercare/kernel';
import { execute, notFound, statement, type Tx } from '@aftercare/platform';
import type {
  CoverageFacts,
  HistoryFacts,
  RegistrationFacts,
  RegistrationState,
  SpentCover,
} from './coverage-facts.js';
import type { PolicyTerms } from './policy-terms.js';

/**
 * Devices ($1) with the registration that stands, else their last one, which tells why nothing does; and what subjects
 * other than $2 (null: any) took of its amounts that are limited in total (R31).
 */
const STANDING = `
  SELECT d.id AS device_id, d.provenance, r.id AS registration_id, r.card_no, r.state, r.policy_version_id,
         r.card_issued_on, r.sold_on, r.delivered_on, r.installed_on, r.activated_on, r.made_on, r.starts_on, r.ends_on,
         p.code, v.number, v.terms, limited.root_id,
         CASE WHEN limited.root_id IS NOT NULL THEN (
           SELECT json_agg(json_build_object('class', class, 'componentGroup', component_group, 'amount', amount)
                           ORDER BY class, component_group)
             FROM (SELECT class, component_group, sum(amount)::bigint AS amount FROM warranty_spend
                    WHERE registration_id = limited.root_id AND subject_id IS DISTINCT FROM $2::uuid
                    GROUP BY class, component_group) each
         ) END AS spent
    FROM device d
    LEFT JOIN LATERAL (
      SELECT * FROM warranty_registration
       WHERE device_id = d.id
       ORDER BY state IN ('raw', 'sold', 'active', 'suspended') DESC, id DESC
       LIMIT 1
    ) r ON true
    LEFT JOIN warranty_policy_version v ON v.id = r.policy_version_id
    LEFT JOIN warranty_policy p ON p.id = v.policy_id
    LEFT JOIN LATERAL (
      SELECT first_registration(r.id) AS root_id WHERE v.terms @? '$.cover[*].limit.inTotal'
    ) limited ON true`;

const deviceStanding = statement('warranty.device-standing', `${STANDING} WHERE d.id = $1`);
/** For screens that show several devices at once. */
export const devicesStanding = statement('warranty.devices-standing', `${STANDING} WHERE d.id = ANY($1::uuid[])`);

export interface DeviceStanding {
  readonly device_id: Id;
  readonly provenance: Provenance;
  readonly registration_id: Id | null;
  readonly policy_version_id: Id | null;
  readonly card_no: string;
  readonly state: RegistrationState;
  readonly card_issued_on: CivilDate | null;
  readonly sold_on: CivilDate | null;
  readonly delivered_on: CivilDate | null;
  readonly installed_on: CivilDate | null;
  readonly activated_on: CivilDate | null;
  readonly made_on: CivilDate | null;
  readonly starts_on: CivilDate | null;
  readonly ends_on: CivilDate | null;
  readonly code: string;
  readonly number: number;
  readonly terms: PolicyTerms;
  /** The first of the registrations that swaps continued, where the terms limit an amount in total. */
  readonly root_id: Id | null;
  readonly spent: readonly SpentCover[] | null;
}

const lockRoot = statement(
  'warranty.lock-limited-registration',
  `SELECT 1 AS locked FROM warranty_registration WHERE id = $1 FOR UPDATE`,
);

/**
 * What decides on a subject's device; 404 without it. R31. Who may take of an amount that is limited in total waits for
 * the others who do, and then sees what they took.
 */
export async function getStanding(tx: Tx, deviceId: Id, subjectId: Id): Promise<DeviceStanding> {
  const [standing] = await execute<DeviceStanding>(tx, deviceStanding, [deviceId, subjectId]);
  if (!standing) throw notFound();
  if (standing.root_id === null) return standing;
  await execute(tx, lockRoot, [standing.root_id]);
  const [locked] = await execute<DeviceStanding>(tx, deviceStanding, [deviceId, subjectId]);
  return locked ?? standing;
}

/** The registration as a decision takes it; null where the device never had one. */
export function registrationFacts(standing: DeviceStanding): RegistrationFacts | null {
  if (standing.registration_id === null) return null;
  return {
    cardNo: standing.card_no,
    state: standing.state,
    policy: { code: standing.code, version: standing.number, terms: standing.terms },
    start: {
      cardIssuedOn: standing.card_issued_on,
      soldOn: standing.sold_on,
      deliveredOn: standing.delivered_on,
      installedOn: standing.installed_on,
      activatedOn: standing.activated_on,
      madeOn: standing.made_on,
    },
  };
}

/** R31. What other repairs took belongs to the history that the caller tells. */
export function withSpent(
  history: HistoryFacts | undefined,
  { spent }: Pick<DeviceStanding, 'spent'>,
): Pick<CoverageFacts, 'history'> {
  return spent ? { history: { ...history, spent } } : {};
}
