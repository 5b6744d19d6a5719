import { readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';
import type { Analysis } from '../domain/spend/analysis.ts';
import { messagePage, pages, type Site } from './pages/pages.ts';
import { type Download, downloadLinks } from './pages/spend/downloads.ts';
import { type Route, routes } from './routes.ts';

export interface ServerParts {
  readonly analysis: Analysis;
  readonly downloads: readonly Download[];
  /** The style sheet; the one the build made when not given. */
  readonly css?: string;
  readonly logger?: FastifyServerOptions['logger'];
}

const html = 'text/html; charset=utf-8';
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#12436D"/><path fill="#fff" d="M2 6h6v9H2zM9.5 6h6v9h-6zM17 6h6v9h-6zM24.5 6h6v9h-6zM2 17h6v9H2zM9.5 17h6v9h-6zM17 17h6v9h-6z"/></svg>';

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'private, no-cache',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Pages are served on this computer under its own names only, so that no other site's name can be pointed at them. */
function isThisComputer(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname);
}

/** Reads the style sheet that the build made; throws when there is no build. */
export function builtStyles(): string {
  return readFileSync(new URL('../../dist/web/styles/main.css', import.meta.url), 'utf8').replace(
    /^\uFEFF/,
    '',
  );
}

interface Address {
  readonly Params: { readonly position?: string; readonly name?: string };
  readonly Querystring: { readonly page?: string | readonly string[] };
}

function sendMessage(reply: FastifyReply, analysis: Analysis, status: 400 | 404 | 405 | 500): FastifyReply {
  return reply.code(status).type(html).send(messagePage(analysis, status));
}

function sendDownload(reply: FastifyReply, found: Download): FastifyReply {
  return reply
    .type(found.contentType)
    .header('content-disposition', `attachment; filename="${found.name}"`)
    .send(found.body);
}

function addPage(server: FastifyInstance, route: Extract<Route, { kind: 'page' }>, site: Site): void {
  server.get<Address>(route.path, (request, reply) => {
    const { page } = request.query;
    const asked = { page: typeof page === 'string' ? page : undefined, position: request.params.position };
    const body = pages[route.page](site, asked);
    return body === undefined ? sendMessage(reply, site.analysis, 404) : reply.type(html).send(body);
  });
}

function addFile(server: FastifyInstance, route: Exclude<Route, { kind: 'page' }>, parts: ServerParts): void {
  const css = route.page === 'styles' ? (parts.css ?? builtStyles()) : '';
  server.get<Address>(route.path, (request, reply) => {
    if (route.page === 'styles') return reply.type('text/css; charset=utf-8').send(css);
    if (route.page === 'icon') return reply.type('image/svg+xml').send(icon);
    const found = parts.downloads.find((one) => one.name === request.params.name);
    return found === undefined ? sendMessage(reply, parts.analysis, 404) : sendDownload(reply, found);
  });
}

function addErrors(server: FastifyInstance, analysis: Analysis): void {
  server.setNotFoundHandler((request, reply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads) reply.header('allow', 'GET, HEAD');
    return sendMessage(reply, analysis, reads ? 404 : 405);
  });
  server.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
    const expected = typeof error.statusCode === 'number' && error.statusCode < 500;
    if (!expected) request.log.error(error);
    return sendMessage(reply, analysis, expected ? 400 : 500);
  });
}

/**
 * The pages of one analysis, read-only: no cookies, no script, no requests to anywhere else. The caller chooses the
 * address to listen on. Nothing that the ledgers hold is logged.
 */
export function buildServer(parts: ServerParts): FastifyInstance {
  const server = Fastify({
    logger: parts.logger ?? false,
    bodyLimit: 1024,
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (_error, _request, reply) => {
      reply.headers(securityHeaders);
      sendMessage(reply as FastifyReply, parts.analysis, 400);
    },
  });
  const site = { analysis: parts.analysis, downloads: downloadLinks(parts.downloads) };
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    if (!isThisComputer(request.hostname)) return sendMessage(reply, parts.analysis, 400);
  });
  addErrors(server, parts.analysis);
  for (const route of routes) {
    if (route.kind === 'page') addPage(server, route, site);
    else addFile(server, route, parts);
  }
  return server;
}
