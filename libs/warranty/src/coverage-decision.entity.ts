import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoverageFacts, CoverageVerdict } from './coverage-decision.js';

/** One verdict with everything it rested on. Never changed: the next one supersedes it. */
@Entity()
export class CoverageDecision {
  @PrimaryColumn('uuid')
  id: Id;

  /** What was decided on: a repair order. */
  @Column('uuid')
  subjectId: Id;

  @Column('uuid')
  centerId: Id;

  @Column('uuid')
  deviceId: Id;

  @Column('uuid', { nullable: true })
  registrationId: Id | null;

  @Column('uuid', { nullable: true })
  policyVersionId: Id | null;

  @Column('text')
  verdict: CoverageVerdict['overall'];

  @Column('jsonb')
  facts: CoverageFacts;

  @Column('jsonb')
  result: CoverageVerdict;

  @Column('text')
  kind: 'computed' | 'override';

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { nullable: true })
  decidedBy: Id | null;

  @Column('text')
  decidedByName: string;

  @Column('timestamptz')
  decidedAt: Date;

  @Column('uuid', { nullable: true })
  supersedesId: Id | null;
}
