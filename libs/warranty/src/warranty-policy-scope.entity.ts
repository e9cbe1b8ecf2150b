import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Devices a policy is for: one product, or a brand, a product group or both; all null = every device. */
@Entity()
export class WarrantyPolicyScope {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  policyId: Id;

  @Column('uuid', { nullable: true })
  brandId: Id | null;

  @Column('uuid', { nullable: true })
  productGroupId: Id | null;

  @Column('uuid', { nullable: true })
  productId: Id | null;
}
