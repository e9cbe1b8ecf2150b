import { Module } from '@nestjs/common';
import { BillingModule } from '@aftercare/billing';
import { InventoryModule } from '@aftercare/inventory';
import { OrganizationModule } from '@aftercare/organization';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClaimCore } from './claim-core.entity.js';
import { ClaimDeadlinesService } from './claim-deadlines.service.js';
import { ClaimPaymentsService } from './claim-payments.service.js';
import { ClaimableLinesQueries } from './claimable-lines.queries.js';
import { ClaimsQueries } from './claims.queries.js';
import { ClaimsService } from './claims.service.js';
import { CoresQueries } from './cores.queries.js';
import { CoresService } from './cores.service.js';
import { RecoveryQueries } from './recovery.queries.js';
import { SupplierClaim } from './supplier-claim.entity.js';
import { SupplierCoverService } from './supplier-cover.service.js';
import { SupplierLegsQueries } from './supplier-legs.queries.js';
import { Supplier } from './supplier.entity.js';
import { SuppliersQueries } from './suppliers.queries.js';
import { SuppliersService } from './suppliers.service.js';

const services = [
  ClaimDeadlinesService,
  ClaimPaymentsService,
  ClaimableLinesQueries,
  ClaimsQueries,
  ClaimsService,
  CoresQueries,
  CoresService,
  RecoveryQueries,
  SupplierCoverService,
  SupplierLegsQueries,
  SuppliersQueries,
  SuppliersService,
];

@Module({
  imports: [
    BillingModule,
    InventoryModule,
    OrganizationModule,
    TypeOrmModule.forFeature([ClaimCore, Supplier, SupplierClaim]),
  ],
  providers: services,
  exports: services,
})
export class ClaimsModule {}
