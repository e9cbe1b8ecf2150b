import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DevicesQueries } from '@aftercare/devices';
import type { Actor } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { PageQuery } from '../http/fields.js';
import { IdParam } from '../http/id-param.js';
import { OwnedDevicePageDto } from './devices.dto.js';

@ApiTags('customers')
@Controller('customers/:id/devices')
export class CustomerDevicesController {
  constructor(private readonly devices: DevicesQueries) {}

  /** What the customer owns and owned, latest first. */
  @Get()
  @Can('customer.read')
  @ApiOkResponse({ type: OwnedDevicePageDto })
  list(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() query: PageQuery,
  ): Promise<OwnedDevicePageDto> {
    return this.devices.ofCustomer(actor, id, query);
  }
}
