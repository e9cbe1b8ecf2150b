import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Database } from '@aftercare/platform';
import {
  CodeChoicesQueries,
  DiagnosisService,
  FittingsService,
  LinesService,
  RepairsQueries,
  ReplacementsService,
  SimilarRepairsQueries,
  VendorLegsService,
  WorkshopService,
} from '@aftercare/repair';
import { WarrantyQueries } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { CheckRepairDto, CloseUnrepairedDto } from './checks.dto.js';
import {
  CodeChoicesDto,
  CodeChoicesQuery,
  ConfirmDoaDto,
  DiagnoseDto,
  SimilarRepairsDto,
  SimilarRepairsQuery,
} from './findings.dto.js';
import { ChangeLineDto, FitPartsDto, NewLineDto, PlacePartDto } from './lines.dto.js';
import { DecisionsDto, DecideAgainDto, GrantGoodwillDto } from './order-coverage.dto.js';
import { RepairOrderDto } from './repair-orders.dto.js';
import { ReplaceDeviceDto } from './swaps.dto.js';
import { BackFromVendorDto, SendToVendorDto } from './vendor-legs.dto.js';

/** What happens to an order on the bench: findings, lines, cover, parts, checks, outside workshops. */
@ApiTags('repair orders')
@Controller('repair-orders/:id')
export class BenchController {
  constructor(
    private readonly db: Database,
    private readonly diagnosis: DiagnosisService,
    private readonly fittings: FittingsService,
    private readonly lines: LinesService,
    private readonly workshop: WorkshopService,
    private readonly vendorLegs: VendorLegsService,
    private readonly replacements: ReplacementsService,
    private readonly repairs: RepairsQueries,
    private readonly similar: SimilarRepairsQueries,
    private readonly codeChoices: CodeChoicesQueries,
    private readonly warranty: WarrantyQueries,
  ) {}

  /** What repairs of the same symptom on the same kind of device found and, for one fault, what mended it. */
  @Get('similar-repairs')
  @Can('repair.read')
  @ApiOkResponse({ type: SimilarRepairsDto })
  similarRepairs(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() { symptomCodeId, faultCodeId }: SimilarRepairsQuery,
  ): Promise<SimilarRepairsDto> {
    return this.similar.of(actor, id, symptomCodeId, faultCodeId);
  }

  /** The codes of a set that may be meant, by what own repairs had and what the catalogue lists with what was chosen. */
  @Get('code-choices')
  @Can('repair.read')
  @ApiOkResponse({ type: CodeChoicesDto, description: '30 at most, the most usual first' })
  async choices(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() query: CodeChoicesQuery,
  ): Promise<CodeChoicesDto> {
    return { data: await this.codeChoices.of(actor, id, query) };
  }

  @Put('diagnosis')
  @Can('repair.diagnose')
  @ApiOkResponse({ type: RepairOrderDto })
  async diagnose(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: DiagnoseDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.diagnosis.diagnose(tx, actor, id, version, input.findings));
    return this.repairs.get(actor, id);
  }

  @Post('lines')
  @HttpCode(200)
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async addLine(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: NewLineDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.lines.add(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  @Patch('lines/:lineId')
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async changeLine(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IdParam('lineId') lineId: string,
    @IfMatch() version: number,
    @Body() input: ChangeLineDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.lines.change(tx, actor, id, version, lineId, input));
    return this.repairs.get(actor, id);
  }

  @Delete('lines/:lineId')
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async withdrawLine(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IdParam('lineId') lineId: string,
    @IfMatch() version: number,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.lines.withdraw(tx, actor, id, version, lineId));
    return this.repairs.get(actor, id);
  }

  @Put('lines/:lineId/fitted')
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async fit(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IdParam('lineId') lineId: string,
    @IfMatch() version: number,
    @Body() input: FitPartsDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.fittings.count(tx, actor, id, version, lineId, input.quantity));
    return this.repairs.get(actor, id);
  }

  /** Where the one fitted piece of a line sits, its serial number and that of the piece it replaces. */
  @Put('lines/:lineId/component')
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async place(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IdParam('lineId') lineId: string,
    @IfMatch() version: number,
    @Body() input: PlacePartDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.fittings.place(tx, actor, id, version, lineId, input));
    return this.repairs.get(actor, id);
  }

  /** Every decision on the order, the newest first; the one that stands has no successor. */
  @Get('coverage-decisions')
  @Can('warranty.read')
  @ApiOkResponse({ type: DecisionsDto })
  async decisions(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<DecisionsDto> {
    await this.repairs.get(actor, id);
    return { data: await this.warranty.listDecisions(actor, id) };
  }

  /** Decides the cover anew because facts outside the order changed. */
  @Post('coverage-decisions')
  @HttpCode(200)
  @Can('warranty.decide')
  @ApiOkResponse({ type: RepairOrderDto })
  async decideAgain(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: DecideAgainDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.diagnosis.decideAgain(tx, actor, id, version, input.reason));
    return this.repairs.get(actor, id);
  }

  @Put('goodwill')
  @Can('warranty.override')
  @ApiOkResponse({ type: RepairOrderDto })
  async grantGoodwill(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: GrantGoodwillDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.diagnosis.override(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  /** Asks the store for every part of the order that was not asked for yet. */
  @Post('requisitions')
  @HttpCode(200)
  @Can('inventory.request')
  @ApiOkResponse({ type: RepairOrderDto })
  async requestParts(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.workshop.requestParts(tx, actor, id, version));
    return this.repairs.get(actor, id);
  }

  @Post('checks')
  @HttpCode(200)
  @Can('repair.check')
  @ApiOkResponse({ type: RepairOrderDto })
  async check(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: CheckRepairDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.workshop.check(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  /** Ends the order without a repair: the device is ready as it came. */
  @Post('closure')
  @HttpCode(200)
  @Can('repair.diagnose')
  @ApiOkResponse({ type: RepairOrderDto })
  async closeUnrepaired(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: CloseUnrepairedDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.workshop.closeUnrepaired(tx, actor, id, version, input.reason));
    return this.repairs.get(actor, id);
  }

  /** The bench confirms that the device never worked: it is free, and may be exchanged. */
  @Post('doa')
  @HttpCode(200)
  @Can('repair.check')
  @ApiOkResponse({ type: RepairOrderDto })
  async confirmDoa(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ConfirmDoaDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.diagnosis.confirmDoa(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  /** Another unit instead of a repair, with owner, guarantee and contracts. */
  @Post('replacement')
  @HttpCode(200)
  @Can('device.swap')
  @ApiOkResponse({ type: RepairOrderDto })
  async replace(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ReplaceDeviceDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.replacements.replace(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  @Post('vendor-legs')
  @HttpCode(200)
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async sendToVendor(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SendToVendorDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.vendorLegs.send(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }

  @Post('vendor-legs/return')
  @HttpCode(200)
  @Can('repair.work')
  @ApiOkResponse({ type: RepairOrderDto })
  async receiveFromVendor(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: BackFromVendorDto,
  ): Promise<RepairOrderDto> {
    await this.db.transaction((tx) => this.vendorLegs.receiveBack(tx, actor, id, version, input));
    return this.repairs.get(actor, id);
  }
}
