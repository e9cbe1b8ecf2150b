import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoverageService } from './coverage.service.js';
import { PoliciesService } from './policies.service.js';
import { RegistrationsService } from './registrations.service.js';
import { WarrantyPolicyScope } from './warranty-policy-scope.entity.js';
import { WarrantyPolicyVersion } from './warranty-policy-version.entity.js';
import { WarrantyPolicy } from './warranty-policy.entity.js';
import { WarrantyRegistration } from './warranty-registration.entity.js';
import { WarrantyQueries } from './warranty.queries.js';

const services = [CoverageService, PoliciesService, RegistrationsService, WarrantyQueries];

@Module({
  imports: [
    OrganizationModule,
    TypeOrmModule.forFeature([WarrantyPolicy, WarrantyPolicyScope, WarrantyPolicyVersion, WarrantyRegistration]),
  ],
  providers: services,
  exports: services,
})
export class WarrantyModule {}
