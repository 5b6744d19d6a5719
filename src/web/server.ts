import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { dispositionOf } from '../domain/evidence/index.ts';
import type { Arriving, Door } from './door.ts';
import { type Around, type MessageStatus, messagePage } from './pages/messages.ts';
import type { Answer, Asked, Route } from './site.ts';
import { discardRest, fieldsOf, hurry, uploadOf } from './upload.ts';

export interface ServerParts<S> {
  readonly routes: readonly Route<S>[];
  readonly door: Door<S>;
  /** Whether everybody can sign in as invented people: also the pages that say that there is no page say so. */
  readonly demo?: boolean;
  /** Hears of errors that nobody expected. */
  readonly log?: FastifyBaseLogger;
  /** Names beside those of this computer under which the site is asked for. */
  readonly hosts?: readonly string[];
  /** Proxies whose word on the address of a visitor is taken. */
  readonly trustProxy?: readonly string[];
  /** A new number for a request. */
  readonly requestId?: () => string;
  /** After how many milliseconds without a byte a sender of a form is let go of. */
  readonly uploadPatience?: number;
}

const html = 'text/html; charset=utf-8';
const formBytes = 1024 * 1024;
const usualPatience = 120_000;
const longestRequest = 3 * 60 * 60 * 1000;

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cache-control': 'private, no-cache',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Names of this computer for itself. Under other names it is asked only where they are set, so that none can be pointed at it. */
const ownHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * Whether a form comes from a page of ours. Browsers say where a form was sent from; other programs say nothing, and
 * are believed only where they bring no session.
 */
function isOwnForm({ headers }: FastifyRequest): boolean {
  const { origin, host, cookie, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return site !== undefined || cookie === undefined;
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Whether a request says more than once whom it asks: programs on its way may each believe another. */
function namesTwoHosts({ raw: { rawHeaders } }: FastifyRequest): boolean {
  return rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1;
}

async function* noFiles(): AsyncGenerator<never> {}

function textParams(params: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(Object(params)).map(([name, value]) => [name, String(value)]));
}

async function askedBy(request: FastifyRequest, kind: Route<unknown>['kind']): Promise<Asked> {
  const [path = '/', query = ''] = request.url.split(/\?(.*)/s);
  const asked = {
    params: textParams(request.params),
    query: new URLSearchParams(query),
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
    files: noFiles(),
    path,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
    ),
  };
  return kind === 'upload' && request.isMultipart() ? { ...asked, ...(await uploadOf(request)) } : asked;
}

/** Cookies that are set; caches keep no answer that sets one. */
function withCookies(reply: FastifyReply, cookies: readonly string[] = []): FastifyReply {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
  return cookies.length > 0 ? reply.header('cache-control', 'no-store') : reply;
}

function send(reply: FastifyReply, answer: Answer, around: Around): FastifyReply {
  switch (answer.kind) {
    case 'page':
      return withCookies(reply, answer.setCookies)
        .code(answer.status ?? 200)
        .type(html)
        .send(answer.html);
    case 'go':
      return withCookies(reply, answer.setCookies).code(303).header('location', answer.to).send();
    case 'file':
      if (answer.name !== null) reply.header('content-disposition', dispositionOf(answer.name));
      return reply
        .code(answer.status ?? 200)
        .type(answer.contentType)
        .headers(answer.headers ?? {})
        .send(answer.body);
    case 'missing':
      return sendMessage(reply, 404, around);
  }
}

function sendMessage(reply: FastifyReply, status: MessageStatus, around: Around): FastifyReply {
  return reply.code(status).type(html).send(messagePage(status, around));
}

function arrivingAt<S>({ action, kind }: Route<S>, request: FastifyRequest): Arriving {
  const { url, headers, ip: address, id } = request;
  return { action, kind, url, headers, address, request: String(id) };
}

/** Lets a request in and asks its route; what a form still sends is read to its end before the answer goes out. */
async function answered<S>(
  route: Route<S>,
  { door }: Pick<ServerParts<S>, 'door'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Answer> {
  try {
    const entered = await door(arrivingAt(route, request));
    if ('answer' in entered) return entered.answer;
    people.set(request.raw, entered.person ?? null);
    // What somebody saw who was signed in stays in no browser once they have signed out.
    if (entered.person != null) reply.header('cache-control', 'no-store');
    withCookies(reply, entered.setCookies);
    return await route.answer(entered.site, await askedBy(request, route.kind));
  } finally {
    if (route.kind === 'upload') await discardRest(request.raw);
  }
}

/** Who sent a request, once it was let in. */
const people = new WeakMap<IncomingMessage, string | null>();

/** Who sent a request that was let in; null for nobody. */
export function personOf(request: FastifyRequest): string | null {
  return people.get(request.raw) ?? null;
}

function addRoute<S>(server: FastifyInstance, route: Route<S>, parts: ServerParts<S>, around: Around): void {
  server.route({
    method: route.method,
    url: route.path,
    exposeHeadRoute: route.method === 'GET',
    handler: async (request, reply) => {
      const answer = await answered(route, parts, request, reply);
      // HEAD has no body to read to its end, so what would have been streamed is closed here.
      if (request.method === 'HEAD' && answer.kind === 'file' && answer.body instanceof Readable) {
        answer.body.destroy();
        return send(reply, { ...answer, body: '' }, around);
      }
      return send(reply, answer, around);
    },
  });
}

function messageFor(status: number): MessageStatus {
  if (status === 404 || status === 413) return status;
  return status < 500 ? 400 : 500;
}

function addErrors(server: FastifyInstance, around: Around): void {
  server.setNotFoundHandler((request, reply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads) reply.header('allow', 'GET, HEAD');
    return sendMessage(reply, reads ? 404 : 405, around);
  });
  server.setErrorHandler((error: { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    return sendMessage(reply, messageFor(status), around);
  });
}

/** Answers what is no request at all, or has more headers than can be read, with a page. */
function answerUnreadable(error: { readonly code?: string }, socket: Socket, around: Around): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = messagePage(400, around);
  const headers = { ...securityHeaders, 'content-type': html, 'content-length': Buffer.byteLength(body) };
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW';
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const first = tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${first}\r\n${lines.join('')}connection: close\r\n\r\n${body}`, () =>
    socket.destroySoon(),
  );
}

function addForms(server: FastifyInstance): void {
  server.register(multipart, {
    limits: { fields: 100, fieldSize: 10_000, files: 201, fileSize: 2 * 1024 ** 3 + 1, headerPairs: 50 },
    throwFileSizeLimit: false,
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, done) => done(null, fieldsOf(String(body))),
  );
}

function optionsOf<S>(parts: ServerParts<S>, around: Around): FastifyServerOptions {
  const { log, trustProxy = [], requestId = randomUUID } = parts;
  return {
    ...(log === undefined ? { logger: false } : { loggerInstance: log }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => requestId(),
    requestIdHeader: false,
    bodyLimit: formBytes,
    requestTimeout: longestRequest,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, around),
    frameworkErrors: (_error, _request, reply) => {
      reply.headers(securityHeaders);
      sendMessage(reply as FastifyReply, 400, around);
    },
  };
}

/**
 * Serves a table of routes, each behind the door: no requests to anywhere else. The caller chooses the address to listen
 * on. Nothing that the ledgers hold is logged.
 */
export function buildServer<S>(parts: ServerParts<S>): FastifyInstance {
  const { routes, hosts = [], uploadPatience = usualPatience } = parts;
  const known = new Set([...ownHosts, ...hosts]);
  const hasSite = routes.some((route) => route.method === 'POST');
  const around = hasSite ? (parts.demo ? 'demo' : 'site') : 'alone';
  const server = Fastify(optionsOf(parts, around));
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    if (request.method === 'POST') hurry(request.raw, uploadPatience);
    // No text that is kept holds a NUL, and stores refuse to look for one.
    const readable = known.has(request.hostname) && !request.url.includes('%00') && !namesTwoHosts(request);
    if (!readable) return sendMessage(reply, 400, around);
    if (request.method === 'POST' && !isOwnForm(request)) return sendMessage(reply, 403, around);
  });
  if (hasSite) addForms(server);
  addErrors(server, around);
  server.after(() => {
    for (const route of routes) addRoute(server, route, parts, around);
  });
  return server;
}
