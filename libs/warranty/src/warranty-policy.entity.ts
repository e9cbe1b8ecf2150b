import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A named promise; what it promises is in its versions. */
@Entity()
export class WarrantyPolicy {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('integer')
  version: number;
}
