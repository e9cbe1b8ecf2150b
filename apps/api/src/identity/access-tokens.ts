import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { SessionGrant } from '@aftercare/identity';
import { createSecretKey, type KeyObject } from 'node:crypto';
import { API_CONFIG, type ApiConfig } from '../config.js';

/** What a staff access token says; everything else about the account is read when it is used. */
export interface AccessClaims {
  readonly typ: 'access';
  readonly sub: string;
  /** The session it was given to. */
  readonly sid: string;
  /** The account's session version when it was signed. */
  readonly ver: number;
}

export const ACCESS_TOKEN = { algorithm: 'HS256', issuer: 'aftercare', audience: 'staff', seconds: 600 } as const;

/** A key object, not a string: jsonwebtoken would try to parse a string as a PEM at every single request. */
export function accessKey(config: ApiConfig): KeyObject {
  return createSecretKey(Buffer.from(config.JWT_SECRET));
}

/** Signs access tokens: short-lived, kept in the browser's memory only. */
@Injectable()
export class AccessTokens {
  private readonly jwt: JwtService;

  constructor(@Inject(API_CONFIG) config: ApiConfig) {
    const { algorithm, issuer, audience, seconds } = ACCESS_TOKEN;
    this.jwt = new JwtService({
      secret: accessKey(config),
      signOptions: { algorithm, issuer, audience, expiresIn: seconds },
    });
  }

  sign(grant: SessionGrant): Promise<string> {
    const claims: AccessClaims = {
      typ: 'access',
      sub: grant.accountId,
      sid: grant.sessionId,
      ver: grant.sessionVersion,
    };
    return this.jwt.signAsync({ ...claims });
  }
}
