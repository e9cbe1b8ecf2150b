import { Module } from '@nestjs/common';
import { RepairModule } from '@aftercare/repair';
import { DecideCoverWhenDeviceChanged } from './decide-cover-when-device-changed.subscriber.js';
import { DecideCoverAgain } from './decide-cover-again.subscriber.js';
import { StoreExtension } from './store-extension.subscriber.js';

@Module({ imports: [RepairModule], providers: [DecideCoverAgain, DecideCoverWhenDeviceChanged, StoreExtension] })
export class RepairWorkerModule {}
