import { Command, InvalidArgumentError } from 'commander';
import type { Decision } from '../domain/values/index.ts';
import { type Speaking, sayRefused } from './storeParts.ts';

export interface ServeCommandParts extends Speaking {
  /**
   * Opens the store and serves the site until the program is stopped; answers the address. `port` replaces the one of
   * the settings. Refused in words when the port or the store is taken.
   */
  readonly serve: (port: number | undefined) => Promise<Decision<string>>;
}

function toPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a whole number up to 65535.');
}

async function run(parts: ServeCommandParts, port: number | undefined): Promise<void> {
  const served = await parts.serve(port);
  if (!served.ok) return sayRefused(parts, served.refusals);
  const alone = /^http:\/\/(127\.|localhost|\[::1\])/.test(served.value);
  const reach = alone
    ? 'It listens on this computer only: nobody else on the network can open it.'
    : 'Others on the network can open it.';
  parts.talk(`Sevenbox is at ${served.value} (stop with Ctrl+C)\n${reach}\n`);
}

/** `sevenbox serve [--port]`: the site over the store, until stopped. Exit code 1 when refused. */
export function serveCommand(parts: ServeCommandParts): Command {
  return new Command('serve')
    .description('Open the store and serve the site on this computer until stopped')
    .option('--port <port>', 'another port than 7007, or than the setting PORT', toPort)
    .action((options: { port?: number }) => run(parts, options.port));
}
