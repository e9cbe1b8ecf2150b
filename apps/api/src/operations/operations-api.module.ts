import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { FailedJobsController } from './failed-jobs.controller.js';

@Module({ controllers: [AuditController, FailedJobsController] })
export class OperationsApiModule {}
