import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Database, idempotencyKeyMissing, idempotencyScope, ReplayedResponse, statement } from '@aftercare/platform';
import type { FastifyReply } from 'fastify';
import { createHmac } from 'node:crypto';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { API_CONFIG, type ApiConfig } from '../config.js';
import type { ApiRequest } from './access.js';

const EXEMPT = 'aftercare:no-idempotency-key';

/** For POST routes that change nothing worth repeating safely: sign-in, look-ups, try-outs. */
export const NoIdempotencyKey = () => SetMetadata(EXEMPT, true);

const keepResponse = statement(
  'idempotency.respond',
  'UPDATE idempotency_key SET status = $4, response = $5 WHERE principal = $1 AND route = $2 AND key = $3',
);

/**
 * Every POST carries an `Idempotency-Key`. The effect is written together with the key (`Database.transaction`), so a
 * repeat gets the first answer and changes nothing, also after a crash; another body under the same key is refused.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly db: Database,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const exempt = this.reflector.getAllAndOverride<boolean | undefined>(EXEMPT, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (request.method !== 'POST' || exempt) return next.handle();
    return from(this.once(request, context.switchToHttp().getResponse<FastifyReply>(), next));
  }

  private async once(request: ApiRequest, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw idempotencyKeyMissing();
    const claim = {
      principal: request.user?.accountId ?? request.user?.name ?? request.ip,
      route: `${request.method} ${request.url.split('?')[0]}`,
      key,
      bodyHash: createHmac('sha256', this.config.JWT_SECRET)
        .update(JSON.stringify(request.body ?? null))
        .digest('base64url'),
    };
    try {
      const body: unknown = await idempotencyScope.run(claim, () =>
        firstValueFrom(next.handle(), { defaultValue: null }),
      );
      await this.db.rows(keepResponse, [
        claim.principal,
        claim.route,
        key,
        reply.statusCode,
        JSON.stringify(body ?? null),
      ]);
      return body;
    } catch (error) {
      if (!(error instanceof ReplayedResponse)) throw error;
      void reply.status(error.status).header('idempotency-replayed', 'true');
      return error.body ?? undefined;
    }
  }
}
