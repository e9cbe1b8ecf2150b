import { Module } from '@nestjs/common';
import { DevicesModule } from '@aftercare/devices';
import { DocumentsModule } from '@aftercare/documents';
import { OrganizationModule } from '@aftercare/organization';
import { WarrantyModule } from '@aftercare/warranty';
import { WarrantyCardBatchesController, WarrantyCardsController } from './cards.controller.js';
import { WarrantyPoliciesController } from './policies.controller.js';
import { CustomerCoversController } from './customer-covers.controller.js';
import { DeviceCoverController } from './device-cover.controller.js';
import { WarrantyRegistrationsController } from './registrations.controller.js';

@Module({
  imports: [DevicesModule, DocumentsModule, OrganizationModule, WarrantyModule],
  controllers: [
    CustomerCoversController,
    DeviceCoverController,
    WarrantyCardBatchesController,
    WarrantyCardsController,
    WarrantyPoliciesController,
    WarrantyRegistrationsController,
  ],
})
export class WarrantyApiModule {}
