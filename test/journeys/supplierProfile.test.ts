import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import { supplierProfileRoutes } from '../../src/web/pages/supplierProfile/routes.ts';
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
import {
  ambiguousProfile,
  overviewOf,
  personProfile,
  profileOf,
  unknownProfile,
} from '../support/profileFixture.ts';
import { type SuppliersState, suppliersSite } from '../support/suppliersFixture.ts';
import { visitorAs } from '../support/visitors.ts';

const profiles = [profileOf(), ambiguousProfile(), unknownProfile(), personProfile()];
const usual: SuppliersState = { suppliers: 5, candidates: 3, visitor: visitorAs(['spend-analyst']) };
const open = '/suppliers';
const looks = ['p1', 'p2', 'p3', 'p4'].flatMap((payee) => [
  `${open}/${payee}`,
  `${open}/${payee}?view=public`,
]);

const states: Readonly<Record<string, readonly [SuppliersState, readonly string[]]>> = {
  empty: [usual, [open]],
  bare: [{ ...usual, overview: overviewOf('bare') }, [open]],
  full: [{ ...usual, overview: overviewOf('full'), profiles }, [open, ...looks]],
  long: [{ ...usual, overview: overviewOf('long') }, [open]],
};

describe.skipIf(!existsSync(executablePath))('browser: who the money went to', () => {
  const css = compiledStyles();
  const servers: FastifyInstance[] = [];
  let browser: Browser;
  const serve = async (state: SuppliersState): Promise<string> => {
    const routes: readonly Route<SuppliersSite>[] = [
      ...suppliersRoutes,
      ...supplierProfileRoutes,
      ...assetRoutes(css),
    ];
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

  const visit = (address: string): Promise<Page> => openPage(browser, address);

  for (const [state, [made, paths]] of Object.entries(states)) {
    it(`${state}: every page is sound at both widths`, async () => {
      const address = await serve(made);
      for (const path of paths) {
        const page = await visit(`${address}${path}`);
        const name = path.replace(open, '').replace(/[^a-z0-9]+/gi, '-');
        await expectGoodPage(page, `supplier-profile-${state}${name}`);
        await page.close();
      }
    }, 120_000);
  }

  /** Goes on to a link with the Tab key alone, and follows it. */
  const follow = async (page: Page, name: string) => {
    const reached = `document.activeElement.textContent.trim().startsWith(${JSON.stringify(name)})`;
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate<boolean>(reached)) {
        await page.keyboard.press('Enter');
        return;
      }
    }
    throw new Error(`The Tab key never reaches ${name}.`);
  };

  it('leads by keyboard from the money to a supplier, to what may be published, and to its review', async () => {
    const named = { ...profileOf(), payee: 's0' };
    const address = await serve({ ...usual, overview: overviewOf('full'), profiles: [named, ...profiles] });
    const page = await visit(`${address}${open}`);
    await follow(page, 'What each definition says');
    await page.getByText('Published by: Cabinet Office').first().waitFor();
    await expectGoodPage(page, 'supplier-profile-definitions');
    await follow(page, 'Invented Trader 0');
    await page.getByRole('heading', { level: 1, name: 'Hebbleden Support Svcs' }).waitFor();
    await follow(page, 'What may be published');
    await page.getByRole('heading', { name: 'Left out here' }).waitFor();
    expect(await page.getByText('HD1 2TT').count()).toBe(0);
    await follow(page, 'For us');
    await page.getByText('HD1 2TT').first().waitFor();
    await page.goto(`${address}${open}/p1`);
    await follow(page, 'Review this supplier');
    await page.getByRole('heading', { name: 'Who is “Hebbleden Support Svcs”?' }).waitFor();
    await page.getByRole('link', { name: 'Suppliers', exact: true }).first().click();
    await page.getByRole('heading', { name: /^1,918 suppliers were paid/ }).waitFor();
    await page.close();
  }, 120_000);

  it('hands over what one supplier was paid as a file', async () => {
    const page = await visit(`${await serve({ ...usual, profiles })}${open}/p1`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Spend by year and service (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('spend-with-supplier.csv');
    await page.close();
  }, 60_000);
});
