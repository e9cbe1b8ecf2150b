import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The trade of a member of the staff. */
@Entity()
export class Specialty {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('integer')
  version: number;
}
