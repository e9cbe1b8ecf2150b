import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class ProductGroup {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid', { nullable: true })
  parentId: Id | null;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  /** C15. Its repairs, and those of the groups below, take listed combinations of codes only. */
  @Column('boolean')
  strictCodes: boolean;

  @Column('integer')
  version: number;
}
