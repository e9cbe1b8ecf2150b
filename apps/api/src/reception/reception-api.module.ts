import { Module } from '@nestjs/common';
import { DevicesModule } from '@aftercare/devices';
import { ReceptionModule } from '@aftercare/reception';
import { RepairModule } from '@aftercare/repair';
import { FrontDeskController } from './front-desk.controller.js';
import { ReceptionsController } from './receptions.controller.js';

@Module({
  imports: [DevicesModule, ReceptionModule, RepairModule],
  controllers: [ReceptionsController, FrontDeskController],
})
export class ReceptionApiModule {}
