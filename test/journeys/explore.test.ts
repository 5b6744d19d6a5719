import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import { exploreRoutes } from '../../src/web/pages/explore/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import {
  axeFindings,
  compiledStyles,
  executablePath,
  inspectPage,
  launchBrowser,
  screenshots,
} from '../support/browser.ts';
import {
  creditsLedger,
  exploreSite,
  fullLedger,
  type InventedLedger,
  longNamesLedger,
  manyPartsLedger,
} from '../support/exploreFixture.ts';

const widths = [1280, 375, 320];
const line = '/spend/lines/bat_aaaaaaaaaaaaaaaaaaaa';

const states: readonly (readonly [string, () => InventedLedger | null, readonly string[]])[] = [
  [
    'full',
    fullLedger,
    [
      '/spend',
      '/spend/by/year',
      '/spend/by/quarter?year=2023/24',
      '/spend/by/body?year=2023/24',
      '/spend/by/department?year=2023/24',
      '/spend/by/category?year=2023/24&ring=region&order=share&descending=true',
      '/spend/suppliers?year=2023/24&ring=authority&where=inside',
      '/spend/suppliers?where=unplaced&search=care&page=1',
      '/spend/suppliers/p3?year=2023/24&where=unplaced',
      '/spend/lines?definition=third-party&department=~&page=2',
      `${line}/41?definition=third-party`,
    ],
  ],
  ['empty', () => null, ['/spend', '/spend/suppliers']],
  [
    'long names',
    longNamesLedger,
    [
      '/spend',
      '/spend/by/department?year=2023/24',
      '/spend/by/body',
      '/spend/suppliers',
      '/spend/suppliers/p4',
      '/spend/lines',
      `${line}/4`,
    ],
  ],
  ['many parts', manyPartsLedger, ['/spend/by/department', '/spend/by/body', '/spend/suppliers']],
  ['credits', creditsLedger, ['/spend', '/spend/by/department', '/spend/suppliers', '/spend/by/year']],
  [
    'error',
    fullLedger,
    [
      '/spend?definition=nothing',
      '/spend/suppliers?year=1066/67',
      '/spend/suppliers?page=99',
      '/spend/by/year?page=x',
    ],
  ],
];

const openDetails = (open: boolean) =>
  `for (const one of document.querySelectorAll('details')) one.open = ${open};`;

describe.skipIf(!existsSync(executablePath))('browser: the pages that explore spend', () => {
  const css = compiledStyles();
  const servers = new Map<string, { readonly server: FastifyInstance; readonly address: string }>();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, make] of states) {
      const site = exploreSite(make(), { css });
      const server = buildServer({ routes: [...exploreRoutes, ...assetRoutes(css)], door: openDoor(site) });
      servers.set(name, { server, address: await server.listen({ port: 0, host: '127.0.0.1' }) });
    }
  });

  afterAll(async () => {
    await browser?.close();
    for (const { server } of servers.values()) await server.close();
  });

  const addressOf = (state: string, path: string) => `${servers.get(state)?.address}${path}`;

  for (const [state, , paths] of states) {
    for (const path of paths) {
      it(`${state} ${path}: no axe finding, no sideways scroll, no small text, at most 100 KB`, async () => {
        const page = await browser.newPage();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const response = await page.goto(addressOf(state, path));
          expect((await response?.body())?.length).toBeLessThan(100_000);
          await page.evaluate(openDetails(true));
          const found = await inspectPage(page);
          expect(found.small, `small text at ${width}`).toEqual([]);
          expect(found.sideways, `sideways at ${width}`).toBeLessThanOrEqual(0);
          expect(await axeFindings(page), `axe at ${width}`).toEqual([]);
          await page.evaluate(openDetails(false));
          const name = `${state}${path.replaceAll(/\W+/g, '-')}-${width}`.replaceAll(' ', '-');
          if (screenshots) await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
        }
        await page.close();
      });
    }
  }

  it('leads from a year to its suppliers, to the payments of one and to one line, and back, with the keyboard and without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(addressOf('full', '/spend'));
    const enter = async () => {
      await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
    };
    const press = async (name: RegExp) => {
      await page.getByRole('link', { name }).first().focus();
      await enter();
    };
    await press(/Kirklees, 2023\/24: suppliers$/);
    expect(await page.locator('h1').textContent()).toMatch(
      /^\d+ suppliers in Kirklees were paid £.* in 2023\/24$/,
    );
    await press(/^Invented Supplier \d+/);
    expect(await page.locator('h1').textContent()).toMatch(/^Invented Supplier .* was paid £.* in 2023\/24$/);
    await press(/^\d+ \w+ 202\d ?, £/);
    expect(await page.locator('h1').textContent()).toMatch(/ was paid £[\d,.]+ on \d+ \w+ 202\d$/);
    await press(/^Suppliers in Kirklees in 2023\/24$/);
    expect(await page.locator('h1').textContent()).toMatch(/ suppliers in Kirklees were paid /);
    await page.getByLabel('Search for a supplier').fill('Supplier 12');
    await enter();
    expect(new URL(page.url()).searchParams.get('search')).toBe('Supplier 12');
    expect(new URL(page.url()).searchParams.get('where')).toBe('inside');
    expect(await page.locator('h1').textContent()).toContain('with “Supplier 12” in the name');
    await context.close();
  });

  it('has no link that leads nowhere, within the pages that explore', async () => {
    const page = await browser.newPage();
    const seen = new Set<string>();
    const kinds = new Set<string>();
    const waiting = ['/spend'];
    for (let path = waiting.shift(); path !== undefined && seen.size < 120; path = waiting.shift()) {
      const kind = path.replace(/\?.*/, '').replaceAll(/\d+/g, 'n');
      if (seen.has(path) || (kinds.has(kind) && seen.size > 60)) continue;
      seen.add(path);
      kinds.add(kind);
      const response = await page.request.get(addressOf('full', path));
      expect(response.status(), path).toBe(200);
      if (!response.headers()['content-type']?.startsWith('text/html') || path.includes('/downloads'))
        continue;
      await page.goto(addressOf('full', path));
      const hrefs = await page
        .locator('a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      waiting.push(...hrefs.filter((href) => /^\/spend/.test(href)));
    }
    expect(seen.size).toBeGreaterThan(60);
    await page.close();
  });
});
