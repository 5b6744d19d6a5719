import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addOrganisations, organisation } from '../../../../test/support/registerStore.ts';
import {
  type MatchingWords,
  matchingWords,
  matchKey,
  nameIndex,
  nameIndexOver,
  nearestByScan,
  wordCounter,
} from '../../../domain/suppliers/index.ts';
import { openInspector } from '../../inspect/openInspector.ts';
import type { SearchedNames } from '../../nameIndex/index.ts';
import { openReferenceStore, type ReferenceStore } from '../index.ts';
import type { RegisterEdition } from '../types.ts';
import { searchedFile } from './searchedNames.ts';

const words = matchingWords({ words: [], classes: [], givenNames: [], usual: [] });
const trades = ['JOINERY', 'CARE', 'ROOFING', 'WASTE', 'FOODS'];
const places = ['ALDER', 'BECK', 'CRAG', 'DALE', 'ELM', 'FERN', 'GRIT', 'HEATH'];
const ends = ['FORD', 'WICK', 'SIDE', 'LEY', 'HAM', 'BY'];
const all = places.flatMap((place) =>
  ends.flatMap((end) => trades.map((trade) => `${place}${end} ${trade} LTD`)),
);
const entities = all.map((name, at) =>
  organisation(`GB-COH-${String(10_000_000 + at)}`, name, {
    otherNames: at % 7 === 0 ? [{ name: `${name} OLD`, kind: 'previous', until: null }] : [],
  }),
);
const keys = entities.flatMap((one) => [one, ...one.otherNames].map(({ name }) => matchKey(name)));

let home: string;
let store: ReferenceStore;
let edition: RegisterEdition;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'sevenbox-searched-'));
  store = openReferenceStore(home);
  writeFileSync(join(home, 'given.csv'), 'invented');
  edition = await addOrganisations(store, join(home, 'given.csv'), { kind: 'companies', entities });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const folder = () => join(home, 'reference', 'companies', edition.edition);
const file = () => join(folder(), searchedFile);
/** A file that is written anew is another one on the disk. */
const kept = () => statSync(file()).ino;
const open = (more: Partial<MatchingWords> = {}) => store.searchedNames(edition, { ...words, ...more });
const asked = ['ALDERFORT JOINERY', 'CRAGSIDE', 'DALEBY ROOFING', 'NOTHING LIKE IT', 'FERNHAM CARE OLD'];
const nearness = { most: 10, floor: 0.3 };
const found = ({ tables }: SearchedNames) => nameIndexOver(tables).nearestAll(asked, nearness);

describe('the names of an edition, as they are searched', () => {
  it('are those of an index made in memory and of looking at every name, made or kept', async () => {
    const inMemory = nameIndex(keys);
    const expected = inMemory.nearestAll(asked, nearness);
    expect(asked.map((key) => nearestByScan(inMemory.tables, key, nearness))).toEqual(expected);
    const counter = wordCounter(words);
    for (const key of keys) counter.add(key);
    for (const names of [await open(), await open()]) {
      expect(found(names)).toEqual(expected);
      expect([...names.owners].filter((owner, row) => owner !== names.owners[row - 1])).toHaveLength(
        all.length,
      );
      expect(new Map(names.counts.counts)).toEqual(counter.counted().counts);
      const [row = -1] = nameIndexOver(names.tables).exact('CRAGLEY WASTE');
      const [entity] = await store.entities(edition, [names.owners[row] ?? -1]);
      expect(entity?.name).toBe('CRAGLEY WASTE LTD');
    }
  });

  it('are made once, and again for other words', async () => {
    await open();
    const first = kept();
    await open();
    expect(kept()).toBe(first);
    await open({ short: new Map([['JOINERS', 'JOINERY']]) });
    expect(kept()).not.toBe(first);
  });

  it.each(['damaged', 'cut short', 'of other names', 'no file'])(
    'are made again where they are %s',
    async (how) => {
      const before = found(await open());
      const bytes = readFileSync(file());
      const first = kept();
      if (how === 'damaged') writeFileSync(file(), bytes.fill(0, 200_000, 200_100));
      if (how === 'cut short') writeFileSync(file(), bytes.subarray(0, -1));
      if (how === 'no file') rmSync(file());
      if (how === 'of other names') {
        const other = entities.map((one) => ({ ...one, name: `${one.name} GROUP`, otherNames: [] }));
        writeFileSync(join(home, 'other.csv'), 'other');
        const theirs = await addOrganisations(store, join(home, 'other.csv'), {
          kind: 'companies',
          entities: other,
        });
        await store.searchedNames(theirs, words);
        writeFileSync(
          file(),
          readFileSync(join(home, 'reference', 'companies', theirs.edition, searchedFile)),
        );
      }
      expect(found(await open())).toEqual(before);
      expect(found(await open())).toEqual(before);
      if (how !== 'no file') expect(kept()).not.toBe(first);
      expect(readFileSync(file()).length).toBe(bytes.length);
    },
  );

  it('are found where they cannot be kept', async () => {
    const names = await open();
    rmSync(file());
    // Nothing can be put in the place of a folder that holds something.
    mkdirSync(join(file(), 'in the way'), { recursive: true });
    expect(found(await open())).toEqual(found(names));
    expect(readdirSync(folder()).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('of several openings at once are the same, and one file stays', async () => {
    const both = await Promise.all([open(), open(), open()]);
    const [first, ...others] = both.map(found);
    for (const other of others) expect(other).toEqual(first);
    expect(readdirSync(folder()).filter((name) => !/\.(parquet|json)$/.test(name))).toEqual([searchedFile]);
  });

  it('are no part of what is looked after: they are in no backup, no trouble, and gone with their edition', async () => {
    const inspector = openInspector({ lake: join(home, 'lake'), reference: join(home, 'reference') });
    const before = (await inspector.editionFiles()).map(({ name }) => name);
    await open();
    writeFileSync(join(folder(), '.names-left-behind'), 'half');
    expect((await inspector.editionFiles()).map(({ name }) => name)).toEqual(before);
    writeFileSync(file(), 'damaged');
    expect((await inspector.editions()).map(({ why }) => why)).toEqual([null]);
    expect((await store.list()).map((one) => one.edition)).toEqual([edition.edition]);
    expect(await store.remove(edition.edition)).toMatchObject({ ok: true });
    expect(readdirSync(join(home, 'reference', 'companies')).filter((name) => name !== '.sequences')).toEqual(
      [],
    );
    expect(await store.registers()).toEqual([]);
  });
});
