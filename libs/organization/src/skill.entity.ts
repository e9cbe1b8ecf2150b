import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something a technician can do, on a level from 1 to 3. */
@Entity()
export class Skill {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('integer')
  version: number;
}
