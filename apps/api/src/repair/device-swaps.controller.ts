import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DevicesQueries } from '@aftercare/devices';
import { type Actor, Database } from '@aftercare/platform';
import { ReplacementsService } from '@aftercare/repair';
import { DeviceDto } from '../devices/devices.dto.js';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { SwapDeviceDto } from './swaps.dto.js';

@ApiTags('devices')
@Controller('devices/:id/swap')
export class DeviceSwapsController {
  constructor(
    private readonly db: Database,
    private readonly replacements: ReplacementsService,
    private readonly devices: DevicesQueries,
  ) {}

  /** Another unit takes the place of the device, outside a repair; answers with the device that was replaced. */
  @Post()
  @HttpCode(200)
  @Can('device.swap')
  @ApiOkResponse({ type: DeviceDto })
  async swap(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SwapDeviceDto,
  ): Promise<DeviceDto> {
    await this.db.transaction((tx) => this.replacements.swap(tx, actor, id, version, input));
    return this.devices.get(actor, id);
  }
}
