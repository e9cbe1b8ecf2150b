import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Database } from '@aftercare/platform';
import { CoverageService, PoliciesService, readPresets, WarrantyQueries } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { CoverageFactsDto, CoverageVerdictDto } from './coverage.dto.js';
import {
  ChangePolicyDto,
  DraftPolicyDto,
  ListPoliciesQuery,
  PolicyDto,
  PolicyPageDto,
  PresetListDto,
  RevisePolicyDto,
} from './policies.dto.js';

@ApiTags('warranty policies')
@Controller()
export class WarrantyPoliciesController {
  /** Read once, so that a preset with a fault stops the boot and not a reader. */
  private readonly shipped = readPresets();

  constructor(
    private readonly db: Database,
    private readonly policies: PoliciesService,
    private readonly coverage: CoverageService,
    private readonly warranty: WarrantyQueries,
  ) {}

  @Get('warranty-policies')
  @Can('warranty.read')
  @ApiOkResponse({ type: PolicyPageDto })
  list(@Query() query: ListPoliciesQuery): Promise<PolicyPageDto> {
    return this.warranty.listPolicies(query);
  }

  /** Usual policies of a country to begin a policy from, each rule with its source. */
  @Get('warranty-presets')
  @Can('warranty.read')
  @ApiOkResponse({ type: PresetListDto })
  presets(): PresetListDto {
    return { data: this.shipped };
  }

  @Get('warranty-policies/:id')
  @Can('warranty.read')
  @ApiOkResponse({ type: PolicyDto })
  get(@IdParam('id') id: string): Promise<PolicyDto> {
    return this.warranty.getPolicy(id);
  }

  @Post('warranty-policies')
  @HttpCode(201)
  @Can('warranty.manage')
  @ApiCreatedResponse({ type: PolicyDto })
  async draft(@CurrentActor() actor: Actor, @Body() input: DraftPolicyDto): Promise<PolicyDto> {
    const id = await this.db.transaction((tx) => this.policies.draft(tx, actor, input));
    return this.warranty.getPolicy(id);
  }

  /** Another name, other devices or other people; the terms change by a new version. Cards that are out keep theirs. */
  @Patch('warranty-policies/:id')
  @Can('warranty.manage')
  @ApiOkResponse({ type: PolicyDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangePolicyDto,
  ): Promise<PolicyDto> {
    await this.db.transaction((tx) => this.policies.change(tx, actor, id, version, input));
    return this.warranty.getPolicy(id);
  }

  /** Other terms: of the draft, or of a new one when the latest version is published. */
  @Put('warranty-policies/:id/draft')
  @Can('warranty.manage')
  @ApiOkResponse({ type: PolicyDto })
  async revise(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RevisePolicyDto,
  ): Promise<PolicyDto> {
    await this.db.transaction((tx) => this.policies.revise(tx, actor, id, version, input.terms));
    return this.warranty.getPolicy(id);
  }

  @Post('warranty-policies/:id/publication')
  @HttpCode(200)
  @Can('warranty.manage')
  @ApiOkResponse({ type: PolicyDto })
  async publish(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<PolicyDto> {
    await this.db.transaction((tx) => this.policies.publish(tx, actor, id, version));
    return this.warranty.getPolicy(id);
  }

  /** The verdict on made-up facts, to try terms out before they are published. Stores nothing. */
  @Post('warranty-policies/tryouts')
  @HttpCode(200)
  @NoIdempotencyKey()
  @Can('warranty.read')
  @ApiOkResponse({ type: CoverageVerdictDto })
  tryOut(@Body() facts: CoverageFactsDto): CoverageVerdictDto {
    return this.coverage.tryOut(facts);
  }
}
