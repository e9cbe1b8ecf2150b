import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ComponentsService, DevicesQueries } from '@aftercare/devices';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { DeviceDto, FitComponentDto } from './devices.dto.js';

@ApiTags('devices')
@Controller('devices/:id/components')
export class DeviceComponentsController {
  constructor(
    private readonly db: Database,
    private readonly components: ComponentsService,
    private readonly queries: DevicesQueries,
  ) {}

  @Post()
  @HttpCode(200)
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  async fit(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: FitComponentDto,
  ): Promise<DeviceDto> {
    await this.db.transaction((tx) => this.components.fit(tx, actor, id, version, input));
    return this.queries.get(actor, id);
  }

  @Delete(':componentId')
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  async remove(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IdParam('componentId') componentId: string,
    @IfMatch() version: number,
  ): Promise<DeviceDto> {
    await this.db.transaction((tx) => this.components.remove(tx, actor, id, version, componentId));
    return this.queries.get(actor, id);
  }
}
