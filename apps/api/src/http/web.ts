import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The built sites and the addresses that are theirs: the portal's below /t, then everything else for the staff app. */
const SITES = [
  { name: 'portal', base: '/t' },
  { name: 'admin', base: '' },
] as const;

/** Never a page: what is not found here stays a problem. */
const SERVICES = /^\/(api|health)(\/|$)/;

const YEAR_S = 31_536_000;

/**
 * Serves the sites built below `root`: their files, and their page for every address that is no file, no route and no
 * service. Scripts and styles run only with the nonce of the answer that brought them.
 */
export async function serveSites(fastify: FastifyInstance, root: string): Promise<void> {
  const pages: { base: string; page: string }[] = [];
  for (const { name, base } of SITES) {
    const folder = join(root, name);
    if (!existsSync(join(folder, 'index.html'))) continue;
    pages.push({ base, page: readFileSync(join(folder, 'index.html'), 'utf8') });
    await fastify.register(serveStatic, {
      root: folder,
      prefix: `${base}/`,
      decorateReply: false,
      index: false,
      wildcard: false, // a route per built file, so that every other address can be a page
      globIgnore: ['**/index.html'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes(`${sep}assets${sep}`);
        void reply.header('cache-control', hashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    });
  }
  fastify.addHook('onRequest', (request, reply, next) => {
    if (!request.is404 || !['GET', 'HEAD'].includes(request.method)) return next();
    if (!request.headers.accept?.includes('text/html')) return next(); // a missing script or image is no page
    const path = request.url.split('?')[0] ?? '';
    const site = pages.find(({ base }) => path === base || path.startsWith(`${base}/`));
    if (!site || SERVICES.test(path)) return next();
    const nonce = randomBytes(16).toString('base64');
    void reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', contentSecurityPolicy(nonce));
    void reply.send(site.page.replaceAll('__CSP_NONCE__', nonce));
  });
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
