import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BlocksQueries, BlocksService, SerialFeedService } from '@aftercare/devices';
import { type Actor, Database, invalidInput } from '@aftercare/platform';
import { SalesDocumentQueries } from '@aftercare/warranty';
import { DeviceBlockDto } from '../devices/device-blocks.dto.js';
import { Can, CurrentActor } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { KeyParam } from '../http/key-param.js';
import { FeedIntake } from './feed-intake.js';
import {
  FedUnitDto,
  MAX_LINES,
  PutBlockDto,
  PutSalesDeliveryDto,
  PutSalesReturnDto,
  PutUnitDto,
  SalesDeliveryBatchDto,
  SalesDocumentDto,
  SalesDocumentResultsDto,
  UnitBatchDto,
  UnitResultsDto,
} from './feeds.dto.js';

const Source = () => KeyParam('source', 'A name for the outside system, always the same');
const Reference = () => KeyParam('reference', 'The entry’s number there');
const DocumentNo = () => KeyParam('documentNo', 'The document’s number there');

/**
 * What outside systems tell, under their own keys: whoever tells the same again changes nothing and gets the same
 * answer, so these routes need no Idempotency-Key.
 */
@ApiTags('feeds')
@Controller('feeds/:source')
@Can('feed.write')
export class FeedsController {
  constructor(
    private readonly intake: FeedIntake,
    private readonly units: SerialFeedService,
    private readonly db: Database,
    private readonly blocks: BlocksService,
    private readonly blockQueries: BlocksQueries,
    private readonly documents: SalesDocumentQueries,
  ) {}

  @Get('units/:key')
  @ApiOkResponse({ type: FedUnitDto })
  getUnit(@Source() source: string, @KeyParam('key', 'The unit’s key there') key: string): Promise<FedUnitDto> {
    return this.units.get(source, key);
  }

  /** Makes the unit known, as proven, or puts right what was told of it before. */
  @Put('units/:key')
  @ApiOkResponse({ type: FedUnitDto })
  async putUnit(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @KeyParam('key', 'The unit’s key there') key: string,
    @Body() told: PutUnitDto,
  ): Promise<FedUnitDto> {
    await this.intake.takeOne(actor, source, { kind: 'units', key, told });
    return this.units.get(source, key);
  }

  /** Many units, each taken or refused alone. A fault of form refuses the request. */
  @Post('units/batch')
  @HttpCode(200)
  @NoIdempotencyKey()
  @ApiOkResponse({ type: UnitResultsDto })
  async putUnits(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @Body() { units }: UnitBatchDto,
  ): Promise<UnitResultsDto> {
    const rows = units.map(({ key, ...told }) => ({ kind: 'units', key, told }) as const);
    const taken = await this.intake.takeMany(actor, source, rows, '/units', (key) => this.units.get(source, key));
    return { results: taken.map(({ key, taken: unit, problem }) => ({ key, unit, problem })) };
  }

  @Get('device-blocks/:reference')
  @ApiOkResponse({ type: DeviceBlockDto })
  getBlock(@Source() source: string, @Reference() reference: string): Promise<DeviceBlockDto> {
    return this.blockQueries.ofSource(source, reference);
  }

  /** Lists a unit as stolen, blocked, counterfeit or recalled, or puts right what was told of it before. */
  @Put('device-blocks/:reference')
  @ApiOkResponse({ type: DeviceBlockDto })
  async putBlock(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @Reference() reference: string,
    @Body() told: PutBlockDto,
  ): Promise<DeviceBlockDto> {
    await this.intake.takeOne(actor, source, { kind: 'device-blocks', key: reference, told });
    return this.blockQueries.ofSource(source, reference);
  }

  /** The source takes its entry back; an entry it never made is none. */
  @Delete('device-blocks/:reference')
  @HttpCode(204)
  @ApiNoContentResponse()
  async withdrawBlock(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @Reference() reference: string,
  ): Promise<void> {
    await this.db.transaction((tx) => this.blocks.withdraw(tx, actor, source, reference));
  }

  @Get('sales-deliveries/:documentNo')
  @ApiOkResponse({ type: SalesDocumentDto })
  getDelivery(@Source() source: string, @DocumentNo() documentNo: string): Promise<SalesDocumentDto> {
    return this.documents.get('delivery', { source, documentNo });
  }

  /**
   * Sells the units of a delivery: each is proven and dated, its card sold, its guarantee registered by the policy of
   * that day, or waiting for its activation. Told differently the difference is put right; what it no longer names comes
   * back. Whole or not at all: 422 names every line that cannot be taken.
   */
  @Put('sales-deliveries/:documentNo')
  @ApiOkResponse({ type: SalesDocumentDto })
  async putDelivery(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @DocumentNo() documentNo: string,
    @Body() told: PutSalesDeliveryDto,
  ): Promise<SalesDocumentDto> {
    await this.intake.takeOne(actor, source, { kind: 'sales-deliveries', key: documentNo, told });
    return this.documents.get('delivery', { source, documentNo });
  }

  /** Many deliveries, each taken or refused alone. A fault of form refuses the request. */
  @Post('sales-deliveries/batch')
  @HttpCode(200)
  @NoIdempotencyKey()
  @ApiOkResponse({ type: SalesDocumentResultsDto })
  async putDeliveries(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @Body() { documents }: SalesDeliveryBatchDto,
  ): Promise<SalesDocumentResultsDto> {
    if (documents.reduce((sum, { lines }) => sum + lines.length, 0) > MAX_LINES)
      throw invalidInput({}, [{ pointer: '/documents', code: 'maxLines', detail: `${MAX_LINES} lines in all` }]);
    const rows = documents.map(
      ({ documentNo, ...told }) => ({ kind: 'sales-deliveries', key: documentNo, told }) as const,
    );
    const taken = await this.intake.takeMany(actor, source, rows, '/documents', (documentNo) =>
      this.documents.get('delivery', { source, documentNo }),
    );
    return { results: taken.map(({ key, taken: document, problem }) => ({ documentNo: key, document, problem })) };
  }

  @Get('sales-returns/:documentNo')
  @ApiOkResponse({ type: SalesDocumentDto })
  getReturn(@Source() source: string, @DocumentNo() documentNo: string): Promise<SalesDocumentDto> {
    return this.documents.get('return', { source, documentNo });
  }

  /** Takes units back: their guarantee is void, a card nobody used may be sold again. */
  @Put('sales-returns/:documentNo')
  @ApiOkResponse({ type: SalesDocumentDto })
  async putReturn(
    @CurrentActor() actor: Actor,
    @Source() source: string,
    @DocumentNo() documentNo: string,
    @Body() told: PutSalesReturnDto,
  ): Promise<SalesDocumentDto> {
    await this.intake.takeOne(actor, source, { kind: 'sales-returns', key: documentNo, told });
    return this.documents.get('return', { source, documentNo });
  }
}
