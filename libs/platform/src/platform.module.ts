import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, SystemClock } from '@aftercare/kernel';
import pg from 'pg';
import { AuditQueries } from './audit.queries.js';
import { Database } from './database.js';
import { FailedJobs } from './failed-jobs.js';
import { Housekeeping } from './housekeeping.js';
import { SnakeCaseNames } from './naming.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outbox } from './outbox.js';
import { JobRunner, Subscriptions } from './subscriptions.js';

// Civil days stay text, and 64-bit integers become numbers, refusing the ones a number cannot hold.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an exact integer: ${text}`);
  return value;
});

export interface PlatformOptions {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly applicationName: string;
}

const services = [AuditQueries, Database, FailedJobs, Housekeeping, JobRunner, Outbox, OutboxRelay, Subscriptions];

// A stuck statement must not hold a clerk: the database gives up before the request does.
const SESSION_LIMITS = '-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s';

/** Database, clock, outbox and job runner: the one global module. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: options.databaseUrl,
          applicationName: options.applicationName,
          poolSize: options.poolSize,
          connectTimeoutMS: 2_000,
          extra: { options: SESSION_LIMITS, keepAlive: true },
          namingStrategy: new SnakeCaseNames(),
          autoLoadEntities: true,
          synchronize: false,
          installExtensions: false,
          retryAttempts: 0,
        }),
      ],
      providers: [...services, { provide: Clock, useClass: SystemClock }],
      exports: [...services, Clock],
    };
  }
}
