import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationModule } from '@aftercare/organization';
import { Brand } from './brand.entity.js';
import { BrandsService } from './brands.service.js';
import { CatalogQueries } from './catalog.queries.js';
import { CodeCombination } from './code-combination.entity.js';
import { CodePresetsService } from './code-presets.service.js';
import { CodesService } from './codes.service.js';
import { CombinationsQueries } from './combinations.queries.js';
import { CombinationsService } from './combinations.service.js';
import { Part } from './part.entity.js';
import { PartsService } from './parts.service.js';
import { ProductGroup } from './product-group.entity.js';
import { ProductGroupsService } from './product-groups.service.js';
import { Product } from './product.entity.js';
import { ProductsService } from './products.service.js';
import { ServiceCode } from './service-code.entity.js';
import { ServiceItem } from './service-item.entity.js';
import { ServiceItemsService } from './service-items.service.js';
import { StructureQueries } from './structure.queries.js';
import { StructureService } from './structure.service.js';
import { Tariff } from './tariff.entity.js';
import { TariffsQueries } from './tariffs.queries.js';
import { TariffsService } from './tariffs.service.js';

const services = [
  BrandsService,
  CatalogQueries,
  CodePresetsService,
  CodesService,
  CombinationsQueries,
  CombinationsService,
  PartsService,
  ProductGroupsService,
  ProductsService,
  ServiceItemsService,
  StructureQueries,
  StructureService,
  TariffsQueries,
  TariffsService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Brand, CodeCombination, Part, Product, ProductGroup, ServiceCode, ServiceItem, Tariff]),
    OrganizationModule,
  ],
  providers: services,
  exports: services,
})
export class CatalogModule {}
