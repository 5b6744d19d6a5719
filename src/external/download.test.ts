import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { download } from './download.ts';

const limits = { mostBytes: 1000, mostMilliseconds: 500 };
let server: Server;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-download-'));
  server = createServer((request, response) => {
    if (request.url === '/large.csv') response.end('x'.repeat(5000));
    else if (request.url === '/moved') response.writeHead(302, { location: '/small.csv' }).end();
    else if (request.url === '/named') {
      response.setHeader('content-disposition', 'attachment; filename="../ONSPD_MAY_2025.csv"').end('named');
    } else if (request.url === '/slow') response.write('a');
    else if (request.url === '/small.csv') response.end('pcds,laua\n');
    else response.writeHead(404).end('no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function fetched(path: string) {
  const target = join(folder, `file${path.replace(/\W/g, '')}`);
  const decision = await download(path.includes('://') ? path : address + path, target, limits);
  return { decision, target, code: decision.ok ? 'ok' : decision.refusals[0]?.code };
}

it('writes the file and keeps the name people know it by', async () => {
  const small = await fetched('/small.csv');
  expect(small.decision).toMatchObject({ ok: true, value: { label: 'small.csv' } });
  expect(await readFile(small.target, 'utf8')).toBe('pcds,laua\n');
  expect((await fetched('/moved')).code).toBe('ok');
  expect((await fetched('/named')).decision).toMatchObject({ value: { label: 'ONSPD_MAY_2025.csv' } });
});

it('refuses in words what it cannot have', async () => {
  const large = await fetched('/large.csv');
  expect(large.code).toBe('download-too-large');
  expect(existsSync(large.target)).toBe(false);
  expect((await fetched('/gone')).code).toBe('download-status');
  const slow = await fetched('/slow');
  expect(slow.code).toBe('download-timeout');
  expect(existsSync(slow.target)).toBe(false);
  expect((await fetched('http://127.0.0.1:1/x')).code).toBe('download-failed');
  expect((await fetched('ftp://example.org/x')).code).toBe('download-address');
  expect((await fetched('http://name:word@example.org/x')).code).toBe('download-address');
  expect((await fetched('http://')).code).toBe('download-address');
});
