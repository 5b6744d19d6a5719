import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expectGood, type JourneySite, openJourneySite } from '../support/journeySite.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let journey: JourneySite;
beforeAll(async () => {
  journey = await openJourneySite(['procurement-officer']);
});
afterAll(() => journey?.close());

/** Chooses a file of the examples, in a form that is open. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
}

const example = (name: string) =>
  readFileSync(new URL(`../../data/tenders/${name}`, import.meta.url), 'utf8');

it('a tender is rehearsed, and another formula makes another bid win before anything is published', async () => {
  const page = await journey.context.newPage();
  await page.goto(`${journey.address}/tenders`);
  await expectGood(page, 'tenders-empty');
  await page.getByRole('button', { name: 'Add an invented example' }).click();
  await page.waitForURL('**/tenders/tnf_*');
  expect(await page.locator('h1').textContent()).toBe('The scoring formula decides who wins');
  await page.getByText('Under the formula chosen Example Castle wins by 0.32 points').waitFor();
  await expectGood(page, 'tenders-example');

  await page.getByLabel('Points for the quantity of social value').focus();
  await page.keyboard.type('A target');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('This formula changes the winner').waitFor();
  await page
    .getByText('Target of £200,000, with a cap, Lowest price over price. Example Arrow wins')
    .waitFor();
  await expectGood(page, 'tenders-flipped');

  await page.getByLabel('Target', { exact: true }).fill('a lot');
  await page.keyboard.press('Enter');
  await page.getByText('There is a problem').waitFor();
  await expectGood(page, 'tenders-wrong-target');
  await page.getByLabel('Target', { exact: true }).fill('£300,000');
  await page.keyboard.press('Enter');
  await page.getByText('The same bid wins under this formula').waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Everything on this page' }).click();
  expect((await download).suggestedFilename()).toBe('evaluation.json');
  await page.getByRole('link', { name: 'Back to the formula of the file' }).click();
  await page.getByText('Example Castle wins by 0.32 points').first().waitFor();
});

it('a file of a tender is refused with everything that is wrong in it, mended, scored and removed', async () => {
  const page = await journey.context.newPage();
  await page.goto(`${journey.address}/tenders`);
  await page.getByRole('button', { name: 'Rehearse a tender' }).click();
  await page.waitForURL('**/tenders/add');
  await page.getByText('An example to copy').click();
  await expectGood(page, 'tenders-add');
  await page.getByRole('button', { name: 'Score the bids' }).click();
  await expectGood(page, 'tenders-nothing-chosen');
  const text = example('example-tender.csv');
  await choose(page, 'bids.csv', text.replace(',950000,', ',free,').replace('300000,34', '300000,none'));
  await page.getByRole('button', { name: 'Score the bids' }).click();
  await page.getByText('2 things to mend in the file').waitFor();
  await expectGood(page, 'tenders-refused');
  await choose(page, 'bids.csv', text);
  await page.getByRole('button', { name: 'Score the bids' }).click();
  await page.getByText('The tender was added.').waitFor();
  await page.goto(`${journey.address}/tenders`);
  await expectGood(page, 'tenders-list');
  await page.getByRole('link', { name: 'Community transport', exact: true }).click();
  await page.getByRole('link', { name: 'Remove this tender' }).click();
  await page.waitForURL('**/remove');
  await expectGood(page, 'tenders-remove');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The file was removed.').waitFor();
});

it('a tender with many bids and names that nobody can break fits on a telephone', async () => {
  const page = await journey.context.newPage();
  const bids = Array.from({ length: 10 }, (_, index) => ({
    ...{ id: `b${index}`, name: `${'Donaudampfschiff'.repeat(4)} ${index}`, price: 900_000 + index * 1000 },
    ...{ socialValue: 100_000 + index * 20_000, scores: { quality: 30 - index, qualitative: 5 } },
  }));
  const tender = { ...JSON.parse(example('example-tender.json')), title: 'Z'.repeat(120), bids };
  await page.goto(`${journey.address}/tenders/add`);
  await choose(page, `${'long'.repeat(40)}.json`, JSON.stringify(tender));
  await page.getByRole('button', { name: 'Score the bids' }).click();
  await page.getByText('The tender was added.').waitFor();
  await expectGood(page, 'tenders-long');
  await page.goto(`${journey.address}/tenders`);
  await expectGood(page, 'tenders-long-list');
});

it('bids of past tenders are added for whoever revises measures, and removed', async () => {
  const page = await journey.context.newPage();
  await page.goto(`${journey.address}/tenders/past-bids`);
  await expectGood(page, 'past-bids-empty');
  const text = example('example-past-bids.csv');
  await choose(page, 'bids.csv', text.replace('£1180000', 'free').replace(',900,', ',lots,'));
  await page.getByRole('button', { name: 'Add past bids' }).click();
  await page.getByText('to mend in the file').waitFor();
  await expectGood(page, 'past-bids-refused');
  await page.getByLabel('What are these bids?').fill('Tenders of 2025 to 2026');
  await choose(page, 'bids.csv', text);
  await page.getByRole('button', { name: 'Add past bids' }).click();
  await page.getByText('The past bids were added.').waitFor();
  await expectGood(page, 'past-bids');
  await page.getByRole('link', { name: 'Remove Tenders of 2025 to 2026' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The past bids were removed.').waitFor();
});

it('past results are loaded without script, and show what was promised but for what is in evaluation', async () => {
  const plain = await journey.contextWith({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${journey.address}/commitments`);
  await page.getByText('There are no results yet.').waitFor();
  await page.getByRole('button', { name: 'Add results' }).click();
  await page.getByLabel('What are these results?').fill('Contracts of 2025 to 2026');
  const text = example('example-results.csv');
  await choose(page, 'results.csv', text.replace(',awarded,', ',perhaps,').replace(',95000,', ',some,'));
  await page.getByRole('button', { name: 'Add results' }).click();
  await page.getByText('2 things to mend in the file').waitFor();
  expect(await page.getByLabel('What are these results?').inputValue()).toBe('Contracts of 2025 to 2026');
  await choose(page, 'results.csv', text);
  await page.getByRole('button', { name: 'Add results' }).click();
  await page.getByText('Winners promised 10% to 38% of contract value in social value').first().waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/180,000|420,000|21\.0/);
  await plain.close();
});

it('the chart of what was promised, its files, and the forms around it look good', async () => {
  const page = await journey.context.newPage();
  await page.goto(`${journey.address}/commitments`);
  await expectGood(page, 'commitments');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'This table (CSV)' }).click();
  expect((await download).suggestedFilename()).toBe('commitments.csv');
  await page.getByRole('button', { name: 'Add results' }).click();
  await page.waitForURL('**/commitments/add');
  await expectGood(page, 'commitments-add');
  await choose(page, 'wrong.csv', example('example-results.csv').replace(',awarded,', ',perhaps,'));
  await page.getByRole('button', { name: 'Add results' }).click();
  await page.getByText('to mend in the file').waitFor();
  await expectGood(page, 'commitments-refused');
  await page.goto(`${journey.address}/commitments`);
  await page.getByRole('link', { name: 'Remove Contracts of 2025 to 2026' }).click();
  await page.waitForURL('**/remove');
  await expectGood(page, 'commitments-remove');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The results were removed.').waitFor();
  await expectGood(page, 'commitments-empty');
});
