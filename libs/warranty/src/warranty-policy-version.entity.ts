import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PolicyTerms } from './policy-terms.js';

/** One wording of a policy: a draft until it is published, then frozen for good. */
@Entity()
export class WarrantyPolicyVersion {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  policyId: Id;

  @Column('integer')
  number: number;

  @Column('jsonb')
  terms: PolicyTerms;

  @Column('timestamptz', { nullable: true })
  publishedAt: Date | null;
}
