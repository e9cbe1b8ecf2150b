import type { Id } from '@aftercare/kernel';
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

  @Column('integer')
  version: number;
}
