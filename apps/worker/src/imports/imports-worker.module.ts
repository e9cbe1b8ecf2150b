import { Module } from '@nestjs/common';
import { ImportFiles, ImportsModule } from '@aftercare/imports';
import { Database } from '@aftercare/platform';
import { join } from 'node:path';
import { WORKER_CONFIG, type WorkerConfig } from '../config.js';
import { RunImport } from './run-import.subscriber.js';

@Module({
  imports: [ImportsModule],
  providers: [
    RunImport,
    {
      provide: ImportFiles,
      useFactory: (db: Database, config: WorkerConfig) => new ImportFiles(db, join(config.DATA_DIR, 'imports')),
      inject: [Database, WORKER_CONFIG],
    },
  ],
})
export class ImportsWorkerModule {}
