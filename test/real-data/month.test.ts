import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, expectGoodPage, launchBrowser } from '../support/browser.ts';
import { type RunningSite, runSite, Visitor } from '../support/month.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sevenbox-real-month-'));

/** A published file as it was published: unpacked, under its own name. */
function published(path: string): string {
  const bytes = readFileSync(join(data, path));
  const name = path.replace(/^.*\//, '').replace(/\.gz$/, '');
  writeFileSync(join(folder, name), path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  return join(folder, name);
}

describe.skipIf(!existsSync(data) || !existsSync(executablePath))('a real month in a browser', () => {
  let browser: Browser;
  let site: RunningSite;

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await runSite();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function add(visitor: Visitor, files: readonly string[]): Promise<void> {
    await visitor.menu('Ledgers');
    await visitor.link('Add ledgers');
    if ((await visitor.heading()) === 'Whose ledgers are these?') {
      await visitor.type('Name of the organisation', 'Two councils');
      await visitor.type('Home', 'Leeds');
      await visitor.button('Save and continue');
    }
    await visitor.upload(files);
    await visitor.button('Upload and read');
    await visitor.whenDone();
    expect(await visitor.heading()).toBe('Check what we read');
  }

  it('Leeds and Hyndburn together: told what an amount is, imported, followed to a line, undone', async () => {
    const visitor = await Visitor.arrive(browser, site, { script: true, keyboard: false });
    await add(visitor, [published('leeds-raw/2012-11.csv.gz'), published('hyndburn-raw/April-24.csv')]);
    await expectGoodPage(visitor.page, 'real-check');
    await visitor.press(visitor.page.getByRole('link', { name: /^Change what Amount Paid means/ }).first());
    await expectGoodPage(visitor.page, 'real-columns');
    await visitor.choose(/^Without VAT/);
    await visitor.button('Save and read again');
    await visitor.whenDone();
    await visitor.button(/Confirm and import/);
    await visitor.whenDone();
    expect(await visitor.heading()).toBe('10,478 lines were added');
    await visitor.menu('Spend');
    await expectGoodPage(visitor.page, 'real-spend');
    await visitor.link('Every payment');
    expect(await visitor.page.locator('main').textContent()).toContain('10,478');
    await visitor.press(visitor.page.locator('main table tbody a').first());
    await expectGoodPage(visitor.page, 'real-payment');
    await visitor.menu('Ledgers');
    await visitor.link(/Undo this import/);
    await visitor.button(/Take/);
    await visitor.menu('Spend');
    expect(await visitor.page.locator('main').textContent()).not.toContain('10,478');
    await visitor.leave();
  });

  it('the second month has the answers already, also without script', async () => {
    const visitor = await Visitor.arrive(browser, site, { script: false, keyboard: true });
    await add(visitor, [published('leeds-raw/2013-05.csv.gz'), published('hyndburn-raw/July-24.csv')]);
    expect(await visitor.page.getByRole('radio').count()).toBe(0);
    const amount = visitor.page.getByRole('row', { name: /^Amount Paid/ }).first();
    expect(await amount.textContent()).toContain('Amount without VAT');
    await visitor.button(/Confirm and import/);
    await visitor.whenDone();
    expect(await visitor.heading()).toMatch(/ lines were added$/);
    await visitor.leave();
  });
});
