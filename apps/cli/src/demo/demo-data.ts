import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BillingModule } from '@aftercare/billing';
import { CatalogModule } from '@aftercare/catalog';
import { ClaimsModule } from '@aftercare/claims';
import { ContractsModule } from '@aftercare/contracts';
import { CustomersModule } from '@aftercare/customers';
import { DevicesModule } from '@aftercare/devices';
import { IdentityModule, Passwords } from '@aftercare/identity';
import { InventoryModule } from '@aftercare/inventory';
import { Clock, FixedClock } from '@aftercare/kernel';
import { OrganizationModule } from '@aftercare/organization';
import {
  createLogger,
  Database,
  JobRunner,
  loadConfig,
  NestLogger,
  OutboxRelay,
  PlatformModule,
  type QueuedJob,
} from '@aftercare/platform';
import { ReceptionModule } from '@aftercare/reception';
import { RepairModule } from '@aftercare/repair';
import { WarrantyModule } from '@aftercare/warranty';
import pg from 'pg';
import { WORKER_CONFIG, workerSchema } from '../../../worker/src/config.js';
import { ClaimsWorkerModule } from '../../../worker/src/claims/claims-worker.module.js';
import { ContractsWorkerModule } from '../../../worker/src/contracts/contracts-worker.module.js';
import { NotificationsWorkerModule } from '../../../worker/src/notifications/notifications-worker.module.js';
import { ContractStories } from './contract-stories.js';
import { DemoDays, live } from './demo-days.js';
import { DEMO_STAFF, type DemoRole } from './demo-network.js';
import { DemoSetUp } from './demo-set-up.js';
import { OneTransaction } from './one-transaction.js';
import { RepairStories } from './repair-stories.js';
import { SupplierStories } from './supplier-stories.js';

/** What somebody may sign in with to look around. */
export interface DemoSignIn {
  readonly role: DemoRole;
  readonly email: string;
}

/** Whether anybody has an account yet, and which accounts of the demonstration can still sign in: one for each role. */
export async function inspectAccounts(url: string): Promise<{ any: boolean; demo: readonly DemoSignIn[] }> {
  const shown = DEMO_STAFF.filter((person) => person.shown);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean; active: string[] }>(
      `SELECT EXISTS (SELECT FROM account) AS any,
              ARRAY(SELECT email FROM account WHERE email = ANY($1) AND disabled_at IS NULL) AS active`,
      [shown.map(({ email }) => email)],
    );
    const { any = false, active = [] } = rows[0] ?? {};
    return { any, demo: shown.filter(({ email }) => active.includes(email)) };
  } finally {
    await client.end();
  }
}

/**
 * Loads the demonstration into a migrated, empty database: two months of a small network's life that end `now`, all of it
 * or, when interrupted, nothing. Its messages go to the dev outbox, whatever the installation is set to.
 */
export async function loadDemoData(
  url: string,
  password: string,
  options: { readonly now?: Date; readonly portalUrl?: string } = {},
): Promise<void> {
  const days = new DemoDays(options.now ?? new Date());
  const clock = new FixedClock(days.at(50, 0));
  const platform = PlatformModule.forRoot({ databaseUrl: url, poolSize: 2, applicationName: 'aftercare-demo' });
  const worker = loadConfig(workerSchema, {
    DATABASE_URL: url,
    ...(options.portalUrl && { PORTAL_URL: options.portalUrl }),
  });

  @Global()
  @Module({
    imports: [
      {
        ...platform,
        providers: [
          ...(platform.providers ?? []),
          { provide: Clock, useValue: clock },
          { provide: Database, useClass: OneTransaction },
        ],
      },
      BillingModule,
      CatalogModule,
      ClaimsModule,
      ClaimsWorkerModule,
      ContractsModule,
      ContractsWorkerModule,
      CustomersModule,
      DevicesModule,
      IdentityModule,
      InventoryModule,
      NotificationsWorkerModule,
      OrganizationModule,
      ReceptionModule,
      RepairModule,
      WarrantyModule,
    ],
    providers: [
      ContractStories,
      DemoSetUp,
      RepairStories,
      SupplierStories,
      { provide: WORKER_CONFIG, useValue: worker },
    ],
    exports: [WORKER_CONFIG],
  })
  class DemoModule {}

  const app = await NestFactory.createApplicationContext(DemoModule, {
    logger: new NestLogger(createLogger('warn')),
    abortOnError: false,
  });
  try {
    const hash = await app.get(Passwords).hash(password);
    const tellCustomers = (): Promise<void> => react(app.get(OutboxRelay), app.get(JobRunner));
    await app.get<OneTransaction>(Database).enclose(async (tx) => {
      const world = await app.get(DemoSetUp).run(tx, days, hash);
      const suppliers = app.get(SupplierStories);
      await suppliers.setUp(tx, world);
      const stories = [
        ...app.get(RepairStories).all(tx, world),
        ...app.get(ContractStories).all(tx, world),
        ...suppliers.all(tx, world),
      ];
      await live(stories, clock, tellCustomers);
    });
  } finally {
    await app.close();
  }
}

/** What the queues would do: every reaction to the new facts, and to the facts that follow from them. */
async function react(relay: OutboxRelay, runner: JobRunner): Promise<void> {
  let jobs: QueuedJob[];
  do {
    jobs = [];
    await relay.relay(async (more) => void jobs.push(...more));
    for (const { eventId, subscriber } of jobs) await runner.run(eventId, subscriber);
  } while (jobs.length > 0);
}
