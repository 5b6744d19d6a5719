import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../test/support/postgres.ts';
import {
  batch,
  batchId,
  commitOf,
  dumped,
  hostile,
  importAt,
  importId,
  minute,
  organisationId,
  owner,
  recordsOf,
  removeTemplate,
  storedDefinition,
  storeId,
  withOwner,
} from '../../test/support/records.ts';
import { type OpenedStore, soundness, storesOn } from '../../test/support/stores.ts';
import type { Batch } from '../domain/spend/imports/types.ts';
import type { Profile } from '../domain/spend/mapping/index.ts';
import { shippedMigrations } from './migrate.ts';
import type { Records, Store } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

const kirkvale = organisationId(1);

for (const { name, kind, open, there } of storesOn(server)) {
  describe.skipIf(!there)(`records ${name}`, () => {
    let opened: OpenedStore;
    let store: Store;
    let records: Records;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
      records = recordsOf(store);
    });
    beforeEach(() => opened.empty());
    // Whatever a test did: no record that its chain does not know, and no entry that is not so.
    afterEach(async () => expect((await soundness(store)).wrong).toEqual([]));
    afterAll(() => opened.end());

    const start = async () => {
      await withOwner(store);
      await records.addImport(importAt(1));
    };

    it('says what store it is', async () => {
      const facts = await store.facts();
      expect(facts).toEqual({
        kind,
        version: expect.stringMatching(/^PostgreSQL \d+\.\d+$/),
        migrations: shippedMigrations().map(({ number }) => number),
      });
    });

    it('is named once, and keeps that name', async () => {
      expect(await store.storeId()).toBeNull();
      const names = ['a', 'b', 'c'].map((letter) => storeId(letter));
      const kept = await Promise.all(names.map((name) => store.nameStore(name)));
      expect(new Set(kept).size).toBe(1);
      expect(names).toContain(await store.storeId());
      expect(await dumped(store)).toEqual([]);
    });

    it('is empty at first', async () => {
      expect(await store.isEmpty()).toBe(true);
      expect(await store.organisations()).toEqual([]);
      expect(await records.organisation()).toBeNull();
      expect(await records.owner()).toBeNull();
      expect(await records.imports(kirkvale, 10)).toEqual([]);
      expect(await records.profiles(kirkvale)).toEqual({ schemaVersion: 1, profiles: {} });
      expect(await dumped(store)).toEqual([]);
    });

    describe('organisations', () => {
      it('come back as saved, the first one made first', async () => {
        await withOwner(store, owner(2, 'Second'), minute(1));
        await withOwner(store, owner(1, 'Third'), minute(2));
        const renamed = { ...owner(2, `O'Kirk "é" 🧾`), orgId: null };
        await withOwner(store, renamed, minute(3));
        expect(await recordsOf(store, 2).owner()).toEqual(renamed);
        expect(await records.owner()).toEqual(owner(1, 'Third'));
        expect(await store.organisations()).toEqual([
          { id: organisationId(2), kind: 'anchor', form: null, name: renamed.name, orgId: null },
          { id: organisationId(1), kind: 'anchor', form: null, name: 'Third', orgId: 'GB-LAE-KIR' },
        ]);
        expect(await store.isEmpty()).toBe(false);
      });

      it('own no ledgers before their home is known', async () => {
        const { id, name, orgId } = owner(1);
        const made = { id, kind: 'supplier', form: 'charity', name, orgId } as const;
        await records.addOrganisation(made, null, minute(1));
        expect(await records.owner()).toBeNull();
        await records.saveOrganisation({ ...made, form: 'cic', name: 'Kirkvale Mill' }, minute(2));
        expect(await records.organisation()).toEqual({ ...made, form: 'cic', name: 'Kirkvale Mill' });
        await expect(recordsOf(store, 2).saveOwner(owner(2), minute(3))).rejects.toThrow('in the records');
        await expect(records.addImport(importAt(1))).rejects.toThrow();
      });
    });

    describe('imports', () => {
      beforeEach(async () => {
        await withOwner(store);
      });

      it('come back as they were added', async () => {
        const answers = {
          profiles: { [hostile]: { amountColumn: '#3' } },
          tables: { 'b › c': { take: 'replace', batch: batchId(9) }, a: { take: 'leave-out' } },
        } as const;
        const files = [{ name: 'april — "1".csv', bytes: 12, sha256: 'cd'.repeat(32) }];
        const control = {
          ...{ physicalRecords: 0, accepted: 0, rejected: 0, blank: 0 },
          ...{ acceptedPence: Number.MAX_SAFE_INTEGER, rejectedPence: 0 },
        };
        const reading = { tables: [], control };
        const one = importAt(7, { answers, files, reading, sentence: "It's full.", state: 'stopped' });
        await records.addImport(one);
        const back = await records.importOf(kirkvale, one.id);
        expect(back).toEqual(one);
        expect(JSON.stringify(back?.answers)).toBe(JSON.stringify(answers));
        expect(await records.imports(kirkvale, 5)).toEqual([{ ...one, reading: null }]);
      });

      it('are another organisation’s to nobody else', async () => {
        await records.addImport(importAt(7));
        expect(await records.importOf(organisationId(2), importId(7))).toBeNull();
        expect(await records.imports(organisationId(2), 5)).toEqual([]);
        expect(await records.saveImport(importAt(7, { owner: organisationId(2), version: 2 }))).toBe(false);
      });

      it('are listed newest first, and unfinished ones of everybody oldest first', async () => {
        const second = await withOwner(store, owner(2));
        for (const number of [2, 3, 1]) await records.addImport(importAt(number, { state: 'reading' }));
        await second.addImport(importAt(4, { owner: organisationId(2), state: 'importing' }));
        const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
        expect(ids(await records.imports(kirkvale, 2))).toEqual([importId(3), importId(2)]);
        const unfinished = await store.importsIn(['reading', 'importing']);
        expect(ids(unfinished)).toEqual([1, 2, 3, 4].map(importId));
        expect(await store.importsIn([])).toEqual([]);
      });

      it('let one of two writers win', async () => {
        await records.addImport(importAt(1));
        const writers = [0, 1, 2, 3].map((number) =>
          records.saveImport(importAt(1, { version: 2, sentence: `writer ${number}` })),
        );
        const won = await Promise.all(writers);
        expect(won.filter(Boolean)).toHaveLength(1);
        const stored = await records.importOf(kirkvale, importId(1));
        expect(stored?.sentence).toBe(`writer ${won.indexOf(true)}`);
        expect(await records.saveImport(importAt(1, { version: 2 }))).toBe(false);
        expect(await records.saveImport(importAt(1, { version: 4 }))).toBe(false);
        expect(await records.saveImport(importAt(1, { version: 3 }))).toBe(true);
      });

      it('are refused in a state that there is not, with a bad id, and for an unknown organisation', async () => {
        const wrong = [
          JSON.parse('{"state":"lost"}'),
          { id: JSON.parse('"imp_1"') },
          { owner: organisationId(8) },
          { createdAt: JSON.parse('"yesterday"') },
          { sentence: 'a\u0000b' },
        ];
        for (const change of wrong) await expect(records.addImport(importAt(1, change))).rejects.toThrow();
        expect((await dumped(store)).filter(({ table }) => table === 'imports')).toEqual([]);
      });

      it('hold a megabyte of answers', async () => {
        const profile = { amountColumn: 'é"\\🧾'.repeat(130_000) };
        await records.addImport(importAt(1, { answers: { profiles: { long: profile }, tables: {} } }));
        const back = await records.importOf(kirkvale, importId(1));
        expect(back?.answers.profiles.long).toEqual(profile);
      });
    });

    describe('a commit', () => {
      beforeEach(start);

      it('makes the import, its batches and answers visible together', async () => {
        const profiles = { 'date|net': { amountColumn: 'Net' } };
        expect(await records.commitImport(commitOf({ profiles, batches: [batch(1), batch(2)] }))).toBe(true);
        expect((await records.importOf(kirkvale, importId(1)))?.state).toBe('imported');
        expect(await records.batchOf(kirkvale, batchId(1))).toEqual(batch(1));
        expect(await records.batchOf(organisationId(2), batchId(1))).toBeNull();
        expect(await records.profiles(kirkvale)).toEqual({ schemaVersion: 1, profiles });
        const { rejects, ...row } = batch(2);
        expect(rejects[0]?.text).toBe(hostile);
        expect((await records.batches(kirkvale))[1]).toEqual(row);
        expect(await store.batchIds()).toEqual(new Set([batchId(1), batchId(2)]));
      });

      it.each([
        ['an identity that counts already', [batch(2), batch(3, { identity: 'identity 2' })]],
        ['an import that is not there', [batch(2), batch(3, { import: importId(8) })]],
        ['a current batch that ended', [batch(2), batch(3, { endedAt: minute(11) })]],
        ['a replaced batch without the one that replaced it', [batch(2), batch(3, { state: 'superseded' })]],
      ])('leaves nothing behind when it holds %s', async (_, batches) => {
        const before = await dumped(store);
        const profiles = { 'date|net': { amountColumn: 'Net' } };
        await expect(records.commitImport(commitOf({ batches, profiles }))).rejects.toThrow();
        expect(await dumped(store)).toEqual(before);
      });

      it('does nothing when the import was changed since', async () => {
        await records.saveImport(importAt(1, { version: 2 }));
        const before = await dumped(store);
        expect(await records.commitImport(commitOf())).toBe(false);
        expect(await dumped(store)).toEqual(before);
      });

      it('is carried out once when two come at the same time', async () => {
        const both = await Promise.all(
          [commitOf(), commitOf({ batches: [batch(2)] })].map(records.commitImport),
        );
        expect(both.filter(Boolean)).toHaveLength(1);
        expect(await records.batches(kirkvale)).toHaveLength(1);
      });

      it('replaces batches, but not one that another import replaced since', async () => {
        await records.commitImport(commitOf());
        for (const number of [2, 3]) await records.addImport(importAt(number));
        const replacing = (number: number) =>
          commitOf({
            import: importAt(number, { state: 'imported', version: 2 }),
            batches: [batch(number, { import: importId(number) })],
            supersedes: [{ old: batchId(1), by: batchId(number) }],
            at: minute(20),
          });
        expect(await records.commitImport(replacing(2))).toBe(true);
        const old = { ...batch(1), state: 'superseded', endedAt: minute(20), supersededBy: batchId(2) };
        expect(await records.batchOf(kirkvale, batchId(1))).toEqual(old);
        await expect(records.commitImport(replacing(3))).rejects.toThrow('replaced by another import');
        expect((await records.currentBatches(kirkvale)).map(({ id }) => id)).toEqual([batchId(2)]);
        expect((await records.importOf(kirkvale, importId(3)))?.state).toBe('receiving');
      });
    });

    describe('batches', () => {
      beforeEach(start);

      it('are listed in the order of import, then of name by code point', async () => {
        const names = ['b.csv', 'Z.csv', 'é.csv', 'a.csv'];
        const batches = names.map((name, index) => batch(index + 1, { name }));
        await records.commitImport(commitOf({ batches: [...batches, batch(5, { importedAt: minute(5) })] }));
        const current = await records.currentBatches(kirkvale);
        expect(current.map((one) => one.name)).toEqual(['table 5.csv', 'Z.csv', 'a.csv', 'b.csv', 'é.csv']);
        const all = await records.batches(kirkvale);
        expect(all.map(({ id }) => id)).toEqual([2, 4, 1, 3, 5].map(batchId));
      });

      it('are undone and brought back once', async () => {
        await records.commitImport(commitOf({ batches: [batch(1), batch(2)] }));
        const ids = [batchId(2), batchId(9), batchId(1), batchId(2)];
        expect(await records.undoBatches(organisationId(1), ids, minute(30))).toEqual([
          batchId(2),
          batchId(1),
        ]);
        expect(await records.currentBatches(kirkvale)).toEqual([]);
        expect(await records.batchOf(kirkvale, batchId(1))).toMatchObject({
          state: 'undone',
          endedAt: minute(30),
        });
        expect(await records.undoBatches(kirkvale, ids, minute(31))).toEqual([]);
        expect(await records.restoreBatches(kirkvale, ids, minute(32))).toEqual([batchId(2), batchId(1)]);
        expect(await records.batchOf(kirkvale, batchId(1))).toEqual(batch(1));
        expect(await records.restoreBatches(kirkvale, ids, minute(33))).toEqual([]);
      });

      it('do not come back where the same payments count already, nor when they were replaced', async () => {
        await records.commitImport(commitOf());
        await records.undoBatches(kirkvale, [batchId(1)], minute(30));
        await records.addImport(importAt(2));
        const again = batch(2, { import: importId(2), identity: 'identity 1' });
        const second = { import: importAt(2, { state: 'imported', version: 2 }), batches: [again] };
        await records.commitImport(commitOf(second));
        expect(await records.restoreBatches(kirkvale, [batchId(1)], minute(31))).toEqual([]);
        await records.undoBatches(kirkvale, [batchId(2)], minute(32));
        expect(await records.restoreBatches(kirkvale, [batchId(1), batchId(2)], minute(33))).toEqual([
          batchId(1),
        ]);
        await records.addImport(importAt(3));
        const replaces = {
          supersedes: [{ old: batchId(2), by: batchId(3) }],
          batches: [batch(3, { import: importId(3) })],
        };
        await records.commitImport(
          commitOf({ import: importAt(3, { state: 'imported', version: 2 }), ...replaces }),
        );
        await records.undoBatches(kirkvale, [batchId(1)], minute(34));
        expect(await records.restoreBatches(kirkvale, [batchId(2)], minute(35))).toEqual([]);
      });

      const replace = async (old: number, by: number, changed: Partial<Batch> = {}) => {
        await records.addImport(importAt(by));
        await records.commitImport(
          commitOf({
            import: importAt(by, { state: 'imported', version: 2 }),
            batches: [batch(by, { import: importId(by), sha256: `sha ${by}`, ...changed })],
            supersedes: [{ old: batchId(old), by: batchId(by) }],
            at: minute(20),
          }),
        );
      };
      const counted = async () => (await records.currentBatches(kirkvale)).map(({ id }) => id);

      it('count again when what took their place is undone, and are replaced when it comes back', async () => {
        await records.commitImport(commitOf());
        await replace(1, 2);
        await replace(2, 3);
        for (const round of [30, 40]) {
          expect(await records.undoBatches(kirkvale, [batchId(3)], minute(round))).toEqual([batchId(3)]);
          expect(await counted()).toEqual([batchId(2)]);
          expect(await records.restoreBatches(kirkvale, [batchId(3)], minute(round + 1))).toEqual([
            batchId(3),
          ]);
          expect(await counted()).toEqual([batchId(3)]);
          const old = { state: 'superseded', endedAt: minute(round + 1), supersededBy: batchId(3) };
          expect(await records.batchOf(kirkvale, batchId(2))).toMatchObject(old);
        }
        await records.undoBatches(kirkvale, [batchId(3)], minute(50));
        await records.undoBatches(kirkvale, [batchId(2)], minute(51));
        expect(await counted()).toEqual([batchId(1)]);
      });

      it('stay replaced where their bytes count already', async () => {
        await records.commitImport(commitOf({ batches: [batch(1, { sha256: 'sha 3' })] }));
        await replace(1, 2);
        await records.addImport(importAt(3));
        const third = batch(3, { import: importId(3), sha256: 'sha 3' });
        const one = importAt(3, { state: 'imported', version: 2 });
        await records.commitImport(commitOf({ import: one, batches: [third] }));
        await records.undoBatches(kirkvale, [batchId(2)], minute(30));
        expect(await counted()).toEqual([batchId(3)]);
        expect(await records.batchOf(kirkvale, batchId(1))).toMatchObject({ state: 'superseded' });
      });

      it('come back over the same payments that they replaced', async () => {
        await records.commitImport(commitOf());
        await replace(1, 2, { identity: 'identity 1', sha256: batch(1).sha256 });
        await records.undoBatches(kirkvale, [batchId(2)], minute(30));
        expect(await counted()).toEqual([batchId(1)]);
        await records.restoreBatches(kirkvale, [batchId(2)], minute(31));
        expect(await counted()).toEqual([batchId(2)]);
      });

      it('are undone by one of many at the same time', async () => {
        await records.commitImport(commitOf());
        const times = [1, 2, 3, 4, 5].map((count) =>
          records.undoBatches(kirkvale, [batchId(1)], minute(count)),
        );
        expect((await Promise.all(times)).flat()).toEqual([batchId(1)]);
      });
    });

    it('keeps the latest answers for a header until they are removed, and what they were', async () => {
      await start();
      const save = async (number: number, profile: Profile) => {
        if (number > 1) await records.addImport(importAt(number));
        const one = importAt(number, { state: 'imported', version: 2 });
        const profiles = Object.fromEntries([['__proto__', profile]]);
        await records.commitImport(commitOf({ import: one, batches: [], profiles, at: minute(number) }));
      };
      const kept = async () => Object.entries((await records.profiles(kirkvale)).profiles);
      await save(1, { amountColumn: 'Net' });
      await save(2, { amountColumn: 'Net' });
      await save(3, { amountColumn: 'Gross' });
      expect(await kept()).toEqual([['__proto__', { amountColumn: 'Gross' }]]);
      await records.removeProfile(kirkvale, '__proto__', minute(4));
      await records.removeProfile(kirkvale, 'never saved', minute(5));
      expect(await kept()).toEqual([]);
      await save(6, {});
      expect(await kept()).toEqual([['__proto__', {}]]);
      const history = (await dumped(store)).filter(({ table }) => table === 'profiles');
      expect(history.map(({ row }) => [row.ordinal, row.saved_at, row.profile])).toEqual([
        [1, minute(1), { amountColumn: 'Net' }],
        [2, minute(3), { amountColumn: 'Gross' }],
        [3, minute(4), null],
        [4, minute(6), {}],
      ]);
    });

    it('adds versions of definitions, newest first, and none twice', async () => {
      await start();
      const saved = [
        storedDefinition('near', '9'),
        storedDefinition('far', '1'),
        storedDefinition('near', '10', 'The region too.'),
      ];
      for (const one of saved) expect(await records.addDefinition(kirkvale, one)).toBe(true);
      expect(await records.addDefinition(kirkvale, storedDefinition('near', '9', 'Again.'))).toBe(false);
      expect(await records.definitions(kirkvale)).toEqual([saved[1], saved[2], saved[0]]);
      expect(await records.definitions(organisationId(2))).toEqual([]);
    });

    it('adds a definition once when many add it at the same time', async () => {
      await start();
      const adding = ['1', '1', '2', '2', '3'].map((version) =>
        records.addDefinition(kirkvale, storedDefinition('near', version)),
      );
      expect((await Promise.all(adding)).filter(Boolean)).toHaveLength(3);
      expect(await records.definitions(kirkvale)).toHaveLength(3);
    });
  });
}
