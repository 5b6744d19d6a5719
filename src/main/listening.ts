import type { FastifyInstance } from 'fastify';
import { accept, type Decision, refuse } from '../domain/values/index.ts';

/** Listens on this computer only; answers the address, or says that the port is taken. */
export async function listenHere(server: FastifyInstance, port: number): Promise<Decision<string>> {
  try {
    return accept(await server.listen({ host: '127.0.0.1', port }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return refuse('port-taken', `Port ${port} is in use. Choose another with PORT=7008.`);
    }
    throw error;
  }
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
