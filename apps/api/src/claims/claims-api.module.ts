import { Module } from '@nestjs/common';
import { ClaimsModule } from '@aftercare/claims';
import { CoresController } from './cores.controller.js';
import { SupplierClaimsController } from './supplier-claims.controller.js';
import { SuppliersController } from './suppliers.controller.js';

@Module({
  imports: [ClaimsModule],
  controllers: [CoresController, SupplierClaimsController, SuppliersController],
})
export class ClaimsApiModule {}
