import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ContractsQueries } from '@aftercare/contracts';
import type { Actor } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { DeviceContractsDto } from './contracts.dto.js';

@ApiTags('contracts')
@Controller('devices/:id/contracts')
export class DeviceContractsController {
  constructor(private readonly queries: ContractsQueries) {}

  /** Contracts that list the device, or that cover it by its owner; drafts left out, the one that ends last first. */
  @Get()
  @Can('contract.read')
  @ApiOkResponse({ type: DeviceContractsDto })
  async list(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<DeviceContractsDto> {
    const contracts = await this.queries.ofDevice(actor, id);
    return {
      data: contracts.map(({ deviceId: _, inForce, ...contract }) => ({ ...contract, covers: inForce !== null })),
    };
  }
}
