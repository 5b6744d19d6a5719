import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../config.ts';
import { parsePersonId } from '../domain/organisations/index.ts';
import { cleanLine, takenOut } from './redaction.ts';

const standardError = 2;
const deepestCause = 4;

/** What is said of a request wherever it is logged: never its address, which may hold a token, nor what it brought. */
function requestFields(request: FastifyRequest) {
  return { method: request.method, route: request.routeOptions?.url ?? 'none' };
}

function answerFields(reply: FastifyReply) {
  return { status: reply.statusCode };
}

/** Databases quote the value that they could not take; the rest of the sentence is enough. */
function withoutValues(error: Error): string {
  return 'severity' in error ? error.message.replace(/"[\s\S]*"/g, takenOut) : error.message;
}

/** An error as its kind, code, sentence and stack. Everything else that hangs on it may hold what people sent. */
function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && /^\w{1,60}$/.test(String(error.code)) ? { code: String(error.code) } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  const cause = error.cause && depth < deepestCause ? { cause: errorFields(error.cause, depth + 1) } : {};
  return { type: error.name, ...code, message: withoutValues(error), stack: frames.join('\n'), ...cause };
}

export interface LogSettings {
  readonly level: LogLevel;
  /** Where lines go; standard error when none is named, because results go to standard output. */
  readonly to?: DestinationStream;
}

/**
 * The log of the program: one JSON object a line. Each line is cleaned just before it is written, so that nothing that
 * a part hands to the log, in whatever field, brings a password, a token or an email address into it.
 */
export function openLog({ level, to = destination(standardError) }: LogSettings): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        req: requestFields,
        res: answerFields,
        err: (error: unknown) => errorFields(error),
        error: (error: unknown) => errorFields(error),
      },
      hooks: { streamWrite: cleanLine },
    },
    to,
  );
}

export interface RequestLog {
  readonly log: Logger;
  /** The id of the person who asks; null for nobody. */
  readonly personOf: (request: FastifyRequest) => string | null;
}

/** Logs one line for each answer: method, pattern of the route, status, milliseconds, request and person by their ids. */
export function logRequests(server: FastifyInstance, { log, personOf }: RequestLog): void {
  server.addHook('onResponse', async (request, reply) => {
    const person = parsePersonId(personOf(request) ?? '') ?? null;
    const fields = {
      ...requestFields(request),
      ...answerFields(reply),
      milliseconds: Math.round(reply.elapsedTime),
      request: String(request.id),
      person,
    };
    log[reply.statusCode >= 500 ? 'error' : 'info'](fields, 'answered');
  });
}
