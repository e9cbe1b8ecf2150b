import { Module } from '@nestjs/common';
import { ContractsModule } from '@aftercare/contracts';
import { ContractsController } from './contracts.controller.js';

@Module({ imports: [ContractsModule], controllers: [ContractsController] })
export class ContractsApiModule {}
