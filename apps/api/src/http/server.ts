import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { MAX_FILE_BYTES } from '@aftercare/imports';
import {
  createLogger,
  malformedRequest,
  methodNotAllowed,
  NestLogger,
  notFound,
  unsupportedMediaType,
} from '@aftercare/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiConfig } from '../config.js';
import { ApiModule } from '../api.module.js';
import { sendEtags } from './etag.js';
import { buildOpenApi } from './openapi.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { answerUnreadable, limitRequests, NODE_LIMITS } from './request-limits.js';
import { serveSites } from './web.js';

const API_PREFIX = 'api/v1';
const FORM = /^application\/x-www-form-urlencoded\b/i;

/** The tracking page and its routes: no search engine lists them, and no other site learns a tracking code. */
const UNLISTED = /^\/(t|api\/v1\/portal)(\/|\?|$)/;

/** The API as a Nest application on Fastify, with every limit and header set, not yet listening. */
export async function createServer(
  config: ApiConfig,
  options: { preview?: boolean } = {},
): Promise<NestFastifyApplication> {
  const logger = createLogger(config.LOG_LEVEL);
  const headers = fixedHeaders(config);
  const adapter = new FastifyAdapter({
    // A client's own id is kept when it is a plain token, so that both sides' logs meet.
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
    },
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
    http: NODE_LIMITS,
    clientErrorHandler: answerUnreadable,
    // A path that the router itself cannot read comes by no hook and no filter.
    frameworkErrors: (_: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(headers).header('x-request-id', request.id);
      sendProblem(malformedRequest(), request, reply);
    },
    trustProxy: config.TRUST_PROXY.length > 0 ? [...config.TRUST_PROXY] : false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(config), adapter, {
    logger: new NestLogger(logger),
    preview: options.preview ?? false,
    abortOnError: false,
    bodyParser: false, // Fastify reads JSON by itself; Nest would let HTML forms in as well
  });
  await hardenHttp(app, config, headers);
  app.setGlobalPrefix(API_PREFIX, { exclude: [{ path: 'health/{*part}', method: RequestMethod.GET }] });
  app.useGlobalFilters(new ProblemFilter(logger));
  if (config.API_DOCS === 'on' && !options.preview) serveReference(app);
  return app;
}

/** The reference page, from files of ours only; the document is made when somebody first asks for it. */
function serveReference(app: NestFastifyApplication): void {
  const path = `${API_PREFIX}/docs`;
  SwaggerModule.setup(path, app, () => buildOpenApi(app), {
    jsonDocumentUrl: `${API_PREFIX}/openapi.json`,
    customSiteTitle: 'Aftercare API',
  });
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, next) => {
    if (request.url.startsWith(`/${path}`))
      void reply.header('content-security-policy', `${policy}; frame-ancestors 'none'`);
    next();
  });
}

async function hardenHttp(
  app: NestFastifyApplication,
  config: ApiConfig,
  headers: Record<string, string>,
): Promise<void> {
  await app.register(cookie);
  // What is too large is refused by whoever takes the file; the part is cut off one byte later.
  await app.register(multipart, {
    limits: { files: 1, fields: 0, parts: 2, fileSize: MAX_FILE_BYTES + 1 },
    throwFileSizeLimit: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', (request, reply, next) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (UNLISTED.test(request.url)) void reply.headers({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
    next();
  });
  limitRequests(fastify);
  sendEtags(fastify);
  if (config.WEB_ROOT) await serveSites(fastify, config.WEB_ROOT);
  allowOnlyKnownMethods(fastify);
  readForms(fastify);
  takeOnlyFor(fastify, /^multipart\//i, [`/${API_PREFIX}/imports/files`]);
  takeOnlyFor(fastify, FORM, [`/${API_PREFIX}/sms/kavenegar/:token`]);
}

/** The headers of every answer, made once: none of them depends on the request. A route may set its own over them. */
function fixedHeaders(config: ApiConfig): Record<string, string> {
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=()', // the camera reads barcodes
  };
  const write = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: config.NODE_ENV === 'production' ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  write({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error as Error;
  });
  return headers;
}

/** SMS gateways post forms. */
function readForms(fastify: FastifyInstance): void {
  const options = { parseAs: 'string', bodyLimit: 16 * 1024 } as const;
  fastify.addContentTypeParser<string>('application/x-www-form-urlencoded', options, (_, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body)));
  });
}

/** Bodies of this type are for these routes; to every other they are as foreign as any type it does not know. */
function takeOnlyFor(fastify: FastifyInstance, type: RegExp, routes: readonly string[]): void {
  fastify.addHook('onRequest', (request, _, next) => {
    const isOfType = type.test(request.headers['content-type'] ?? '');
    if (isOfType && !routes.includes(request.routeOptions.url ?? '')) next(unsupportedMediaType());
    else next();
  });
}

/** Fastify answers 404 for a known path with another method; the right answer is 405 with `Allow`. */
function allowOnlyKnownMethods(fastify: FastifyInstance): void {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}/?$`);
    const entry = known.get(url) ?? { pattern, methods: new Set<string>() };
    for (const name of [method].flat()) entry.methods.add(name);
    known.set(url, entry);
  });
  fastify.addHook('onRequest', (request, reply, next) => {
    if (!request.is404) return next();
    const path = request.url.split('?')[0] ?? '';
    for (const { pattern, methods } of known.values()) {
      if (!pattern.test(path)) continue;
      void reply.header('allow', [...methods].join(', '));
      return next(methodNotAllowed());
    }
    next(notFound());
  });
}
