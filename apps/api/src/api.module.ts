import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { PlatformModule } from '@aftercare/platform';
import { BillingApiModule } from './billing/billing-api.module.js';
import { CatalogApiModule } from './catalog/catalog-api.module.js';
import { ClaimsApiModule } from './claims/claims-api.module.js';
import { HistoryApiModule } from './history/history-api.module.js';
import { API_CONFIG, type ApiConfig } from './config.js';
import { ContractsApiModule } from './contracts/contracts-api.module.js';
import { CustomersApiModule } from './customers/customers-api.module.js';
import { DevicesApiModule } from './devices/devices-api.module.js';
import { FeedsApiModule } from './feeds/feeds-api.module.js';
import { HealthController } from './health.controller.js';
import { AccessCompleteness, AccessGuard } from './http/access.js';
import { IdempotencyInterceptor } from './http/idempotency.js';
import { StrictValidationPipe } from './http/validation.js';
import { IdentityApiModule } from './identity/identity-api.module.js';
import { ImportsApiModule } from './imports/imports-api.module.js';
import { InventoryApiModule } from './inventory/inventory-api.module.js';
import { OrganizationApiModule } from './organization/organization-api.module.js';
import { LiveApiModule } from './live/live-api.module.js';
import { NotificationsApiModule } from './notifications/notifications-api.module.js';
import { OperationsApiModule } from './operations/operations-api.module.js';
import { PortalApiModule } from './portal/portal-api.module.js';
import { ReceptionApiModule } from './reception/reception-api.module.js';
import { RepairApiModule } from './repair/repair-api.module.js';
import { WarrantyApiModule } from './warranty/warranty-api.module.js';

@Module({})
export class ApiModule {
  static forRoot(config: ApiConfig): DynamicModule {
    return {
      module: ApiModule,
      global: true,
      imports: [
        DiscoveryModule,
        PlatformModule.forRoot({
          databaseUrl: config.DATABASE_URL,
          poolSize: config.DATABASE_POOL,
          applicationName: 'aftercare-api',
        }),
        OrganizationApiModule,
        IdentityApiModule,
        CatalogApiModule,
        CustomersApiModule,
        DevicesApiModule,
        WarrantyApiModule,
        ContractsApiModule,
        FeedsApiModule,
        InventoryApiModule,
        NotificationsApiModule,
        OperationsApiModule,
        BillingApiModule,
        RepairApiModule,
        ReceptionApiModule,
        PortalApiModule,
        ClaimsApiModule,
        HistoryApiModule,
        ImportsApiModule,
        LiveApiModule,
      ],
      controllers: [HealthController],
      providers: [
        { provide: API_CONFIG, useValue: config },
        { provide: APP_PIPE, useClass: StrictValidationPipe },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        AccessCompleteness,
      ],
      exports: [API_CONFIG],
    };
  }
}
