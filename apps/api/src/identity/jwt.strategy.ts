import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ActorsQueries, type StaffActor } from '@aftercare/identity';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { ACCESS_TOKEN, type AccessClaims, accessKey } from './access-tokens.js';

/** Turns the bearer token of a request into its actor: one pinned algorithm, our issuer and audience, our own key. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    @Inject(API_CONFIG) config: ApiConfig,
    private readonly actors: ActorsQueries,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The library's types know no KeyObject, jsonwebtoken below it does.
      secretOrKey: accessKey(config) as unknown as Buffer,
      algorithms: [ACCESS_TOKEN.algorithm],
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
      passReqToCallback: true,
    });
  }

  async validate(request: FastifyRequest, claims: Partial<AccessClaims>): Promise<StaffActor | null> {
    const { typ, sub, sid, ver } = claims;
    if (typ !== 'access' || typeof sid !== 'string' || typeof ver !== 'number') return null;
    const actor = await this.actors.find(sid, ver, request.id);
    return actor?.accountId === sub ? actor : null;
  }
}
