import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { sevenbox } from '../support/command.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { startServing } from '../support/serving.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const server = await startPostgres();
const root = mkdtempSync(join(tmpdir(), 'sevenbox-two-'));
afterAll(async () => {
  await server?.stop();
  await rm(root, { recursive: true, force: true });
});

it.skipIf(!server)(
  'two servers start at the same moment over nothing, answer, and end in order',
  async () => {
    if (!server) return;
    const home = join(root, 'home');
    const environment = { DATABASE_URL: await newDatabase(server) };
    const run = (...words: string[]) =>
      sevenbox(words, { cwd: root, environment: { SEVENBOX_HOME: home, ...environment } });
    const both = await Promise.all([startServing(home, environment), startServing(home, environment)]);
    const ports = both.map(({ address }) => new URL(address).port);
    expect(new Set(ports).size).toBe(2);
    for (const { address } of both) expect((await fetch(`${address}/health`)).status).toBe(200);

    expect(await run('doctor')).toMatchObject({
      code: 0,
      talk: expect.stringContaining('so it was asked to do this.'),
    });
    for (const words of [
      ['doctor', '--mend'],
      ['restore', 'none.zip'],
    ]) {
      expect((await run(...words)).code).not.toBe(0);
    }

    const [first, second] = both;
    expect(await first?.end('SIGKILL')).toMatchObject({ code: null });
    expect((await fetch(`${second?.address}/health`)).status).toBe(200);
    const third = await startServing(home, environment);
    expect((await fetch(`${third.address}/health`)).status).toBe(200);
    for (const one of [second, third]) expect(await one?.end('SIGTERM')).toMatchObject({ code: 0 });
    expect((await readdir(home)).filter((name) => /^store.*\.json$/.test(name))).toEqual([]);
    expect(await run('doctor')).toMatchObject({ code: 0, talk: '' });
  },
);
