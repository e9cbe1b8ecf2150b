import type { CivilDate, Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { CoverageVerdict } from './coverage-verdict.js';
import type { SalesDocumentKind } from './sales-document.js';
import type { CardChannel } from './warranty-card.entity.js';

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

/** A registration gives nothing while it is looked into. */
export const registrationSuspended = event<RegistrationFact>(
  'warranty.registration-suspended',
  1,
  'warranty-registration',
);

/** A suspended registration gives again what it gave before. */
export const registrationResumed = event<RegistrationFact>('warranty.registration-resumed', 1, 'warranty-registration');

/** The device has another owner, and the cover goes on for them. */
export const registrationFollowed = event<RegistrationFact & { holderId: Id }>(
  'warranty.registration-followed',
  1,
  'warranty-registration',
);

/** The device has another owner, and the cover ended with the one before. */
export const registrationTransferred = event<RegistrationFact>(
  'warranty.registration-transferred',
  1,
  'warranty-registration',
);

/** Covered repairs lengthened the period by so many days and months in all. */
export const registrationExtended = event<RegistrationFact & { days: number; months: number }>(
  'warranty.registration-extended',
  1,
  'warranty-registration',
);

/** The cover of a registration ends within the company's days of notice; told once for each period. */
export const warrantyExpiring = event<RegistrationFact>('warranty.expiring', 1, 'warranty-registration');

/** Cards were numbered, all under one version of a policy, for one product or for any. */
export const cardsIssued = event<CardBatchFact>('warranty.cards-issued', 1, 'warranty-card-batch');

/** The scratch codes of a batch were made and handed out, once; `again` = in place of earlier ones. */
export const cardsPrinted = event<CardBatchFact & { again: boolean }>(
  'warranty.cards-printed',
  1,
  'warranty-card-batch',
);

/** A card became the guarantee of a device, or its holder completed one that a sale had begun. */
export const cardActivated = event<CardFact & { deviceId: Id; registrationId: Id; channel: CardChannel }>(
  'warranty.card-activated',
  1,
  'warranty-card',
);

/** A card went with a unit that was sold; where its activation starts the cover it waits for that. */
export const cardSold = event<CardFact & { deviceId: Id; soldOn: CivilDate }>('warranty.card-sold', 1, 'warranty-card');

/** The unit a card was sold with came back before anybody used the card. */
export const cardTakenBack = event<CardFact>('warranty.card-taken-back', 1, 'warranty-card');

/** An outside system told of a delivery or a return, for the first time or differently. */
export const salesDocumentRecorded = event<{
  source: string;
  kind: SalesDocumentKind;
  documentNo: string;
  lines: number;
}>('warranty.sales-document-recorded', 1, 'sales-document');

/** A card without a device can be activated no more. */
export const cardVoided = event<CardFact>('warranty.card-voided', 1, 'warranty-card');

/** A card without a device can not be activated for now. */
export const cardSuspended = event<CardFact>('warranty.card-suspended', 1, 'warranty-card');

export const cardResumed = event<CardFact>('warranty.card-resumed', 1, 'warranty-card');

/** Who pays on a subject (a repair order) was decided, for the first time or again. */
export const coverageDecided = event<{
  subjectId: Id;
  deviceId: Id;
  verdict: CoverageVerdict['overall'];
  supersedes: { decisionId: Id; verdict: CoverageVerdict['overall'] } | null;
  kind: 'computed' | 'override';
}>('warranty.coverage-decided', 1, 'coverage-decision');

export interface CardBatchFact {
  readonly number: string;
  readonly size: number;
}

export interface CardFact {
  readonly cardNo: string;
}

export interface RegistrationFact {
  readonly deviceId: Id;
  readonly cardNo: string;
  readonly startsOn: CivilDate | null;
  readonly endsOn: CivilDate | null;
}
