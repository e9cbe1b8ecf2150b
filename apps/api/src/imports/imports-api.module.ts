import { Module } from '@nestjs/common';
import { ImportFiles, ImportsModule } from '@aftercare/imports';
import { Database } from '@aftercare/platform';
import { join } from 'node:path';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { ExportsController } from './exports.controller.js';
import { ImportsController } from './imports.controller.js';

@Module({
  imports: [ImportsModule],
  controllers: [ExportsController, ImportsController],
  providers: [
    {
      provide: ImportFiles,
      useFactory: (db: Database, config: ApiConfig) => new ImportFiles(db, join(config.DATA_DIR, 'imports')),
      inject: [Database, API_CONFIG],
    },
  ],
})
export class ImportsApiModule {}
