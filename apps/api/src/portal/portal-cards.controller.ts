import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { parseMobile } from '@aftercare/kernel';
import { Database, invalidInput } from '@aftercare/platform';
import { CardActivations, type CardHolder, codeRefused, OneTimeCodes, PortalThrottles } from '@aftercare/portal';
import { CardsService } from '@aftercare/warranty';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { ActivateOwnCardDto, ActiveCardDto, OpenCardVisitDto, RequestCardCodeDto } from './portal-cards.dto.js';
import { VisitDto } from './portal.dto.js';
import { PORTAL_TOKEN, PortalTokens } from './portal-tokens.js';
import { digitsOf, stranger } from './strangers.js';
import { CardHoldersOnly, CurrentHolder } from './visitor.guard.js';

/** The holder of a printed card makes it their guarantee: first the card, then the number, then both together. */
@ApiTags('portal')
@Controller('portal/cards')
@Public()
export class PortalCardsController {
  constructor(
    private readonly db: Database,
    private readonly throttles: PortalThrottles,
    private readonly codes: OneTimeCodes,
    private readonly tokens: PortalTokens,
    private readonly cards: CardsService,
    private readonly activations: CardActivations,
  ) {}

  /** Sends a one-time code to the number, for a card number and scratch code that go together. Ten guesses an hour a card. */
  @Post('codes')
  @HttpCode(202)
  @NoIdempotencyKey()
  @ApiAcceptedResponse()
  async requestCode(@Body() input: RequestCardCodeDto, @Req() request: FastifyRequest): Promise<void> {
    const { cardNo, scratchCode, locale } = input;
    const mobile = mobileOf(input);
    await this.throttles.card(cardNo, request.ip);
    await this.db.transaction((tx) => this.cards.assertActivatable(tx, cardNo, scratchCode));
    await this.throttles.messageTo(mobile, request.ip);
    await this.db.transaction((tx) => this.codes.requestForCard(tx, stranger(request), mobile, locale));
  }

  /** Exchanges a one-time code for a token of 15 minutes, which activates cards for that number. */
  @Post('sessions')
  @NoIdempotencyKey()
  @ApiCreatedResponse({ type: VisitDto })
  async open(@Body() input: OpenCardVisitDto, @Req() request: FastifyRequest): Promise<VisitDto> {
    const mobile = mobileOf(input);
    await this.throttles.lookUp(request.ip);
    const otp = digitsOf(input.otp);
    // A wrong code counts as a try: that is committed before the refusal goes out.
    const visitId = await this.db.transaction((tx) => this.codes.redeemForCard(tx, stranger(request), mobile, otp));
    if (visitId === null) throw codeRefused();
    return { token: await this.tokens.sign(visitId), expiresIn: PORTAL_TOKEN.seconds };
  }

  /** Of two who activate a card at once, here, at a counter or by SMS, one wins; the other gets 409. */
  @Post('activations')
  @HttpCode(200)
  @CardHoldersOnly()
  @ApiOkResponse({ type: ActiveCardDto })
  async activate(
    @CurrentHolder() holder: CardHolder,
    @Body() input: ActivateOwnCardDto,
    @Req() { ip }: FastifyRequest,
  ): Promise<ActiveCardDto> {
    await this.throttles.card(input.cardNo, ip);
    const registrationId = await this.db.transaction((tx) => this.activations.activate(tx, holder, input));
    return this.activations.get(registrationId);
  }
}

function mobileOf({ mobile }: { readonly mobile: string }): string {
  const parsed = parseMobile(mobile);
  if (parsed === null)
    throw invalidInput({}, [{ pointer: '/mobile', code: 'mobile', detail: 'is not a mobile number' }]);
  return parsed;
}
