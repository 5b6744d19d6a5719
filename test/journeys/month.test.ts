import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchBrowser } from '../support/browser.ts';
import { cityMonth, districtMonth } from '../support/importLedgers.ts';
import { type Manner, type RunningSite, runSite, Visitor } from '../support/month.ts';

const manners: readonly (readonly [string, Manner])[] = [
  ['with script and a mouse', { script: true, keyboard: false }],
  ['with script and keys alone', { script: true, keyboard: true }],
  ['without script', { script: false, keyboard: false }],
  ['without script and keys alone', { script: false, keyboard: true }],
];

describe.each(manners)('a month of an analyst, %s', (name, manner) => {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-month-'));
  const file = (fileName: string, text: string) => {
    writeFileSync(join(folder, fileName), text);
    return join(folder, fileName);
  };
  const files = {
    cityMay: file('city-2021-05.csv', cityMonth(5)),
    districtMay: file('district-2021-05.csv', districtMonth(5)),
    cityJune: file('city-2021-06.csv', cityMonth(6)),
    districtJune: file('district-2021-06.csv', districtMonth(6)),
  };
  let browser: Browser;
  let site: RunningSite;
  let visitor: Visitor;
  const good = (page: string) =>
    manner.script ? expectGoodPage(visitor.page, `month-${name.replaceAll(' ', '-')}-${page}`) : undefined;

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await runSite();
    visitor = await Visitor.arrive(browser, site, manner);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says whose ledgers they are, and uploads two files together', async () => {
    await visitor.menu('Ledgers');
    await good('ledgers-empty');
    await visitor.link(/Add/);
    expect(await visitor.heading()).toBe('Whose ledgers are these?');
    await visitor.type('Name of the organisation', 'Imaginary Council');
    await visitor.type('Home', 'Leeds');
    await visitor.button('Save and continue');
    await good('add');
    await visitor.upload([files.cityMay, files.districtMay]);
    await visitor.button('Upload and read');
    await visitor.whenDone();
    expect(await visitor.heading()).toBe('Check what we read');
    await good('check');
  });

  it('answers the question that only a person can answer, and imports', async () => {
    await visitor.button(/Confirm and import/);
    expect(await visitor.page.title()).toMatch(/^Error: /);
    await good('check-unanswered');
    await visitor.choose(/"S"|S marks|\bS\b/);
    await visitor.button('Save these answers');
    await visitor.whenDone();
    await good('check-answered');
    await visitor.button(/Confirm and import 19 lines/);
    await visitor.whenDone();
    expect(await visitor.heading()).toBe('19 lines were added');
    await good('imported');
  });

  it('follows the money from a place to one line', async () => {
    await visitor.menu('Spend');
    await good('spend');
    await visitor.link('Departments');
    await good('departments');
    await visitor.link('Suppliers');
    await good('suppliers');
    await visitor.link(/^INVENTED TRADER 0 LTD/);
    await good('supplier');
    await visitor.press(visitor.page.locator('main table tbody a').first());
    expect(await visitor.heading()).toContain('INVENTED TRADER 0 LTD was paid');
    await good('line');
  });

  it('takes the import back, and brings it back', async () => {
    await visitor.menu('Ledgers');
    await visitor.link(/Undo this import/);
    await good('undo');
    await visitor.button(/Take|Undo/);
    await good('undone');
    await visitor.menu('Spend');
    expect(await visitor.heading()).not.toContain('local');
    await visitor.menu('Ledgers');
    await visitor.link(/See this import/);
    await visitor.button(/Bring it back/);
    await visitor.menu('Spend');
    expect(await visitor.page.getByRole('main').textContent()).toContain('19 accepted');
  });

  it('asks nothing of the second month', async () => {
    await visitor.menu('Ledgers');
    await visitor.link(/Add/);
    await visitor.upload([files.cityJune, files.districtJune]);
    await visitor.button('Upload and read');
    await visitor.whenDone();
    expect(await visitor.heading()).toBe('Check what we read');
    expect(await visitor.page.getByRole('radio').count()).toBe(0);
    await good('second-month');
    await visitor.button(/Confirm and import 19 lines/);
    await visitor.whenDone();
    expect(await visitor.heading()).toBe('19 lines were added');
  });
});
