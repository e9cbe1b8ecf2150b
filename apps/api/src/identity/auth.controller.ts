import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SessionsService, signInRefused, SignInsService } from '@aftercare/identity';
import { type Actor, Database, notSignedIn, SYSTEM } from '@aftercare/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { Public } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { BrowserSessions, clientOf } from './browser-sessions.js';
import { SignedInDto, SignInDto } from './own-account.dto.js';
import { assertFromOwnPage, clearRefreshCookie, refreshTokenOf } from './refresh-cookie.js';

@ApiTags('auth')
@Controller('auth')
@Public()
@NoIdempotencyKey()
export class AuthController {
  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    private readonly db: Database,
    private readonly signIns: SignInsService,
    private readonly sessions: SessionsService,
    private readonly browser: BrowserSessions,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInDto })
  async signIn(
    @Body() input: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    const attempt = await this.signIns.check(input.login, input.password, request.ip);
    const grant = await this.db.transaction((tx) =>
      this.signIns.complete(tx, attempt, request.id, clientOf(request), this.browser.limits),
    );
    if (!grant) throw signInRefused();
    return this.browser.answer(reply, grant);
  }

  /** Needs the refresh cookie and the header `X-Requested-With: aftercare`. Each refresh token works once. */
  @Post('refresh')
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInDto })
  async refresh(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInDto> {
    assertFromOwnPage(request);
    const token = refreshTokenOf(request, this.config);
    // A refused token may end its session: that is committed before the refusal goes out.
    const grant =
      token &&
      (await this.db.transaction((tx) => this.sessions.refresh(tx, visitor(request), token, this.browser.limits)));
    if (!grant) {
      clearRefreshCookie(reply, this.config);
      throw notSignedIn();
    }
    return this.browser.answer(reply, grant);
  }

  /** Ends the session of the refresh cookie; needs the header `X-Requested-With: aftercare`. */
  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    assertFromOwnPage(request);
    const token = refreshTokenOf(request, this.config);
    if (token) await this.db.transaction((tx) => this.sessions.signOut(tx, visitor(request), token));
    clearRefreshCookie(reply, this.config);
  }
}

function visitor(request: FastifyRequest): Actor {
  return { ...SYSTEM, name: 'visitor', requestId: request.id };
}
