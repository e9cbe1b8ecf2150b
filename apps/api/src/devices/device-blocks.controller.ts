import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BlocksQueries, BlocksService } from '@aftercare/devices';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  DeviceBlockDto,
  DeviceBlockPageDto,
  LiftBlockDto,
  ListBlocksQuery,
  RaiseBlockDto,
} from './device-blocks.dto.js';

@ApiTags('devices')
@Controller('device-blocks')
export class DeviceBlocksController {
  constructor(
    private readonly db: Database,
    private readonly blocks: BlocksService,
    private readonly queries: BlocksQueries,
  ) {}

  /** The register of units that are stolen, blocked, counterfeit or recalled. */
  @Get()
  @Can('device.read')
  @ApiOkResponse({ type: DeviceBlockPageDto })
  list(@Query() query: ListBlocksQuery): Promise<DeviceBlockPageDto> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('device.read')
  @ApiOkResponse({ type: DeviceBlockDto })
  get(@IdParam('id') id: string): Promise<DeviceBlockDto> {
    return this.queries.get(id);
  }

  /** Lists a unit, whether anybody has met it or not. */
  @Post()
  @HttpCode(201)
  @Can('device.block')
  @ApiCreatedResponse({ type: DeviceBlockDto })
  async raise(@CurrentActor() actor: Actor, @Body() input: RaiseBlockDto): Promise<DeviceBlockDto> {
    const { brandId = null, productId = null, reference = null, until = null, ...unit } = input;
    const id = await this.db.transaction((tx) =>
      this.blocks.raise(tx, actor, { ...unit, brandId, productId, reference, until }),
    );
    return this.queries.get(id);
  }

  /** Takes the entry off; a device that no other one stops is served again. */
  @Post(':id/lift')
  @HttpCode(200)
  @Can('device.block')
  @ApiOkResponse({ type: DeviceBlockDto })
  async lift(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: LiftBlockDto,
  ): Promise<DeviceBlockDto> {
    await this.db.transaction((tx) => this.blocks.lift(tx, actor, id, version, reason));
    return this.queries.get(id);
  }
}
