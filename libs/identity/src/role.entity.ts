import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A named set of permissions; the set itself is in `role_permission`. */
@Entity()
export class Role {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('integer')
  version: number;
}
