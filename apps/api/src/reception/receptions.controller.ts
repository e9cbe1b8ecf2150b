import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { deviceBlocked } from '@aftercare/devices';
import { type Actor, Database, idempotencyScope, invalidInput, ProblemError } from '@aftercare/platform';
import {
  ArrivalsService,
  HandOversService,
  type NewReception,
  ReceptionQueries,
  ReceptionsService,
} from '@aftercare/reception';
import { RepairsQueries } from '@aftercare/repair';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { RepairOrderDto } from '../repair/repair-orders.dto.js';
import {
  ArrivalDto,
  ArrivalsDto,
  ArriveDto,
  HandOverDto,
  ListReceptionsQuery,
  ReceiveDto,
  ReceptionDto,
  ReceptionPageDto,
  WaitingQuery,
} from './receptions.dto.js';

type BlockedParams = NonNullable<Parameters<typeof deviceBlocked>[0]>;

@ApiTags('reception')
@Controller()
export class ReceptionsController {
  constructor(
    private readonly db: Database,
    private readonly arrivals: ArrivalsService,
    private readonly receptionsService: ReceptionsService,
    private readonly handOvers: HandOversService,
    private readonly receptions: ReceptionQueries,
    private readonly repairs: RepairsQueries,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** The customers who wait in a centre, longest first. */
  @Get('arrivals')
  @Can('reception.read')
  @ApiOkResponse({ type: ArrivalsDto })
  async waiting(@CurrentActor() actor: Actor, @Query() query: WaitingQuery): Promise<ArrivalsDto> {
    return { data: await this.receptions.waiting(actor, query.centerId) };
  }

  @Post('arrivals')
  @HttpCode(201)
  @Can('reception.intake')
  @ApiCreatedResponse({ type: ArrivalDto })
  async arrive(@CurrentActor() actor: Actor, @Body() input: ArriveDto): Promise<ArrivalDto> {
    const id = await this.db.transaction((tx) => this.arrivals.arrive(tx, actor, input.centerId, input.note));
    return this.receptions.arrival(actor, id);
  }

  /** The clerk turns to this customer: the waiting time ends now. */
  @Post('arrivals/:id/service')
  @HttpCode(204)
  @Can('reception.intake')
  @ApiNoContentResponse()
  async serve(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<void> {
    await this.db.transaction((tx) => this.arrivals.serve(tx, actor, id));
  }

  /** The customer left without being served. */
  @Delete('arrivals/:id')
  @HttpCode(204)
  @Can('reception.intake')
  @ApiNoContentResponse()
  async leave(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<void> {
    await this.db.transaction((tx) => this.arrivals.leave(tx, actor, id));
  }

  @Get('receptions')
  @Can('reception.read')
  @ApiOkResponse({ type: ReceptionPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListReceptionsQuery): Promise<ReceptionPageDto> {
    return this.receptions.list(actor, query);
  }

  @Get('receptions/:id')
  @Can('reception.read')
  @ApiOkResponse({ type: ReceptionDto })
  async get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<ReceptionDto> {
    const view = await this.receptions.get(actor, id);
    return { ...view, trackingUrl: `${this.config.PORTAL_URL}/${view.trackingCode}` };
  }

  /** Takes one or more devices in: customer, devices, orders, first coverage decisions, receipt and tracking code. */
  @Post('receptions')
  @HttpCode(201)
  @Can('reception.intake')
  @ApiCreatedResponse({ type: ReceptionDto })
  async receive(@CurrentActor() actor: Actor, @Body() input: ReceiveDto): Promise<ReceptionDto> {
    const reception = readReception(input);
    const id = await this.db
      .transaction((tx) => this.receptionsService.receive(tx, actor, reception))
      .catch((error: unknown) => this.reportBlocked(actor, input.centerId, error));
    return this.get(actor, id);
  }

  /** The refusal undid everything; that a blocked device was presented is kept all the same, and tried again on a repeat. */
  private async reportBlocked(actor: Actor, centerId: string, error: unknown): Promise<never> {
    if (error instanceof ProblemError && error.code === deviceBlocked.code)
      await idempotencyScope.exit(() =>
        this.db.transaction((tx) =>
          this.receptionsService.reportBlocked(tx, actor, centerId, error.params as BlockedParams),
        ),
      );
    throw error;
  }

  @Post('repair-orders/:id/hand-over')
  @HttpCode(200)
  @Can('reception.hand-over')
  @ApiOkResponse({ type: RepairOrderDto })
  async handOver(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: HandOverDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.handOvers.handOver(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }
}

/** "Either this or that" is a shape no DTO decorator states: a known record by id, or a new one in full. */
function readReception({ customerId, customer, items, ...rest }: ReceiveDto): NewReception {
  const faults = [
    ...eitherOf(customerId, customer, '/customer'),
    ...items.flatMap((item, index) => [
      ...eitherOf(item.deviceId, item.device, `/items/${index}/device`),
      ...item.lines.flatMap((line, at) =>
        eitherOf(line.serviceItemId ?? undefined, line.partId ?? undefined, `/items/${index}/lines/${at}/partId`),
      ),
    ]),
  ];
  if (faults.length > 0) throw invalidInput({}, faults);
  return {
    ...rest,
    customer: customer ?? { customerId: customerId ?? '' },
    items: items.map(({ deviceId, device, ...item }) => ({ ...item, device: device ?? { deviceId: deviceId ?? '' } })),
  };
}

function eitherOf(one: unknown, other: unknown, pointer: string): { pointer: string; code: string; detail: string }[] {
  if ((one === undefined) !== (other === undefined)) return [];
  return [{ pointer, code: 'eitherOf', detail: 'give exactly one: the id of a known record, or a new one' }];
}
