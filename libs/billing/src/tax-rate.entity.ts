import type { BasisPoints, CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a rate is for. `standard` holds wherever work or goods have no rate of their own. */
export const TAX_CATEGORIES = ['service', 'part', 'standard'] as const;
export type TaxCategory = (typeof TAX_CATEGORIES)[number];

@Entity()
export class TaxRate {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  category: TaxCategory;

  @Column('integer')
  rateBp: BasisPoints;

  @Column('date')
  validFrom: CivilDate;

  /** The first day it no longer holds; null while it is the latest. */
  @Column('date', { nullable: true })
  validTo: CivilDate | null;
}
