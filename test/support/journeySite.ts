import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Role } from '../../src/domain/organisations/index.ts';
import { compiledStyles, expectGoodPage, launchBrowser } from './browser.ts';
import { browserOf, type EvidenceSiteOfTest, openEvidenceSite } from './evidenceSite.ts';
import { removeTemplate } from './records.ts';

/** A site over an empty store, and a browser in which somebody is signed in there. */
export interface JourneySite {
  readonly site: EvidenceSiteOfTest;
  readonly browser: Browser;
  readonly address: string;
  /** Where the person is signed in. */
  readonly context: BrowserContext;
  /** The same person in a browser of other settings, as one without script. */
  readonly contextWith: (settings: { readonly javaScriptEnabled: boolean }) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

/** Opens a site, and signs somebody in to it who has these roles. */
export async function openJourneySite(roles: readonly Role[]): Promise<JourneySite> {
  const site = await openEvidenceSite(compiledStyles());
  const address = await site.server.listen({ host: '127.0.0.1', port: 0 });
  const { cookie } = await browserOf(site, roles, { name: 'Ada Fernsby' });
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
  });
  const browser = await launchBrowser();
  const contextWith: JourneySite['contextWith'] = async (settings) => {
    const context = await browser.newContext(settings);
    await context.addCookies(cookies);
    return context;
  };
  return {
    ...{ site, browser, address, contextWith, context: await contextWith({ javaScriptEnabled: true }) },
    close: async () => {
      await browser.close();
      await site.stop();
      removeTemplate();
    },
  };
}

/** A page that a click leads to is measured when its style has come. */
export async function expectGood(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('load');
  await expectGoodPage(page, name);
}
