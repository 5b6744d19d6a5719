import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pdfFile } from '../support/evidence.ts';
import { expectGood, type JourneySite, openJourneySite } from '../support/journeySite.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let journey: JourneySite;
beforeAll(async () => {
  journey = await openJourneySite(['contract-manager']);
});
afterAll(() => journey?.close());

it('a file is added, looked at, downloaded and removed in a browser', async () => {
  const page = await journey.context.newPage();
  await page.goto(`${journey.address}/evidence`);
  await expectGood(page, 'evidence-empty');
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.waitForURL('**/evidence/add');
  await expectGood(page, 'evidence-add');

  await page.getByRole('button', { name: 'Add evidence' }).click();
  expect(await page.title()).toBe('Error: Add evidence - Sevenbox');
  await expectGood(page, 'evidence-nothing-chosen');

  const note = 'Training certificates of two apprentices at Invented Joinery Ltd, March 2026.';
  await page.getByLabel('What does the file show?').fill(note);
  const name = `a-very-long-name-that-nobody-would-read-to-its-end-${'x'.repeat(60)}.pdf`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/pdf', buffer: pdfFile() });
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByText('The file was added.').waitFor();
  await expectGood(page, 'evidence-added');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download file' }).click();
  expect((await download).suggestedFilename()).toBe(name);

  await page.goto(`${journey.address}/evidence`);
  await expectGood(page, 'evidence-list');
  await page.getByRole('link', { name }).click();
  await page.getByRole('link', { name: 'Remove this file' }).click();
  await page.waitForURL('**/remove');
  await expectGood(page, 'evidence-remove');
  await page.getByRole('button', { name: 'Remove file' }).click();
  await page.getByText('The file was removed.').waitFor();
  await page.getByRole('link', { name: 'Removed files' }).click();
  await page.waitForURL('**/evidence?show=removed');
  await expectGood(page, 'evidence-removed');
  await page.getByRole('link', { name }).click();
  await page.waitForURL('**/evidence/evi_*');
  await expectGood(page, 'evidence-removed-file');
});
