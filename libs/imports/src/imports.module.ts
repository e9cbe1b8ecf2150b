import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { RepairModule } from '@aftercare/repair';
import { ImportRunner } from './import-runner.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { OpenRepairImporter } from './open-repair/open-repair.importer.js';

/** Orders and carries out imports. `ImportFiles`, which knows a folder, is made by the apps. */
@Module({
  imports: [OrganizationModule, RepairModule],
  providers: [ImportRunner, ImportsQueries, ImportsService, OpenRepairImporter],
  exports: [ImportRunner, ImportsQueries, ImportsService],
})
export class ImportsModule {}
