import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@aftercare/platform';
import {
  codeRefused,
  OneTimeCodes,
  PortalThrottles,
  QuoteAnswersService,
  TrackingQueries,
  type Visitor,
} from '@aftercare/portal';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import {
  AnswerOwnQuoteDto,
  OpenVisitDto,
  OwnTrackingDto,
  TrackingCodeDto,
  TrackingDto,
  VisitDto,
} from './portal.dto.js';
import { PORTAL_TOKEN, PortalTokens } from './portal-tokens.js';
import { digitsOf, stranger } from './strangers.js';
import { CurrentVisitor, VisitorsOnly } from './visitor.guard.js';

/** The tracking page's own routes. Tracking codes travel in bodies, which no log and no Referer holds. */
@ApiTags('portal')
@Controller('portal')
@Public()
export class PortalController {
  constructor(
    private readonly db: Database,
    private readonly throttles: PortalThrottles,
    private readonly codes: OneTimeCodes,
    private readonly tokens: PortalTokens,
    private readonly tracking: TrackingQueries,
    private readonly answers: QuoteAnswersService,
  ) {}

  /** Where the devices of a receipt stand. Ten a minute from a network. */
  @Post('trackings')
  @HttpCode(200)
  @NoIdempotencyKey()
  @ApiOkResponse({ type: TrackingDto })
  async find(@Body() { code }: TrackingCodeDto, @Req() { ip }: FastifyRequest): Promise<TrackingDto> {
    await this.throttles.lookUp(ip);
    return this.tracking.find(code);
  }

  /** Sends a one-time code to the number on file. The answer is the same for codes that do not exist. */
  @Post('trackings/codes')
  @HttpCode(202)
  @NoIdempotencyKey()
  @ApiAcceptedResponse()
  async requestCode(@Body() { code }: TrackingCodeDto, @Req() request: FastifyRequest): Promise<void> {
    await this.throttles.lookUp(request.ip);
    await this.throttles.message(code, request.ip);
    await this.db.transaction((tx) => this.codes.request(tx, stranger(request), code));
  }

  /** Exchanges a one-time code for a token of 15 minutes. */
  @Post('sessions')
  @NoIdempotencyKey()
  @ApiCreatedResponse({ type: VisitDto })
  async open(@Body() { code, otp }: OpenVisitDto, @Req() request: FastifyRequest): Promise<VisitDto> {
    await this.throttles.lookUp(request.ip);
    const digits = digitsOf(otp);
    // A wrong code counts as a try: that is committed before the refusal goes out.
    const visitId = await this.db.transaction((tx) => this.codes.redeem(tx, stranger(request), code, digits));
    if (visitId === null) throw codeRefused();
    return { token: await this.tokens.sign(visitId), expiresIn: PORTAL_TOKEN.seconds };
  }

  @Get('tracking')
  @VisitorsOnly()
  @ApiOkResponse({ type: OwnTrackingDto })
  get(@CurrentVisitor() visitor: Visitor): Promise<OwnTrackingDto> {
    return this.tracking.get(visitor);
  }

  /** Approves or refuses the quote that was seen; 409 when a newer one, or an answer, exists. */
  @Post('quotes/answer')
  @HttpCode(200)
  @VisitorsOnly()
  @ApiOkResponse({ type: OwnTrackingDto })
  async answer(
    @CurrentVisitor() visitor: Visitor,
    @Body() input: AnswerOwnQuoteDto,
    @Req() { ip }: FastifyRequest,
  ): Promise<OwnTrackingDto> {
    await this.db.transaction((tx) => this.answers.answer(tx, visitor, input, ip));
    return this.tracking.get(visitor);
  }
}
