import { Module } from '@nestjs/common';
import { RepairModule } from '@aftercare/repair';
import { DecideCoverWhenMeterRead } from './decide-cover-when-meter-read.subscriber.js';
import { DecideCoverAgain } from './decide-cover-again.subscriber.js';

@Module({ imports: [RepairModule], providers: [DecideCoverAgain, DecideCoverWhenMeterRead] })
export class RepairWorkerModule {}
