import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { expectGood, type JourneySite, openJourneySite } from '../support/journeySite.ts';
import { asXlsx, measureRows } from '../support/measureWorkbook.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let journey: JourneySite;
beforeAll(async () => {
  journey = await openJourneySite(['procurement-officer']);
});
afterAll(() => journey?.close());

async function newPage({ javaScriptEnabled = true } = {}): Promise<Page> {
  return (await journey.contextWith({ javaScriptEnabled })).newPage();
}

const workbook = async (version: string) => ({
  name: `mill-street-${version}.xlsx`,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: await asXlsx({ Measures: measureRows }),
});

/** Fills the form by the keyboard alone; the file is given as the dialogue of the browser would. */
async function fillByKeyboard(page: Page, version: string): Promise<void> {
  await page.getByLabel('Name of the list').focus();
  for (const text of ['Mill Street list', version, 'Mill Street partnership', 'Members only']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  // Nothing is chosen yet: the first of the two gets the focus, and an arrow chooses the second.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026');
  await page.locator('input[type=file]').setInputFiles(await workbook(version));
  await page.getByRole('button', { name: 'Import list' }).focus();
  await page.keyboard.press('Enter');
}

it('a list is brought by keyboard, its problems are seen, a column is changed, it is published and removed', async () => {
  const page = await newPage();
  await page.goto(`${journey.address}/measures`);
  await expectGood(page, 'measures-list');
  await page.getByRole('link', { name: 'Sevenbox Open Measures, version 1' }).click();
  await expectGood(page, 'measures-open');
  await page.getByRole('link', { name: 'Lite list (22)' }).click();
  await page.waitForURL('**list=lite');
  await expectGood(page, 'measures-lite');

  await page.goto(`${journey.address}/measures`);
  await page.getByRole('button', { name: 'Import a list' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/measures/import');
  await expectGood(page, 'measures-import');
  await page.getByRole('button', { name: 'Import list' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('There is a problem').waitFor();
  expect(await page.title()).toBe('Error: Import a list of measures - Sevenbox');
  await expectGood(page, 'measures-import-errors');

  await fillByKeyboard(page, '1');
  await page.getByText('The list was read into a draft.').waitFor();
  await expectGood(page, 'measures-draft');
  expect(await page.getByRole('row', { name: /^\d+ .* Row \d+/ }).count()).toBe(20);

  await page.getByRole('link', { name: 'Change what the columns mean' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/columns');
  await expectGood(page, 'measures-columns');
  await page.getByLabel('Rationale', { exact: true }).selectOption('Guidance');
  await page.getByRole('button', { name: 'Save and read again' }).click();
  await page.getByText('There is a problem').waitFor();
  await expectGood(page, 'measures-columns-errors');
  await page.getByLabel('Definition and guidance', { exact: true }).selectOption('Not read');
  await page.getByRole('button', { name: 'Save and read again' }).click();
  await page.getByText('The list was read again.').waitFor();

  await page.getByRole('button', { name: 'Publish' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('There is a problem').waitFor();
  await expectGood(page, 'measures-publish-errors');
  const said = { Day: '1', Month: '4', Year: '2027', 'Year of the prices': '2026' };
  for (const [label, text] of Object.entries(said)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel('What an hour of staff counts, in pounds').fill('12.71');
  await page.getByLabel('What an hour of an expert counts, in pounds').fill('40');
  await page.getByLabel('Where these rates come from').fill('Made up for a test');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('The list is published.').waitFor();
  await expectGood(page, 'measures-published');

  await page.goto(`${journey.address}/measures`);
  await expectGood(page, 'measures-list-own');
  await page.getByRole('link', { name: 'Mill Street list, version 1' }).click();
  const json = await page.goto(`${page.url().split('?')[0]}/set.json`);
  expect(json?.status()).toBe(409);
  await expectGood(page, 'measures-withheld');
  await page.goBack();
  await page.getByRole('link', { name: 'Remove it' }).click();
  await page.waitForURL('**/remove');
  await expectGood(page, 'measures-remove');
  await page.getByRole('button', { name: 'Remove list' }).click();
  await page.getByText('The list was removed.').waitFor();
});

it('without script the same can be done', async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${journey.address}/measures/import`);
  await page.getByLabel('Name of the list').fill('Mill Street list');
  await page.getByLabel('Version').fill('2');
  await page.getByLabel('Who publishes it').fill('Mill Street partnership');
  await page.getByLabel('Licence', { exact: true }).fill('Members only');
  await page.getByLabel('No, its use is restricted').check();
  await page.locator('input[type=file]').setInputFiles(await workbook('2'));
  await page.getByRole('button', { name: 'Import list' }).click();
  await page.getByText('The list was read into a draft.').waitFor();
  await page.getByRole('link', { name: 'Remove it' }).click();
  await page.getByRole('button', { name: 'Remove list' }).click();
  await page.getByText('The list was removed.').waitFor();
});
