import { afterAll, describe, expect, it } from 'vitest';
import { fullAnalysis, manyFilesAnalysis } from '../../test/support/analysisFixture.ts';
import type { Analysis } from '../domain/spend/analysis.ts';
import { pageOfList } from './components/pagination.ts';
import { openDoor } from './door.ts';
import { type Download, spendDownloads } from './pages/spend/downloads.ts';
import { analysisRoutes } from './routes.ts';
import { buildServer } from './server.ts';

const css = 'body{color:#0b0c0c}';
const analysis = fullAnalysis();
const routes = analysisRoutes(css);
const serve = (analysis: Analysis, downloads: readonly Download[] = []) =>
  buildServer({ routes, door: openDoor({ analysis, downloads }) });
const server = serve(analysis, await spendDownloads(analysis, css));

afterAll(() => server.close());

const addresses = routes.map((route) =>
  route.path.replace(':position', '1').replace(':name', 'local-spend.csv'),
);

describe('the server', () => {
  it.each(addresses)('answers GET and HEAD on %s with security headers and no cookie', async (url) => {
    for (const method of ['GET', 'HEAD'] as const) {
      const response = await server.inject({ method, url });
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-security-policy']).toContain("default-src 'none'");
      expect(response.headers['content-security-policy']).not.toContain('unsafe');
      expect(response.headers['x-content-type-options']).toBe('nosniff');
      expect(response.headers['set-cookie']).toBeUndefined();
    }
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)('refuses %s in words', async (method) => {
    const response = await server.inject({ method, url: '/' });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe('GET, HEAD');
    expect(response.body).toContain('You can only read here');
  });

  it.each([
    '/nothing',
    '/rejects?page=0',
    '/rejects?page=3',
    '/rejects?page=x',
    '/files/0',
    '/files/7',
    '/files/1e1',
    '/downloads/..%2Fpackage.json',
    '/downloads/nothing.csv',
  ])('answers %s with a page that says it was not found', async (url) => {
    const response = await server.inject({ method: 'GET', url });
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('Page not found');
    expect(response.headers['content-security-policy']).toBeDefined();
  });

  it('answers an address that cannot be decoded with a page', async () => {
    const response = await server.inject({ method: 'GET', url: '/files/%E0%A4%A' });
    expect(response.statusCode).toBe(400);
    expect(response.body).toContain('This address cannot be read');
    expect(response.headers['content-security-policy']).toBeDefined();
  });

  it('takes the first page when the page is named twice', async () => {
    expect((await server.inject({ method: 'GET', url: '/rejects?page=1&page=2' })).statusCode).toBe(200);
  });

  it('says sorry without a word of what broke', async () => {
    const broken = serve({ ...analysis, files: null as never });
    const response = await broken.inject({ method: 'GET', url: '/files' });
    expect(response.statusCode).toBe(500);
    expect(response.body).toContain('Sorry, there is a problem with Sevenbox');
    expect(response.body).not.toContain('null');
    await broken.close();
  });

  it('offers every download with its size, and serves its bytes', async () => {
    const page = (await server.inject({ method: 'GET', url: '/' })).body;
    for (const one of await spendDownloads(analysis, css)) {
      expect(page).toContain(`href="/downloads/${one.name}"`);
      const response = await server.inject({ method: 'GET', url: `/downloads/${one.name}` });
      expect(response.rawPayload.equals(await one.body())).toBe(true);
      expect(response.headers['content-disposition']).toContain(`attachment; filename="${one.name}"`);
    }
  });

  it('keeps every page under 100 KB, also with many files and rejects', async () => {
    const many = serve(manyFilesAnalysis());
    for (const url of ['/', '/rejects', '/left-out', '/files', '/files/1', '/about-the-figure']) {
      const { rawPayload } = await many.inject({ method: 'GET', url });
      expect(rawPayload.length, url).toBeLessThan(100_000);
    }
    await many.close();
  });
});

describe('pages of a list', () => {
  it('cuts a list into pages and refuses pages that are not there', () => {
    const path = '/rejects';
    expect(pageOfList(0, 50, { path, asked: undefined })).toMatchObject({ from: 0, to: 0, pagination: null });
    expect(pageOfList(120, 50, { path, asked: '3' })).toMatchObject({ from: 100, to: 120, pages: 3 });
    expect(pageOfList(120, 50, { path, asked: '4' })).toBeUndefined();
    expect(pageOfList(120, 50, { path, asked: '01' })).toBeUndefined();
    expect(pageOfList(1000, 50, { path, asked: '10' })?.pagination).toMatchObject({
      items: [
        { number: 1 },
        { ellipsis: true },
        { number: 9 },
        { number: 10, current: true },
        { number: 11 },
        { ellipsis: true },
        { number: 20 },
      ],
    });
  });
});
