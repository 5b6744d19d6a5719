import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compiledStyles, expectGoodPage, launchBrowser } from '../support/browser.ts';
import { browserOf, type EvidenceSiteOfTest, openEvidenceSite } from '../support/evidenceSite.ts';
import { removeTemplate } from '../support/records.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let site: EvidenceSiteOfTest;
let browser: Browser;
let context: BrowserContext;
let address: string;

beforeAll(async () => {
  site = await openEvidenceSite(compiledStyles());
  address = await site.server.listen({ host: '127.0.0.1', port: 0 });
  const { cookie } = await browserOf(site, ['procurement-officer'], { name: 'Ada Fernsby' });
  browser = await launchBrowser();
  context = await browser.newContext();
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
  });
  await context.addCookies(cookies);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  removeTemplate();
});

/** A page that a click leads to is measured when its style has come. */
async function expectGood(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('load');
  await expectGoodPage(page, name);
}

it('a tender is rehearsed, and another formula makes another bid win', async () => {
  const page = await context.newPage();
  await page.goto(`${address}/tenders`);
  await expectGood(page, 'tenders-empty');
  await page.getByRole('button', { name: 'Add an invented example' }).click();
  await page.waitForURL('**/tenders/tnf_*');
  expect(await page.locator('h1').textContent()).toBe('The scoring formula decides who wins');
  await expectGood(page, 'tenders-example');
});
