import { rmSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../src/config.ts';
import type { Identity } from '../../src/external/identity/types.ts';
import { type OpenSite, openSite } from '../../src/main/openSite.ts';
import type { Store } from '../../src/records/types.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { CookieJar } from './identity.ts';
import { acceptedOf, emptyHome } from './records.ts';
import { configOf, type SignedInPerson, type SignInOrder, signIn } from './signedIn.ts';

/** The whole site over a real store, asked without a network. */
export interface PeopleSite {
  readonly server: FastifyInstance;
  readonly opened: OpenSite;
  readonly store: Store;
  readonly config: Config;
  readonly identity: Identity;
  readonly close: () => Promise<void>;
}

/** Opens the site over an empty store of its own. */
export async function openPeopleSite(
  changed: Partial<Config> = {},
  mode: 'real' | 'demo' = 'real',
): Promise<PeopleSite> {
  const home = await emptyHome();
  const config = configOf({ home, trustProxy: ['127.0.0.1'], ...changed });
  const nothing = { css: '', demonstration: () => null, demonstrationBundles: () => [] };
  const opened = acceptedOf(await openSite({ config, mode, ...nothing }));
  const { store, door, identity } = opened;
  const server = buildServer({ routes: siteRoutes(''), door, trustProxy: config.trustProxy });
  const close = async () => {
    await server.close();
    await opened.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { server, opened, store, config, identity, close };
}

/** A browser: it keeps cookies, sends forms as pages of the site do, and comes from an address of its own. */
export class Visiting {
  readonly jar = new CookieJar();
  readonly server: FastifyInstance;
  readonly address: string;

  constructor({ server }: Pick<PeopleSite, 'server'>, address = '192.0.2.1') {
    this.server = server;
    this.address = address;
  }

  private get headers() {
    const cookies = this.jar.cookies.size > 0 ? this.jar.headers : {};
    return { host: 'localhost', 'x-forwarded-for': this.address, ...cookies };
  }

  private async ask(order: { method: 'GET' | 'POST'; url: string; payload?: string }) {
    const form = order.payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { ...this.headers, ...form, origin: 'http://localhost' };
    const answer = await this.server.inject({ ...order, headers });
    this.jar.take([answer.headers['set-cookie'] ?? []].flat());
    const { statusCode: status, body } = answer;
    const location = answer.headers.location;
    return {
      status,
      body,
      location: location === undefined ? null : String(location),
      headers: answer.headers,
    };
  }

  get(url: string) {
    return this.ask({ method: 'GET', url });
  }

  post(url: string, fields: Readonly<Record<string, string>> = {}) {
    return this.ask({ method: 'POST', url, payload: new URLSearchParams(fields).toString() });
  }

  /** Goes on with the cookies of somebody who has signed in. */
  as({ cookie }: Pick<SignedInPerson, 'cookie'>): this {
    for (const pair of cookie.split('; ')) this.jar.take([pair]);
    return this;
  }
}

/** Makes somebody with these roles in an organisation, and the browser in which they are signed in. */
export async function signedIn(
  site: PeopleSite,
  order: SignInOrder,
): Promise<SignedInPerson & { readonly browser: Visiting }> {
  const person = await signIn(site, order);
  return { ...person, browser: new Visiting(site).as(person) };
}

/** The sentence of the error summary of a page; null where there is none. */
export function problemOn(body: string): string | null {
  const [, list = ''] = /govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(body) ?? [];
  const text = list
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text;
}
