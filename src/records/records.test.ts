import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newDatabase, startPostgres } from '../../test/support/postgres.ts';
import {
  acceptedOf,
  batch,
  batchId,
  dumped,
  emptyHome,
  hostile,
  importAt,
  importId,
  minute,
  organisationId,
  owner,
  refusalOf,
  removeTemplate,
  storedDefinition,
  storeId,
} from '../../test/support/records.ts';
import type { Batch } from '../domain/spend/imports/types.ts';
import type { Profile } from '../domain/spend/mapping/index.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { migrate, shippedMigrations } from './migrate.ts';
import { openRecords } from './openRecords.ts';
import { recordsIn } from './recordsIn.ts';
import { serverDialect } from './serverDialect.ts';
import type { Tables } from './tables.ts';
import type { ImportCommit, Records } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

interface Opened {
  readonly records: Records;
  readonly end: () => Promise<void>;
  /** Takes every row out. */
  readonly empty: () => Promise<void>;
}

async function openedOver(kind: 'embedded' | 'server', dialect: Dialect, ended = () => {}): Promise<Opened> {
  const db = new Kysely<Tables>({ dialect });
  acceptedOf(await migrate(db));
  const tables = [
    ...(['definitions', 'profiles', 'batch_rejects'] as const),
    ...(['batches', 'imports', 'owners', 'store'] as const),
  ];
  return {
    records: recordsIn(db, kind, () => db.destroy()),
    end: () => db.destroy().then(ended),
    empty: () =>
      db.transaction().execute(async (all) => {
        for (const table of tables) await all.deleteFrom(table).execute();
      }),
  };
}

async function openEmbeddedStore(): Promise<Opened> {
  const home = await emptyHome();
  const engine = await openEmbedded(join(home, 'records'));
  return openedOver('embedded', embeddedDialect(engine), () =>
    rmSync(home, { recursive: true, force: true }),
  );
}

async function openServerStore(): Promise<Opened> {
  if (!server) throw new Error('PostgreSQL is not installed.');
  return openedOver('server', serverDialect(await newDatabase(server)));
}

const kirkvale = organisationId(1);

function commitOf(changed: Partial<ImportCommit> = {}): ImportCommit {
  return {
    import: importAt(1, { state: 'imported', version: 2 }),
    batches: [batch(1)],
    supersedes: [],
    profiles: {},
    at: minute(10),
    ...changed,
  };
}

const stores = [
  { name: 'embedded', kind: 'embedded', open: openEmbeddedStore, there: true },
  { name: 'on a PostgreSQL server', kind: 'server', open: openServerStore, there: server !== null },
] as const;

for (const { name, kind, open, there } of stores) {
  describe.skipIf(!there)(`records ${name}`, () => {
    let opened: Opened;
    let records: Records;
    beforeAll(async () => {
      opened = await open();
      records = opened.records;
    });
    beforeEach(() => opened.empty());
    afterAll(() => opened.end());

    const start = async () => {
      await records.saveOwner(owner(), minute(0));
      await records.addImport(importAt(1));
    };

    it('says what store it is', async () => {
      const facts = await records.facts();
      expect(facts).toEqual({
        kind,
        version: expect.stringMatching(/^PostgreSQL \d+\.\d+$/),
        migrations: shippedMigrations().map(({ number }) => number),
      });
    });

    it('is named once, and keeps that name', async () => {
      expect(await records.storeId()).toBeNull();
      const names = ['a', 'b', 'c'].map((letter) => storeId(letter));
      const kept = await Promise.all(names.map((name) => records.nameStore(name)));
      expect(new Set(kept).size).toBe(1);
      expect(names).toContain(await records.storeId());
      expect(await dumped(records)).toEqual([]);
    });

    it('is empty at first', async () => {
      expect(await records.firstOwner()).toBeNull();
      expect(await records.imports(kirkvale, 10)).toEqual([]);
      expect(await records.profiles(kirkvale)).toEqual({ schemaVersion: 1, profiles: {} });
      expect(await dumped(records)).toEqual([]);
    });

    describe('organisations', () => {
      it('come back as saved, the first one made first', async () => {
        await records.saveOwner(owner(2, 'Second'), minute(1));
        await records.saveOwner(owner(1, 'Third'), minute(2));
        await records.saveOwner({ ...owner(2, `O'Kirk "é" 🧾`), orgId: null }, minute(3));
        expect(await records.firstOwner()).toEqual({ ...owner(2, `O'Kirk "é" 🧾`), orgId: null });
      });
    });

    describe('imports', () => {
      beforeEach(() => records.saveOwner(owner(), minute(0)));

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
        await records.saveOwner(owner(2), minute(0));
        for (const number of [2, 3, 1]) await records.addImport(importAt(number, { state: 'reading' }));
        await records.addImport(importAt(4, { owner: organisationId(2), state: 'importing' }));
        const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
        expect(ids(await records.imports(kirkvale, 2))).toEqual([importId(3), importId(2)]);
        const unfinished = await records.importsIn(['reading', 'importing']);
        expect(ids(unfinished)).toEqual([1, 2, 3, 4].map(importId));
        expect(await records.importsIn([])).toEqual([]);
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
        expect(await dumped(records)).toHaveLength(1);
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
        expect(await records.batchIds()).toEqual(new Set([batchId(1), batchId(2)]));
      });

      it.each([
        ['an identity that counts already', [batch(2), batch(3, { identity: 'identity 2' })]],
        ['an import that is not there', [batch(2), batch(3, { import: importId(8) })]],
        ['a current batch that ended', [batch(2), batch(3, { endedAt: minute(11) })]],
        ['a replaced batch without the one that replaced it', [batch(2), batch(3, { state: 'superseded' })]],
      ])('leaves nothing behind when it holds %s', async (_, batches) => {
        const before = await dumped(records);
        const profiles = { 'date|net': { amountColumn: 'Net' } };
        await expect(records.commitImport(commitOf({ batches, profiles }))).rejects.toThrow();
        expect(await dumped(records)).toEqual(before);
      });

      it('does nothing when the import was changed since', async () => {
        await records.saveImport(importAt(1, { version: 2 }));
        const before = await dumped(records);
        expect(await records.commitImport(commitOf())).toBe(false);
        expect(await dumped(records)).toEqual(before);
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
      const history = (await dumped(records)).filter(({ table }) => table === 'profiles');
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

describe.skipIf(!server)('between an embedded store and a PostgreSQL server', () => {
  async function fill(records: Records): Promise<void> {
    await records.saveOwner(owner(), minute(0));
    await records.saveOwner(
      { ...owner(2, hostile.replaceAll(/[\u0000\ud800]/g, '')), orgId: null },
      minute(1),
    );
    await records.addImport(importAt(1));
    const many = Array.from({ length: 120 }, (_, number) => [`header ${number}`, {}]);
    const profiles = { 'a\'"\n': { amountColumn: 'Net' }, b: {}, ...Object.fromEntries(many) };
    await records.commitImport(commitOf({ profiles, batches: [1, 2, 3].map((number) => batch(number)) }));
    await records.removeProfile(kirkvale, 'b', minute(12));
    for (let number = 2; number <= 7; number += 1) await records.addImport(importAt(number));
    const second = importAt(2, { state: 'imported', version: 2 });
    const supersedes = [{ old: batchId(2), by: batchId(0) }];
    const batches = [batch(0, { import: importId(2) })];
    await records.commitImport(commitOf({ import: second, supersedes, batches, at: minute(20) }));
    await records.undoBatches(kirkvale, [batchId(3)], minute(21));
    for (const version of ['10', '9', '1']) {
      await records.addDefinition(kirkvale, storedDefinition('near', version));
    }
  }

  it.each([
    ['from the folder to the server', openEmbeddedStore, openServerStore],
    ['from the server to the folder', openServerStore, openEmbeddedStore],
  ])('carries every row %s', async (_, openFrom, openTo) => {
    const [from, to] = [await openFrom(), await openTo()];
    try {
      await fill(from.records);
      const rows = await dumped(from.records);
      expect(rows).toHaveLength(2 + 7 + 4 + 4 + 123 + 3);
      await to.records.load(from.records.dump());
      expect(JSON.stringify(await dumped(to.records))).toBe(JSON.stringify(rows));
      expect(await to.records.batches(kirkvale)).toEqual(await from.records.batches(kirkvale));
      expect(await to.records.definitions(kirkvale)).toEqual(await from.records.definitions(kirkvale));
      await expect(to.records.load(from.records.dump())).rejects.toThrow('empty store');
    } finally {
      await Promise.all([from.end(), to.end()]);
    }
  });

  it.each([['folder', openEmbeddedStore] as const, ['server', openServerStore] as const])(
    'writes all of the rows back or none: %s',
    async (_, open) => {
      const { records, end } = await open();
      try {
        const whole = await openEmbeddedStore();
        await fill(whole.records);
        const rows = await dumped(whole.records);
        await whole.end();
        const cutOff = async function* () {
          yield* rows.slice(0, 12);
          yield { table: 'batches; DROP TABLE owners', row: {} };
        };
        await expect(records.load(cutOff())).rejects.toThrow('have a table');
        expect(await dumped(records)).toEqual([]);
        await records.load(
          (async function* () {
            yield* rows;
          })(),
        );
        expect(await dumped(records)).toHaveLength(rows.length);
      } finally {
        await end();
      }
    },
  );
});

describe.skipIf(!server)('a PostgreSQL server that cannot be used', () => {
  const refusedAt = async (url: string) =>
    refusalOf(await openRecords({ home: '/nowhere', databaseUrl: url }));
  const urlWith = (change: (url: URL) => void) => {
    const url = new URL(server?.url ?? '');
    change(url);
    return url.href;
  };

  it.each([
    [
      'a wrong password',
      'password',
      (url: URL) => {
        url.password = 'sesame%2Fopen';
      },
    ],
    [
      'a database that is not there',
      'no database of that name',
      (url: URL) => {
        url.pathname = '/nothing';
      },
    ],
    [
      'a port where nothing answers',
      'Nothing answers',
      (url: URL) => {
        url.port = '1';
      },
    ],
  ])('%s is refused in words without the password', async (_, words, change) => {
    const url = urlWith(change);
    const { code, sentence } = await refusedAt(url);
    expect(code).toBe('records-unreachable');
    expect(sentence).toContain(words);
    const { password, host } = new URL(url);
    expect(sentence).toContain(host);
    expect(sentence).not.toContain(password);
    expect(sentence).not.toContain('sesame');
  });

  it('a database that cannot keep every letter is refused', async () => {
    if (!server) throw new Error('PostgreSQL is not installed.');
    const settings = "ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0";
    expect((await refusedAt(await newDatabase(server, settings))).sentence).toContain(
      'keeps text as SQL_ASCII',
    );
  });
});
