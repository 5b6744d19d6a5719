import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/spend/analysis.ts';
import { openDoor } from '../../src/web/door.ts';
import { spendDownloads } from '../../src/web/pages/spend/downloads.ts';
import { analysisRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import {
  emptyAnalysis,
  exactAnalysis,
  fullAnalysis,
  longNamesAnalysis,
  manyFilesAnalysis,
  oneYearAnalysis,
  sameSharesAnalysis,
  unplacedAnalysis,
} from '../support/analysisFixture.ts';
import {
  axeFindings,
  compiledStyles,
  executablePath,
  inspectPage,
  launchBrowser,
  screenshots,
} from '../support/browser.ts';

const widths = [1280, 1000, 375, 320];

const states: readonly (readonly [string, () => Analysis, readonly string[]])[] = [
  [
    'full',
    fullAnalysis,
    ['/', '/rejects', '/rejects?page=2', '/left-out', '/files', '/files/1', '/files/5', '/about-the-figure'],
  ],
  ['empty', emptyAnalysis, ['/', '/rejects', '/left-out', '/files', '/about-the-figure']],
  ['one year', oneYearAnalysis, ['/', '/left-out']],
  ['long names', longNamesAnalysis, ['/', '/files', '/files/1', '/rejects']],
  ['many files', manyFilesAnalysis, ['/files', '/files?page=3']],
  ['exact', exactAnalysis, ['/']],
  ['unplaced', unplacedAnalysis, ['/']],
  ['same shares', sameSharesAnalysis, ['/']],
  ['error', fullAnalysis, ['/no-such-page', '/rejects?page=99', '/files/900']],
];

describe.skipIf(!existsSync(executablePath))('browser: the pages of a result', () => {
  const css = compiledStyles();
  const servers = new Map<string, { readonly server: FastifyInstance; readonly address: string }>();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, make] of states) {
      const analysis = make();
      const server = buildServer({
        routes: analysisRoutes(css),
        door: openDoor({ analysis, downloads: await spendDownloads(analysis, css) }),
      });
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
      it(`${state} ${path}: no axe finding, no sideways scroll, no small text at any width`, async () => {
        const page = await browser.newPage();
        const outside: string[] = [];
        page.on('request', (request) => {
          if (!request.url().startsWith(addressOf(state, '/'))) outside.push(request.url());
        });
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(addressOf(state, path));
          const name = `${state}${path.replaceAll(/\W+/g, '-')}-${width}`.replaceAll(' ', '-');
          if (screenshots) await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
          const found = await inspectPage(page);
          expect(found.small, `small text at ${width}`).toEqual([]);
          expect(found.sideways, `sideways at ${width}`).toBeLessThanOrEqual(0);
          expect(await axeFindings(page), `axe at ${width}`).toEqual([]);
        }
        expect(outside).toEqual([]);
        await page.close();
      });
    }
  }

  it('needs no script, sets no cookie and stays under 100 KB of HTML', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const response = await page.goto(addressOf('full', '/'));
    const html = (await response?.text()) ?? '';
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).not.toMatch(/<script|\sstyle="/);
    expect(await page.locator('h1').textContent()).toBe('Local spend rose from 44% to 52% in four years');
    expect(await page.locator('.sb-wide svg').isVisible()).toBe(true);
    expect(await page.locator('.sb-narrow svg').isVisible()).toBe(false);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('leads from the result to every part and back, by links that all exist', async () => {
    const page = await browser.newPage();
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined && seen.size < 100; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await page.request.get(addressOf('full', path));
      expect(response.status(), path).toBe(200);
      if (!response.headers()['content-type']?.startsWith('text/html') || path.startsWith('/downloads'))
        continue;
      await page.goto(addressOf('full', path));
      const hrefs = await page
        .locator('a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      waiting.push(...hrefs.filter((href) => href.startsWith('/')));
      for (const anchor of hrefs.filter((href) => href.startsWith('#'))) {
        expect(await page.locator(anchor).count(), `${path}${anchor}`).toBe(1);
      }
    }
    expect(seen.size).toBeGreaterThan(15);
    await page.close();
  });

  it('the report is one file: no link out of it, no axe finding, readable at 320 px', async () => {
    for (const state of ['full', 'empty', 'long names'] as const) {
      const analysis = states.find(([name]) => name === state)?.[1]() ?? fullAnalysis();
      const report = (await spendDownloads(analysis, css)).find((one) => one.name.endsWith('.html'));
      const page = await browser.newPage({ viewport: { width: 320, height: 900 } });
      await page.setContent((await report?.body())?.toString('utf8') ?? '');
      const hrefs = await page
        .locator('[href]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      for (const href of hrefs) {
        expect(href).toMatch(/^#/);
        expect(await page.locator(href).count(), href).toBe(1);
      }
      const found = await inspectPage(page);
      expect(found).toEqual({ sideways: 0, small: [] });
      if (screenshots)
        await page.screenshot({
          path: `${screenshots}/report-${state}-320.png`.replaceAll(' ', '-'),
          fullPage: true,
        });
      await page.setViewportSize({ width: 1280, height: 900 });
      if (screenshots)
        await page.screenshot({
          path: `${screenshots}/report-${state}-1280.png`.replaceAll(' ', '-'),
          fullPage: true,
        });
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    }
  });
});
