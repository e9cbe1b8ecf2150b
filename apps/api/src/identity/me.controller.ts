import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AccountsService,
  IdentityQueries,
  Passwords,
  SessionsService,
  SignInsService,
  type StaffActor,
} from '@aftercare/identity';
import { Database, notSignedIn } from '@aftercare/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, SignedIn } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { BrowserSessions, clientOf } from './browser-sessions.js';
import {
  ChangeOwnAccountDto,
  ChangePasswordDto,
  OwnAccountDto,
  SessionListDto,
  SignedInDto,
} from './own-account.dto.js';

@ApiTags('me')
@Controller('me')
@SignedIn()
export class MeController {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly signIns: SignInsService,
    private readonly sessions: SessionsService,
    private readonly identity: IdentityQueries,
    private readonly browser: BrowserSessions,
  ) {}

  @Get()
  @ApiOkResponse({ type: OwnAccountDto })
  get(@CurrentActor() actor: StaffActor): Promise<OwnAccountDto> {
    return this.identity.ownAccount(actor.accountId);
  }

  @Patch()
  @ApiOkResponse({ type: OwnAccountDto })
  async change(
    @CurrentActor() actor: StaffActor,
    @IfMatch() version: number,
    @Body() input: ChangeOwnAccountDto,
  ): Promise<OwnAccountDto> {
    await this.db.transaction((tx) => this.accounts.changeOwn(tx, actor, version, input));
    return this.identity.ownAccount(actor.accountId);
  }

  /** Ends every session of the account and opens a new one here. The current password stands in for If-Match. */
  @Put('password')
  @ApiOkResponse({ type: SignedInDto })
  async changePassword(
    @CurrentActor() actor: StaffActor,
    @Body() input: ChangePasswordDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    await this.signIns.assertOwnPassword(actor.accountId, input.currentPassword);
    const hash = await this.passwords.hash(input.newPassword);
    const grant = await this.db.transaction(async (tx) => {
      const account = await this.accounts.changeOwnPassword(tx, actor, hash);
      return this.sessions.open(tx, actor, account, clientOf(request), this.browser.limits);
    });
    if (!grant) throw notSignedIn();
    return this.browser.answer(reply, grant);
  }

  @Get('sessions')
  @ApiOkResponse({ type: SessionListDto })
  async listSessions(@CurrentActor() actor: StaffActor): Promise<SessionListDto> {
    return { data: await this.identity.listSessions(actor.accountId, actor.sessionId) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@CurrentActor() actor: StaffActor, @IdParam('id') id: string): Promise<void> {
    await this.db.transaction((tx) => this.sessions.endOwn(tx, actor, id));
  }
}
