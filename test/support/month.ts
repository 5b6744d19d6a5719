import { rmSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { openSite } from '../../src/main/openSite.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { fullAnalysis } from './analysisFixture.ts';
import { compiledStyles } from './browser.ts';
import { emptyHome } from './records.ts';
import { configOf, signIn } from './signedIn.ts';

/** The site over a store of its own, at an address. */
export interface RunningSite {
  readonly address: string;
  readonly home: string;
  /** What the browser of somebody sends who keeps ledgers there. */
  readonly cookie: string;
  readonly close: () => Promise<void>;
}

/** Opens a new store in a folder of its own (embedded unless a server is named) and serves the site over it. */
export async function runSite(databaseUrl: string | null = null): Promise<RunningSite> {
  const home = await emptyHome();
  const css = compiledStyles();
  const config = configOf({ home, databaseUrl });
  const opened = await openSite({
    config,
    mode: 'real',
    css,
    demonstration: fullAnalysis,
    demonstrationBundles: () => [],
  });
  if (!opened.ok) throw new Error(opened.refusals.map(({ sentence }) => sentence).join(' '));
  const server = buildServer({ routes: siteRoutes(css), door: opened.value.door });
  const { cookie } = await signIn({ store: opened.value.store, config }, { roles: ['spend-analyst'] });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const close = async () => {
    await server.close();
    await opened.value.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { address, home, cookie, close };
}

/** How a person works: with a mouse or with keys alone, with script or without. */
export interface Manner {
  readonly script: boolean;
  readonly keyboard: boolean;
}

interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown };
}

function hasFocus(element: Focusable): boolean {
  return element.ownerDocument.activeElement === element;
}

/** Where somebody arrives, and what their browser sends; empty for whoever has not signed in. */
export type Arrival = Pick<RunningSite, 'address' | 'cookie'>;

function cookiesOf({ cookie, address: url }: Arrival) {
  const pairs = cookie === '' ? [] : cookie.split('; ');
  return pairs.map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return { name, value, url };
  });
}

/** A person at a browser. */
export class Visitor {
  readonly page: Page;
  private readonly manner: Manner;

  private constructor(page: Page, manner: Manner) {
    this.page = page;
    this.manner = manner;
  }

  static async arrive(browser: Browser, site: Arrival, manner: Manner): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: site.address,
      javaScriptEnabled: manner.script,
      viewport: { width: 1280, height: 900 },
    });
    await context.addCookies(cookiesOf(site));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto('/');
    return new Visitor(page, manner);
  }

  /** Presses the tab key until a control has the focus, as somebody without a mouse does. */
  private async reach(control: Locator): Promise<void> {
    // Looked for once: to look for a role and a name takes longer than to press a key.
    const element = await control.elementHandle();
    for (let presses = 0; presses < 400; presses += 1) {
      const reached = await element?.evaluate(hasFocus);
      if (reached) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`No key reaches ${control}`);
  }

  /** Uses a link or a button, with what the person has. */
  async use(control: Locator): Promise<void> {
    if (!this.manner.keyboard) return control.click();
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  /** Follows a link or presses a button that leads to a page, and waits for the page. */
  async press(control: Locator): Promise<void> {
    await control.waitFor();
    const loaded = this.page.waitForEvent('load');
    await this.use(control);
    await loaded;
  }

  /** Follows a link of the page, or one that looks like a button. */
  async link(name: string | RegExp): Promise<void> {
    const main = this.page.getByRole('main');
    const either = main.getByRole('link', { name }).or(main.getByRole('button', { name }));
    await this.press(either.first());
  }

  async menu(name: string): Promise<void> {
    await this.press(this.page.getByRole('navigation').getByRole('link', { name, exact: true }).first());
  }

  async button(name: string | RegExp): Promise<void> {
    await this.press(this.page.getByRole('button', { name }).first());
  }

  async type(label: string | RegExp, text: string): Promise<void> {
    const field = this.page.getByLabel(label).first();
    if (!this.manner.keyboard) return field.fill(text);
    await this.reach(field);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Escape');
  }

  async choose(label: string | RegExp): Promise<void> {
    const option = this.page.getByRole('radio', { name: label }).first();
    if (!this.manner.keyboard) return option.check();
    // A group of radios is reached once; arrows move inside it, and the first arrow down comes from its last option.
    const group = await option.getAttribute('name');
    const options = this.page.locator(`input[type="radio"][name="${group}"]`);
    await this.reach(options.first());
    await this.page.keyboard.press('Space');
    for (let presses = 0; presses < (await options.count()) && !(await option.isChecked()); presses += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
  }

  async tick(label: string | RegExp): Promise<void> {
    const box = this.page.getByRole('checkbox', { name: label }).first();
    if (!this.manner.keyboard) return box.check();
    await this.reach(box);
    await this.page.keyboard.press('Space');
  }

  async upload(paths: readonly string[]): Promise<void> {
    await this.page.locator('input[type="file"]').setInputFiles([...paths]);
  }

  /** Waits until a page shows no work in progress; without script by looking again. */
  async whenDone(): Promise<void> {
    for (let looks = 0; looks < 300; looks += 1) {
      const busy = await this.page.locator('[data-follow]').count();
      if (busy === 0) return;
      await this.page.waitForTimeout(200);
      if (!this.manner.script) await this.link('Check again');
    }
    throw new Error(`Still busy: ${await this.heading()}`);
  }

  async heading(): Promise<string> {
    const text = (await this.page.locator('h1').first().textContent()) ?? '';
    return text.replace(/\s+/g, ' ').trim();
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
