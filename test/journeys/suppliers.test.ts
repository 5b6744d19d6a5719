import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import type { SuppliersSite } from '../../src/web/pages/suppliers/frame.ts';
import { suppliersRoutes } from '../../src/web/pages/suppliers/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import type { Route } from '../../src/web/site.ts';
import {
  compiledStyles,
  executablePath,
  expectGoodPage,
  launchBrowser,
  openPage,
} from '../support/browser.ts';
import { manyDecisions, type SuppliersState, suppliersSite } from '../support/suppliersFixture.ts';
import { visitorAs } from '../support/visitors.ts';

const review = '/suppliers/review';
const decisions = '/suppliers/decisions';
const analyst = visitorAs(['spend-analyst']);

const states: Readonly<Record<string, readonly [SuppliersState, readonly string[]]>> = {
  nothing: [{ suppliers: 0, candidates: 0, nothingImported: true }, [review]],
  empty: [{ suppliers: 0, candidates: 0 }, [review, decisions]],
  unregistered: [{ suppliers: 3, candidates: 0, editions: [], visitor: analyst }, [review, `${review}/p1`]],
  matching: [{ suppliers: 1, candidates: 1, isMatching: true, noShare: true }, [review, `${review}/p1`]],
  full: [
    { suppliers: 37, candidates: 3, decisions: manyDecisions(120), visitor: analyst },
    [review, `${review}/p1`, `${review}/p2`, `${review}/p37`, decisions, `${decisions}?page=3`],
  ],
  long: [
    { suppliers: 230, candidates: 10, long: true, decisions: manyDecisions(4, true) },
    [review, `${review}/p1`, decisions],
  ],
  reader: [
    { suppliers: 12, candidates: 3, decisions: manyDecisions(4), visitor: visitorAs(['auditor']) },
    [review, `${review}/p1`, decisions],
  ],
};

describe.skipIf(!existsSync(executablePath))('browser: who the suppliers are', () => {
  const css = compiledStyles();
  const servers: FastifyInstance[] = [];
  let browser: Browser;
  const serve = async (state: SuppliersState): Promise<string> => {
    const routes: readonly Route<SuppliersSite>[] = [...suppliersRoutes, ...assetRoutes(css)];
    const server = buildServer({ routes, door: openDoor(suppliersSite(state)) });
    servers.push(server);
    return server.listen({ port: 0, host: '127.0.0.1' });
  };

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of servers) await server.close();
  });

  const fileName = (state: string, path: string) =>
    `suppliers-${state}${path.replace('/suppliers', '').replace(/[^a-z0-9]+/gi, '-')}`;
  const open = (address: string): Promise<Page> => openPage(browser, address);

  for (const [state, [made, paths]] of Object.entries(states)) {
    it(`${state}: every page is sound at both widths`, async () => {
      const address = await serve(made);
      for (const path of paths) {
        const page = await open(`${address}${path}`);
        await expectGoodPage(page, fileName(state, path));
        await page.close();
      }
    }, 120_000);
  }

  const chosen = (page: Page) =>
    page.locator('input[name="choice"]:checked').evaluateAll((all) => all.map(({ id }) => id));

  /** The box about keys is shown by the script that listens for them. */
  const keysReady = (page: Page) => page.getByRole('heading', { name: 'Keyboard' }).waitFor();

  it('is decided with single keys, and undone', async () => {
    const page = await open(`${await serve({ suppliers: 5, candidates: 3 })}${review}/p1`);
    await keysReady(page);
    await page.keyboard.press('Enter');
    expect(await page.title()).toContain('Hebbleden Support Svcs');
    await page.keyboard.press('2');
    expect(await chosen(page)).toEqual(['choice-2']);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who is “Hallcroft Group”?' }).waitFor();
    await page.getByText('Saved: “Hebbleden Support Svcs” is company 99417722.').waitFor();
    await expectGoodPage(page, 'suppliers-key-saved');
    await keysReady(page);
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Who is “Hebbleden Support Svcs”?' }).waitFor();
    await page.getByText('The decision was undone.').waitFor();
    await keysReady(page);
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Who is “Hallcroft Group”?' }).waitFor();
    await keysReady(page);
    await page.keyboard.press('b');
    expect(await chosen(page)).toEqual(['choice-public-body']);
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'Who is “Hebbleden Support Svcs”?' }).waitFor();
    await page.close();
  }, 120_000);

  it('leaves keys alone where somebody writes, holds another key, or does not want them', async () => {
    const address = await serve({ suppliers: 5, candidates: 3 });
    const page = await open(`${address}${review}/p1`);
    await page.getByLabel('Why?').pressSequentially('n1pj');
    await page.getByLabel('Use single-key shortcuts').focus();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Alt+2');
    expect(await chosen(page)).toEqual([]);
    expect(await page.getByLabel('Why?').inputValue()).toBe('n1pj');
    await page.getByLabel('Use single-key shortcuts').uncheck();
    await page.keyboard.press('1');
    expect(await chosen(page)).toEqual([]);
    expect(await page.locator('.sb-shortcut').first().isVisible()).toBe(false);
    await page.goto(`${address}${review}/p2`);
    await page.keyboard.press('n');
    expect(await chosen(page)).toEqual([]);
    await page.getByLabel('Use single-key shortcuts').check();
    await page.keyboard.press('n');
    expect(await chosen(page)).toEqual(['choice-none']);
    await page.close();
  }, 120_000);

  it('asks where work is done elsewhere, and keeps what was typed when it is refused', async () => {
    const page = await open(`${await serve({ suppliers: 5, candidates: 6 })}${review}/p1`);
    const postcode = page.getByLabel('Postcode of the place where the work is done');
    expect(await postcode.isVisible()).toBe(false);
    await page.keyboard.press('5');
    expect(await page.locator('#choice-5').isVisible()).toBe(true);
    await expectGoodPage(page, 'suppliers-unfolded');
    await page.keyboard.press('d');
    await postcode.fill('the yard');
    await page.getByLabel('Why?').fill('Their van says so.');
    await page.getByRole('button', { name: 'Save and go to next' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toBe('Error: Who is “Hebbleden Support Svcs”? - Sevenbox');
    await expectGoodPage(page, 'suppliers-refused');
    await page.getByRole('link', { name: 'Select which supplier it is.' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('identifier');
    expect(await postcode.inputValue()).toBe('the yard');
    expect(await page.getByLabel('Why?').inputValue()).toBe('Their van says so.');
    await postcode.fill('HD1 2TT');
    await page.getByLabel('Which supplier is it?').selectOption('GB-COH-99417722');
    await page.getByRole('button', { name: 'Save and go to next' }).click();
    await page.getByText('is company 99417722, with work done at HD1 2TT.').waitFor();
    await page.close();
  }, 120_000);

  it('works without script: one decision, several, and undoing', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${await serve({ suppliers: 5, candidates: 3 })}${review}/p1`);
    expect(await page.getByRole('heading', { name: 'Keyboard' }).isVisible()).toBe(false);
    await page.getByLabel('Right supplier, work done elsewhere').check();
    expect(await page.getByLabel('Which supplier is it?').isVisible()).toBe(true);
    await page.getByRole('radio', { name: 'A person' }).check();
    await page.getByRole('button', { name: 'Save and go to next' }).click();
    await page.getByText('Saved: “Hebbleden Support Svcs” is a person.').waitFor();
    await page.getByRole('button', { name: 'Undo this decision' }).click();
    await page.getByRole('heading', { name: 'Who is “Hebbleden Support Svcs”?' }).waitFor();
    await page.getByRole('link', { name: 'All 5 suppliers left' }).click();
    await page.getByRole('button', { name: 'Save for the ticked suppliers' }).click();
    await page.getByRole('link', { name: 'Tick at least one supplier.' }).waitFor();
    await page.getByLabel('Tick Hallcroft Group').check();
    await page.getByLabel('Tick MVC LTD').check();
    await page.getByRole('button', { name: 'Save for the ticked suppliers' }).click();
    await page.getByRole('link', { name: 'Select who this supplier is.' }).waitFor();
    expect(await page.getByLabel('Tick MVC LTD').isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'A public body' }).check();
    await page.getByRole('button', { name: 'Save for the ticked suppliers' }).click();
    await page.getByText('2 decisions were saved.').waitFor();
    await page.getByRole('link', { name: 'See all decisions' }).click();
    await page.getByRole('button', { name: 'Undo the decision about MVC LTD' }).click();
    await page.getByText('The decision was undone.').waitFor();
    expect(await page.locator('.govuk-tag--grey').count()).toBe(2);
    await context.close();
  }, 120_000);

  it('says what is wrong with a form, and what became of decisions that were taken over', async () => {
    const address = await serve({ suppliers: 5, candidates: 3 });
    const page = await open(`${address}${review}`);
    await page.getByRole('button', { name: 'Save for the ticked suppliers' }).click();
    await page.getByRole('alert').waitFor();
    await expectGoodPage(page, 'suppliers-many-refused');
    await page.goto(`${address}${decisions}`);
    const file = page.locator('input[type=file]');
    const take = async (text: string) => {
      await file.setInputFiles({ name: 'theirs.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: 'Take over decisions', exact: true }).click();
    };
    await take('Something else');
    await page.getByRole('alert').waitFor();
    await expectGoodPage(page, 'suppliers-take-refused');
    await take('name,outcome\r\n');
    await page.getByRole('heading', { name: '2 decisions were added' }).waitFor();
    await expectGoodPage(page, 'suppliers-taken');
    await page.close();
  }, 120_000);
});
