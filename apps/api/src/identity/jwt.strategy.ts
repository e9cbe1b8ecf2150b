import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ActorsQueries, type StaffActor } from '@aftercare/identity';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { ACCESS_TOKEN, type AccessClaims, accessKey } from './access-tokens.js';

type Claims = Partial<AccessClaims> & { readonly exp?: number };

const MAX_REMEMBERED = 10_000;

/** Turns the bearer token of a request into its actor: one pinned algorithm, our issuer and audience, our own key. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  /** Tokens whose signature held: it holds until they expire, and checking it costs more than all else of the guard. */
  private readonly verified = new Map<string, Claims>();

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

  override authenticate(...[request, options]: Parameters<Strategy['authenticate']>): void {
    const header = request.headers.authorization;
    const claims = header === undefined ? undefined : this.verified.get(header);
    if (!claims || (claims.exp ?? 0) * 1000 <= Date.now()) return super.authenticate(request, options);
    // Passport's types know Express only; what comes here is Fastify's request.
    this.actorOf(request as unknown as FastifyRequest, claims).then(
      (actor) => (actor ? this.success(actor) : this.fail(401)),
      (error: Error) => this.error(error),
    );
  }

  /** Called by passport when the signature and the standard claims hold. */
  async validate(request: FastifyRequest, claims: Claims): Promise<StaffActor | null> {
    if (this.verified.size >= MAX_REMEMBERED) this.verified.clear();
    if (request.headers.authorization) this.verified.set(request.headers.authorization, claims);
    return this.actorOf(request, claims);
  }

  // The session and its rights are looked at for each request, whatever the token says.
  private async actorOf(request: FastifyRequest, { typ, sub, sid, ver }: Claims): Promise<StaffActor | null> {
    if (typ !== 'access' || typeof sid !== 'string' || typeof ver !== 'number') return null;
    const actor = await this.actors.find(sid, ver, request.id);
    return actor?.accountId === sub ? actor : null;
  }
}
