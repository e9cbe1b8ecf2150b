import type { Provenance } from '@aftercare/devices';
import type { CivilDate, Id } from '@aftercare/kernel';
import { execute, notFound, statement, type Tx } from '@aftercare/platform';
import type { RegistrationFacts, RegistrationState } from './coverage-facts.js';
import type { PolicyTerms } from './policy-terms.js';

/** Devices ($1) with the registration that stands, else their last one, which tells why nothing does. */
const STANDING = `
  SELECT d.id AS device_id, d.provenance, r.id AS registration_id, r.card_no, r.state, r.policy_version_id,
         r.card_issued_on, r.sold_on, r.delivered_on, r.installed_on, r.activated_on, r.made_on, r.starts_on, r.ends_on,
         p.code, v.number, v.terms
    FROM device d
    LEFT JOIN LATERAL (
      SELECT * FROM warranty_registration
       WHERE device_id = d.id
       ORDER BY state IN ('raw', 'sold', 'active', 'suspended') DESC, id DESC
       LIMIT 1
    ) r ON true
    LEFT JOIN warranty_policy_version v ON v.id = r.policy_version_id
    LEFT JOIN warranty_policy p ON p.id = v.policy_id`;

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
}

/** 404 without the device. */
export async function getStanding(tx: Tx, deviceId: Id): Promise<DeviceStanding> {
  const [standing] = await execute<DeviceStanding>(tx, deviceStanding, [deviceId]);
  if (!standing) throw notFound();
  return standing;
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
