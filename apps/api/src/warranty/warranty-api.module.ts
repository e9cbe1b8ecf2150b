import { Module } from '@nestjs/common';
import { WarrantyModule } from '@aftercare/warranty';
import { WarrantyPoliciesController } from './policies.controller.js';
import { WarrantyRegistrationsController } from './registrations.controller.js';

@Module({
  imports: [WarrantyModule],
  controllers: [WarrantyPoliciesController, WarrantyRegistrationsController],
})
export class WarrantyApiModule {}
