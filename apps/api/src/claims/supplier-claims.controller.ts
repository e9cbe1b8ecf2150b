import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ClaimableLinesQueries, ClaimsQueries, ClaimsService, RecoveryQueries } from '@aftercare/claims';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ClaimableLinePageDto, ListClaimableQuery } from './claimable-lines.dto.js';
import {
  AnswerClaimDto,
  ClaimDto,
  ClaimPageDto,
  ListClaimsQuery,
  MakeClaimDto,
  ResubmitClaimDto,
  SettleClaimDto,
  SubmitClaimDto,
} from './claims.dto.js';
import { RecoveryListDto, RecoveryQuery } from './recovery.dto.js';

@ApiTags('supplier-claims')
@Controller()
export class SupplierClaimsController {
  constructor(
    private readonly db: Database,
    private readonly claims: ClaimsService,
    private readonly queries: ClaimsQueries,
    private readonly lines: ClaimableLinesQueries,
    private readonly recoveries: RecoveryQueries,
  ) {}

  /** Lines that a supplier answers for and no claim has, the nearest deadline first. */
  @Get('claimable-lines')
  @Can('claim.read')
  @ApiOkResponse({ type: ClaimableLinePageDto })
  claimable(@CurrentActor() actor: Actor, @Query() query: ListClaimableQuery): Promise<ClaimableLinePageDto> {
    return this.lines.list(actor, query);
  }

  /** What was claimed in a period and what came of it, by supplier. */
  @Get('claim-recovery')
  @Can('claim.read')
  @ApiOkResponse({ type: RecoveryListDto })
  async recovery(@CurrentActor() actor: Actor, @Query() query: RecoveryQuery): Promise<RecoveryListDto> {
    return { data: await this.recoveries.list(actor, query) };
  }

  @Get('supplier-claims')
  @Can('claim.read')
  @ApiOkResponse({ type: ClaimPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListClaimsQuery): Promise<ClaimPageDto> {
    return this.queries.list(actor, query);
  }

  @Get('supplier-claims/:id')
  @Can('claim.read')
  @ApiOkResponse({ type: ClaimDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<ClaimDto> {
    return this.queries.get(actor, id);
  }

  /** A draft with these lines; each line is in one claim only. */
  @Post('supplier-claims')
  @HttpCode(201)
  @Can('claim.manage')
  @ApiCreatedResponse({ type: ClaimDto })
  async make(@CurrentActor() actor: Actor, @Body() input: MakeClaimDto): Promise<ClaimDto> {
    const id = await this.db.transaction((tx) => this.claims.make(tx, actor, input));
    return this.queries.get(actor, id);
  }

  /** Throws a draft away; its lines may be claimed again. */
  @Delete('supplier-claims/:id')
  @HttpCode(204)
  @Can('claim.manage')
  @ApiNoContentResponse()
  async discard(@CurrentActor() actor: Actor, @IdParam('id') id: string, @IfMatch() version: number): Promise<void> {
    await this.db.transaction((tx) => this.claims.discard(tx, actor, id, version));
  }

  /** Takes one of several lines out of a draft; it may be claimed again. */
  @Delete('supplier-claims/:id/lines/:lineId')
  @Can('claim.manage')
  @ApiOkResponse({ type: ClaimDto })
  async removeLine(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IdParam('lineId') lineId: string,
    @IfMatch() version: number,
  ): Promise<ClaimDto> {
    await this.db.transaction((tx) => this.claims.removeLine(tx, actor, id, version, lineId));
    return this.queries.get(actor, id);
  }

  /** Sends a draft: it gets its number. */
  @Post('supplier-claims/:id/submission')
  @HttpCode(200)
  @Can('claim.manage')
  @ApiOkResponse({ type: ClaimDto })
  async submit(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SubmitClaimDto,
  ): Promise<ClaimDto> {
    await this.db.transaction((tx) => this.claims.submit(tx, actor, id, version, input.note));
    return this.queries.get(actor, id);
  }

  /** What the supplier says to lines of the round; the last answer closes it. */
  @Post('supplier-claims/:id/answers')
  @HttpCode(200)
  @Can('claim.manage')
  @ApiOkResponse({ type: ClaimDto })
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AnswerClaimDto,
  ): Promise<ClaimDto> {
    await this.db.transaction((tx) => this.claims.answer(tx, actor, id, version, input.answers));
    return this.queries.get(actor, id);
  }

  /** Sends again what was not accepted whole. */
  @Post('supplier-claims/:id/resubmission')
  @HttpCode(200)
  @Can('claim.manage')
  @ApiOkResponse({ type: ClaimDto })
  async resubmit(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ResubmitClaimDto,
  ): Promise<ClaimDto> {
    await this.db.transaction((tx) => this.claims.resubmit(tx, actor, id, version, input.lineIds, input.note));
    return this.queries.get(actor, id);
  }

  /** What the supplier gave, by credit note or with money; closes the claim. */
  @Post('supplier-claims/:id/settlement')
  @HttpCode(200)
  @Can('claim.settle')
  @ApiOkResponse({ type: ClaimDto })
  async settle(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SettleClaimDto,
  ): Promise<ClaimDto> {
    await this.db.transaction((tx) => this.claims.settle(tx, actor, id, version, input));
    return this.queries.get(actor, id);
  }
}
