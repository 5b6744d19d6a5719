import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { compiledStyles, expectGoodPage, launchBrowser } from '../support/browser.ts';
import { openSupplierSite, type SupplierSite } from '../support/supplierSite.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const ledger = [
  'Payment date,Supplier,Supplier number,Net Amount,Postcode,Procurement category',
  '13/04/2025,Hebbleden Support Svcs,0038114,9000.00,,Adult social care',
  '13/05/2025,HEBBLEDEN SUPPORT SERVICES,0038114,-200.00,,Adult social care',
  '15/05/2025,Hallcroft Ltd,0002,5000.00,,Cleaning',
  '16/05/2025,Invented Joinery Ltd,0003,7000.00,HD1 2TT,Works',
  '17/05/2025,Away Paving Ltd,0004,6000.00,LS1 1UR,Works',
  '18/05/2025,Unheard-of Trader,0005,1000.00,,Works',
].join('\n');
const register = [
  'org_id,name,postcode,status,previous name',
  'GB-COH-99417722,Hebbleden Support Services Ltd,HD1 2TT,Active,Hebbleden Home Support Ltd',
  'GB-COH-99006318,Hebbleden Support Services (North West) CIC,OL1 1AA,Active,',
  'GB-COH-99000002,Hallcroft Ltd,HD1 2TT,Active,',
  'GB-COH-99000003,Hallcroft Limited,LS1 1UR,Active,',
].join('\n');

let site: SupplierSite;
let server: FastifyInstance;
let browser: Browser;
let page: Page;
let address: string;

beforeAll(async () => {
  site = await openSupplierSite();
  await site.take({ 'ledger.csv': ledger });
  server = buildServer({ routes: siteRoutes(compiledStyles()), door: site.opened.door });
  address = await server.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const cookies = site.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
  });
  await context.addCookies(cookies);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await site?.close();
});

const good = async (name: string) => {
  await page.waitForLoadState('load');
  await expectGoodPage(page, `supplier-review-${name}`);
};
const range = () => page.locator('.sb-live__range strong').textContent();

it('the review says what is missing while there is no register', async () => {
  await page.goto(`${address}/spend`);
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Suppliers' }).click();
  await page.getByText('No register of organisations has been added.').waitFor();
  await good('overview-no-register');
  await page.getByRole('button', { name: 'Review suppliers' }).click();
  await page.getByText('No register of organisations has been added.').waitFor();
  await good('no-register');
});

it('with a register one supplier is decided with keys, and the range narrows at once', async () => {
  await site.addRegister('register', 'invented-register-2026-11.csv', register);
  await page.goto(`${address}/suppliers/review`);
  await page.getByRole('heading', { level: 1, name: /^Who (are these|is the last)/ }).waitFor();
  const before = await range();
  await good('queue');
  await page.getByRole('link', { name: 'Hallcroft Ltd' }).click();
  await page.getByRole('heading', { name: 'Who is “Hallcroft Ltd”?' }).waitFor();
  expect(await page.locator('.sb-candidate').count()).toBe(2);
  await good('case');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByText('Saved: “Hallcroft Ltd” is company').waitFor();
  expect(await range()).not.toBe(before);
  await good('saved');
  await page.keyboard.press('u');
  await page.getByText('The decision was undone.').waitFor();
  expect(await range()).toBe(before);
});

it('decisions are listed, downloaded, and taken over without change', async () => {
  await page.goto(`${address}/suppliers/review`);
  await page.getByLabel('Tick Unheard-of Trader').check();
  await page.getByRole('radio', { name: 'A public body' }).check();
  await page.getByLabel('Why?').fill('An invented body of Kirkvale.');
  await page.getByRole('button', { name: 'Save for the ticked suppliers' }).click();
  await page.getByText('1 decision was saved.').waitFor();
  await page.goto(`${address}/suppliers/decisions`);
  await page.getByText('An invented body of Kirkvale.').waitFor();
  await good('decisions');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the decisions (CSV)' }).click();
  const path = await (await download).path();
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('button', { name: 'Take over decisions', exact: true }).click();
  await page.getByRole('heading', { name: 'No decision was added' }).waitFor();
  await page.getByText('1 decision was there already.').waitFor();
  await good('taken');
});

it('the money and one supplier are looked at, from the list of payments too', async () => {
  await page.goto(`${address}/suppliers`);
  await page.getByRole('heading', { name: /suppliers were paid £/ }).waitFor();
  await good('overview');
  await page.getByRole('link', { name: 'All suppliers and their payments' }).click();
  await page.getByRole('link', { name: /^All about it.*Hebbleden Support Svcs/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Hebbleden Support/i }).waitFor();
  await page.getByRole('heading', { name: 'All of it was for Adult social care' }).waitFor();
  await good('profile');
  await page.getByRole('link', { name: 'All its payments' }).click();
  await page.getByRole('link', { name: 'Everything known about this supplier' }).click();
  await page.getByRole('link', { name: 'What may be published' }).click();
  await page.getByRole('heading', { name: 'Left out here' }).waitFor();
  await good('public');
});
