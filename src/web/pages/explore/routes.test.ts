import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import {
  creditsLedger,
  exploreSite,
  fullLedger,
  longNamesLedger,
  manyPartsLedger,
} from '../../../../test/support/exploreFixture.ts';
import { accept, refuse } from '../../../domain/values/index.ts';
import { openDoor } from '../../door.ts';
import { buildServer } from '../../server.ts';
import { exploreRoutes } from './routes.ts';
import type { ExploreSite } from './visit.ts';

const serve = (site: ExploreSite) => buildServer({ routes: exploreRoutes, door: openDoor(site) });
const ledger = fullLedger();
const full = serve(exploreSite(ledger));
afterAll(() => full.close());

const titleIn = (html: string) => /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1] ?? '';
const get = (url: string) => full.inject({ method: 'GET', url });
const csvRows = (body: string) =>
  Papa.parse<Record<string, string>>(body, { header: true, newline: '\r\n', skipEmptyLines: true }).data;

describe('the pages that explore spend', () => {
  it.each([
    ['/spend?definition=nothing', 404],
    ['/spend/suppliers?definition=nothing', 404],
    ['/spend/suppliers?year=1066/67', 404],
    ['/spend/suppliers?quarter=2', 400],
    ['/spend/suppliers?page=0', 400],
    ['/spend/suppliers?page=99', 404],
    ['/spend/suppliers?order=colour', 400],
    ['/spend/suppliers?descending=maybe', 400],
    [`/spend/lines?search=${'x'.repeat(101)}`, 400],
    ['/spend/lines.csv?body=Nobody', 404],
    ['/spend/by/colour', 404],
    ['/spend/by/colour.csv', 404],
    ['/spend/by/department?page=9', 404],
    ['/spend/suppliers/nobody', 404],
    ['/spend/lines/bat_aaaaaaaaaaaaaaaaaaaa/999999', 404],
    ['/spend/lines/bat_aaaaaaaaaaaaaaaaaaaa/-1', 404],
  ])('answers %s with status %i and a page in words', async (url, status) => {
    const response = await get(url);
    expect(response.statusCode).toBe(status);
    expect(titleIn(response.body)).toMatch(/^(This part of the spend cannot be shown|Page not found)$/);
  });

  it('says what a call refuses in its own words', async () => {
    const site = exploreSite(ledger);
    const explore = { ...site.explore, slices: async () => refuse('too-wide', 'Choose one year first.') };
    const server = serve({ ...site, explore });
    const response = await server.inject({ method: 'GET', url: '/spend/by/body' });
    expect([response.statusCode, response.body.includes('Choose one year first.')]).toEqual([400, true]);
    await server.close();
  });

  it('leads to the first ledger while there is nothing to show', async () => {
    for (const site of [exploreSite(null), exploreSite(null, { organisation: null })]) {
      const server = serve(site);
      for (const url of [
        '/spend',
        '/spend/lines',
        '/spend/by/year',
        '/spend/suppliers.csv',
        '/spend/files',
      ]) {
        const response = await server.inject({ method: 'GET', url });
        expect(response.statusCode).toBe(200);
        expect(response.body).toContain('href="/ledgers/add"');
      }
      await server.close();
    }
  });

  it('opens the figures of the result to their suppliers, and unplaced names to their payments', async () => {
    const { body } = await get('/spend?definition=third-party');
    expect(body).toContain(
      'href="/spend/suppliers?definition=third-party&amp;year=2023/24&amp;ring=authority&amp;where=inside"',
    );
    expect(body).toContain(
      'href="/spend/lines?definition=third-party&amp;ring=authority&amp;where=unplaced&amp;search=',
    );
    expect(body).toContain('href="/spend/by/department?definition=third-party&amp;year=2024/25"');
    expect(body).toContain('href="/spend/rejects?definition=third-party"');
  });

  it('keeps the count and the money of the whole list on every page of it', async () => {
    const [first, second] = [await get('/spend/lines'), await get('/spend/lines?page=2')];
    expect(titleIn(first.body)).toMatch(/^1,400 payments in all years: £/);
    expect(titleIn(second.body)).toBe(titleIn(first.body));
    expect(first.body).toContain('href="/spend/lines?definition=ledger-all&amp;page=2"');
  });

  it.each([
    ['/spend/suppliers', 'year=2023/24&ring=authority&where=elsewhere'],
    ['/spend/lines', 'definition=third-party&search=construction&order=day&descending=false'],
    ['/spend/suppliers/p3', 'year=2024/25'],
    ['/spend/by/department', 'year=2023/24'],
  ])('gives %s as a file with every row of the list', async (path, query) => {
    const html = (await get(`${path}?${query}`)).body;
    const offered = Number((/\((?:CSV)\)<\/a><span>([\d,]+) row/.exec(html)?.[1] ?? '').replace(',', ''));
    const csv = await get(`${path}.csv?${query}&page=2`);
    expect(csv.headers['content-type']).toContain('text/csv');
    const rows = csvRows(csv.body);
    const rings = path.startsWith('/spend/by') ? 4 : 1;
    expect(rows).toHaveLength(offered * rings);
    for (const [kind, type] of [
      ['zip', 'application/zip'],
      ['xlsx', 'spreadsheetml'],
    ] as const) {
      const file = await get(`${path}.${kind}?${query}`);
      expect(file.headers['content-type']).toContain(type);
      expect(file.headers['content-disposition']).toContain(`.${kind}"`);
      expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
    }
    expect((await full.inject({ method: 'HEAD', url: `${path}.xlsx?${query}` })).statusCode).toBe(200);
  });

  it('adds up: the suppliers of a department are its amount, inside, outside and unplaced', async () => {
    const [row] = csvRows((await get('/spend/by/department.csv?year=2023/24')).body);
    const department = encodeURIComponent(row?.department ?? '');
    const sums: number[] = [];
    for (const where of ['inside', 'elsewhere', 'unplaced']) {
      const query = `year=2023/24&department=${department}&ring=authority&where=${where}`;
      const rows = csvRows((await get(`/spend/suppliers.csv?${query}`)).body);
      sums.push(rows.reduce((sum, one) => sum + Math.round(Number(one.amount_pounds) * 100), 0));
    }
    expect(sums.reduce((sum, one) => sum + one, 0)).toBe(Math.round(Number(row?.total_pounds) * 100));
  });

  it('leads from one financial year to the next', async () => {
    const { body } = await get('/spend/by/department');
    const years = body.match(/aria-label="Financial years"[\s\S]+?<\/nav>/)?.[0] ?? '';
    expect(years.match(/aria-current="true"/g)).toHaveLength(1);
    const [, href = ''] = years.match(/href="([^"]+)"(?! aria-current)/) ?? [];
    const other = await get(href.replaceAll('&amp;', '&'));
    expect(other.statusCode).toBe(200);
    expect(other.body).toMatch(/aria-label="Financial years"/);
    expect((await get('/spend/by/year')).body).not.toContain('aria-label="Financial years"');
  });

  it('shows hostile names as text and never runs them', async () => {
    const server = serve(exploreSite(longNamesLedger()));
    for (const url of [
      '/spend/suppliers',
      '/spend/lines',
      '/spend/by/department',
      '/spend/by/body',
      '/spend/suppliers/p3',
    ]) {
      const { body, statusCode } = await server.inject({ method: 'GET', url });
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/<img|<script>alert|onerror=alert\(1\)>/);
    }
    const { body } = await server.inject({ method: 'GET', url: '/spend/lines.csv' });
    expect(body).toContain("'=cmd|");
    expect(body).not.toMatch(/(^|,)"?=/m);
    await server.close();
  });

  it('stays under 100 KB with five thousand departments, and says that there is one body', async () => {
    const server = serve(exploreSite(manyPartsLedger()));
    for (const url of ['/spend/by/department', '/spend/suppliers', '/spend/lines', '/spend']) {
      const { rawPayload, statusCode } = await server.inject({ method: 'GET', url });
      expect([statusCode, rawPayload.length < 100_000]).toEqual([200, true]);
    }
    const bodies = await server.inject({ method: 'GET', url: '/spend/by/body' });
    expect(titleIn(bodies.body)).toMatch(/^All payments in 20\d\d\/\d\d name one body: Examplewell Council$/);
    const lists = await server.inject({ method: 'GET', url: '/spend/lines' });
    expect(lists.body).toContain('Choose one of 5000 departments');
    await server.close();
  });

  it('states no share where credits outweigh payments', async () => {
    const server = serve(exploreSite(creditsLedger()));
    const page = await server.inject({ method: 'GET', url: '/spend/by/department' });
    expect(page.body).toContain('No share');
    expect(page.body).not.toContain('<figure');
    const suppliers = await server.inject({ method: 'GET', url: '/spend/suppliers' });
    expect(titleIn(suppliers.body)).toMatch(/: credits outweigh payments by £/);
    await server.close();
  });

  it('breaks the connection when a list breaks off half way, so that no half file looks whole', async () => {
    const site = exploreSite(ledger);
    async function* broken() {
      for (let part = 0; part < 40; part += 1) yield ledger.lines;
      throw new Error('the disk went away');
    }
    const server = serve({ ...site, explore: { ...site.explore, everyLine: async () => accept(broken()) } });
    const address = await server.listen({ port: 0, host: '127.0.0.1' });
    for (const kind of ['csv', 'zip', 'xlsx']) {
      const response = await fetch(`${address}/spend/lines.${kind}`);
      expect(response.status).toBe(200);
      await expect(response.arrayBuffer(), kind).rejects.toThrow();
    }
    await server.close();
  });
});
