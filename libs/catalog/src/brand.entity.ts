import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Brand {
  @PrimaryColumn('uuid')
  id: Id;

  @Column(() => Name)
  name: Name;

  @Column('integer')
  version: number;
}
