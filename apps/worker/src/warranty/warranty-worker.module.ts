import { Module } from '@nestjs/common';
import { WarrantyModule } from '@aftercare/warranty';
import { FollowDeviceDates } from './follow-device-dates.subscriber.js';
import { FollowOwner } from './follow-owner.subscriber.js';

@Module({ imports: [WarrantyModule], providers: [FollowDeviceDates, FollowOwner] })
export class WarrantyWorkerModule {}
