import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How sure we are of a unit's identity: proven by a document, said by the customer and plausible, unknown, or barred
 * (stolen, counterfeit, withdrawn from service).
 */
export const PROVENANCES = ['verified', 'declared', 'unknown', 'blocked'] as const;
export type Provenance = (typeof PROVENANCES)[number];

export const DEVICE_STATUSES = ['active', 'replaced', 'scrapped', 'merged'] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];

/** What a device's own meter counts. */
export const METERS = ['km', 'hours', 'pages', 'cycles'] as const;
export type Meter = (typeof METERS)[number];

/** Why a unit is swapped: dead on arrival, a right to another one, the vendor sent another one, or the office decided so. */
export const SWAP_CAUSES = ['doa', 'replacement', 'vendor', 'office'] as const;
export type SwapCause = (typeof SWAP_CAUSES)[number];

/** One unit, or a component fitted in another. */
@Entity()
export class Device {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  brandId: Id;

  @Column('uuid')
  productId: Id;

  /** As it was typed first; the database keeps the form it is compared in. */
  @Column('text', { nullable: true })
  serial: string | null;

  @Column('text', { nullable: true })
  imei: string | null;

  /** Of the second SIM slot; none without a first. */
  @Column('text', { nullable: true })
  imei2: string | null;

  /** The device it is fitted in, and where there. */
  @Column('uuid', { nullable: true })
  parentId: Id | null;

  @Column('text', { nullable: true })
  componentSlot: string | null;

  @Column('text')
  provenance: Provenance;

  @Column('text', { nullable: true })
  blockedReason: string | null;

  @Column('text')
  status: DeviceStatus;

  /** The record of the same physical device that stayed; this one is closed. */
  @Column('uuid', { nullable: true })
  mergedIntoId: Id | null;

  @Column('date', { nullable: true })
  madeOn: CivilDate | null;

  /** The company bought it from its supplier. */
  @Column('date', { nullable: true })
  purchasedOn: CivilDate | null;

  /** When it left the maker. */
  @Column('date', { nullable: true })
  shippedOn: CivilDate | null;

  @Column('date', { nullable: true })
  soldOn: CivilDate | null;

  @Column('date', { nullable: true })
  deliveredOn: CivilDate | null;

  @Column('date', { nullable: true })
  installedOn: CivilDate | null;

  @Column('date', { nullable: true })
  activatedOn: CivilDate | null;

  @Column('text', { nullable: true })
  saleDocumentNo: string | null;

  /** The key of this unit in the system it was imported from. */
  @Column('text', { nullable: true })
  externalRef: string | null;

  @Column('integer')
  version: number;
}
