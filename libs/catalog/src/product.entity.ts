import type { CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Product {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  brandId: Id;

  @Column('uuid')
  groupId: Id;

  /** The maker's model code, unique within the brand. */
  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  /** What its serial numbers look like; see `serial-pattern.ts`. */
  @Column('text', { nullable: true })
  serialPattern: string | null;

  /** The number of the trade article (GS1), with its check digit. */
  @Column('text', { nullable: true })
  gtin: string | null;

  /** Units of it bear an IMEI. */
  @Column('boolean')
  hasImei: boolean;

  /** What another one costs, in minor units of the company currency, and the day that was said. */
  @Column('bigint', { nullable: true })
  replacementValue: number | null;

  @Column('date', { nullable: true })
  replacementValueOn: CivilDate | null;

  /** From this day on it is not made any more. */
  @Column('date', { nullable: true })
  discontinuedOn: CivilDate | null;

  /** The first day on which the maker owes no parts and no service for it. */
  @Column('date', { nullable: true })
  supportUntil: CivilDate | null;

  @Column('integer')
  version: number;
}
