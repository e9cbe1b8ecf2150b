import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  applyDecorators,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Actor, assertPermission, notSignedIn, type Permission, type ProblemError } from '@aftercare/platform';
import type { FastifyRequest } from 'fastify';
import { firstValueFrom, isObservable } from 'rxjs';

export type ApiRequest = FastifyRequest & { user?: Actor };

type Access =
  { readonly kind: 'public' | 'signed-in' } | { readonly kind: 'permission'; readonly permission: Permission };

const ACCESS = 'aftercare:access';

/** The route needs this permission. */
export function Can(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS, { kind: 'permission', permission } satisfies Access),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
  );
}

/** Any signed-in account may use the route: what concerns only oneself. */
export function SignedIn(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS, { kind: 'signed-in' } satisfies Access), ApiBearerAuth());
}

/** The route is open to everyone, on purpose. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
}

/** The acting account, from the session. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<ApiRequest>().user;
  if (!actor) throw notSignedIn();
  return actor;
});

/** The one guard of the API, on every route: deny unless the route says who may. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') implements CanActivate {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    const passed = super.canActivate(context);
    await (isObservable(passed) ? firstValueFrom(passed) : passed);
    const actor = context.switchToHttp().getRequest<ApiRequest>().user;
    if (!actor || !access) throw notSignedIn();
    if (access.kind === 'permission') assertPermission(actor, access.permission);
    return true;
  }

  // Whatever passport objects to (no token, expired, forged) is one answer: sign in.
  override handleRequest<T>(error: ProblemError | null, actor: T | false): T {
    if (error) throw error;
    if (!actor) throw notSignedIn();
    return actor;
  }
}

/** Stops the boot when a route says neither who may use it nor that everyone may. */
@Injectable()
export class AccessCompleteness {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const open: string[] = [];
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!metatype || !instance) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (typeof handler !== 'function' || Reflect.getMetadata('path', handler) === undefined) continue;
        if (!this.reflector.getAllAndOverride(ACCESS, [handler, metatype as () => void]))
          open.push(`${metatype.name}.${name}`);
      }
    }
    if (open.length > 0) throw new Error(`routes without @Can, @SignedIn or @Public: ${open.join(', ')}`);
  }
}
