import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { notSignedIn } from '@aftercare/platform';
import { TrackingQueries, type Visitor } from '@aftercare/portal';
import type { FastifyRequest } from 'fastify';
import { PortalTokens } from './portal-tokens.js';

type PortalRequest = FastifyRequest & { user?: Visitor };

/** Lets in who holds the token of a visit that is not over. */
@Injectable()
export class VisitorGuard implements CanActivate {
  constructor(
    private readonly tokens: PortalTokens,
    private readonly tracking: TrackingQueries,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PortalRequest>();
    const token = /^Bearer ([\w.-]{1,2000})$/i.exec(request.headers.authorization ?? '')?.[1];
    const visitId = token === undefined ? null : await this.tokens.read(token);
    const visitor = visitId === null ? null : await this.tracking.visitor(visitId, request.id);
    if (!visitor) throw notSignedIn();
    request.user = visitor;
    return true;
  }
}

/** The route is the customer's alone: it needs a portal token. Staff tokens do not open it. */
export function VisitorsOnly(): MethodDecorator {
  return applyDecorators(UseGuards(VisitorGuard), ApiBearerAuth('portal'));
}

/** The customer whose visit this is. */
export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const visitor = context.switchToHttp().getRequest<PortalRequest>().user;
  if (!visitor) throw notSignedIn();
  return visitor;
});
