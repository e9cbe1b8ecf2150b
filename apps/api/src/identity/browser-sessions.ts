import { Inject, Injectable } from '@nestjs/common';
import { IdentityQueries, type SessionClient, type SessionGrant, type SessionLimits } from '@aftercare/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { ACCESS_TOKEN, AccessTokens } from './access-tokens.js';
import type { SignedInDto } from './own-account.dto.js';
import { setRefreshCookie } from './refresh-cookie.js';

/** Turns a session of the domain into what a browser gets: two tokens and the account. */
@Injectable()
export class BrowserSessions {
  readonly limits: SessionLimits;

  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    private readonly tokens: AccessTokens,
    private readonly identity: IdentityQueries,
  ) {
    this.limits = { idleMinutes: config.SESSION_IDLE_MINUTES, maxHours: config.SESSION_MAX_HOURS };
  }

  async answer(reply: FastifyReply, grant: SessionGrant): Promise<SignedInDto> {
    const [accessToken, account] = await Promise.all([
      this.tokens.sign(grant),
      this.identity.ownAccount(grant.accountId),
    ]);
    setRefreshCookie(reply, this.config, grant);
    return { accessToken, expiresIn: ACCESS_TOKEN.seconds, account };
  }
}

export function clientOf(request: FastifyRequest): SessionClient {
  return { userAgent: request.headers['user-agent'] ?? null, ip: request.ip };
}
