import { Module } from '@nestjs/common';
import {
  BrandsService,
  CatalogModule,
  PartsService,
  ProductGroupsService,
  ProductsService,
  ServiceItemsService,
  TariffsService,
  StructureService,
  CodesService,
  CombinationsService,
} from '@aftercare/catalog';
import { ContractBillingService, ContractsModule, ContractsService } from '@aftercare/contracts';
import { CustomersModule, CustomersService } from '@aftercare/customers';
import { BlocksService, DevicesModule, DevicesService } from '@aftercare/devices';
import { GoodsReceiptsService, InventoryModule } from '@aftercare/inventory';
import { CompanyQueries, OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import {
  CardsService,
  RegistrationsService,
  SalesDocumentsService,
  UnitSales,
  WarrantyModule,
} from '@aftercare/warranty';
import { ExportsService } from './exports.service.js';
import { ImportKinds, ROW_KIND_TABLE, type RowKinds } from './import-kinds.js';
import { ImportRunner } from './import-runner.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { brandsKind } from './kinds/brands.js';
import { codeCombinationsKind } from './kinds/code-combinations.js';
import { codesKind } from './kinds/codes.js';
import { contractsKind } from './kinds/contracts.js';
import { customersKind } from './kinds/customers.js';
import { deviceBlocksKind } from './kinds/device-blocks.js';
import { devicesKind } from './kinds/devices.js';
import { partFitsKind } from './kinds/part-fits.js';
import { partSubstitutesKind } from './kinds/part-substitutes.js';
import { partsKind } from './kinds/parts.js';
import { productGroupsKind } from './kinds/product-groups.js';
import { productStructuresKind } from './kinds/product-structures.js';
import { productsKind } from './kinds/products.js';
import { salesDeliveriesKind } from './kinds/sales-deliveries.js';
import { salesReturnsKind } from './kinds/sales-returns.js';
import { serviceItemsKind } from './kinds/service-items.js';
import { stockKind } from './kinds/stock.js';
import { tariffsKind } from './kinds/tariffs.js';
import { warrantyCardsKind } from './kinds/warranty-cards.js';
import { warrantyRegistrationsKind } from './kinds/warranty-registrations.js';
import { OpenRepairImporter } from './open-repair/open-repair.importer.js';

const kinds = {
  provide: ROW_KIND_TABLE,
  useFactory: (
    brands: BrandsService,
    groups: ProductGroupsService,
    products: ProductsService,
    parts: PartsService,
    services: ServiceItemsService,
    tariffs: TariffsService,
    structures: StructureService,
    codes: CodesService,
    combinations: CombinationsService,
    customers: CustomersService,
    devices: DevicesService,
    cards: CardsService,
    sales: UnitSales,
    registrations: RegistrationsService,
    documents: SalesDocumentsService,
    contracts: ContractsService,
    contractBilling: ContractBillingService,
    receipts: GoodsReceiptsService,
    company: CompanyQueries,
    blocks: BlocksService,
  ): RowKinds => ({
    brands: brandsKind(brands),
    'product-groups': productGroupsKind(groups),
    products: productsKind(products),
    parts: partsKind(parts),
    'service-items': serviceItemsKind(services),
    tariffs: tariffsKind(tariffs),
    'part-fits': partFitsKind(structures),
    'part-substitutes': partSubstitutesKind(structures),
    'product-structures': productStructuresKind(structures),
    codes: codesKind(codes),
    'code-combinations': codeCombinationsKind(combinations),
    customers: customersKind(customers),
    devices: devicesKind(devices),
    'warranty-cards': warrantyCardsKind(cards, sales),
    'warranty-registrations': warrantyRegistrationsKind(registrations),
    'sales-deliveries': salesDeliveriesKind(documents),
    'sales-returns': salesReturnsKind(documents),
    contracts: contractsKind(contracts, contractBilling, customers, company),
    stock: stockKind(receipts, company),
    'device-blocks': deviceBlocksKind(blocks),
  }),
  inject: [
    BrandsService,
    ProductGroupsService,
    ProductsService,
    PartsService,
    ServiceItemsService,
    TariffsService,
    StructureService,
    CodesService,
    CombinationsService,
    CustomersService,
    DevicesService,
    CardsService,
    UnitSales,
    RegistrationsService,
    SalesDocumentsService,
    ContractsService,
    ContractBillingService,
    GoodsReceiptsService,
    CompanyQueries,
    BlocksService,
  ],
};

/** Orders and carries out imports, and gives out what they take in. `ImportFiles`, which knows a folder, is made by the apps. */
@Module({
  imports: [
    CatalogModule,
    ContractsModule,
    CustomersModule,
    DevicesModule,
    InventoryModule,
    OrganizationModule,
    RepairModule,
    WarrantyModule,
  ],
  providers: [ExportsService, ImportKinds, ImportRunner, ImportsQueries, ImportsService, kinds, OpenRepairImporter],
  exports: [ExportsService, ImportRunner, ImportsQueries, ImportsService],
})
export class ImportsModule {}
