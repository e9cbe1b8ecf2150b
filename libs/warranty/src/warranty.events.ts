import type { CivilDate, Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { CoverageVerdict } from './coverage-verdict.js';

/** A version of a policy became binding for new registrations. */
export const policyPublished = event<{ code: string; number: number; policyVersionId: Id }>(
  'warranty.policy-published',
  1,
  'warranty-policy',
);

/** A device is under guarantee; `[startsOn, endsOn)` is null until a start is known. */
export const warrantyRegistered = event<RegistrationFact>('warranty.registered', 1, 'warranty-registration');

/** Start facts or terms dates of a registration were put right; decisions that rest on it may change. */
export const registrationCorrected = event<RegistrationFact>(
  'warranty.registration-corrected',
  1,
  'warranty-registration',
);

/** A registration no longer gives anything. */
export const registrationVoided = event<RegistrationFact>('warranty.registration-voided', 1, 'warranty-registration');

/** Who pays on a subject (a repair order) was decided, for the first time or again. */
export const coverageDecided = event<{
  subjectId: Id;
  deviceId: Id;
  verdict: CoverageVerdict['overall'];
  supersedes: { decisionId: Id; verdict: CoverageVerdict['overall'] } | null;
  kind: 'computed' | 'override';
}>('warranty.coverage-decided', 1, 'coverage-decision');

export interface RegistrationFact {
  readonly deviceId: Id;
  readonly cardNo: string;
  readonly startsOn: CivilDate | null;
  readonly endsOn: CivilDate | null;
}
