import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openSite } from '../../src/main/openSite.ts';
import type { Store } from '../../src/records/types.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { compiledStyles, expectGoodPage, inspectPage, launchBrowser } from './browser.ts';
import { type Manner, Visitor } from './month.ts';
import { startOidcProvider, type TestProvider } from './oidcProvider.ts';
import { acceptedOf, emptyHome } from './records.ts';
import { configOf } from './signedIn.ts';

/** A site that nobody uses yet, and what people need around it. */
export interface FreshSite {
  readonly address: string;
  readonly store: Store;
  /** The link that the first start prints. */
  readonly firstLink: string;
  readonly provider: TestProvider;
  readonly browser: Browser;
  /** The path in the newest email to somebody, which lies in the outbox. */
  readonly pathInMail: (email: string) => string;
  /** Opens a browser of its own for somebody. */
  readonly arrive: (manner: Manner) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

/** A port that nobody listens on: the provider has to know the address before the site is there. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function mailsIn(home: string): readonly string[] {
  const folder = join(home, 'outbox');
  return readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/=\r?\n/g, ''));
}

function pathFor(home: string, email: string): string {
  const mail = mailsIn(home).findLast((one) => one.includes(`To: ${email}`));
  const [path] = /\/invitations\/[\w-]{43}/.exec(mail ?? '') ?? [];
  if (path === undefined) throw new Error(`No invitation was sent to ${email}.`);
  return path;
}

/** Serves the real site over an empty embedded store, beside a provider that people can sign in with. */
export async function freshSite(): Promise<FreshSite> {
  const home = await emptyHome();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const provider = await startOidcProvider({ baseUrl: address });
  const providersFile = join(home, 'providers.json');
  writeFileSync(providersFile, JSON.stringify([provider.settings]));
  const css = compiledStyles();
  const nothing = { css, demonstration: () => null, demonstrationBundles: () => [] };
  const config = configOf({ home, port, providersFile });
  const opened = acceptedOf(await openSite({ config, mode: 'real', ...nothing }));
  const server = buildServer({ routes: siteRoutes(css), door: opened.door });
  await server.listen({ port, host: '127.0.0.1' });
  const browser = await launchBrowser();
  return {
    ...{ address, provider, browser, store: opened.store },
    firstLink: (await opened.house.people.startPath()) ?? '',
    pathInMail: (email) => pathFor(home, email),
    arrive: (manner) => Visitor.arrive(browser, { address, cookie: '' }, manner),
    close: async () => {
      await browser.close();
      await server.close();
      await opened.close();
      await provider.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const focus = readFileSync(new URL('./inspectFocus.mjs', import.meta.url), 'utf8');

/** The address of a page without what differs from one person or link to the next. */
function placeOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  const kind = /[?&](recovery)=/.exec(search)?.[1] ?? '';
  return `${pathname.replace(/[\w-]{43}|(per|org|inv)_[a-z0-9]{20}/g, '*')} ${kind}`;
}

/** Looks at every page on the way, and remembers their titles: two pages never share one. */
export class Inspector {
  private readonly manner: Manner;
  private readonly titles = new Map<string, string>();

  constructor(manner: Manner) {
    this.manner = manner;
  }

  /** Nothing wrong with a page in itself; what needs script in the page is looked at where there is script. */
  async look({ page }: Visitor, name: string): Promise<void> {
    if (this.manner.script) await expectGoodPage(page, `joining-${name}`);
    else await this.measure(page, name);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focus), name).toEqual({ unseen: [], scripts: 0 });
    const title = await page.title();
    const place = placeOf(page);
    expect(this.titles.get(title) ?? place, `the title "${title}"`).toBe(place);
    this.titles.set(title, place);
  }

  private async measure(page: Page, name: string): Promise<void> {
    const before = page.viewportSize();
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await inspectPage(page), `${name} at ${width}`).toEqual({ sideways: 0, small: [] });
    }
    if (before) await page.setViewportSize(before);
  }
}
