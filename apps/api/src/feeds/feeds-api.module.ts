import { Module } from '@nestjs/common';
import { DevicesModule } from '@aftercare/devices';
import { WarrantyModule } from '@aftercare/warranty';
import { FeedIntake } from './feed-intake.js';
import { FeedLogController } from './feed-log.controller.js';
import { FeedsController } from './feeds.controller.js';

@Module({
  imports: [DevicesModule, WarrantyModule],
  controllers: [FeedsController, FeedLogController],
  providers: [FeedIntake],
})
export class FeedsApiModule {}
