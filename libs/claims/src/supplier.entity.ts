import type { CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who made the goods, who brought them into the country, or who sold single parts. */
export const SUPPLIER_KINDS = ['maker', 'importer', 'parts'] as const;
export type SupplierKind = (typeof SUPPLIER_KINDS)[number];

@Entity()
export class Supplier {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('text')
  kind: SupplierKind;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  /** From this day on no new agreement; what it owes it still owes. */
  @Column('date', { nullable: true })
  retiredOn: CivilDate | null;

  @Column('integer')
  version: number;
}
