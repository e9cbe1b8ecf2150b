import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SerialFeedService } from '@aftercare/devices';
import { type Actor, Database, invalidInput, refusalOf } from '@aftercare/platform';
import { SalesDocumentQueries, SalesDocumentsService } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { KeyParam } from '../http/key-param.js';
import {
  FedUnitDto,
  MAX_LINES,
  PutSalesDeliveryDto,
  PutSalesReturnDto,
  PutUnitDto,
  type RefusalDto,
  SalesDeliveryBatchDto,
  SalesDocumentDto,
  SalesDocumentResultsDto,
  UnitBatchDto,
  UnitResultsDto,
} from './feeds.dto.js';

const Source = () => KeyParam('source', 'A name for the outside system, always the same');
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
    private readonly db: Database,
    private readonly units: SerialFeedService,
    private readonly sales: SalesDocumentsService,
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
    @Body() { madeOn, shippedOn, ...unit }: PutUnitDto,
  ): Promise<FedUnitDto> {
    const facts = { madeOn, shippedOn };
    await this.db.transaction((tx) => this.units.put(tx, actor, { source, key, ...unit, facts }));
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
    const results: UnitResultsDto['results'] = [];
    for (const [index, { key, ...unit }] of units.entries()) {
      const [taken, problem] = await outcome(`/units/${index}`, () => this.putUnit(actor, source, key, unit));
      results.push({ key, unit: taken, problem });
    }
    return { results };
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
    @Body() { soldOn, deliveredOn = null, buyer = null, lines }: PutSalesDeliveryDto,
  ): Promise<SalesDocumentDto> {
    const delivery = { source, documentNo, soldOn, deliveredOn, buyer, lines };
    await this.db.transaction((tx) => this.sales.putDelivery(tx, actor, delivery));
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
    const results: SalesDocumentResultsDto['results'] = [];
    for (const [index, { documentNo, ...delivery }] of documents.entries()) {
      const at = `/documents/${index}`;
      const [document, problem] = await outcome(at, () => this.putDelivery(actor, source, documentNo, delivery));
      results.push({ documentNo, document, problem });
    }
    return { results };
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
    @Body() { returnedOn, lines }: PutSalesReturnDto,
  ): Promise<SalesDocumentDto> {
    await this.db.transaction((tx) => this.sales.putReturn(tx, actor, { source, documentNo, returnedOn, lines }));
    return this.documents.get('return', { source, documentNo });
  }
}

/** What came of one of a batch: its answer, or why it was refused, with pointers into the whole request. */
async function outcome<T>(at: string, take: () => Promise<T>): Promise<[T, null] | [null, RefusalDto]> {
  try {
    return [await take(), null];
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const { code, title, errors } = refusal;
    const faults = errors.map((fault) => ({ ...fault, pointer: at + fault.pointer }));
    return [null, { code, title, errors: faults.length > 0 ? faults : [{ pointer: at, code, detail: title }] }];
  }
}
