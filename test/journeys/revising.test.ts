import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type MeasureChange, revisionBetween } from '../../src/domain/measures/index.ts';
import { readShippedSets } from '../../src/formats/measures/readSets.ts';
import { expectGoodPage } from '../support/browser.ts';
import { type JourneySite, openJourneySite } from '../support/journeySite.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const shipped = readShippedSets();
function shippedVersion(wanted: string) {
  const found = shipped.find(({ id, version }) => id === 'open-measures' && version === wanted);
  if (!found) throw new Error(`Version ${wanted} is not shipped.`);
  return found;
}
const [before, after] = [shippedVersion('1'), shippedVersion('2')];
const changes = revisionBetween(before, after).changes;
const bench = '/measures/sets/open-measures@1/revise';

let journey: JourneySite;
beforeAll(async () => {
  journey = await openJourneySite(['procurement-officer']);
});
afterAll(() => journey?.close());

/** Sets one change in the form of its theme, as a person would. */
async function fill(page: Page, change: MeasureChange): Promise<void> {
  const part = page.getByRole('group', { name: new RegExp(`^${change.reference} `) });
  switch (change.kind) {
    case 'remove':
      await part.getByLabel('Remove').check();
      await part
        .getByLabel(`Why ${change.reference} goes`, { exact: true })
        .selectOption(change.reason ?? '');
      await part.getByLabel('in a sentence').fill(change.sentence);
      await part.getByLabel('overlaps, if it does').fill(change.overlaps ?? '');
      return;
    case 'local-only':
      await part.getByLabel('Count local effects only').check();
      return;
    case 'drop-weighting':
      await part.getByLabel('Drop the weighting').check();
      return;
    case 'record-only':
      await part.getByLabel('Keep it for the record only').check();
      return;
    default:
      await part.getByLabel('On the lite list').setChecked(change.kind === 'put-on');
  }
}

function changesIn(theme: string): readonly MeasureChange[] {
  const placed =
    before.themes.find(({ id }) => id === theme)?.outcomes.flatMap(({ measures }) => measures) ?? [];
  return changes.filter(({ reference }) => placed.some((one) => one.reference === reference));
}

const spaceless = (text: string | null) => (text ?? '').replaceAll(/\s+/g, '');

it('46 measures become 34 theme by theme, and the paper says what goes and why', async () => {
  const page = await journey.context.newPage();
  await page.goto(`${journey.address}${bench}`);
  await expectGoodPage(page, 'revise-start');
  await page.getByRole('link', { name: 'Spend with local impact' }).click();
  await expectGoodPage(page, 'revise-theme');

  await page.getByRole('group', { name: /^SP4 / }).getByLabel('Remove').check();
  await page.getByRole('button', { name: 'Save and go to next theme' }).click();
  const problem = page.getByRole('alert').getByRole('link').first();
  expect(await problem.textContent()).toBe('SP4 is to go without a reason. Choose the reason why it goes.');
  await expectGoodPage(page, 'revise-error');
  await problem.click();
  expect(await page.evaluate("document.activeElement.textContent.includes('SP4')")).toBe(true);

  for (const theme of before.themes) {
    await page.getByRole('heading', { level: 1, name: theme.title }).waitFor();
    for (const change of changesIn(theme.id)) await fill(page, change);
    await page.getByRole('button', { name: /^Save and/ }).click();
  }
  await page.getByText('The draft is saved.').waitFor();
  const counts = spaceless(await page.locator('table.sb-counts').textContent());
  expect(counts).toContain('Mainlist4634−12');
  expect(counts).toContain('Litelist2216−6');
  expect(counts).toContain('Recordonly93−6');
  await expectGoodPage(page, 'revise-done');

  await page.getByRole('button', { name: 'Read the paper on this draft' }).click();
  await page.getByRole('heading', { level: 1, name: /from 46 to 34 measures$/ }).waitFor();
  await expectGoodPage(page, 'revise-paper');
  const text = await page.locator('main').textContent();
  for (const { reference, sentence } of after.removed) {
    expect(text).toContain(reference);
    expect(text).toContain(sentence);
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'This paper (XLSX)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('paper-own-open-measures-2.xlsx');
  await page.close();
});

it('anybody works out an offer by the open measures, and every number is explained', async () => {
  const visitor = await journey.browser.newContext({ javaScriptEnabled: false });
  const page = await visitor.newPage();
  const answer = await page.goto(`${journey.address}/measures/try`);
  expect(answer?.status()).toBe(200);
  const part = page.getByRole('group', { name: /^GR1 / });
  await part.getByLabel('Hours').fill('1,200');
  await part.getByLabel('Part that stays').fill('50');
  await page.getByRole('group', { name: /^ES8 / }).getByLabel('Hours').fill('a dozen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'This offer comes to £7,626 of social value' }).waitFor();
  const steps = await page.locator('table.sb-tried__lines').textContent();
  expect(steps).toContain('1,200 hours offered.');
  expect(steps).toContain('Only the local part of 50% counts: 600 hours.');
  expect(steps).toContain('Each unit counts £12.71');
  const wrong = await page.locator('.govuk-error-summary').textContent();
  expect(wrong).toContain('ES8: “a dozen” is no number.');
  expect(await part.getByLabel('Hours').inputValue()).toBe('1,200');
  await visitor.close();

  const seen = await journey.browser.newPage();
  await seen.goto(`${journey.address}/measures/try`);
  await expectGoodPage(seen, 'try-empty');
  await seen.goto(
    `${journey.address}/measures/try?version=1&list=main&amount.GR1=1200&amount.EN1=3&amount.SP6=x`,
  );
  await expectGoodPage(seen, 'try-worked-out');
  await seen.goto(
    `${journey.address}/measures/calculations?gross=100&deadweight=x&points=1&people=2&lasting=3`,
  );
  await expectGoodPage(seen, 'calculations');
  await seen.goto(`${journey.address}/measures/model?day=31&month=2&year=2026&buyer=council`);
  await expectGoodPage(seen, 'model-error');
  await seen.goto(`${journey.address}/measures/model?day=1&month=10&year=2026&value=500000&buyer=council`);
  await expectGoodPage(seen, 'model');
  await seen.close();
});
