import { foreignOrigin, type SessionGrant } from '@aftercare/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiConfig } from '../config.js';

// `__Host-` makes browsers insist on Secure, Path=/ and no Domain; plain http of development cannot have it.
function nameOf(config: ApiConfig): string {
  return config.NODE_ENV === 'production' ? '__Host-refresh' : 'refresh';
}

function attributesOf(config: ApiConfig) {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure: config.NODE_ENV === 'production' } as const;
}

export function setRefreshCookie(reply: FastifyReply, config: ApiConfig, grant: SessionGrant): void {
  const maxAge = config.SESSION_IDLE_MINUTES * 60;
  void reply.setCookie(nameOf(config), grant.refreshToken, { ...attributesOf(config), maxAge });
}

export function clearRefreshCookie(reply: FastifyReply, config: ApiConfig): void {
  void reply.clearCookie(nameOf(config), attributesOf(config));
}

export function refreshTokenOf(request: FastifyRequest, config: ApiConfig): string | null {
  return request.cookies[nameOf(config)] ?? null;
}

/**
 * Refuses (403) a cookie-borne request that other sites could have caused: it needs a header that no form can send, and
 * where the browser tells the origin it must be our own.
 */
export function assertFromOwnPage(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site, 'x-requested-with': sender } = request.headers;
  const ours =
    sender === 'aftercare' &&
    (site === undefined || site === 'same-origin') &&
    (origin === undefined || hostOf(origin) === request.host);
  if (!ours) throw foreignOrigin();
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
