import { join } from 'node:path';
import { type Config, isLoopback } from '../config.ts';
import type { Arriving } from '../web/door.ts';

/** The address under which people reach the site. */
export function publicAddress({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string {
  return publicUrl ?? `http://127.0.0.1:${port}`;
}

/** Names beside those of this computer under which the site may be asked for. */
export function hostsOf({ publicUrl }: Pick<Config, 'publicUrl'>): readonly string[] {
  return publicUrl === null ? [] : [new URL(publicUrl).hostname];
}

/**
 * Whether a request comes from the computer that the program runs on: only where the program listens on it alone and
 * stands behind no proxy, for which every visitor would seem to be here.
 */
export function isHere({
  host,
  publicUrl,
  trustProxy,
}: Pick<Config, 'host' | 'publicUrl' | 'trustProxy'>): (arriving: Arriving) => boolean {
  const alone = isLoopback(host) && publicUrl === null && trustProxy.length === 0;
  return ({ address }) => alone && isLoopback(address.replace(/^::ffff:/, ''));
}

/**
 * The settings of the demonstration: a home folder of its own with embedded records, on this computer only, whatever is
 * set for the real store.
 */
export function demoConfig(config: Config): Config {
  return {
    ...config,
    home: join(config.home, 'demo', 'store'),
    ...{ host: '127.0.0.1', publicUrl: null, databaseUrl: null, migrationUrl: null, secret: null },
    ...{ smtpUrl: null, mailFrom: null, providersFile: null, trustProxy: [], auditAnchor: null },
  };
}
