import { Module } from '@nestjs/common';
import { CatalogModule } from '@aftercare/catalog';
import { BrandsController } from './brands.controller.js';
import { CodeCombinationsController } from './code-combinations.controller.js';
import { CodePresetsController } from './code-presets.controller.js';
import { CodesController } from './codes.controller.js';
import { PartsController } from './parts.controller.js';
import { ProductGroupsController } from './product-groups.controller.js';
import { ProductsController } from './products.controller.js';
import { ServiceItemsController } from './service-items.controller.js';
import { TariffsController } from './tariffs.controller.js';

@Module({
  imports: [CatalogModule],
  controllers: [
    BrandsController,
    CodeCombinationsController,
    CodePresetsController,
    CodesController,
    PartsController,
    ProductGroupsController,
    ProductsController,
    ServiceItemsController,
    TariffsController,
  ],
})
export class CatalogApiModule {}
