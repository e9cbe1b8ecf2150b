import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { HistoryQueries } from '@aftercare/history';
import type { Actor } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import {
  CustomerHistoryPageDto,
  CustomerHistoryQuery,
  DeviceHistoryPageDto,
  DeviceHistoryQuery,
} from './history.dto.js';

/** What ever happened, the latest first; each kind only to whoever may read its records. */
@Controller()
export class HistoryController {
  constructor(private readonly history: HistoryQueries) {}

  @Get('devices/:id/history')
  @ApiTags('devices')
  @Can('device.read')
  @ApiOkResponse({ type: DeviceHistoryPageDto })
  ofDevice(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() query: DeviceHistoryQuery,
  ): Promise<DeviceHistoryPageDto> {
    return this.history.ofDevice(actor, id, query);
  }

  @Get('customers/:id/history')
  @ApiTags('customers')
  @Can('customer.read')
  @ApiOkResponse({ type: CustomerHistoryPageDto })
  ofCustomer(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() query: CustomerHistoryQuery,
  ): Promise<CustomerHistoryPageDto> {
    return this.history.ofCustomer(actor, id, query);
  }
}
