import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import { type DefinitionSite, definitionsRoutes } from '../../src/web/pages/definitions/routes.ts';
import { type ReferenceSite, referencesRoutes } from '../../src/web/pages/references/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import type { Route } from '../../src/web/site.ts';
import {
  axeFindings,
  compiledStyles,
  executablePath,
  inspectPage,
  launchBrowser,
  screenshots,
} from '../support/browser.ts';
import { exampleOwner, exampleSite, fillExample } from '../support/definitionsFixture.ts';

const widths = [1280, 375, 320];

/** Looks at the page as it stands, at every width. */
async function inspect(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    if (screenshots) await page.screenshot({ path: `${screenshots}/${name}-${width}.png`, fullPage: true });
    const found = await inspectPage(page);
    expect(found.small, `${name}: small text at ${width}`).toEqual([]);
    expect(found.sideways, `${name}: sideways at ${width}`).toBeLessThanOrEqual(0);
    expect(await axeFindings(page), `${name}: axe at ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(
    await page.locator('button.govuk-button:not(.govuk-button--secondary), a.govuk-button').count(),
  ).toBeLessThanOrEqual(1);
  expect(Buffer.byteLength(await page.content())).toBeLessThan(100_000);
}

const states = {
  fresh: { owner: null, ledgers: false },
  empty: { owner: exampleOwner(), ledgers: false },
  full: { owner: exampleOwner(), ledgers: true },
  long: {
    owner: exampleOwner(`${'The Invented Joint Committee of Examplewell and '.repeat(3)}Sampleford`),
    ledgers: true,
  },
  walk: { owner: exampleOwner(), ledgers: true },
  small: { owner: exampleOwner(), ledgers: true, mostBytes: 1_000_000 },
} as const;
type State = keyof typeof states;

describe.skipIf(!existsSync(executablePath))('browser: definitions and reference data', () => {
  const css = compiledStyles();
  const sites = Object.fromEntries(
    Object.entries(states).map(([name, options]) => [name, exampleSite(options)]),
  );
  const servers = new Map<string, { readonly server: FastifyInstance; readonly address: string }>();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, site] of Object.entries(sites)) {
      if (name === 'full' || name === 'long') await fillExample(site, name === 'full' ? 'ordinary' : 'long');
      const routes: readonly Route<DefinitionSite & ReferenceSite>[] = [
        ...definitionsRoutes,
        ...referencesRoutes,
        ...assetRoutes(css),
      ];
      const server = buildServer({ routes, door: openDoor(site) });
      servers.set(name, { server, address: await server.listen({ port: 0, host: '127.0.0.1' }) });
    }
  });

  afterAll(async () => {
    await browser?.close();
    for (const { server } of servers.values()) await server.close();
    for (const site of Object.values(sites)) site.close();
  });

  const addressOf = (state: State, path: string) => `${servers.get(state)?.address}${path}`;

  async function pathsOf(state: State): Promise<readonly string[]> {
    const site = sites[state];
    const own = (await site?.definitions.all())?.find((one) => !one.shipped)?.definition.id ?? 'ledger-all';
    const [edition] = (await site?.references.list()) ?? [];
    const about =
      edition === undefined
        ? []
        : [`/references/${edition.edition}`, `/references/${edition.edition}/remove`];
    const changing =
      own === 'ledger-all'
        ? []
        : [`/definitions/${own}/change`, `/definitions/compare?before=${own}@1&after=${own}@3`];
    return [
      '/definitions',
      '/definitions/new',
      '/definitions/new?copy=third-party',
      `/definitions/${own}`,
      '/definitions/third-party',
      '/definitions/compare',
      `/definitions/compare?before=third-party&after=${own}`,
      ...changing,
      '/definitions/compare?before=nowhere&after=ledger-all',
      '/references',
      '/references/add',
      ...about,
    ];
  }

  for (const state of ['fresh', 'empty', 'full', 'long'] as const) {
    it(`${state}: every page has no axe finding, no sideways scroll and no small text at any width`, async () => {
      const page = await browser.newPage();
      for (const path of await pathsOf(state)) {
        await page.goto(addressOf(state, path));
        expect(await page.locator('h1').count(), path).toBe(1);
        await inspect(page, `${state}${path.slice(0, 60).replaceAll(/\W+/g, '-')}`);
      }
      await page.close();
    });
  }

  it('makes a definition, is refused at its fields, changes it and shows old beside new, without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(addressOf('walk', '/definitions'));
    await page.getByRole('button', { name: 'Make a definition' }).click();
    await page.getByLabel('Name', { exact: true }).fill('All payments in the ledger');
    await page.getByLabel('Name of the ring').fill('The valley');
    await page.getByLabel('Places inside it').fill('Kirklees\nCalderdael\nWest Yorkshire');
    await page.getByRole('button', { name: 'Save definition' }).click();
    expect(await page.title()).toMatch(/^Error: Make a definition of local/);
    const summary = page.getByRole('alert');
    expect(await summary.locator('a').allTextContents()).toEqual([
      'There is a definition called "All payments in the ledger". Use another name.',
      'Enter what local means, in a sentence.',
      expect.stringContaining(
        'Line 2, "Calderdael": No local authority of England has the name or code "Calderdael". Did you mean Calderdale',
      ),
      expect.stringContaining('Line 3, "West Yorkshire": This is more than one local authority.'),
      'Select which address counts.',
    ]);
    for (const href of await summary
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
      expect(await page.locator(href).count(), href).toBe(1);
    }
    expect(await page.getByLabel('Places inside it').inputValue()).toContain('Calderdael');
    await context.close();
  });

  it('goes from a definition to its next version by keyboard alone', async () => {
    const page = await browser.newPage();
    await page.goto(addressOf('walk', '/definitions/new'));
    const type = async (label: string, text: string) => {
      await page.getByLabel(label, { exact: true }).focus();
      await page.keyboard.type(text);
    };
    await type('Name', 'Our valley');
    await type('What local means, in a sentence', 'Local means an address in the valley.');
    await page.getByLabel('Yorkshire and The Humber').focus();
    await page.keyboard.press('Space');
    await type('Name of the ring', 'The valley');
    await type('Places inside it, one on each line', 'Kirklees\nCalderdale');
    await page.getByLabel('The address in the ledger, or in your supplier list').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Save definition' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/definitions/our-valley?done=made');
    await inspect(page, 'walk-made');

    await page.getByRole('link', { name: 'Change it, as a new version' }).click();
    expect(await page.getByLabel('Places inside it, one on each line').inputValue()).toBe(
      'Kirklees\nCalderdale',
    );
    await page.getByLabel('Salaries and payroll').check();
    await page.getByRole('button', { name: 'Save version 2' }).click();
    expect(await page.getByRole('alert').locator('a').allTextContents()).toEqual([
      'Say why the definition is changed.',
    ]);
    expect(await page.getByLabel('Salaries and payroll').isChecked()).toBe(true);
    await inspect(page, 'walk-refused');
    await page.getByLabel('Why it is changed').fill('Salaries are no spend with suppliers.');
    await page.getByRole('button', { name: 'Save version 2' }).click();
    await page.waitForURL('**/definitions/compare?before=our-valley%401&after=our-valley%402&done=saved');
    expect(await page.locator('h1').textContent()).toMatch(/^In 2020\/21, .*The valley/);
    await inspect(page, 'walk-saved');

    const csv = await page.request.get(
      addressOf('walk', '/definitions/compare.csv?before=our-valley@1&after=our-valley'),
    );
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 2 * 4);
    expect(lines[1]).toMatch(/^own-the-valley,The valley,2017\/18,our-valley,1,our-valley,2,/);

    await page.goto(addressOf('walk', '/definitions/our-valley'));
    await page.getByRole('button', { name: 'Let this one lead' }).click();
    expect(await page.locator('h1').textContent()).toContain('Leads');
    expect(await page.getByText('Salaries are no spend with suppliers.').isVisible()).toBe(true);
    await page.close();
  });

  const upload = (name: string, text: string | Buffer) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });

  it('adds a supplier list, shows what it changed, and takes it out again', async () => {
    const page = await browser.newPage();
    await page.goto(addressOf('walk', '/references/add'));
    await page.getByRole('button', { name: 'Add file' }).click();
    expect(await page.getByRole('alert').locator('a').allTextContents()).toEqual([
      'Select what you want to add.',
      'Choose a file to add.',
    ]);
    await inspect(page, 'walk-nothing-chosen');
    await page.getByLabel('A supplier list').check();
    const rows = Array.from({ length: 9 }, (_, number) => `Invented Supplier ${number},HD1 1CV`);
    await page
      .getByLabel('The file')
      .setInputFiles(upload('ours.csv', `Supplier name,Postcode\n${rows.join('\n')}\nNobody,\n`));
    await page.getByRole('button', { name: 'Add file' }).click();
    await page.waitForURL('**/references/*?kind=suppliers&done=added');
    expect(await page.locator('h1').textContent()).toBe('ours.csv was added');
    expect(await page.locator('h2').allTextContents()).toContainEqual(
      expect.stringMatching(/^The share for .* in 2020\/21 could be .* before, and .* now$/),
    );
    await inspect(page, 'walk-added');

    await page.getByRole('link', { name: 'Remove this edition' }).click();
    expect(await page.getByText('In use afterwards: no supplier list.').isVisible()).toBe(true);
    await inspect(page, 'walk-remove');
    await page.getByRole('button', { name: 'Remove edition' }).click();
    await page.waitForURL('**/removed?kind=suppliers');
    expect(await page.locator('h1').textContent()).toBe('ours.csv was removed');
    await inspect(page, 'walk-removed');
    expect((await page.request.get(page.url().replace('/removed', ''))).status()).toBe(404);
    await page.close();
  });

  it.each<readonly [string, string, string | Buffer, RegExp]>([
    [
      'wrong columns',
      'list.csv',
      'Colour,Weight\nred,1\n',
      /There is no column with supplier names or numbers/,
    ],
    ['a PDF', 'list.pdf', '%PDF-1.7\n%âãÏÓ\n', /list\.pdf is not a CSV file/],
    ['nothing in it', 'list.csv', '', /list\.csv is empty/],
    ['a zip cut off', 'list.zip', Buffer.from('504b0304140000000800aaaaaa', 'hex'), /list\.zip/],
    ['more than the limit', 'list.csv', 'x'.repeat(6_000_000), /list\.csv is larger than 1 MB/],
  ])('refuses a file with %s at its field', async (_, name, content, sentence) => {
    const page = await browser.newPage();
    await page.goto(addressOf('small', '/references/add?kind=suppliers'));
    await page.getByLabel('The file').setInputFiles(upload(name, content));
    await page.getByRole('button', { name: 'Add file' }).click();
    await page.waitForSelector('.govuk-error-summary');
    expect(await page.locator('#file-error').textContent()).toMatch(sentence);
    expect(await page.getByLabel('A supplier list').isChecked()).toBe(true);
    expect(await sites.small?.references.list()).toEqual([]);
    await page.close();
  });

  it('answers 404 for what is not there, and a page for an upload without a kind', async () => {
    const page = await browser.newPage();
    for (const path of [
      '/definitions/nowhere',
      '/definitions/nowhere/change',
      '/definitions/third-party/change',
      '/definitions/new?copy=nowhere',
      '/definitions/compare.csv',
      '/definitions/compare.csv?before=a&after=b',
      '/references/000000000000',
      '/references/000000000000/remove',
    ]) {
      expect((await page.request.get(addressOf('full', path))).status(), path).toBe(404);
    }
    const answer = await page.request.post(addressOf('small', '/references/add'), {
      multipart: { kind: 'maps', file: upload('big.csv', 'x'.repeat(6_000_000)) },
    });
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain('Select what you want to add.');
    await page.close();
  });
});
