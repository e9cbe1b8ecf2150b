import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const DEPARTMENT_KINDS = ['reception', 'workshop', 'parts', 'cashier', 'other'] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

/** A desk or a shop of one centre. */
@Entity()
export class Department {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  centerId: Id;

  @Column('text')
  kind: DepartmentKind;

  @Column(() => Name)
  name: Name;

  @Column('integer')
  version: number;
}
