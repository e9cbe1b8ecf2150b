import { Module } from '@nestjs/common';
import { WarrantyModule } from '@aftercare/warranty';
import { PoliciesController } from './policies.controller.js';
import { RegistrationsController } from './registrations.controller.js';

@Module({
  imports: [WarrantyModule],
  controllers: [PoliciesController, RegistrationsController],
})
export class WarrantyApiModule {}
