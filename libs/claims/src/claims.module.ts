import { Module } from '@nestjs/common';
import { InventoryModule } from '@aftercare/inventory';
import { OrganizationModule } from '@aftercare/organization';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClaimCore } from './claim-core.entity.js';
import { ClaimDeadlinesService } from './claim-deadlines.service.js';
import { ClaimsQueries } from './claims.queries.js';
import { ClaimsService } from './claims.service.js';
import { CoresService } from './cores.service.js';
import { SupplierClaim } from './supplier-claim.entity.js';
import { SupplierCoverService } from './supplier-cover.service.js';
import { Supplier } from './supplier.entity.js';
import { SuppliersQueries } from './suppliers.queries.js';
import { SuppliersService } from './suppliers.service.js';

const services = [
  ClaimDeadlinesService,
  ClaimsQueries,
  ClaimsService,
  CoresService,
  SupplierCoverService,
  SuppliersQueries,
  SuppliersService,
];

@Module({
  imports: [InventoryModule, OrganizationModule, TypeOrmModule.forFeature([ClaimCore, Supplier, SupplierClaim])],
  providers: services,
  exports: services,
})
export class ClaimsModule {}
