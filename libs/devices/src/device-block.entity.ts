import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a unit stands in the register. A recalled one is served, and better sooner; the others are turned away. */
export const BLOCK_KINDS = ['stolen', 'blocked', 'counterfeit', 'recalled'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** One entry of the register of blocks: a unit by its record, its serial (of a brand or product) or an IMEI. */
@Entity()
export class DeviceBlock {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  kind: BlockKind;

  /** The record it was raised on; without one it holds for whatever bears the number. */
  @Column('uuid', { nullable: true })
  deviceId: Id | null;

  @Column('uuid', { nullable: true })
  brandId: Id | null;

  @Column('uuid', { nullable: true })
  productId: Id | null;

  @Column('text', { nullable: true })
  serial: string | null;

  @Column('text', { nullable: true })
  imei: string | null;

  /** Who keeps the list it comes from: the staff, the police, the maker. */
  @Column('text')
  source: string;

  /** Its number there. */
  @Column('text', { nullable: true })
  reference: string | null;

  @Column('date')
  listedOn: CivilDate;

  /** The first day on which it holds no more. */
  @Column('date', { nullable: true })
  until: CivilDate | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  raisedBy: string;

  @Column('timestamptz')
  raisedAt: Date;

  @Column('timestamptz', { nullable: true })
  liftedAt: Date | null;

  @Column('text', { nullable: true })
  liftedBy: string | null;

  /** Null where its last day passed. */
  @Column('text', { nullable: true })
  liftReason: string | null;

  @Column('integer')
  version: number;
}
