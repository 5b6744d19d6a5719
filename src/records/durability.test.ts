import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../../test/support/child.ts';
import { compile } from '../../test/support/compiled.ts';
import {
  acceptedOf,
  actingIn,
  batch,
  embeddedStore,
  emptyHome,
  importAt,
  minute,
  owner,
  refusalOf,
  removeTemplate,
  withOwner,
} from '../../test/support/records.ts';
import { soundness } from '../../test/support/stores.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { takeStore } from './lock.ts';
import { shippedMigrations } from './migrate.ts';
import { openRecords } from './openRecords.ts';

const compiled = compile(['records/openRecords.ts', 'records/lock.ts']);
const homes: string[] = [];
afterAll(() => {
  compiled.remove();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
  removeTemplate();
});

async function newHome(): Promise<string> {
  const home = await emptyHome();
  homes.push(home);
  return home;
}

/**
 * Imports one ledger of two tables after another in a process of its own, and prints the number of each once it is
 * acknowledged. Prints first what is in the store, and whether the chain agrees with it.
 */
function writer(home: string, preload?: string): Child {
  const { id, name, orgId } = owner();
  const organisation = { id, kind: 'anchor', form: null, name, orgId };
  const values = { organisation, owner: owner(), one: importAt(1), batch: batch(1), acting: actingIn(id) };
  return startChild(
    `
    import { takeStore } from '${compiled.address('records/lock.js')}';
    import { openRecords } from '${compiled.address('records/openRecords.js')}';
    const taken = await takeStore('${home}');
    const opened = taken.ok ? await openRecords({ home: '${home}', databaseUrl: null }) : taken;
    if (!opened.ok) throw new Error(opened.refusals[0].sentence);
    const store = opened.value;
    const { organisation, owner, one, batch, acting } = JSON.parse(${JSON.stringify(JSON.stringify(values))});
    const records = store.as(acting);
    if (!(await records.organisation())) await records.addOrganisation(organisation, null, '${minute(0)}');
    if (!(await records.owner())) await records.saveOwner(owner, '${minute(0)}');
    const finished = (await store.importsIn(['imported'])).length;
    const begun = (await store.importsIn(['receiving'])).length;
    const [head] = await store.auditHeads();
    const batches = (await records.batches(owner.id)).length;
    console.log(JSON.stringify({ finished, begun, batches, entries: head.number }));
    const idOf = (kind, number) => kind + '_' + String(number).padStart(20, '0');
    for (let number = finished + 1; ; number += 1) {
      const id = idOf('imp', number);
      if (!(await records.importOf(owner.id, id))) await records.addImport({ ...one, id });
      const batches = [2 * number, 2 * number + 1].map((count) => (
        { ...batch, id: idOf('bat', count), import: id, identity: 'identity ' + count }
      ));
      const done = { ...one, id, state: 'imported', version: 2 };
      await records.commitImport({ import: done, batches, supersedes: [], profiles: {}, at: '${minute(1)}' });
      console.log(number);
    }
  `,
    preload,
  );
}

interface Found {
  readonly finished: number;
  /** Imports that were added and not finished. */
  readonly begun: number;
  readonly batches: number;
  readonly entries: number;
}

/** Lets it write for a moment after its first acknowledgement, kills it; the last number that it acknowledged. */
async function killAfter(child: Child, milliseconds: number): Promise<number> {
  const first = Number(await child.line());
  await pause(milliseconds);
  await child.kill();
  return Math.max(first, ...(await child.rest()).map(Number));
}

describe('kill -9 while a process writes', () => {
  it('loses nothing that was acknowledged in fifty kills, and keeps no change without its entry', async () => {
    const home = await newHome();
    let [acknowledged, child] = [0, writer(home)];
    for (let kills = 0; kills < 50; kills += 1) {
      const found: Found = JSON.parse((await child.line()) ?? 'null');
      expect(found.batches).toBe(2 * found.finished);
      expect(found.finished).toBeGreaterThanOrEqual(acknowledged);
      expect(found.finished).toBeLessThanOrEqual(acknowledged + 1);
      expect(found.begun).toBeLessThanOrEqual(1);
      expect(found.entries).toBe(2 + 2 * found.finished + found.begun);
      acknowledged = await killAfter(child, (kills * 37) % 150);
      child = writer(home);
    }
    await child.line();
    await child.kill();
    const { store, close } = await embeddedStore(home);
    const { wrong, entries } = await soundness(store);
    expect(wrong).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(50);
    expect(entries[owner().id]).toBeGreaterThanOrEqual(2 + 2 * acknowledged);
    await close();
  }, 1_200_000);

  it('makes the store anew when the process was killed while it was made', async () => {
    const home = join(await newHome(), 'fresh');
    for (const milliseconds of [300, 900]) {
      const child = writer(home);
      await pause(milliseconds);
      await child.kill();
    }
    mkdirSync(join(home, 'records.unfinished'), { recursive: true });
    const { store, close } = await embeddedStore(home);
    expect((await store.facts()).migrations).toEqual(shippedMigrations().map(({ number }) => number));
    await close();
    expect(existsSync(join(home, 'records.unfinished'))).toBe(false);
  });
});

describe('the embedded store', () => {
  it('is opened only by a process that holds its folder, and once', async () => {
    const home = await newHome();
    await expect(openRecords({ home, databaseUrl: null })).rejects.toThrow('is taken with takeStore');
    const { store, close } = await embeddedStore(home);
    await expect(openRecords({ home, databaseUrl: null })).rejects.toThrow('opened once');
    await withOwner(store);
    await close();
    const again = await embeddedStore(home);
    expect(await again.records.owner()).toEqual(owner());
    await again.close();
  });

  it.each(['PG_VERSION', 'global/pg_control', 'base'])(
    'is refused in words when it lost %s',
    async (lost) => {
      const home = await newHome();
      rmSync(join(home, 'records', lost), { recursive: true });
      const lock = acceptedOf(await takeStore(home));
      const { code, sentence } = refusalOf(await openRecords({ home, databaseUrl: null }));
      expect(code).toBe('records-unreadable');
      expect(sentence).toContain('restore a backup');
      expect(existsSync(join(home, 'records', lost))).toBe(false);
      await lock.release();
    },
  );

  it('is made in a folder that is there and empty', async () => {
    const home = join(await newHome(), 'mounted');
    mkdirSync(join(home, 'records'), { recursive: true });
    const { store, close } = await embeddedStore(home);
    expect(await store.isEmpty()).toBe(true);
    await close();
  });

  it('has every commit on the disk before it answers', async () => {
    const home = await newHome();
    const [preload, counted] = [join(home, 'count.cjs'), join(home, 'synced')];
    writeFileSync(
      preload,
      `const fs = require('node:fs');
      const { syncBuiltinESMExports } = require('node:module');
      const { fsyncSync } = fs;
      fs.fsyncSync = (file) => { fsyncSync(file); fs.appendFileSync('${counted}', '.'); };
      syncBuiltinESMExports();`,
    );
    const child = writer(home, preload);
    await child.line();
    const before = statSync(counted).size;
    for (let number = 1; number <= 5; number += 1) {
      expect(await child.line()).toBe(String(number));
      expect(statSync(counted).size - before).toBeGreaterThanOrEqual(2 * number);
    }
    await child.kill();
  });

  it('answers with a sentence when its thread dies, for what was asked and for what is asked later', async () => {
    const engine = await openEmbedded(join(await newHome(), 'records'));
    const asked = [1, 2, 3].map(() => engine.run('select pg_sleep(5)', []));
    const settled = Promise.allSettled(asked);
    await pause(100);
    await engine.stop();
    for (const one of await settled)
      expect(String(Object(one).reason)).toContain('The records stopped working');
    await expect(engine.run('select 1', [])).rejects.toThrow('start it again');
  });

  it('reads whole numbers as numbers, and refuses those that are too large', async () => {
    const engine = await openEmbedded(join(await newHome(), 'records'));
    const { rows } = await engine.run('select 9007199254740991::bigint as large, $1::json as json', [
      '{"b":1,"a":[2]}',
    ]);
    expect(rows).toEqual([{ large: 9007199254740991, json: { b: 1, a: [2] } }]);
    await expect(engine.run('select 9007199254740993::bigint', [])).rejects.toThrow('too large');
    await engine.close();
  });
});
