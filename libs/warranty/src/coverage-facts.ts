import type { Meter, Provenance } from '@aftercare/devices';
import type { Calendar, CivilDate } from '@aftercare/kernel';
import type { RepairHistory, StartFacts } from './coverage-period.js';
import type { CostBearer, CostShare, CoverClass, Exclusion, PolicyTerms, UsageLimit } from './policy-terms.js';

export const REGISTRATION_STATES = ['raw', 'sold', 'active', 'suspended', 'void', 'expired', 'transferred'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** The registration as it stands, with the terms of exactly the version it was issued under. */
export interface RegistrationFacts {
  readonly cardNo: string;
  readonly state: RegistrationState;
  readonly policy: { readonly code: string; readonly version: number; readonly terms: PolicyTerms };
  readonly start: StartFacts;
}

/** What an earlier order promised for a part it fitted or work it did, by the terms of that day (R20). */
export interface EarlierWork {
  readonly orderNumber: string;
  readonly kind: 'part' | 'work';
  /** The day it was handed over: the promise runs from here and a repeat does not restart it. */
  readonly on: CivilDate;
  readonly months: number;
  readonly calendar: Calendar;
  readonly percent: number;
  /** With what the meter showed at the hand-over; absent when nobody read it then. */
  readonly usage?: UsageLimit & { readonly startedAt?: number };
  readonly bearers: readonly CostShare[];
  readonly exclusions: readonly Exclusion[];
}

/** One thing to be paid for: a part, an hour, a trip. `evidenceCount` counts what proves the fault code. */
export interface LineFacts {
  readonly lineId: string;
  readonly class: CoverClass;
  readonly faultCode?: string | null;
  /** The reason for no cover that the bench saw in the fault; an exclusion may name it instead of the fault. */
  readonly exclusionCode?: string;
  readonly evidenceCount: number;
  /** List price of the whole line in minor units, where the terms limit an amount. */
  readonly listAmount?: number;
  /** Groups of the component it is for, its own first, then the ones above: cover may name them (R4). */
  readonly componentGroups?: readonly string[];
  /** Earlier parts or work whose promise may cover this line. */
  readonly earlier?: readonly EarlierWork[];
}

/** A favour granted by someone who may: that much of the named lines (null = all), paid by `bearer`. */
export interface GoodwillFacts {
  readonly percent: number;
  readonly bearer: CostBearer;
  readonly lineIds: readonly string[] | null;
}

/** A maker's recall that names the device: its lines of these fault codes (null = all) are free. */
export interface RecallFacts {
  readonly code: string;
  readonly faultCodes: readonly string[] | null;
}

/** A contract in force on the day: what it takes off each class, and how many visits it still holds (null = any number). */
export interface ContractFacts {
  readonly number: string;
  readonly endsOn: CivilDate;
  readonly cover: readonly { readonly class: CoverClass; readonly percent: number }[];
  readonly visitsLeft: number | null;
}

/** What a meter of the device showed. */
export interface MeterReading {
  readonly meter: Meter;
  readonly value: number;
}

/** A cover line of the registration's terms; `componentGroup` null for a line on the whole device. */
export interface CoverLineRef {
  readonly class: CoverClass;
  readonly componentGroup: string | null;
}

/** What other repairs, done and open, took of a cover line that is limited in total; minor units. */
export interface SpentCover extends CoverLineRef {
  readonly amount: number;
}

/** What happened to the device under this registration before; what is absent did not happen. */
export interface HistoryFacts extends RepairHistory {
  /** How often the fault of today came before, today included. */
  readonly sameFault?: number;
  /** Claims already made on a cover line. */
  readonly claims?: readonly (CoverLineRef & { readonly count: number })[];
  readonly spent?: readonly SpentCover[];
}

/** All that a decision rests on. `on` is the civil day of the fault or of the intake. */
export interface CoverageFacts {
  readonly on: CivilDate;
  readonly provenance: Provenance;
  readonly registration: RegistrationFacts | null;
  readonly goodwill: GoodwillFacts | null;
  readonly lines: readonly LineFacts[];
  /** The bench has confirmed the fault of a device that is dead on arrival. */
  readonly doaConfirmed?: boolean;
  readonly recalls?: readonly RecallFacts[];
  readonly contracts?: readonly ContractFacts[];
  readonly readings?: readonly MeterReading[];
  readonly history?: HistoryFacts;
  /** How long the device has been, or will be, in the shop this time, in days. */
  readonly daysInShop?: number;
}
