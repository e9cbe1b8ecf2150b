import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ContractBillingService, ContractsQueries, ContractsService } from '@aftercare/contracts';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  AddendumInputDto,
  ContractDto,
  ContractPageDto,
  DraftContractDto,
  ListContractsQuery,
  MoveContractDto,
  PlanBillingDto,
  RenewContractDto,
  ReviseContractDto,
} from './contracts.dto.js';

@ApiTags('contracts')
@Controller('contracts')
export class ContractsController {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractsService,
    private readonly billing: ContractBillingService,
    private readonly queries: ContractsQueries,
  ) {}

  @Get()
  @Can('contract.read')
  @ApiOkResponse({ type: ContractPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListContractsQuery): Promise<ContractPageDto> {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @Can('contract.read')
  @ApiOkResponse({ type: ContractDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<ContractDto> {
    return this.queries.get(actor, id);
  }

  @Post()
  @HttpCode(201)
  @Can('contract.manage')
  @ApiCreatedResponse({ type: ContractDto })
  async draft(@CurrentActor() actor: Actor, @Body() input: DraftContractDto): Promise<ContractDto> {
    const id = await this.db.transaction((tx) => this.contracts.draft(tx, actor, input));
    return this.queries.get(actor, id);
  }

  /** Words a draft anew, whole. */
  @Put(':id')
  @Can('contract.manage')
  @ApiOkResponse({ type: ContractDto })
  async revise(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ReviseContractDto,
  ): Promise<ContractDto> {
    await this.db.transaction((tx) => this.contracts.revise(tx, actor, id, version, input));
    return this.queries.get(actor, id);
  }

  /** Activates, suspends, resumes or terminates, see `allowedActions`. */
  @Post(':id/moves')
  @HttpCode(200)
  @Can('contract.manage')
  @ApiOkResponse({ type: ContractDto })
  async move(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: MoveContractDto,
  ): Promise<ContractDto> {
    await this.db.transaction((tx) => this.contracts.move(tx, actor, id, version, input.act, input.reason));
    return this.queries.get(actor, id);
  }

  /** Adds what the customer agreed to in writing; nothing that stands is changed. */
  @Post(':id/addenda')
  @HttpCode(201)
  @Can('contract.manage')
  @ApiCreatedResponse({ type: ContractDto })
  async amend(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AddendumInputDto,
  ): Promise<ContractDto> {
    await this.db.transaction((tx) => this.contracts.amend(tx, actor, id, version, input));
    return this.queries.get(actor, id);
  }

  /** Says how the rest of the price is billed; what is billed stays. */
  @Put(':id/billing')
  @Can('contract.manage')
  @ApiOkResponse({ type: ContractDto })
  async planBilling(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: PlanBillingDto,
  ): Promise<ContractDto> {
    await this.db.transaction((tx) => this.billing.plan(tx, actor, id, version, input));
    return this.queries.get(actor, id);
  }

  /** Has one instalment billed before its day; asked again it changes nothing. Its invoice follows in a moment. */
  @Post(':id/instalments/:number/billing')
  @HttpCode(200)
  @Can('contract.manage')
  @ApiOkResponse({ type: ContractDto })
  async bill(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Param('number', ParseIntPipe) number: number,
  ): Promise<ContractDto> {
    await this.db.transaction((tx) => this.billing.bill(tx, actor, id, number));
    return this.queries.get(actor, id);
  }

  /** A draft of the next period, linked to this one. */
  @Post(':id/renewal')
  @HttpCode(201)
  @Can('contract.manage')
  @ApiCreatedResponse({ type: ContractDto })
  async renew(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RenewContractDto,
  ): Promise<ContractDto> {
    const renewalId = await this.db.transaction((tx) => this.contracts.renew(tx, actor, id, version, input));
    return this.queries.get(actor, renewalId);
  }
}
