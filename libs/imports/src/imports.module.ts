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
import { CustomersModule, CustomersService } from '@aftercare/customers';
import { DevicesModule, DevicesService } from '@aftercare/devices';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { ExportsService } from './exports.service.js';
import { ImportKinds, ROW_KIND_TABLE, type RowKinds } from './import-kinds.js';
import { ImportRunner } from './import-runner.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { brandsKind } from './kinds/brands.js';
import { codeCombinationsKind } from './kinds/code-combinations.js';
import { codesKind } from './kinds/codes.js';
import { customersKind } from './kinds/customers.js';
import { devicesKind } from './kinds/devices.js';
import { partFitsKind } from './kinds/part-fits.js';
import { partSubstitutesKind } from './kinds/part-substitutes.js';
import { partsKind } from './kinds/parts.js';
import { productGroupsKind } from './kinds/product-groups.js';
import { productsKind } from './kinds/products.js';
import { serviceItemsKind } from './kinds/service-items.js';
import { tariffsKind } from './kinds/tariffs.js';
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
  ): RowKinds => ({
    brands: brandsKind(brands),
    'product-groups': productGroupsKind(groups),
    products: productsKind(products),
    parts: partsKind(parts),
    'service-items': serviceItemsKind(services),
    tariffs: tariffsKind(tariffs),
    'part-fits': partFitsKind(structures),
    'part-substitutes': partSubstitutesKind(structures),
    codes: codesKind(codes),
    'code-combinations': codeCombinationsKind(combinations),
    customers: customersKind(customers),
    devices: devicesKind(devices),
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
  ],
};

/** Orders and carries out imports, and gives out what they take in. `ImportFiles`, which knows a folder, is made by the apps. */
@Module({
  imports: [CatalogModule, CustomersModule, DevicesModule, OrganizationModule, RepairModule],
  providers: [ExportsService, ImportKinds, ImportRunner, ImportsQueries, ImportsService, kinds, OpenRepairImporter],
  exports: [ExportsService, ImportRunner, ImportsQueries, ImportsService],
})
export class ImportsModule {}
