import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { accept, type Decision, refuse } from '../domain/values/index.ts';

/** Listens on this computer only, unless told otherwise; answers the address, or says that the port is taken. */
export async function listenHere(
  server: FastifyInstance,
  port: number,
  host = '127.0.0.1',
): Promise<Decision<string>> {
  try {
    return accept(await server.listen({ host, port }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return refuse('port-taken', `Port ${port} is in use. Choose another with PORT=7008.`);
    }
    if (error instanceof Error && 'code' in error && error.code === 'EADDRNOTAVAIL') {
      return refuse('host-not-here', `${host} is no address of this computer. Choose another with HOST.`);
    }
    throw error;
  }
}

/** Waits for something to end, but not for ever. */
export async function orPatience(ending: Promise<unknown>, milliseconds: number): Promise<void> {
  const enough = new AbortController();
  const patience = wait(milliseconds, undefined, { signal: enough.signal }).catch(() => undefined);
  try {
    await Promise.race([ending, patience]);
  } finally {
    enough.abort();
  }
}

/**
 * Takes no more requests and lets those that are being answered end, for some milliseconds; then breaks every
 * connection, because a slow download or an open browser would keep the program from ending.
 */
export async function endServer(server: FastifyInstance, milliseconds: number): Promise<void> {
  const closing = server.close();
  await orPatience(closing, milliseconds);
  server.server.closeAllConnections();
  await closing;
}

/** Carries out `stop` once when the program is asked to end, and then ends it. */
export function whenStopped(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}
