import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { executablePath, expectGoodPage, launchBrowser } from '../support/browser.ts';
import build from '../support/build.ts';
import { cityMonth } from '../support/importLedgers.ts';
import { type ServedDemo, serveDemo } from '../support/servedDemo.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const patience = { timeout: 240_000, interval: 500 };
const warning = 'Do not put real data here.';

describe.skipIf(!existsSync(executablePath))('browser: the first five minutes', () => {
  const home = mkdtempSync(join(tmpdir(), 'sevenbox-demo-journey-'));
  let served: ServedDemo;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    build();
    [served, browser] = await Promise.all([serveDemo(home), launchBrowser()]);
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const path = () => new URL(page.url()).pathname;
  const heading = () => page.locator('h1').textContent();

  /** Opens the page as it is now, again and again until it says something. */
  async function until(address: string, words: RegExp): Promise<void> {
    const text = async () => {
      await page.goto(`${served.address}${address}`);
      return page.locator('body').textContent();
    };
    await expect.poll(text, patience).toMatch(words);
  }

  async function signInAs(name: string): Promise<void> {
    await page.getByRole('button', { name: `Sign in as ${name}` }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  it('shows what the invented council publishes to whoever looks', async () => {
    await until('/', /Examplewell Council publishes/);
    expect(await page.locator('header').textContent()).toContain(warning);
    await expectGoodPage(page, 'demo-start');
    await page.getByRole('link', { name: 'Examplewell Council publishes' }).click();
    expect(await heading()).toBe('Local spend rose from 44% to 52% in four years');
    expect(await page.locator('header').textContent()).toContain(warning);
    await expectGoodPage(page, 'demo-published');
  });

  it('lets somebody be the analyst by a button, find the spend of the council there, and sign out', async () => {
    await until('/sign-in', /Sign in as Avery Analyst/);
    await expectGoodPage(page, 'demo-sign-in');
    await signInAs('Avery Analyst');
    await until('/spend', /Local spend rose from 44% to 52% in four years/);
    await expectGoodPage(page, 'demo-spend');
    await page.goto(served.address);
    await page.getByRole('link', { name: 'Go to your spend' }).click();
    expect(path()).toBe('/spend');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    await page.goto(`${served.address}/spend`);
    expect(path()).toBe('/sign-in');
  });

  it('reads a ledger without an account, and keeps it once somebody has signed in', async () => {
    await page.goto(served.address);
    await page.getByLabel('Which council area is home?').fill('Leeds');
    const buffer = Buffer.from(cityMonth(5));
    await page.locator('input[type=file]').setInputFiles([{ name: 'may.csv', mimeType: 'text/csv', buffer }]);
    await page.getByRole('button', { name: 'Read my ledger' }).click();
    await page.locator('.sb-unkept').waitFor({ timeout: patience.timeout });
    const reading = path();
    await expectGoodPage(page, 'demo-unkept');
    await page.getByRole('button', { name: 'Sign in and keep these ledgers' }).click();
    expect([path(), new URL(page.url()).searchParams.get('next')]).toEqual(['/sign-in', `${reading}/keep`]);
    await signInAs('Avery Analyst');
    expect(path()).toBe(`${reading}/keep`);
    const words = await page.locator('main').textContent();
    expect(words).toContain('They are kept for Examplewell Council.');
    expect(words).toContain(
      'Home of the organisation is Kirklees, so that counts as local from now on, not Leeds.',
    );
    await expectGoodPage(page, 'demo-keep');
    await page.getByRole('button', { name: 'Keep these ledgers' }).click();
    await page.waitForURL(/\/imports\/imp_/);
    await page.goto(`${served.address}/ledgers`);
    expect(await page.locator('main').textContent()).toContain('may.csv');
    expect((await page.goto(`${served.address}${reading}`))?.status()).toBe(404);
  });

  it('shows a tender in which the formula decides, and what bidders promised, to the procurement officer', async () => {
    page = await (await browser.newContext()).newPage();
    await page.goto(`${served.address}/sign-in`);
    await signInAs('Perry Procurement');
    await until('/tenders', /Community transport \(invented example\)/);
    await page.getByRole('link', { name: 'Community transport (invented example)' }).click();
    await page.waitForURL(/\/tenders\/tnf_/);
    expect(await heading()).toBe('The scoring formula decides who wins');
    await page.getByLabel('Points for the quantity of social value').selectOption('A target, with a cap');
    await page.getByRole('button', { name: 'Score again' }).click();
    await page.getByText('This formula changes the winner').waitFor();
    await page.goto(`${served.address}/commitments`);
    expect(await heading()).toBe('Winners promised 10% to 38% of contract value in social value');
    expect(await page.locator('main').textContent()).toContain('a chart Kirklees Council showed in 2021');
    await expectGoodPage(page, 'demo-commitments');
    await page.goto(`${served.address}/tenders/past-bids`);
    expect(await page.locator('main').textContent()).toContain('Tenders of 2024 to 2026 (invented)');
  });
});
