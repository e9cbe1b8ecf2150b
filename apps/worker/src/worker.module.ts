import { type DynamicModule, Module } from '@nestjs/common';
import { IdentityModule } from '@aftercare/identity';
import { PlatformModule } from '@aftercare/platform';
import { ClaimsWorkerModule } from './claims/claims-worker.module.js';
import { WORKER_CONFIG, type WorkerConfig } from './config.js';
import { ContractsWorkerModule } from './contracts/contracts-worker.module.js';
import { ImportsWorkerModule } from './imports/imports-worker.module.js';
import { NotificationsWorkerModule } from './notifications/notifications-worker.module.js';
import { PortalWorkerModule } from './portal/portal-worker.module.js';
import { RepairWorkerModule } from './repair/repair-worker.module.js';
import { WarrantyWorkerModule } from './warranty/warranty-worker.module.js';

/** Every subscriber of the product, without a queue: `startWorker` adds that, and tests drive it themselves. */
@Module({})
export class WorkerModule {
  static forRoot(config: WorkerConfig): DynamicModule {
    return {
      module: WorkerModule,
      global: true,
      imports: [
        PlatformModule.forRoot({
          databaseUrl: config.DATABASE_URL,
          poolSize: config.DATABASE_POOL,
          applicationName: 'aftercare-worker',
        }),
        IdentityModule, // its sessions are swept
        ClaimsWorkerModule,
        ContractsWorkerModule,
        ImportsWorkerModule,
        NotificationsWorkerModule,
        PortalWorkerModule,
        RepairWorkerModule,
        WarrantyWorkerModule,
      ],
      providers: [{ provide: WORKER_CONFIG, useValue: config }],
      exports: [WORKER_CONFIG],
    };
  }
}
