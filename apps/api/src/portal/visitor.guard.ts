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
import { CardActivations, type CardHolder, TrackingQueries, type Visitor } from '@aftercare/portal';
import type { FastifyRequest } from 'fastify';
import { PortalTokens } from './portal-tokens.js';

type PortalRequest = FastifyRequest & { user?: Visitor | CardHolder };

/** Lets in who holds the token of a visit that is not over, to the routes of that visit's kind. */
abstract class VisitGuard implements CanActivate {
  constructor(
    private readonly tokens: PortalTokens,
    private readonly find: (visitId: string, requestId: string) => Promise<Visitor | CardHolder | null>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PortalRequest>();
    const token = /^Bearer ([\w.-]{1,2000})$/i.exec(request.headers.authorization ?? '')?.[1];
    const visitId = token === undefined ? null : await this.tokens.read(token);
    const visitor = visitId === null ? null : await this.find(visitId, request.id);
    if (!visitor) throw notSignedIn();
    request.user = visitor;
    return true;
  }
}

/** Who came by a tracking code. */
@Injectable()
export class VisitorGuard extends VisitGuard {
  constructor(tokens: PortalTokens, tracking: TrackingQueries) {
    super(tokens, (...visit) => tracking.visitor(...visit));
  }
}

/** Who came with a printed card. */
@Injectable()
export class CardHolderGuard extends VisitGuard {
  constructor(tokens: PortalTokens, cards: CardActivations) {
    super(tokens, (...visit) => cards.holder(...visit));
  }
}

/** The route is the customer's alone: it needs a portal token. Staff tokens do not open it. */
export function VisitorsOnly(): MethodDecorator {
  return applyDecorators(UseGuards(VisitorGuard), ApiBearerAuth('portal'));
}

/** The route is for who proved a number to activate a card; no other token opens it. */
export function CardHoldersOnly(): MethodDecorator {
  return applyDecorators(UseGuards(CardHolderGuard), ApiBearerAuth('portal'));
}

/** The customer whose visit this is. */
export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const visitor = context.switchToHttp().getRequest<PortalRequest>().user;
  if (!visitor || !('receptionId' in visitor)) throw notSignedIn();
  return visitor;
});

/** Whose card this is going to be. */
export const CurrentHolder = createParamDecorator((_: unknown, context: ExecutionContext): CardHolder => {
  const holder = context.switchToHttp().getRequest<PortalRequest>().user;
  if (!holder || !('mobile' in holder)) throw notSignedIn();
  return holder;
});
