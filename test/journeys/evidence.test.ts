import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compiledStyles, expectGoodPage, launchBrowser } from '../support/browser.ts';
import { pdfFile } from '../support/evidence.ts';
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
  const { cookie } = await browserOf(site, ['contract-manager'], { name: 'Ada Fernsby' });
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

it('a file is added, looked at, downloaded and removed in a browser', async () => {
  const page = await context.newPage();
  await page.goto(`${address}/evidence`);
  await expectGood(page, 'evidence-empty');
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.waitForURL('**/evidence/add');
  await expectGood(page, 'evidence-add');

  await page.getByRole('button', { name: 'Add evidence' }).click();
  expect(await page.title()).toBe('Error: Add evidence - Sevenbox');
  await expectGood(page, 'evidence-nothing-chosen');

  const note = 'Training certificates of two apprentices at Invented Joinery Ltd, March 2026.';
  await page.getByLabel('What does the file show?').fill(note);
  const name = `a-very-long-name-that-nobody-would-read-to-its-end-${'x'.repeat(60)}.pdf`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/pdf', buffer: pdfFile() });
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByText('The file was added.').waitFor();
  await expectGood(page, 'evidence-added');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download file' }).click();
  expect((await download).suggestedFilename()).toBe(name);

  await page.goto(`${address}/evidence`);
  await expectGood(page, 'evidence-list');
  await page.getByRole('link', { name }).click();
  await page.getByRole('link', { name: 'Remove this file' }).click();
  await page.waitForURL('**/remove');
  await expectGood(page, 'evidence-remove');
  await page.getByRole('button', { name: 'Remove file' }).click();
  await page.getByText('The file was removed.').waitFor();
  await page.getByRole('link', { name: 'Removed files' }).click();
  await page.waitForURL('**/evidence?show=removed');
  await expectGood(page, 'evidence-removed');
  await page.getByRole('link', { name }).click();
  await page.waitForURL('**/evidence/evi_*');
  await expectGood(page, 'evidence-removed-file');
});
