import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenReadings, openReadings } from '../../src/actions/readings/readingCalls.ts';
import type { Reading } from '../../src/actions/readings/types.ts';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import { landingRoutes } from '../../src/web/pages/landing/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import type { Site } from '../../src/web/site.ts';
import {
  emptyAnalysis,
  fullAnalysis,
  longNamesAnalysis,
  oneYearAnalysis,
} from '../support/analysisFixture.ts';
import {
  axeFindings,
  compiledStyles,
  executablePath,
  inspectPage,
  launchBrowser,
  screenshots,
} from '../support/browser.ts';
import { inventedOwner, landingSite, longOwner, stillReadings } from '../support/landingFixture.ts';
import { noKeeper, realReadingParts } from '../support/realReadings.ts';
import { nobodyHere, visitorAs } from '../support/visitors.ts';

const widths = [1280, 375, 320];

const sentence = 'Reading a-very-long-name-of-a-ledger-as-councils-give-them-2024-04-final-version-2.csv';
const still: readonly Reading[] = [
  {
    id: 'running',
    state: 'reading',
    progress: { sentence, startedMilliseconds: 0, waitingBehind: 0 },
  },
  { id: 'waiting', state: 'reading', progress: { sentence, startedMilliseconds: 0, waitingBehind: 2 } },
  { id: 'refused', state: 'refused', sentence: 'Something went wrong while we worked on these files.' },
  { id: 'asks', state: 'read', analysis: fullAnalysis(), signatures: {} },
  { id: 'read', state: 'read', analysis: oneYearAnalysis(), signatures: {} },
  { id: 'nothing', state: 'read', analysis: { ...emptyAnalysis(), questions: [] }, signatures: {} },
  { id: 'long', state: 'read', analysis: { ...longNamesAnalysis(), questions: [] }, signatures: {} },
];

const demonstration = { ...fullAnalysis(), demonstration: true, questions: [] };
const readings = stillReadings(still);
const states: readonly (readonly [string, Site, readonly string[]])[] = [
  ['fresh', landingSite({ demonstration }), ['/', '/guide', '/accessibility', '/privacy', '/nowhere']],
  ['making', landingSite(), ['/', '/demonstration', '/demonstration/files']],
  [
    'owned',
    landingSite({ demonstration, owner: inventedOwner, kept: fullAnalysis() }),
    ['/', '/demonstration', '/demonstration/files', '/demonstration/about-the-figure'],
  ],
  ['long', landingSite({ demonstration: longNamesAnalysis(), owner: longOwner }), ['/']],
  [
    'readings',
    landingSite({ readings }),
    [
      '/readings/running',
      '/readings/waiting',
      '/readings/refused',
      '/readings/asks',
      '/readings/asks?questions=later',
      '/readings/read',
      '/readings/read/files',
      '/readings/nothing',
      '/readings/long',
      '/readings/gone',
    ],
  ],
  ['analyst', landingSite({ readings, visitor: visitorAs(['spend-analyst']) }), ['/readings/read']],
  [
    'invented',
    landingSite({ demonstration, visitor: { ...nobodyHere, demo: true } }),
    ['/', '/demonstration'],
  ],
];

describe.skipIf(!existsSync(executablePath))('browser: the landing page and what hangs from it', () => {
  const css = compiledStyles();
  const routes = [...landingRoutes, ...assetRoutes(css)];
  const addresses = new Map<string, string>();
  const servers: FastifyInstance[] = [];
  const home = mkdtempSync(join(tmpdir(), 'sevenbox-landing-'));
  let real: OpenReadings;
  let browser: Browser;

  const serve = async (site: Site, port = 0): Promise<readonly [string, FastifyInstance]> => {
    const server = buildServer({ routes, door: openDoor(site) });
    servers.push(server);
    return [await server.listen({ port, host: '127.0.0.1' }), server];
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, site] of states) addresses.set(name, (await serve(site))[0]);
    real = openReadings(realReadingParts(home));
    const readings = real.callsFor(noKeeper);
    addresses.set('real', (await serve(landingSite({ demonstration, readings })))[0]);
  });

  afterAll(async () => {
    await browser?.close();
    for (const server of servers) await server.close();
    await real?.close();
    rmSync(home, { recursive: true, force: true });
  });

  const addressOf = (state: string, path: string) => `${addresses.get(state)}${path}`;

  async function inspect(page: Page, name: string, scripted: boolean): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const path = `${screenshots}/${name}-${width}.png`.replaceAll(' ', '-');
      if (screenshots) await page.screenshot({ path, fullPage: true });
      const found = await inspectPage(page);
      expect(found.small, `small text at ${width}`).toEqual([]);
      expect(found.sideways, `sideways at ${width}`).toBeLessThanOrEqual(0);
      if (scripted) expect(await axeFindings(page), `axe at ${width}`).toEqual([]);
    }
  }

  for (const [state, , paths] of states) {
    for (const path of paths) {
      it(`${state} ${path}: no axe finding, no sideways scroll, no small text, one green button`, async () => {
        const page = await browser.newPage();
        const trouble: string[] = [];
        page.on('request', (request) => {
          if (!request.url().startsWith(addressOf(state, '/'))) trouble.push(request.url());
        });
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('404')) trouble.push(message.text());
        });
        page.on('pageerror', (error) => trouble.push(error.message));
        const response = await page.goto(addressOf(state, path));
        expect(Buffer.byteLength((await response?.text()) ?? '')).toBeLessThan(100_000);
        await inspect(page, `${state}${path.replaceAll(/\W+/g, '-')}`, true);
        const green = page.locator('main .govuk-button:not(.govuk-button--secondary)');
        expect(await green.count()).toBeLessThanOrEqual(1);
        expect(await page.locator('main').textContent()).not.toMatch(/sevenbox [a-z]+ |--[a-z]/);
        expect(trouble).toEqual([]);
        await page.close();
      });
    }
  }

  it('refuses on the landing page, keeps the home that was typed and leads from the summary to the field', async () => {
    const page = await browser.newPage();
    await page.goto(addressOf('real', '/'));
    await page.getByLabel('Which council area is home?').fill('Atlantis');
    await page.getByRole('button', { name: 'Read my ledger' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByLabel('Which council area is home?').inputValue()).toBe('Atlantis');
    await page.locator('.govuk-error-summary:focus').waitFor();
    await inspect(page, 'refused-home', true);
    await page.getByRole('alert').getByRole('link').click();
    expect(await page.locator('#home:focus').count()).toBe(1);
    await page.getByLabel('Which council area is home?').fill('Kirklees');
    await page.getByRole('button', { name: 'Read my ledger' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Choose at least one payment');
    await inspect(page, 'refused-no-file', true);
    await page.getByRole('alert').getByRole('link').click();
    expect(await page.locator('#ledgers:focus').count()).toBe(1);
    await page.close();
  });

  it('hears a refusal although a large file is still being sent', async () => {
    const path = join(home, 'large.csv');
    writeFileSync(path, Buffer.alloc(60_000_000, 'a,b\n'));
    const page = await browser.newPage();
    await page.goto(addressOf('real', '/'));
    await page.getByLabel('Which council area is home?').fill('Atlantis');
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByRole('button', { name: 'Read my ledger' }).click();
    await expect.poll(() => page.title(), { timeout: 20_000 }).toMatch(/^Error: /);
    rmSync(path);
    await page.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`reads a ledger, asks, answers and forgets, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const name = javaScriptEnabled ? 'scripted' : 'plain';
      const rows =
        'Invented Nails Ltd,13/04/2024,120.50,144.60,HD1 2AA\nInvented Ropes Ltd,15/04/2024,10,12,LS1 4AP\n';
      const buffer = Buffer.from(`Supplier,Date,Amount,Total,Postcode\n${rows}`);
      await page.goto(addressOf('real', '/'));
      expect(await page.locator('.govuk-file-upload-button').count()).toBe(javaScriptEnabled ? 1 : 0);
      await inspect(page, `landing-${name}`, javaScriptEnabled);
      await page.getByLabel('Which council area is home?').fill('Kirklees');
      await page.locator('input[type=file]').setInputFiles([
        { name: 'april <b>.csv', mimeType: 'text/csv', buffer },
        { name: 'may.csv', mimeType: 'text/csv', buffer: Buffer.concat([buffer, Buffer.from(rows)]) },
      ]);
      await page.getByRole('button', { name: 'Read my ledger' }).click();
      for (let round = 0; round < 60 && !page.url().endsWith('/questions'); round += 1) {
        if (!javaScriptEnabled) await page.getByRole('link', { name: 'Check again' }).click();
        await page.waitForTimeout(250);
      }
      expect(await page.locator('h1').textContent()).toBe('One question before it counts');
      expect(await page.locator('main').textContent()).toContain('One answer counts for 2 files');
      expect(await page.locator('main b').count()).toBe(0);
      await inspect(page, `questions-${name}`, javaScriptEnabled);
      await page.getByRole('button', { name: 'Read again with these answers' }).click();
      await page.getByText('There is a problem').waitFor();
      await inspect(page, `questions-refused-${name}`, javaScriptEnabled);
      await page.getByLabel('Amount', { exact: true }).check();
      await page.getByRole('button', { name: 'Read again with these answers' }).click();
      for (let round = 0; round < 60 && (await page.locator('.sb-unkept').count()) === 0; round += 1) {
        const again = page.getByRole('link', { name: 'Check again' });
        if (!javaScriptEnabled && (await again.count()) > 0) await again.click();
        await page.waitForTimeout(250);
      }
      expect(await page.locator('.sb-unkept').textContent()).toContain('not kept');
      await inspect(page, `result-${name}`, javaScriptEnabled);
      await page.getByRole('link', { name: 'How each file was read' }).click();
      expect(await page.locator('main').textContent()).toContain('april _b_.csv');
      const address = page.url();
      await page.getByRole('button', { name: 'Forget it now' }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe('/');
      expect((await page.goto(address))?.status()).toBe(404);
      expect(readdirSync(join(home, 'readings', 'imports'))).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    });
  }

  it('says for whom it keeps the ledgers, and why it cannot', async () => {
    const page = await browser.newPage();
    await page.goto(addressOf('analyst', '/readings/read/keep'));
    expect(await page.locator('main').textContent()).toContain('They are kept for Kirkvale Council.');
    await inspect(page, 'keep', true);
    await page.getByRole('button', { name: 'Keep these ledgers' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('not enough room');
    await inspect(page, 'keep-no-room', true);
    await page.close();
  });

  it('shows the demonstration when it is made without losing what was typed', async () => {
    let made = false;
    const site = { ...landingSite(), demonstration: () => (made ? demonstration : null) };
    const [address] = await serve(site);
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByLabel('Which council area is home?').fill('Leeds');
    made = true;
    await page.getByRole('link', { name: 'with its table' }).waitFor();
    expect(await page.getByLabel('Which council area is home?').inputValue()).toBe('Leeds');
    await page.close();
  });

  it('says that nothing answers when the server is gone, and goes on when it is back', async () => {
    const reading = { sentence: 'Reading one.csv' };
    const site = () => {
      const progress = { ...reading, startedMilliseconds: 0, waitingBehind: 0 };
      return landingSite({ readings: stillReadings([{ id: 'one', state: 'reading', progress }]) });
    };
    const [address, server] = await serve(site());
    const page = await browser.newPage();
    await page.goto(`${address}/readings/one`);
    await server.close();
    await page.getByText('Sevenbox does not answer at the moment').waitFor();
    await page.waitForTimeout(4000);
    expect(await page.getByText('Sevenbox does not answer at the moment').count()).toBe(1);
    await inspect(page, 'lost', true);
    reading.sentence = 'Placing suppliers';
    await serve(site(), Number(new URL(address).port));
    await page.getByText('Placing suppliers.').waitFor();
    expect(await page.getByText('Sevenbox does not answer at the moment').count()).toBe(0);
    await page.close();
  });

  it('takes a file that is dropped on the page', async () => {
    const page = await browser.newPage();
    await page.goto(addressOf('real', '/'));
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['Supplier,Date,Net Amount'], 'dropped.csv', { type: 'text/csv' }));
      return transfer;
    })()`);
    await page.dispatchEvent('.govuk-file-upload-wrapper', 'dragenter', { dataTransfer: dropped });
    await page.dispatchEvent('.govuk-file-upload-button', 'drop', { dataTransfer: dropped });
    await expect
      .poll(() => page.locator('.govuk-file-upload-button__status').textContent())
      .toBe('dropped.csv');
    await page.close();
  });
});
