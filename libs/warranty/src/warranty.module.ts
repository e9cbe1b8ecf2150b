import { Module } from '@nestjs/common';
import { CustomersModule } from '@aftercare/customers';
import { DevicesModule } from '@aftercare/devices';
import { OrganizationModule } from '@aftercare/organization';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CardQueries } from './card.queries.js';
import { CardsService } from './cards.service.js';
import { CoverageService } from './coverage.service.js';
import { ExpiryNoticesService } from './expiry-notices.service.js';
import { FeedLogQueries } from './feed-log.queries.js';
import { FeedLog } from './feed-log.service.js';
import { PoliciesService } from './policies.service.js';
import { RegistrationsService } from './registrations.service.js';
import { SalesDocumentQueries } from './sales-document.queries.js';
import { SalesDocumentsService } from './sales-documents.service.js';
import { UnitSales } from './unit-sales.service.js';
import { WarrantyCard, WarrantyCardBatch } from './warranty-card.entity.js';
import { WarrantyPolicyScope } from './warranty-policy-scope.entity.js';
import { WarrantyPolicyVersion } from './warranty-policy-version.entity.js';
import { WarrantyPolicy } from './warranty-policy.entity.js';
import { WarrantyRegistration } from './warranty-registration.entity.js';
import { WarrantyQueries } from './warranty.queries.js';

const services = [
  CardQueries,
  CardsService,
  CoverageService,
  ExpiryNoticesService,
  FeedLog,
  FeedLogQueries,
  PoliciesService,
  RegistrationsService,
  SalesDocumentQueries,
  SalesDocumentsService,
  UnitSales,
  WarrantyQueries,
];

@Module({
  imports: [
    CustomersModule,
    DevicesModule,
    OrganizationModule,
    TypeOrmModule.forFeature([
      WarrantyCard,
      WarrantyCardBatch,
      WarrantyPolicy,
      WarrantyPolicyScope,
      WarrantyPolicyVersion,
      WarrantyRegistration,
    ]),
  ],
  providers: services,
  exports: services,
})
export class WarrantyModule {}
