import { Module } from '@nestjs/common';
import { DevicesModule } from '@aftercare/devices';
import { WarrantyModule } from '@aftercare/warranty';
import { FeedsController } from './feeds.controller.js';

@Module({ imports: [DevicesModule, WarrantyModule], controllers: [FeedsController] })
export class FeedsApiModule {}
