import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ComponentsQueries } from '@aftercare/repair';
import { Can } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { ComponentHistoryListDto, DeviceStructureDto } from './lines.dto.js';

/** The parts of a device as repairs left them. */
@ApiTags('devices')
@Controller('devices/:id')
export class DevicePartsController {
  constructor(private readonly components: ComponentsQueries) {}

  /** Every part that sits or sat in the device, by place, the present one first. */
  @Get('parts')
  @Can('device.read')
  @ApiOkResponse({ type: ComponentHistoryListDto })
  async list(@IdParam('id') id: string): Promise<ComponentHistoryListDto> {
    return { data: await this.components.ofDevice(id) };
  }

  /** The device as its product was designed and as it is: place by place, with serial numbers and cover. */
  @Get('structure')
  @Can('device.read')
  @ApiOkResponse({ type: DeviceStructureDto })
  async structure(@IdParam('id') id: string): Promise<DeviceStructureDto> {
    return { places: await this.components.structureOf(id) };
  }
}
