import { Module } from '@nestjs/common';
import { WarrantyModule } from '@aftercare/warranty';
import { WarrantyCardBatchesController, WarrantyCardsController } from './cards.controller.js';
import { WarrantyPoliciesController } from './policies.controller.js';
import { WarrantyRegistrationsController } from './registrations.controller.js';

@Module({
  imports: [WarrantyModule],
  controllers: [
    WarrantyCardBatchesController,
    WarrantyCardsController,
    WarrantyPoliciesController,
    WarrantyRegistrationsController,
  ],
})
export class WarrantyApiModule {}
