import { Module } from '@nestjs/common';
import { WarrantyModule } from '@aftercare/warranty';
import { FollowDeviceDates } from './follow-device-dates.subscriber.js';

@Module({ imports: [WarrantyModule], providers: [FollowDeviceDates] })
export class WarrantyWorkerModule {}
