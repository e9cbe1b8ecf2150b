import type { CivilDate, Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a part or a service costs in a period: for a product, a group and what lies below it, or any; by grade of centre. */
@Entity()
export class Tariff {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid', { nullable: true })
  partId: Id | null;

  @Column('uuid', { nullable: true })
  serviceItemId: Id | null;

  @Column('uuid', { nullable: true })
  productId: Id | null;

  @Column('uuid', { nullable: true })
  groupId: Id | null;

  /** Grade of the centre that does the work; null for any. */
  @Column('text', { nullable: true })
  grade: string | null;

  @Column('date')
  validFrom: CivilDate;

  /** The first day on which it holds no more. */
  @Column('date', { nullable: true })
  validUntil: CivilDate | null;

  /** Minor units of the company currency, without tax. */
  @Column('bigint')
  price: number;

  /** Standard time; null: that of the service itself. */
  @Column('integer', { nullable: true })
  minutes: number | null;

  @Column('integer')
  version: number;
}
