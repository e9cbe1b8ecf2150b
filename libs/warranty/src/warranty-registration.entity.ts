import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RegistrationState } from './coverage-facts.js';
import { coverEnd, coverPeriods, type Extension, findCoverStart, type StartFacts } from './coverage-period.js';
import type { PolicyTerms } from './policy-terms.js';
import { registrationClosed } from './warranty.errors.js';

/** Why a registration ended or waits when its device got another owner. */
export const OWNER_CHANGED = 'owner-changed';

/** One device under one version of a policy, by card number. */
@Entity()
export class WarrantyRegistration {
  @PrimaryColumn('uuid')
  id: Id;

  @Column({ type: 'text', update: false })
  cardNo: string;

  @Column({ type: 'uuid', update: false })
  deviceId: Id;

  @Column({ type: 'uuid', update: false })
  policyVersionId: Id;

  @Column('text')
  state: RegistrationState;

  @Column('text', { nullable: true })
  stateReason: string | null;

  @Column('date', { nullable: true })
  cardIssuedOn: CivilDate | null;

  @Column('date', { nullable: true })
  soldOn: CivilDate | null;

  @Column('date', { nullable: true })
  deliveredOn: CivilDate | null;

  @Column('date', { nullable: true })
  installedOn: CivilDate | null;

  @Column('date', { nullable: true })
  activatedOn: CivilDate | null;

  @Column('date', { nullable: true })
  madeOn: CivilDate | null;

  @Column('date', { nullable: true })
  startsOn: CivilDate | null;

  /** The first day on which nothing is covered any more. */
  @Column('date', { nullable: true })
  endsOn: CivilDate | null;

  /** What repairs have added to the period (R26). */
  @Column('integer')
  extensionDays: number;

  @Column('integer')
  extensionMonths: number;

  /** Whose cover it is: the customer it followed last; null while the device is nobody's (R33). */
  @Column('uuid', { nullable: true })
  holderId: Id | null;

  /** The registration of the unit that this one's device replaced (R29). */
  @Column({ type: 'uuid', nullable: true, update: false })
  continuesId: Id | null;

  @Column({ type: 'timestamptz', update: false })
  registeredAt: Date;

  @Column('integer')
  version: number;

  get startFacts(): StartFacts {
    const { cardIssuedOn, soldOn, deliveredOn, installedOn, activatedOn, madeOn } = this;
    return { cardIssuedOn, soldOn, deliveredOn, installedOn, activatedOn, madeOn };
  }

  get extension(): Extension {
    return { days: this.extensionDays, months: this.extensionMonths };
  }

  /** Lengthens the period by what repairs add to it (R26). */
  extend({ days, months }: Extension, terms: PolicyTerms): void {
    this.extensionDays = days;
    this.extensionMonths = months;
    this.date({}, terms);
  }

  /** Takes the facts over and works the period and the state out anew (R15). */
  date(facts: Partial<StartFacts>, terms: PolicyTerms): void {
    this.assertStands();
    Object.assign(this, facts);
    const start = findCoverStart(terms, this.startFacts);
    this.startsOn = start?.startsOn ?? null;
    this.endsOn = start ? coverEnd(coverPeriods(terms, start.startsOn, this.extension)) : null;
    if (this.state === 'suspended') return;
    const begun = start && (start.fact === terms.startBasis || start.fact === 'card');
    this.state = begun ? 'active' : this.soldOn || this.deliveredOn ? 'sold' : 'raw';
  }

  /** Gives nothing while it is looked into (R27). */
  suspend(reason: string): void {
    this.assertStands();
    this.state = 'suspended';
    this.stateReason = reason;
  }

  /** Gives again what it gave, by the facts as they are now (R27). */
  resume(terms: PolicyTerms): void {
    if (this.state !== 'suspended') throw registrationClosed({ state: this.state });
    this.state = 'raw';
    this.stateReason = null;
    this.date({}, terms);
  }

  /** Ends the promise for good (R16). */
  void(reason: string): void {
    this.assertStands();
    this.state = 'void';
    this.stateReason = reason;
  }

  /** Ends the promise with the owner it was made to (R33). */
  transfer(): void {
    this.assertStands();
    this.state = 'transferred';
    this.stateReason = OWNER_CHANGED;
  }

  private assertStands(): void {
    switch (this.state) {
      case 'raw':
      case 'sold':
      case 'active':
      case 'suspended':
        return;
      case 'void':
      case 'expired':
      case 'transferred':
        throw registrationClosed({ state: this.state });
    }
  }
}
