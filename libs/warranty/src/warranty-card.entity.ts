import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RegistrationState } from './coverage-facts.js';
import { type CardAction, cardActions, type CardMove } from './warranty-status.js';
import { cardNotOpen, cardOfOtherDevice } from './warranty.errors.js';

export const CARD_CHANNELS = ['staff', 'portal', 'sms'] as const;
/** Who activated a card: a member of staff, or its holder on the portal or by SMS. */
export type CardChannel = (typeof CARD_CHANNELS)[number];

/** Cards that were issued together: one promise, one product or any. */
@Entity()
export class WarrantyCardBatch {
  @PrimaryColumn('uuid')
  id: Id;

  @Column({ type: 'text', update: false })
  number: string;

  @Column({ type: 'uuid', update: false })
  policyVersionId: Id;

  @Column({ type: 'uuid', update: false, nullable: true })
  productId: Id | null;

  @Column({ type: 'integer', update: false })
  size: number;

  @Column({ type: 'date', update: false })
  issuedOn: CivilDate;

  @Column({ type: 'text', update: false })
  issuedBy: string;

  @Column('timestamptz', { nullable: true })
  printedAt: Date | null;

  /** Its cards were printed elsewhere, under numbers of their own; it grows while they are brought in. */
  @Column({ type: 'boolean', update: false })
  broughtIn: boolean;

  @Column('integer')
  version: number;
}

/** One printed card. With a registration it stands as that does; the database sees to it. */
@Entity()
export class WarrantyCard {
  @PrimaryColumn('uuid')
  id: Id;

  @Column({ type: 'uuid', update: false })
  batchId: Id;

  @Column({ type: 'text', update: false })
  cardNo: string;

  @Column('text', { nullable: true })
  serial: string | null;

  @Column('text')
  state: RegistrationState;

  @Column('text', { nullable: true })
  stateReason: string | null;

  @Column('bytea', { nullable: true })
  scratchHash: Buffer | null;

  @Column('date', { nullable: true })
  soldOn: CivilDate | null;

  /** The unit it was sold with; its activation is for no other. */
  @Column('uuid', { nullable: true })
  deviceId: Id | null;

  @Column('timestamptz', { nullable: true })
  activatedAt: Date | null;

  @Column('text', { nullable: true })
  activatedBy: CardChannel | null;

  @Column('text', { nullable: true })
  holderMobile: string | null;

  @Column('uuid', { nullable: true })
  registrationId: Id | null;

  @Column('integer')
  version: number;

  /** S3. Goes with a unit that was sold; nobody used it and it went with no other. */
  sell(soldOn: CivilDate, deviceId: Id): void {
    this.assertCan('activate');
    if (this.deviceId !== null && this.deviceId !== deviceId) throw cardOfOtherDevice();
    Object.assign(this, { state: 'sold', soldOn, deviceId });
  }

  /** S4. Waits for a unit again. */
  takeBack(): void {
    Object.assign(this, { state: this.state === 'sold' ? 'raw' : this.state, soldOn: null, deviceId: null });
  }

  /** C5. Of a card without a registration. */
  move(act: CardMove, reason: string): void {
    switch (act) {
      case 'suspend':
        return void Object.assign(this, { state: 'suspended', stateReason: reason });
      case 'resume':
        return void Object.assign(this, { state: this.soldOn === null ? 'raw' : 'sold', stateReason: null });
      case 'void':
        return void Object.assign(this, { state: 'void', stateReason: reason });
    }
  }

  /** Refuses what the card does not allow as it stands. */
  assertCan(action: CardAction): void {
    if (!cardActions(this).includes(action)) throw cardNotOpen({ state: this.state, used: this.activatedAt !== null });
  }
}
