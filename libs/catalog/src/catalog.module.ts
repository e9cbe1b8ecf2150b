import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationModule } from '@aftercare/organization';
import { Brand } from './brand.entity.js';
import { BrandsService } from './brands.service.js';
import { CatalogQueries } from './catalog.queries.js';
import { CodesService } from './codes.service.js';
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
  CodesService,
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
    TypeOrmModule.forFeature([Brand, Part, Product, ProductGroup, ServiceCode, ServiceItem, Tariff]),
    OrganizationModule,
  ],
  providers: services,
  exports: services,
})
export class CatalogModule {}
