import { Body, Controller, Get, HttpCode, Inject, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PdfPress } from '@aftercare/documents';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { type CardMove, CardQueries, CardsService } from '@aftercare/warranty';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { cardPapers } from './card-paper.js';
import {
  ActivateCardDto,
  CardBatchDto,
  CardBatchPageDto,
  CardDto,
  CardPageDto,
  CardPapersDto,
  CardReasonDto,
  IssueCardsDto,
  ListCardBatchesQuery,
  ListCardsQuery,
  PrintedBatchDto,
} from './cards.dto.js';

@ApiTags('warranty cards')
@Controller('warranty-card-batches')
export class WarrantyCardBatchesController {
  constructor(
    private readonly db: Database,
    private readonly service: CardsService,
    private readonly cards: CardQueries,
    private readonly company: CompanyQueries,
    private readonly press: PdfPress,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  @Get()
  @Can('warranty.read')
  @ApiOkResponse({ type: CardBatchPageDto })
  list(@Query() query: ListCardBatchesQuery): Promise<CardBatchPageDto> {
    return this.cards.listBatches(query);
  }

  @Get(':id')
  @Can('warranty.read')
  @ApiOkResponse({ type: CardBatchDto })
  get(@IdParam('id') id: string): Promise<CardBatchDto> {
    return this.cards.getBatch(id);
  }

  @Post()
  @Can('warranty.manage')
  @ApiCreatedResponse({ type: CardBatchDto })
  async issue(@CurrentActor() actor: Actor, @Body() input: IssueCardsDto): Promise<CardBatchDto> {
    const id = await this.db.transaction((tx) => this.service.issue(tx, actor, input));
    return this.cards.getBatch(id);
  }

  /**
   * Makes the codes for below the scratch layer. Without an Idempotency-Key: the answer to it would be kept, and codes
   * are kept nowhere. Under If-Match a repeat is refused; printing again makes other codes.
   */
  @Post(':id/printing')
  @HttpCode(200)
  @Can('warranty.manage')
  @NoIdempotencyKey()
  @ApiOkResponse({ type: PrintedBatchDto })
  async print(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<PrintedBatchDto> {
    const cards = await this.db.transaction((tx) => this.service.print(tx, actor, id, version));
    return { batch: await this.cards.getBatch(id), cards, activationUrl: this.activationUrl };
  }

  /** The paper of cards whose codes were just made, one to a page. It changes nothing, so it needs no Idempotency-Key. */
  @Post(':id/papers')
  @HttpCode(200)
  @Can('warranty.manage')
  @NoIdempotencyKey()
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async papers(
    @IdParam('id') id: string,
    @Body() { form, language, cards: codes }: CardPapersDto,
  ): Promise<StreamableFile> {
    const batch = await this.cards.getBatch(id);
    const cards = await this.cards.forPaper(id, codes);
    const { name: company } = await this.company.current();
    const { activationUrl } = this;
    const pdf = await this.press.print(cardPapers({ form, language, company, batch, cards, activationUrl }));
    const disposition = `attachment; filename="${batch.number}-${form}-${language}.pdf"`;
    return new StreamableFile(pdf, { type: 'application/pdf', disposition });
  }

  private get activationUrl(): string {
    return `${this.config.PORTAL_URL}/cards`;
  }
}

@ApiTags('warranty cards')
@Controller('warranty-cards')
export class WarrantyCardsController {
  constructor(
    private readonly db: Database,
    private readonly service: CardsService,
    private readonly cards: CardQueries,
  ) {}

  @Get()
  @Can('warranty.read')
  @ApiOkResponse({ type: CardPageDto })
  list(@Query() query: ListCardsQuery): Promise<CardPageDto> {
    return this.cards.list(query);
  }

  @Get(':id')
  @Can('warranty.read')
  @ApiOkResponse({ type: CardDto })
  get(@IdParam('id') id: string): Promise<CardDto> {
    return this.cards.get(id);
  }

  /** Makes the card the guarantee of a device. Of two at once one wins, the other gets 409. */
  @Post('activations')
  @HttpCode(200)
  @Can('warranty.register')
  @ApiOkResponse({ type: CardDto })
  async activate(@CurrentActor() actor: Actor, @Body() { mobile, ...input }: ActivateCardDto): Promise<CardDto> {
    const by = { channel: 'staff', ...(mobile !== undefined && { mobile }) } as const;
    const { cardId } = await this.db.transaction((tx) => this.service.activate(tx, actor, { ...input, by }));
    return this.cards.get(cardId);
  }

  @Post(':id/suspension')
  @HttpCode(200)
  @Can('warranty.manage')
  @ApiOkResponse({ type: CardDto })
  suspend(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: CardReasonDto,
  ): Promise<CardDto> {
    return this.move(actor, id, version, 'suspend', reason);
  }

  @Post(':id/resumption')
  @HttpCode(200)
  @Can('warranty.manage')
  @ApiOkResponse({ type: CardDto })
  resume(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: CardReasonDto,
  ): Promise<CardDto> {
    return this.move(actor, id, version, 'resume', reason);
  }

  /** For good: the card, and the registration it became. */
  @Post(':id/voiding')
  @HttpCode(200)
  @Can('warranty.manage')
  @ApiOkResponse({ type: CardDto })
  void(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: CardReasonDto,
  ): Promise<CardDto> {
    return this.move(actor, id, version, 'void', reason);
  }

  private async move(actor: Actor, id: string, version: number, act: CardMove, reason: string): Promise<CardDto> {
    await this.db.transaction((tx) => this.service.move(tx, actor, id, version, act, reason));
    return this.cards.get(id);
  }
}
