import { Module } from '@nestjs/common';
import { RepairModule } from '@aftercare/repair';
import { DecideCoverAgain } from './decide-cover-again.subscriber.js';

@Module({ imports: [RepairModule], providers: [DecideCoverAgain] })
export class RepairWorkerModule {}
