import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BlocksService, DevicesQueries, DevicesService, OwnershipService, ReadingsService } from '@aftercare/devices';
import { type Actor, Database, type Tx } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { PageQuery } from '../http/fields.js';
import { IdParam } from '../http/id-param.js';
import {
  BlockDeviceDto,
  CorrectDeviceDto,
  DeviceDto,
  DeviceEventPageDto,
  DevicePageDto,
  DeviceProofDto,
  DeviceReasonDto,
  ListDevicesQuery,
  CreateDeviceDto,
  ReadMeterDto,
  TransferDeviceDto,
  WithdrawDeviceDto,
} from './devices.dto.js';

@ApiTags('devices')
@Controller('devices')
export class DevicesController {
  constructor(
    private readonly db: Database,
    private readonly devices: DevicesService,
    private readonly blocks: BlocksService,
    private readonly ownership: OwnershipService,
    private readonly readings: ReadingsService,
    private readonly queries: DevicesQueries,
  ) {}

  @Get()
  @Can('device.read')
  @ApiOkResponse({ type: DevicePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListDevicesQuery): Promise<DevicePageDto> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @Can('device.read')
  @ApiOkResponse({ type: DeviceDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<DeviceDto> {
    return this.queries.get(actor, id);
  }

  /** What happened to the device, newest first. */
  @Get(':id/timeline')
  @Can('device.read')
  @ApiOkResponse({ type: DeviceEventPageDto })
  timeline(@IdParam('id') id: string, @Query() query: PageQuery): Promise<DeviceEventPageDto> {
    return this.queries.timeline(id, query);
  }

  @Post()
  @HttpCode(201)
  @Can('device.write')
  @ApiCreatedResponse({ type: DeviceDto })
  async register(@CurrentActor() actor: Actor, @Body() input: CreateDeviceDto): Promise<DeviceDto> {
    const id = await this.db.transaction((tx) => this.devices.register(tx, actor, input));
    return this.queries.get(actor, id);
  }

  /** Corrects what was recorded wrongly; the old values stay in the timeline. */
  @Patch(':id')
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  correct(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: CorrectDeviceDto,
  ): Promise<DeviceDto> {
    return this.act(actor, id, (tx) => this.devices.correctFacts(tx, actor, id, version, input));
  }

  /** A document proves the device: it counts as verified. */
  @Post(':id/proof')
  @HttpCode(200)
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  prove(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: DeviceProofDto,
  ): Promise<DeviceDto> {
    return this.act(actor, id, (tx) => this.devices.prove(tx, actor, id, version, input));
  }

  /** Puts the device on the register of blocks; unless it is recalled, no service centre takes it in. */
  @Post(':id/block')
  @HttpCode(200)
  @Can('device.block')
  @ApiOkResponse({ type: DeviceDto })
  block(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason: note, kind = 'blocked', source = 'staff', reference = null, until = null }: BlockDeviceDto,
  ): Promise<DeviceDto> {
    const entry = { kind, source, reference, until, note };
    return this.act(actor, id, (tx) => this.blocks.block(tx, actor, id, version, entry));
  }

  /** Takes every entry off the register that stops this device. */
  @Post(':id/release')
  @HttpCode(200)
  @Can('device.block')
  @ApiOkResponse({ type: DeviceDto })
  unblock(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: DeviceReasonDto,
  ): Promise<DeviceDto> {
    return this.act(actor, id, (tx) => this.blocks.release(tx, actor, id, version, reason));
  }

  /** The device belongs to another customer from a day on. */
  @Post(':id/ownership')
  @HttpCode(200)
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  transfer(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { customerId, ownedFrom }: TransferDeviceDto,
  ): Promise<DeviceDto> {
    return this.act(actor, id, (tx) => this.ownership.transfer(tx, actor, id, customerId, ownedFrom, version));
  }

  /** The device was replaced by another or scrapped. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  withdraw(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: WithdrawDeviceDto,
  ): Promise<DeviceDto> {
    return this.act(actor, id, (tx) => this.devices.withdraw(tx, actor, id, version, input));
  }

  /** What a meter of the device shows; open repair orders are decided anew. */
  @Post(':id/readings')
  @HttpCode(200)
  @Can('device.write')
  @ApiOkResponse({ type: DeviceDto })
  readMeter(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { meter, value, reason = null }: ReadMeterDto,
  ): Promise<DeviceDto> {
    return this.act(actor, id, (tx) => this.readings.record(tx, actor, id, version, [{ meter, value, reason }]));
  }

  private async act(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<DeviceDto> {
    await this.db.transaction(work);
    return this.queries.get(actor, id);
  }
}
