import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type ImportBoundary, importBoundaries } from '../../src/actions/imports/parts.ts';
import { stoppedWhile } from '../../src/domain/spend/imports/faults.ts';
import type { ImportState } from '../../src/domain/spend/imports/types.ts';
import { openDuck } from '../../src/lake/duckdb.ts';
import { compile } from '../support/compiled.ts';
import { type FoundStore, ImportingChild, type ImportOrder, type Kill } from '../support/importingChild.ts';
import { cityMonth, districtMonth } from '../support/importLedgers.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { emptyHome, removeTemplate } from '../support/records.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 240_000 });

const seed = 20_261_123;
const count = 50;
const compiled = compile(['main/openSite.ts']);
const server = await startPostgres();
const root = mkdtempSync(join(tmpdir(), 'sevenbox-kills-'));
const duck = await openDuck({ scratch: root, memoryMegabytes: 100, threads: 1 });
afterAll(async () => {
  duck.close();
  await server?.stop();
  compiled.remove();
  rmSync(root, { recursive: true, force: true });
  removeTemplate();
});

/** The same numbers from the same seed: a linear congruential generator. */
function drawn(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** An import of two tables passes these twice. */
const twice: readonly ImportBoundary[] = ['batch-drafted', 'batch-published'];
const uploading: readonly ImportBoundary[] = ['receiving', 'files-received'];
const reading: readonly ImportBoundary[] = ['reading', 'read', 'waiting'];

function goesOnFrom(at: ImportBoundary): readonly ImportState[] {
  if (uploading.includes(at)) return [];
  return reading.includes(at) ? ['stopped'] : ['stopped', 'waiting'];
}

/** Every boundary twice, then drawn ones, some of them followed by a random time; in a random order. */
function drawKills(random: (below: number) => number): readonly Kill[] {
  const places = importBoundaries.flatMap((at) =>
    (twice.includes(at) ? [1, 2] : [1]).map((nth) => ({ at, nth })),
  );
  const kills = Array.from({ length: count }, (_, number): Kill => {
    const place = places[number < 2 * places.length ? number % places.length : random(places.length)];
    if (!place) throw new Error('There is no such boundary.');
    const isTimed = number >= 2 * places.length && random(4) > 0;
    return { ...place, milliseconds: isTimed ? random(300) : null, goesOnFrom: goesOnFrom(place.at) };
  });
  return kills
    .map((kill) => ({ kill, order: random(1_000_000) }))
    .sort((one, other) => one.order - other.order)
    .map(({ kill }) => kill);
}

const files = { 'city.csv': cityMonth(4), 'district.csv': districtMonth(4) };
const owner = { name: 'Kirkvale Council', orgId: '', home: 'Kirklees' };
const profiles = { 'district.csv': { creditIndicator: 'S' } };
/** What the two ledgers come to, counted by hand from `importLedgers.ts`: the rejected line is not in it. */
const whole = { batches: 2, lines: 19, pence: 496_430 };

/** In what state each import may be after a kill and a new start, and what it then says. */
const truth: Readonly<Partial<Record<ImportState, string | null>>> = {
  waiting: null,
  imported: null,
  cancelled: stoppedWhile.receiving,
  stopped: stoppedWhile.importing,
};

function expectedState({ at, milliseconds }: Kill): readonly ImportState[] {
  const states: readonly ImportState[] = ['cancelled', 'waiting', 'stopped', 'imported'];
  const first = uploading.includes(at)
    ? 0
    : reading.includes(at)
      ? 1
      : at === 'committed' || at === 'cleaned'
        ? 3
        : 2;
  return milliseconds === null ? states.slice(first, first + 1) : states.slice(first);
}

/** How many whole folders a kill leaves that no row names; null where that depends on the moment. */
function leftAside({ at, nth, milliseconds }: Kill): number | null {
  if (milliseconds !== null) return null;
  if (at === 'batch-published') return nth;
  if (at === 'batch-drafted') return nth - 1;
  return at === 'before-commit' ? 2 : 0;
}

async function namesIn(...path: string[]): Promise<readonly string[]> {
  return (await readdir(join(...path)).catch(() => [])).sort();
}

/** Lines and pence of the current batches, as the files in the lake have them. */
async function sumsInLake(home: string, { batches }: FoundStore) {
  const current = batches.filter(({ state }) => state === 'current');
  if (current.length === 0) return { batches: 0, lines: 0, pence: 0 };
  const paths = current.map(({ id }) => `'${join(home, 'lake', id, 'lines.parquet')}'`);
  const [row] = await duck.rows(
    `SELECT count(*)::INTEGER AS lines, sum(pence)::BIGINT AS pence FROM read_parquet([${paths.join(', ')}])`,
  );
  return { batches: current.length, lines: Number(row?.lines), pence: Number(row?.pence) };
}

function sumsInCatalogue({ batches }: FoundStore) {
  const current = batches.filter(({ state }) => state === 'current');
  const sum = (of: 'lines' | 'pence') => current.reduce((total, batch) => total + batch[of], 0);
  return { batches: current.length, lines: sum('lines'), pence: sum('pence') };
}

/** Whether a working folder belongs to a process that still runs: the one that answers pages over the store. */
function isOfLiving(name: string): boolean {
  try {
    return process.kill(Number(/@(\d+)-/.exec(name)?.[1]), 0);
  } catch {
    return false;
  }
}

/** Catalogue and disk agree, nothing half is there, and every import tells the truth. */
async function expectInOrder(home: string, found: FoundStore): Promise<void> {
  const lake = await namesIn(home, 'lake');
  expect(lake.filter((name) => name !== '.swept')).toEqual(
    [...found.batches.map(({ id }) => id), 'store-id'].sort(),
  );
  const open = found.imports.filter(({ state }) => state === 'waiting' || state === 'stopped');
  expect(await namesIn(home, 'imports')).toEqual(open.map(({ id }) => id).sort());
  for (const { id } of open) expect(await namesIn(home, 'imports', id)).toEqual(['files']);
  const scratch = (await namesIn(home, 'scratch')).filter((name) => name !== 'readings');
  expect(scratch.filter((name) => !isOfLiving(name))).toEqual([]);
  for (const one of found.imports) {
    expect(Object.keys(truth)).toContain(one.state);
    const batches = found.batches.filter(({ of }) => of === one.id);
    expect(batches).toHaveLength(one.state === 'imported' ? 2 : 0);
    expect(new Set(batches.map(({ state }) => state)).size).toBeLessThan(2);
  }
  const [last] = found.imports;
  if (last) expect(last.sentence).toBe(truth[last.state]);
  const sums = await sumsInLake(home, found);
  expect(sumsInCatalogue(found)).toEqual(sums);
  expect(sums).toEqual(last?.state === 'imported' ? whole : { batches: 0, lines: 0, pence: 0 });
}

/** What was set aside is counted and removed, as `doctor --mend` does. */
async function takeAside(home: string): Promise<number> {
  const aside = await namesIn(home, 'lake', '.swept');
  await rm(join(home, 'lake', '.swept'), { recursive: true, force: true });
  return aside.length;
}

/** After a kill: opens the store again in a new process, looks at everything, and has it killed again. */
async function killAll(order: ImportOrder, kills: readonly Kill[], random: (below: number) => number) {
  const start = () => new ImportingChild(compiled.address('main/openSite.js'));
  let [child, warm] = [start(), start()];
  const fresh = async () => {
    [child, warm] = [warm, start()];
  };
  await expectInOrder(order.home, await child.open(order));
  for (const [number, kill] of kills.entries()) {
    try {
      await child.importKilled(kill);
      await fresh();
      if (number % 10 === 9) {
        await child.openKilled(order, random(900));
        await fresh();
      }
      const found = await child.open(order);
      await expectInOrder(order.home, found);
      expect(expectedState(kill)).toContain(found.imports[0]?.state);
      const aside = await takeAside(order.home);
      expect(aside).toBeLessThanOrEqual(2);
      if (leftAside(kill) !== null) expect(aside).toBe(leftAside(kill));
      if (number % 5 === 4) {
        const finished = await child.importAll();
        await expectInOrder(order.home, finished);
        expect(finished.imports[0]?.state).toBe('imported');
      }
    } catch (error) {
      await Promise.all([child.kill(), warm.kill()]);
      throw new Error(`Seed ${seed}, kill ${number + 1} (${JSON.stringify(kill)})`, { cause: error });
    }
  }
  await Promise.all([child.kill(), warm.kill()]);
}

describe.concurrent('kill -9 at fifty moments of an import', () => {
  it('leaves both batches or none, and the next start brings all in order: embedded store', async () => {
    const random = drawn(seed);
    const order = { home: await emptyHome(), databaseUrl: null, files, owner, profiles };
    await killAll(order, drawKills(random), random);
  });

  it.skipIf(!server)(
    'leaves both batches or none, and the next start brings all in order: PostgreSQL server',
    async () => {
      if (!server) return;
      const random = drawn(seed + 1);
      const home = mkdtempSync(join(root, 'home-'));
      const order = { home, databaseUrl: await newDatabase(server), files, owner, profiles };
      await killAll(order, drawKills(random), random);
    },
  );
});

it('the kills cover every boundary, and moments between them', () => {
  for (const from of [seed, seed + 1]) {
    const kills = drawKills(drawn(from));
    expect(kills).toHaveLength(count);
    const exact = kills.filter(({ milliseconds }) => milliseconds === null);
    expect(new Set(exact.map(({ at }) => at))).toEqual(new Set(importBoundaries));
    expect(count - exact.length).toBeGreaterThan(5);
  }
});
