import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoLedgers } from '../../src/formats/demo/index.ts';
import { expectGoodPage, launchBrowser } from '../support/browser.ts';
import { districtMonth } from '../support/importLedgers.ts';
import { type RunningSite, runSite, Visitor } from '../support/month.ts';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const guide = readFileSync(join(docs, 'guide', 'a-month.md'), 'utf8');
const renew = process.env.SEVENBOX_UPDATE === 'pictures';

/** Every text of the pages that were seen. */
const seen: string[] = [];
const pictures: string[] = [];

async function look(visitor: Visitor): Promise<void> {
  seen.push((await visitor.page.locator('body').textContent()) ?? '');
}

/** Looks at a page, and takes its picture when pictures are wanted anew. */
async function picture(visitor: Visitor, name: string): Promise<void> {
  await look(visitor);
  pictures.push(name);
  await expectGoodPage(visitor.page, `guide-${name}`);
  const path = join(docs, 'pictures', `${name}.png`);
  if (renew) await visitor.page.screenshot({ path });
  expect(existsSync(path), `${name}: make it with SEVENBOX_UPDATE=pictures`).toBe(true);
}

describe('the month of the guide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-guide-month-'));
  let browser: Browser;
  let site: RunningSite;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await runSite();
    visitor = await Visitor.arrive(browser, site, { script: true, keyboard: false });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('adds four years and a ledger that asks a question', async () => {
    const paths = (await demoLedgers()).map(({ name, bytes }) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    const homes = join(folder, 'examplewell-homes-2021-03.csv');
    writeFileSync(homes, districtMonth(3));
    await picture(visitor, 'month-1-start');
    await visitor.menu('Ledgers');
    await look(visitor);
    await visitor.link('Add ledgers');
    await look(visitor);
    await visitor.type('Name of the organisation', 'Examplewell Council');
    await visitor.type('Home', 'Kirklees');
    await visitor.button('Save and continue');
    await look(visitor);
    await visitor.upload([...paths, homes]);
    await visitor.button('Upload and read');
    await visitor.whenDone();
    await picture(visitor, 'month-2-check');
    await visitor.link('payments-2017-04.csv');
    await look(visitor);
    await visitor.page.goBack();
    await visitor.choose(/S marks credits/);
    await visitor.button('Save these answers');
    await visitor.whenDone();
    await look(visitor);
    await visitor.button(/Confirm and import/);
    await visitor.whenDone();
    expect(await visitor.heading()).toMatch(/lines were added$/);
  });

  it('explores to one payment', async () => {
    await visitor.menu('Spend');
    expect(await visitor.heading()).toMatch(/ rose from 4\d% to 5\d% in four years$/);
    await picture(visitor, 'month-3-spend');
    await visitor.link('Departments');
    await picture(visitor, 'month-4-departments');
    await visitor.menu('Spend');
    await visitor.link('Suppliers in Kirklees');
    await visitor.press(visitor.page.locator('main table tbody a').first());
    await visitor.press(visitor.page.locator('main table tbody a').first());
    expect(await visitor.page.locator('main').textContent()).toContain('Kirklees');
    await picture(visitor, 'month-5-payment');
  });

  it('takes the import back', async () => {
    await visitor.menu('Ledgers');
    await visitor.link(/Undo this import/);
    await picture(visitor, 'month-6-undo');
    await visitor.button(/Take|Undo/);
    await look(visitor);
  });

  it('says nothing that is not on the pages, and shows every picture', () => {
    const said = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words);
    const all = seen.join(' ').replace(/\s+/g, ' ');
    expect(said.filter((words) => !all.includes(words.replace(/\s+/g, ' ')))).toEqual([]);
    const shown = [...guide.matchAll(/pictures\/([\w-]+)\.png/g)].map(([, name = '']) => name);
    expect(shown).toEqual(pictures);
  });
});
