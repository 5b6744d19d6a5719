import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { leaseMilliseconds } from '../../src/domain/jobs/index.ts';
import { shippedMigrations } from '../../src/records/migrate.ts';
import { compile } from '../support/compiled.ts';
import { cityMonth } from '../support/importLedgers.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { SharingChild } from '../support/sharingChild.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 });

const server = await startPostgres();
const compiled = compile(['main/openSite.ts', 'config.ts']);
const root = mkdtempSync(join(tmpdir(), 'sevenbox-two-'));
const children: SharingChild[] = [];
afterAll(async () => {
  for (const child of children) await child.kill();
  await server?.stop();
  compiled.remove();
  rmSync(root, { recursive: true, force: true });
});

const files = { 'april.csv': cityMonth(4) };

/** Two processes that start at the same moment over an empty database and an empty home. */
async function startTwo() {
  if (!server) throw new Error('PostgreSQL is not installed.');
  const store = { home: mkdtempSync(join(root, 'home-')), databaseUrl: await newDatabase(server) };
  const start = () => {
    const child = new SharingChild(compiled, store);
    children.push(child);
    return child;
  };
  const [one, other] = [start(), start()];
  await Promise.all([one.opened(), other.opened()]);
  return { one, other, start, home: store.home };
}

async function namesIn(...path: string[]): Promise<readonly string[]> {
  return (await readdir(join(...path)).catch(() => [])).sort();
}

async function waitFor(child: SharingChild, id: string, states: readonly string[], timeout = 60_000) {
  await vi.waitUntil(async () => states.includes((await child.importOf(id)).state), {
    timeout,
    interval: 50,
  });
  return child.importOf(id);
}

describe.skipIf(!server)('two servers on one PostgreSQL and one home', () => {
  it('start at the same moment, migrate once, and an import on one is seen on both and runs once', async () => {
    const { one, other, home } = await startTwo();
    const numbers = shippedMigrations().map(({ number }) => number);
    expect((await one.facts()).migrations).toEqual(numbers);
    expect((await other.facts()).migrations).toEqual(numbers);
    await one.begin();
    const id = await one.receive(files);
    expect((await waitFor(other, id, ['waiting'])).state).toBe('waiting');
    for (const child of [one, other]) await child.holdAt('read-again');
    await one.confirm(id);
    const holder = await Promise.race([
      one.held('read-again').then(() => one),
      other.held('read-again').then(() => other),
    ]);
    for (const child of [one, other]) {
      expect(await child.importOf(id)).toMatchObject({
        state: 'importing',
        progress: { sentence: expect.stringMatching(/april\.csv/), waitingBehind: 0 },
      });
    }
    await holder.holdAt(null);
    for (const child of [one, other]) {
      expect((await waitFor(child, id, ['imported'])).sentence).toBeNull();
      expect(await child.batches()).toBe(1);
    }
    const bothPassed = async () => [...(await one.passed()), ...(await other.passed())];
    // The import is seen as done from the moment it is committed; that it was passed is said after.
    await vi.waitUntil(async () => (await bothPassed()).includes('committed'), { timeout: 20_000 });
    const passed = await bothPassed();
    expect(passed.filter((boundary) => boundary === 'committed')).toHaveLength(1);
    expect(passed.filter((boundary) => boundary === 'importing')).toHaveLength(1);
    expect((await namesIn(home, 'lake')).filter((name) => name.startsWith('bat_'))).toHaveLength(1);
    await Promise.all([one.close(), other.close()]);
  });

  it('a cancel on one ends the job that runs on the other, and nothing of it stays', async () => {
    const { one, other, home } = await startTwo();
    await one.begin();
    for (const child of [one, other]) await child.holdAt('read');
    const id = await one.receive(files);
    const runner = await Promise.race([
      one.held('read').then(() => one),
      other.held('read').then(() => other),
    ]);
    const canceller = runner === one ? other : one;
    expect(await canceller.cancel(id)).toBe('cancelled');
    await runner.holdAt(null);
    await vi.waitUntil(async () => (await namesIn(home, 'imports')).length === 0, { timeout: 30_000 });
    expect(await runner.importOf(id)).toMatchObject({ state: 'cancelled', progress: null });
    await Promise.all([one.close(), other.close()]);
  });

  it('one that is killed in an import leaves it to the other, which imports it once', async () => {
    const { one, other, start, home } = await startTwo();
    await one.begin();
    const id = await one.receive(files);
    await waitFor(one, id, ['waiting']);
    for (const child of [one, other]) await child.holdAt('batch-published');
    await one.confirm(id);
    const killed = await Promise.race([
      one.held('batch-published').then(() => one),
      other.held('batch-published').then(() => other),
    ]);
    const left = killed === one ? other : one;
    await killed.kill();
    await left.holdAt(null);
    const since = Date.now();
    // A server that starts while the other lives touches nothing, and may do the job as well.
    const third = await start().opened();
    expect((await left.importOf(id)).state).toBe('importing');
    expect(await waitFor(third, id, ['imported', 'stopped'], 4 * leaseMilliseconds)).toMatchObject({
      state: 'imported',
      sentence: null,
    });
    expect(Date.now() - since).toBeLessThan(3 * leaseMilliseconds);
    expect([await left.batches(), await third.batches()]).toEqual([1, 1]);
    await Promise.all([left.close(), third.close()]);
    await Promise.all([left.kill(), third.kill()]);

    const alone = await start().opened();
    expect(await alone.batches()).toBe(1);
    const inLake = await namesIn(home, 'lake');
    expect(inLake.filter((name) => name.startsWith('bat_'))).toHaveLength(1);
    expect(inLake.filter((name) => name.startsWith('.draft-'))).toEqual([]);
    expect(await namesIn(home, 'imports')).toEqual([]);
    await alone.close();
  });
});
