import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ComponentsQueries } from '@aftercare/repair';
import { Can } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { ComponentHistoryListDto } from './lines.dto.js';

/** The parts of a device as repairs left them. */
@ApiTags('devices')
@Controller('devices/:id/parts')
export class DevicePartsController {
  constructor(private readonly components: ComponentsQueries) {}

  /** Every part that sits or sat in the device, by place, the present one first. */
  @Get()
  @Can('device.read')
  @ApiOkResponse({ type: ComponentHistoryListDto })
  async list(@IdParam('id') id: string): Promise<ComponentHistoryListDto> {
    return { data: await this.components.ofDevice(id) };
  }
}
