import type { CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Part {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  sku: string;

  @Column(() => Name)
  name: Name;

  @Column('uuid', { nullable: true })
  brandId: Id | null;

  @Column('uuid', { nullable: true })
  groupId: Id | null;

  /** C17. The product of which this item is a whole unit; null for what is fitted in one. */
  @Column('uuid', { nullable: true })
  unitOfId: Id | null;

  /** Price to a paying customer for one piece, in minor units of the company currency, without tax. */
  @Column('bigint')
  listPrice: number;

  @Column('date', { nullable: true })
  retiredOn: CivilDate | null;

  @Column('integer')
  version: number;
}
