import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { civilDateIn, Clock } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { RepairsQueries, RepairsService } from '@aftercare/repair';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  AssignTechnicianDto,
  CountsQuery,
  ListRepairOrdersQuery,
  MissingPartsListDto,
  MissingPartsQuery,
  MoveRepairDto,
  PlanRepairDto,
  RepairOrderDto,
  RepairOrderPageDto,
  StateCountsDto,
} from './repair-orders.dto.js';

/** Repair orders as a whole: lists, one order, who does it, by when, and its plain moves. */
@ApiTags('repair orders')
@Controller('repair-orders')
export class RepairOrdersController {
  constructor(
    private readonly db: Database,
    private readonly repairsService: RepairsService,
    private readonly repairs: RepairsQueries,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Can('repair.read')
  @ApiOkResponse({ type: RepairOrderPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListRepairOrdersQuery): Promise<RepairOrderPageDto> {
    return this.repairs.list(actor, query);
  }

  @Get('counts')
  @Can('repair.read')
  @ApiOkResponse({ type: StateCountsDto })
  async counts(@CurrentActor() actor: Actor, @Query() query: CountsQuery): Promise<StateCountsDto> {
    const { timeZone } = await this.company.current();
    return { data: await this.repairs.counts(actor, civilDateIn(this.clock.now(), timeZone), query.centerId) };
  }

  /** What a technician's waiting orders wait for; an order whose parts are all in hand is left out. */
  @Get('missing-parts')
  @Can('repair.read')
  @ApiOkResponse({ type: MissingPartsListDto })
  async missingParts(@CurrentActor() actor: Actor, @Query() query: MissingPartsQuery): Promise<MissingPartsListDto> {
    return { data: await this.repairs.listMissingParts(actor, query.technicianId) };
  }

  @Get(':id')
  @Can('repair.read')
  @ApiOkResponse({ type: RepairOrderDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<RepairOrderDto> {
    return this.repairs.get(actor, id);
  }

  @Patch(':id')
  @Can('repair.assign')
  @ApiOkResponse({ type: RepairOrderDto })
  async plan(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: PlanRepairDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.repairsService.plan(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  @Put(':id/technician')
  @Can('repair.assign')
  @ApiOkResponse({ type: RepairOrderDto })
  async assign(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AssignTechnicianDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.repairsService.assign(tx, actor, id, version, input.technicianId));
    return this.repairs.get(actor, id);
  }

  /** A technician takes an order onto their own bench. */
  @Put(':id/technician/me')
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async take(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.repairsService.assign(tx, actor, id, version, actor.accountId));
    return this.repairs.get(actor, id);
  }

  @Delete(':id/technician/me')
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async putBack(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.repairsService.assign(tx, actor, id, version, null));
    return this.repairs.get(actor, id);
  }

  /** A move that brings at most a reason; each act names its own permission, see `allowedActions`. */
  @Post(':id/moves')
  @HttpCode(200)
  @Can('repair.read')
  @ApiOkResponse({ type: RepairOrderDto })
  async move(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: MoveRepairDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.repairsService.move(tx, actor, id, version, input.act, input.reason));
    return this.repairs.get(actor, id);
  }
}
