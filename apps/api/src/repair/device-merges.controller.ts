import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DevicesQueries } from '@aftercare/devices';
import { type Actor, Database } from '@aftercare/platform';
import { MergesService } from '@aftercare/repair';
import { DeviceDto } from '../devices/devices.dto.js';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { MergeDeviceDto, MergePreviewDto, MergePreviewQuery } from './merges.dto.js';

/** Two records of one physical device. The one in the path stays. */
@ApiTags('devices')
@Controller('devices/:id/merge')
export class DeviceMergesController {
  constructor(
    private readonly db: Database,
    private readonly merges: MergesService,
    private readonly devices: DevicesQueries,
  ) {}

  /** What would move, and what stands against it; nothing is changed. */
  @Get()
  @Can('device.merge')
  @ApiOkResponse({ type: MergePreviewDto })
  preview(@IdParam('id') id: string, @Query() { loserId }: MergePreviewQuery): Promise<MergePreviewDto> {
    return this.merges.preview(id, loserId);
  }

  @Post()
  @HttpCode(200)
  @Can('device.merge')
  @ApiOkResponse({ type: DeviceDto })
  async merge(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: MergeDeviceDto,
  ): Promise<DeviceDto> {
    await this.db.transaction((tx) => this.merges.merge(tx, actor, version, { survivorId: id, ...input }));
    return this.devices.get(actor, id);
  }
}
