import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportCalls } from '../../src/actions/imports/types.ts';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import { importsRoutes } from '../../src/web/pages/imports/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import {
  axeFindings,
  compiledStyles,
  executablePath,
  inspectPage,
  launchBrowser,
  screenshots,
} from '../support/browser.ts';
import { cityMonth, districtMonth } from '../support/importLedgers.ts';
import { withImportSite } from '../support/imports.ts';
import { batchFrom, type ImportsState, importFrom, importsFixture } from '../support/importsFixture.ts';
import {
  askingTable,
  batchNumber,
  fixtureNow,
  fixtureOwner,
  importNumber,
  overlapWith,
  questionsOf,
  readyTable,
  refusedTable,
  toldQuestion,
  wideTable,
} from '../support/importsReadings.ts';
import { everyRole } from '../support/visitors.ts';

const widths = [1280, 375, 320];

const long = `${'averylongnamewithoutspaces-'.repeat(6)}april-2021-final-version-2.csv`;
const hostile = '<script>alert(1)</script> \u202Efdp.exe\u202C & "quoted".csv';
const forty = Array.from(
  { length: 40 },
  (_, index) => `spend-over-500-${2018 + (index % 8)}-${index + 1}.csv`,
);
const path = (number: number) => `/imports/${importNumber(number)}`;
const first = batchNumber(1);

const full: ImportsState = {
  imports: [
    importFrom(1, 'waiting', [askingTable('kirklees-q1.csv', questionsOf('kirklees-q1.csv').slice(0, 2))]),
    importFrom(2, 'waiting', [readyTable('kirklees-q1.csv', { fromSavedAnswers: true })]),
    importFrom(3, 'waiting', [
      readyTable('june.csv', {
        overlaps: [overlapWith(1, 'april-to-june.csv'), overlapWith(2, 'q1.xlsx › June')],
      }),
      readyTable('april.csv', {
        status: 'same',
        sameBytes: { batch: first, name: 'april.csv', importedAt: importFrom(1, 'waiting', []).createdAt },
      }),
      refusedTable('notes.pdf', 'refused', 'This is a PDF, not a ledger. Nothing in it was read.'),
    ]),
    importFrom(
      4,
      'waiting',
      forty.map((name, index) =>
        index % 2 === 0 ? askingTable(name, questionsOf(name), `header ${index % 10}`) : readyTable(name),
      ),
    ),
    importFrom(5, 'waiting', [wideTable(long)]),
    importFrom(6, 'waiting', [askingTable(hostile, questionsOf(hostile)), readyTable(`${hostile}.csv`)]),
    importFrom(7, 'waiting', [readyTable('empty.csv', { report: askingTable('empty.csv', []).report })]),
    importFrom(8, 'waiting', [askingTable('two-columns.csv', [toldQuestion('two-columns.csv')])]),
    importFrom(9, 'reading', [], {
      files: importFrom(
        1,
        'reading',
        forty.map((name) => readyTable(name)),
      ).files,
    }),
    importFrom(10, 'importing', [readyTable(long)]),
    importFrom(11, 'stopped', [readyTable(long)], {
      sentence: 'The disk is full. Nothing was added. Make room on the disk, then read the files again.',
    }),
    importFrom(12, 'cancelled', [readyTable('april.csv')]),
    importFrom(
      13,
      'imported',
      [
        readyTable('june.csv', { overlaps: [overlapWith(2, 'q1.xlsx › June')] }),
        readyTable('april.csv'),
        refusedTable('notes.pdf', 'ignored', 'This is a PDF, not a ledger. Nothing in it was read.'),
      ],
      {
        answers: {
          profiles: {},
          tables: {
            'june.csv': { take: 'replace', batch: batchNumber(2) },
            'april.csv': { take: 'leave-out' },
          },
        },
      },
    ),
    importFrom(14, 'imported', [readyTable('undone.csv')]),
  ],
  batches: [
    batchFrom(1, 13, 'june.csv'),
    batchFrom(2, 15, 'q1.xlsx › June', 'superseded'),
    batchFrom(3, 14, 'undone.csv', 'undone'),
    batchFrom(4, 16, long),
    ...forty.map((name, index) => batchFrom(20 + index, 17, name)),
    ...forty.map((name, index) => batchFrom(70 + index, 18, name)),
  ],
  progress: {
    [importNumber(9)]: { sentence: `Reading ${long}`, startedMilliseconds: 0, waitingBehind: 2 },
    [importNumber(10)]: {
      sentence: `Adding ${long}`,
      startedMilliseconds: Date.UTC(2026, 10, 13, 8, 48),
      waitingBehind: 0,
    },
  },
};

const states: Readonly<Record<string, readonly [ImportsState, readonly string[]]>> = {
  full: [
    full,
    [
      '/ledgers',
      '/ledgers?page=2&done=taken-out',
      '/ledgers/owner',
      '/ledgers/add',
      `/ledgers/add?replaces=${first}`,
      `${path(1)}?done=answered`,
      path(2),
      `${path(3)}?replaces=${first}`,
      path(4),
      path(5),
      path(6),
      path(7),
      path(8),
      path(9),
      path(10),
      path(11),
      path(12),
      path(13),
      path(14),
      `${path(13)}/undo`,
      `${path(2)}/tables/1`,
      `${path(5)}/tables/1`,
      `${path(5)}/tables/1/lines`,
      `${path(5)}/tables/1/columns`,
      `${path(1)}/tables/1/columns`,
      `${path(2)}/tables/1/rejects`,
      `/ledgers/${first}`,
      `/ledgers/${batchNumber(2)}`,
      `/ledgers/${batchNumber(3)}?done=taken-out`,
      `/ledgers/${batchNumber(4)}/undo`,
      `/ledgers/${batchNumber(4)}/rejects`,
    ],
  ],
  empty: [{}, ['/ledgers']],
  new: [{ owner: null }, ['/ledgers', '/ledgers/owner?next=add', '/ledgers/add']],
  long: [
    { owner: { ...fixtureOwner, name: `The ${'Extraordinarily '.repeat(6)}Long Joint Committee` } },
    ['/ledgers'],
  ],
};

describe.skipIf(!existsSync(executablePath))('browser: the pages of the import journey', () => {
  const css = compiledStyles();
  const servers: FastifyInstance[] = [];
  const addresses = new Map<string, string>();
  let browser: Browser;

  const serve = async (imports: ImportCalls, visitor = everyRole) => {
    const site = { imports, visitor, now: () => fixtureNow };
    const server = buildServer({ routes: [...importsRoutes, ...assetRoutes(css)], door: openDoor(site) });
    servers.push(server);
    return server.listen({ port: 0, host: '127.0.0.1' });
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, [state]] of Object.entries(states))
      addresses.set(name, await serve(importsFixture(state)));
  });

  afterAll(async () => {
    await browser?.close();
    for (const server of servers) await server.close();
  });

  const look = async (page: Page, name: string) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      if (screenshots) await page.screenshot({ path: `${screenshots}/${name}-${width}.png`, fullPage: true });
      const found = await inspectPage(page);
      expect(found.small, `small text at ${width}`).toEqual([]);
      expect(found.sideways, `sideways at ${width}`).toBeLessThanOrEqual(0);
      expect(await axeFindings(page), `axe at ${width}`).toEqual([]);
    }
  };

  for (const [state, [, paths]] of Object.entries(states)) {
    for (const where of paths) {
      it(`${state} ${where}: no axe finding, no sideways scroll, no small text, at most 100 KB`, async () => {
        const page = await browser.newPage();
        const response = await page.goto(`${addresses.get(state)}${where}`);
        expect(Buffer.byteLength((await response?.text()) ?? '')).toBeLessThan(100_000);
        expect(await page.locator('.govuk-button:not(.govuk-button--secondary)').count()).toBeLessThan(2);
        await look(page, `${state}${where.replaceAll(/\W+/g, '-').replaceAll(/0{5,}/g, '')}`);
        await page.close();
      });
    }
  }

  it('says what is missing when it is confirmed with open questions, without script, and keeps what was chosen', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${addresses.get('full')}${path(1)}`);
    expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
    await page.getByLabel('Total', { exact: true }).check();
    await page.getByRole('button', { name: 'Confirm and import' }).click();
    expect(await page.title()).toBe('Error: Check what we read - Sevenbox');
    expect(await page.getByLabel('Total', { exact: true }).isChecked()).toBe(true);
    await page.locator('.govuk-error-summary a').click();
    expect(new URL(page.url()).hash).toBe('#table-1-dateOrder');
    expect(await page.locator('#table-1-dateOrder-error').textContent()).toContain('day or the month first');
    await context.close();
  });
  it('the error looks right', async () => {
    const page = await browser.newPage();
    await page.goto(`${addresses.get('full')}${path(1)}`);
    await page.getByRole('button', { name: 'Confirm and import' }).click();
    await look(page, 'error-check');
    await page.goto(`${addresses.get('full')}/ledgers/owner`);
    await page.getByLabel('Home').fill('Nowhere');
    await page.getByRole('button', { name: 'Save' }).click();
    await look(page, 'error-owner');
    await page.goto(`${addresses.get('full')}${path(1)}/tables/1/columns`);
    await page.getByRole('button', { name: 'Save and read again' }).click();
    await look(page, 'error-columns');
    await page.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    it(
      `two real files are uploaded, asked about, imported and taken back ${javaScriptEnabled ? 'with' : 'without'} script`,
      () =>
        withImportSite(async ({ calls, idle }) => {
          const address = await serve(calls);
          const context = await browser.newContext({ javaScriptEnabled });
          const page = await context.newPage();
          const settle = async (heading: RegExp) => {
            await idle();
            if (!javaScriptEnabled) await page.reload();
            await page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout: 20_000 });
          };
          const seen = async (name: string) => {
            if (javaScriptEnabled) await look(page, `real-${name}`);
          };
          await page.goto(`${address}/ledgers/add`);
          await page.locator('input[type=file]').setInputFiles([
            { name: 'city.csv', mimeType: 'text/csv', buffer: Buffer.from(cityMonth(4)) },
            { name: 'district.csv', mimeType: 'text/csv', buffer: Buffer.from(districtMonth(4)) },
          ]);
          await page.getByRole('button', { name: 'Upload and read' }).click();
          await settle(/Check what we read/);
          await seen('asks');
          await page.getByLabel('S marks credits').check();
          await page.getByRole('button', { name: 'Confirm and import' }).click();
          await settle(/Check what we read/);
          await seen('ready');
          await page.getByRole('button', { name: 'Confirm and import 19 lines' }).click();
          await settle(/19 lines were added/);
          await seen('result');
          await page.getByRole('link', { name: 'district.csv' }).click();
          await seen('batch');
          await page.getByRole('button', { name: 'Take this file out of the figures' }).click();
          await page.getByRole('button', { name: 'Take this file out of the figures' }).click();
          expect(await page.locator('.govuk-notification-banner').textContent()).toContain('was taken out');
          await page.getByRole('button', { name: 'Bring this file back' }).click();
          expect(await page.locator('main .govuk-tag').first().textContent()).toBe('Counted');
          await page.goto(`${address}/ledgers/add`);
          await page.locator('input[type=file]').setInputFiles([
            { name: 'again.csv', mimeType: 'text/csv', buffer: Buffer.from(cityMonth(4)) },
            { name: 'overlapping.csv', mimeType: 'text/csv', buffer: Buffer.from(cityMonth(4, 14)) },
            { name: 'district-may.csv', mimeType: 'text/csv', buffer: Buffer.from(districtMonth(5)) },
          ]);
          await page.getByRole('button', { name: 'Upload and read' }).click();
          await settle(/Check what we read/);
          await seen('second');
          await page.getByLabel('Replace city.csv').check();
          await page.getByRole('button', { name: 'Confirm and import' }).click();
          await settle(/were added/);
          await seen('replaced');
          await page.goto(`${address}/ledgers`);
          expect(await page.locator('.govuk-tag').allTextContents()).toContain('Replaced');
          await context.close();
        }),
      300_000,
    );
  }
});
