import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Codes that go together: behind this symptom this fault, from this cause, mended so. Null stands for any of its kind. */
@Entity()
export class CodeCombination {
  @PrimaryColumn('uuid')
  id: Id;

  /** The product group it holds for, with those below; null for every one. */
  @Column('uuid', { nullable: true })
  groupId: Id | null;

  @Column('uuid', { nullable: true })
  symptomId: Id | null;

  @Column('uuid', { nullable: true })
  faultId: Id | null;

  @Column('uuid', { nullable: true })
  causeId: Id | null;

  @Column('uuid', { nullable: true })
  repairId: Id | null;

  @Column('integer')
  version: number;
}
