import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createSecretKey } from 'node:crypto';
import { API_CONFIG, type ApiConfig } from '../config.js';

interface PortalClaims {
  readonly typ: 'portal';
  /** The visit: the redeemed request for a one-time code. */
  readonly sub: string;
}

export const PORTAL_TOKEN = { algorithm: 'HS256', issuer: 'aftercare', audience: 'portal', seconds: 900 } as const;

/** P8. Tokens of visits: kept in the page's memory only, refused by every staff route. */
@Injectable()
export class PortalTokens {
  private readonly jwt: JwtService;

  constructor(@Inject(API_CONFIG) config: ApiConfig) {
    const { algorithm, issuer, audience, seconds } = PORTAL_TOKEN;
    this.jwt = new JwtService({
      secret: createSecretKey(Buffer.from(config.JWT_SECRET)),
      signOptions: { algorithm, issuer, audience, expiresIn: seconds },
      verifyOptions: { algorithms: [algorithm], issuer, audience },
    });
  }

  sign(visitId: string): Promise<string> {
    return this.jwt.signAsync({ typ: 'portal', sub: visitId } satisfies PortalClaims);
  }

  /** The visit of a token; null when it is not ours, not for the portal or over. */
  async read(token: string): Promise<string | null> {
    const claims = await this.jwt.verifyAsync<Partial<PortalClaims>>(token).catch(() => null);
    return claims?.typ === 'portal' ? (claims.sub ?? null) : null;
  }
}
