import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sevenbox } from '../support/command.ts';
import { fillStore } from '../support/keptStore.ts';
import { batchId, emptyHome, removeTemplate } from '../support/records.ts';
import { type Serving, startServing } from '../support/serving.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 });

const root = mkdtempSync(join(tmpdir(), 'sevenbox-processes-'));
let filled: string;

beforeAll(async () => {
  filled = await emptyHome();
  await fillStore({ home: filled, databaseUrl: null });
});
afterAll(async () => {
  for (const folder of [root, filled]) await rm(folder, { recursive: true, force: true });
  removeTemplate();
});

/** Runs a command over a home folder, with the working folder `root`. */
function run(home: string, ...words: string[]) {
  return sevenbox(words, { cwd: root, environment: { SEVENBOX_HOME: home } });
}

async function copyOf(home: string): Promise<string> {
  const copy = mkdtempSync(join(root, 'home-'));
  await cp(home, copy, { recursive: true });
  return copy;
}

describe('while the site is served', () => {
  let home: string;
  let serving: Serving;
  beforeAll(async () => {
    home = await copyOf(filled);
    serving = await startServing(home);
  });
  afterAll(async () => {
    await serving.end('SIGKILL').catch(() => undefined);
  });

  it('says where it is, and that it listens on this computer only', () => {
    expect(serving.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(serving.talk()).toContain('It listens on this computer only');
  });

  it('a second one is refused in words that name the first', async () => {
    const { code, talk } = await run(home, 'serve', '--port', '0');
    expect(code).toBe(1);
    expect(talk).toContain(`process (number ${serving.pid})`);
    expect(talk).toMatch(/since \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(talk).toContain(serving.address);
  });

  it('doctor and backup are carried out by it, restore is refused', async () => {
    const doctor = await run(home, 'doctor');
    expect(doctor.talk).toContain('so it was asked to do this.');
    expect(doctor).toMatchObject({ code: 0, out: expect.stringMatching(/^The store is sound\./) });
    const backup = await run(home, 'backup', 'served.zip');
    expect(backup).toMatchObject({ code: 0 });
    expect((await stat(join(root, 'served.zip'))).mode & 0o777).toBe(0o600);
    const restored = join(root, 'restored');
    expect(await run(restored, 'restore', 'served.zip')).toMatchObject({ code: 0 });
    expect(await run(restored, 'doctor')).toMatchObject({ code: 0, talk: '' });
    const refused = await run(home, 'restore', 'served.zip');
    expect(refused.code).toBe(1);
  });

  it('only this user can read who holds the store, and no page can run an errand', async () => {
    const path = join(home, 'store.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { secret } = JSON.parse(await readFile(path, 'utf8')) as { secret: string };
    const url = `${serving.address}/errands/doctor`;
    const ask = async (headers: Readonly<Record<string, string>>) => (await fetch(url, { headers })).status;
    expect(await ask({})).toBe(404);
    expect(await ask({ 'x-sevenbox-secret': secret, origin: serving.address })).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).not.toBe(200);
  });

  it('stops in seconds and in order, also while somebody takes a backup slowly', async () => {
    // More than lies between two sockets, so that the backup cannot end while nobody reads it.
    await writeFile(join(home, 'lake', batchId(1), 'padding.parquet'), randomBytes(64_000_000));
    const { secret } = JSON.parse(await readFile(join(home, 'store.json'), 'utf8')) as { secret: string };
    const slow = get(`${serving.address}/errands/backup`, { headers: { 'x-sevenbox-secret': secret } });
    slow.on('error', () => {});
    const [answer] = (await once(slow, 'response')) as [IncomingMessage];
    answer.on('error', () => {});
    await once(answer, 'readable');
    const { code, milliseconds } = await serving.end('SIGTERM');
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(30_000);
    answer.resume();
    await vi.waitUntil(() => answer.closed);
    expect(answer.complete).toBe(false);
    expect(existsSync(join(home, 'store.json'))).toBe(false);
    expect(await run(home, 'doctor')).toMatchObject({ code: 0, talk: '' });
  });
});

describe('serve', () => {
  it('says that a port is taken, and lets go of the store', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = String((taken.address() as AddressInfo).port);
    const home = await copyOf(filled);
    const { code, talk } = await run(home, 'serve', '--port', port);
    taken.close();
    expect([code, talk]).toEqual([1, expect.stringContaining(`Port ${port} is in use.`)]);
    expect(await run(home, 'doctor')).toMatchObject({ code: 0, talk: '' });
    expect(await run(home, 'serve', '--port', '99999')).toMatchObject({ code: 64 });
  });

  it('that was killed holds nothing: the next command works at once', async () => {
    const home = await copyOf(filled);
    const serving = await startServing(home);
    await serving.end('SIGKILL');
    expect(existsSync(join(home, 'store.json'))).toBe(true);
    expect(await run(home, 'doctor')).toMatchObject({ code: 0, talk: '' });
    const again = await startServing(home);
    const { code } = await again.end('SIGTERM');
    expect(code).toBe(0);
  });
});

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

function restoring(home: string): ChildProcess {
  const env = { ...process.env, SEVENBOX_HOME: home };
  return spawn(process.execPath, [program, 'restore', join(root, 'whole.zip')], { env, stdio: 'ignore' });
}

/** What is there at four moments of a restore, in their order. */
const moments = [['store.json'], ['restoring'], ['lake', batchId(1)], ['lake', batchId(2)]];

it('a restore that is killed at any moment leaves all or nothing, and can be run again', async () => {
  await run(filled, 'backup', 'whole.zip');
  const home = join(root, 'killed');
  for (const moment of moments) {
    await rm(home, { recursive: true, force: true });
    const child = restoring(home);
    const ended = once(child, 'exit');
    const isThere = () => existsSync(join(home, ...moment)) || child.exitCode !== null;
    await vi.waitUntil(isThere, { interval: 1, timeout: 120_000 });
    child.kill('SIGKILL');
    await ended;
    const again = await run(home, 'restore', 'whole.zip');
    const isWhole = again.code === 0 || again.talk.includes('this one holds');
    expect(isWhole, again.talk).toBe(true);
    const doctor = await run(home, 'doctor', '--mend');
    expect(doctor.code, doctor.out).toBe(0);
    expect(doctor.out).toContain('2 batches in the catalogue');
  }
});
