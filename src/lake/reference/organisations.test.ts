import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrganisationId, parseOrganisationId } from '../../domain/organisations/index.ts';
import { parsePostcode, toLocalDate } from '../../domain/values/index.ts';
import { openInspector } from '../inspect/openInspector.ts';
import { openRestoreHome } from '../restoring/restoreHome.ts';
import { type AddedEdition, adoptSharedLists, openReferenceStore, type PlaceKind } from './index.ts';

const today = toLocalDate('2026-11-23');

function organisation(letter: string): OrganisationId {
  const id = parseOrganisationId(`org_${letter.repeat(20)}`);
  if (id === undefined) throw new Error(`${letter} makes no organisation`);
  return id;
}

const [first, second] = [organisation('a'), organisation('b')];
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-organisations-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const storeOf = (owner: OrganisationId | null) => openReferenceStore(home, owner);

async function add(
  owner: OrganisationId | null,
  kind: PlaceKind,
  name: string,
  content: string,
): Promise<AddedEdition> {
  const path = join(home, name);
  await writeFile(path, content);
  const added = await storeOf(owner).add(kind, { path, label: name }, today);
  if (!added.ok) throw new Error(added.refusals.map((refusal) => refusal.sentence).join(' '));
  return added.value;
}

const list = (supplier: string) => `Supplier name,Postcode\n${supplier},HD1 1AA\n`;
const register = 'pcds,laua\nZZ1 1AA,E08000034\n';
const lookup = 'LAD25CD,RGN25CD,RGN25NM\nE08000034,E12000003,Yorkshire and The Humber\n';

async function namesFor(owner: OrganisationId | null) {
  return (await storeOf(owner).supplierPlaces()).map(({ name }) => name);
}

async function sourcesFor(owner: OrganisationId | null) {
  return (await storeOf(owner).list()).map(({ source }) => source);
}

/** Everything the functions of the store of one organisation answer, as one text. */
async function everythingFor(owner: OrganisationId): Promise<string> {
  const store = storeOf(owner);
  const newest = await Promise.all((['onspd', 'lad-lookups', 'suppliers'] as const).map(store.newest));
  const code = parsePostcode('HD1 1AA');
  const places = [...(await store.postcodes(code ? [code] : []))];
  const all = [await store.list(), newest, places, await store.supplierPlaces(), await store.ladLookups()];
  return JSON.stringify(all);
}

describe('supplier lists of two organisations', () => {
  it('are seen by their own organisation and through no function by the other', async () => {
    const one = await add(first, 'suppliers', 'first-list.csv', list('Example Bakery Ltd'));
    const other = await add(second, 'suppliers', 'second-list.csv', list('Sample Printing Ltd'));
    expect([await namesFor(first), await namesFor(second)]).toEqual([
      ['Example Bakery Ltd'],
      ['Sample Printing Ltd'],
    ]);
    const [seenByFirst, seenBySecond] = [await everythingFor(first), await everythingFor(second)];
    for (const trace of [other.edition, other.sha256, 'second-list', 'Sample']) {
      expect(seenByFirst).not.toContain(trace);
    }
    for (const trace of [one.edition, one.sha256, 'first-list', 'Example']) {
      expect(seenBySecond).not.toContain(trace);
    }
    expect([one.sequence, other.sequence]).toEqual([1, 1]);
    expect([other.alreadyThere, other.replaced.length]).toEqual([false, 0]);
    expect(await sourcesFor(null)).toEqual([]);
  });

  it('cannot be removed by the other, who is told the same as of a list that is nowhere', async () => {
    const { edition } = await add(first, 'suppliers', 'first-list.csv', list('Example Bakery Ltd'));
    for (const kind of [undefined, 'suppliers'] as const) {
      const refused = await storeOf(second).remove(edition, kind);
      const nowhere = await storeOf(second).remove('0123456789ab', kind);
      expect(JSON.stringify(refused).replaceAll(edition, '0123456789ab')).toBe(JSON.stringify(nowhere));
      expect(refused.ok).toBe(false);
    }
    expect((await storeOf(null).remove(edition)).ok).toBe(false);
    expect(await namesFor(first)).toEqual(['Example Bakery Ltd']);
    const removed = await storeOf(first).remove(edition);
    expect(removed).toMatchObject({ ok: true, value: { wasInUse: true, inUse: [] } });
    expect(await namesFor(first)).toEqual([]);
  });

  it('may have the same bytes without either learning of it', async () => {
    const one = await add(first, 'suppliers', 'list.csv', list('Example Bakery Ltd'));
    const other = await add(second, 'suppliers', 'list.csv', list('Example Bakery Ltd'));
    expect(other).toEqual(one);
    expect(other.alreadyThere).toBe(false);
    await storeOf(first).remove(one.edition);
    expect(await namesFor(second)).toEqual(['Example Bakery Ltd']);
  });

  it('are not those of the installation', async () => {
    await add(null, 'suppliers', 'shared.csv', list('Invented Cleaning Ltd'));
    await add(first, 'suppliers', 'first-list.csv', list('Example Bakery Ltd'));
    expect([await namesFor(null), await namesFor(first), await namesFor(second)]).toEqual([
      ['Invented Cleaning Ltd'],
      ['Example Bakery Ltd'],
      [],
    ]);
  });

  it('stand beside registers and look-ups that everybody has, whoever added them', async () => {
    const added = await add(first, 'onspd', 'nspl-2026-08.csv', register);
    await add(null, 'lad-lookups', 'lookup-2025-12.csv', lookup);
    await add(first, 'suppliers', 'first-list.csv', list('Example Bakery Ltd'));
    expect(await sourcesFor(first)).toEqual(['nspl-2026-08.csv', 'lookup-2025-12.csv', 'first-list.csv']);
    for (const owner of [second, null]) {
      expect(await sourcesFor(owner)).toEqual(['nspl-2026-08.csv', 'lookup-2025-12.csv']);
    }
    expect(await storeOf(second).ladLookups()).toHaveLength(1);
    expect((await storeOf(second).remove(added.edition)).ok).toBe(true);
    expect(await sourcesFor(first)).toEqual(['lookup-2025-12.csv', 'first-list.csv']);
  });

  it('property: a path is made of nothing but the number of an organisation', () => {
    const bad = fc.oneof(
      fc.constantFrom('', '.', '..', '../..', `org_${'a'.repeat(20)}/..`, `ORG_${'a'.repeat(20)}`),
      fc.string(),
    );
    fc.assert(
      fc.property(bad, (text) => {
        if (parseOrganisationId(text) !== undefined) return;
        expect(() => openReferenceStore(home, text as OrganisationId)).toThrow('only an organisation');
      }),
    );
  });
});

describe('lists of before there were organisations', () => {
  const inShared = () => readdir(join(home, 'reference', 'suppliers'));

  it('go to the organisation that adopts them, with the same one in use, and to no other', async () => {
    for (const name of ['one', 'two', 'three']) await add(null, 'suppliers', `${name}.csv`, list(name));
    await add(null, 'suppliers', 'two.csv', list('two'));
    await add(null, 'onspd', 'nspl-2026-08.csv', register);
    const before = await storeOf(null).list();
    expect(await adoptSharedLists(home, first)).toHaveLength(3);
    expect(await storeOf(first).list()).toEqual(before);
    expect(await namesFor(first)).toEqual(['two']);
    for (const owner of [second, null]) expect(await sourcesFor(owner)).toEqual(['nspl-2026-08.csv']);
    expect(await adoptSharedLists(home, first)).toEqual([]);
    expect(await adoptSharedLists(home, second)).toEqual([]);
    expect(await storeOf(first).list()).toEqual(before);
  });

  it('are all adopted by the next call when one was cut off after any of them', async () => {
    for (const name of ['one', 'two', 'three']) await add(null, 'suppliers', `${name}.csv`, list(name));
    const before = await storeOf(null).list();
    const target = join(home, 'reference', 'organisations', first, 'suppliers');
    await mkdir(target, { recursive: true });
    const [moved = ''] = await inShared();
    await rename(join(home, 'reference', 'suppliers', moved), join(target, moved));
    expect(await adoptSharedLists(home, first)).toHaveLength(2);
    expect(await storeOf(first).list()).toEqual(before);
  });

  it('are adopted once when several servers do it at one moment', async () => {
    for (const name of ['one', 'two', 'three', 'four']) {
      await add(null, 'suppliers', `${name}.csv`, list(name));
    }
    const before = await storeOf(null).list();
    const moved = await Promise.all(Array.from({ length: 4 }, () => adoptSharedLists(home, first)));
    expect(moved.flat().sort()).toEqual(before.map(({ edition }) => edition).sort());
    expect(await storeOf(first).list()).toEqual(before);
    expect(await inShared()).toEqual([]);
  });

  it('added by a command later come after those of the organisation, and its next one after them', async () => {
    await add(null, 'suppliers', 'one.csv', list('one'));
    await adoptSharedLists(home, first);
    expect((await add(first, 'suppliers', 'two.csv', list('two'))).sequence).toBe(2);
    expect((await add(null, 'suppliers', 'three.csv', list('three'))).sequence).toBe(3);
    expect(await namesFor(first)).toEqual(['two']);
    await adoptSharedLists(home, first);
    expect(await namesFor(first)).toEqual(['three']);
    expect((await add(first, 'suppliers', 'four.csv', list('four'))).sequence).toBe(4);
    expect(await namesFor(first)).toEqual(['four']);
  });

  it('are dropped where the organisation added the same bytes itself', async () => {
    const own = await add(first, 'suppliers', 'own.csv', list('one'));
    await add(null, 'suppliers', 'shared.csv', list('one'));
    expect(await adoptSharedLists(home, first)).toEqual([own.edition]);
    expect(await sourcesFor(first)).toEqual(['own.csv']);
    expect(await inShared()).toEqual([]);
  });

  it('are nothing where there is nothing, and half-made editions stay where they are', async () => {
    expect(await adoptSharedLists(home, first)).toEqual([]);
    expect(await readdir(home)).toEqual([]);
    await mkdir(join(home, 'reference', 'suppliers', '.adding-x'), { recursive: true });
    expect(await adoptSharedLists(home, first)).toEqual([]);
    expect(await inShared()).toEqual(['.adding-x']);
  });
});

describe('what looks after the home folder', () => {
  const inspector = () => openInspector({ lake: join(home, 'lake'), reference: join(home, 'reference') });

  it('finds the lists of every organisation, names them for a backup, and puts them back from there', async () => {
    await add(null, 'onspd', 'nspl-2026-08.csv', register);
    const one = await add(first, 'suppliers', 'first-list.csv', list('Example Bakery Ltd'));
    const other = await add(second, 'suppliers', 'second-list.csv', list('Sample Printing Ltd'));
    await mkdir(join(home, 'reference', 'organisations', 'org_short', 'suppliers', '0123456789ab'), {
      recursive: true,
    });
    const folders = [
      `organisations/${first}/suppliers/${one.edition}`,
      `organisations/${second}/suppliers/${other.edition}`,
    ];
    const editions = await inspector().editions();
    expect(editions.map(({ name }) => name).slice(1)).toEqual(folders);
    expect(editions.every(({ why }) => why === null)).toBe(true);
    const files = await inspector().editionFiles();
    expect(files).toHaveLength(6);

    const fresh = await mkdtemp(join(tmpdir(), 'sevenbox-restored-'));
    const restoring = openRestoreHome(fresh);
    const unpacking = await restoring.begin();
    for (const { name, path } of files) await cp(path, join(unpacking, name));
    const moved = [...new Set(files.map(({ name }) => name.slice(0, name.lastIndexOf('/'))))];
    await restoring.settle(moved);
    await restoring.end();
    expect(await restoring.holds()).toEqual(['reference editions']);
    expect(await openReferenceStore(fresh, second).list()).toEqual(await storeOf(second).list());
    expect(await openReferenceStore(fresh, first).supplierPlaces()).toEqual(
      await storeOf(first).supplierPlaces(),
    );
    await restoring.takeBack(moved);
    expect(await restoring.holds()).toEqual([]);
    await rm(fresh, { recursive: true });
  });

  it('says which list of an organisation is damaged', async () => {
    const { edition } = await add(first, 'suppliers', 'first-list.csv', list('Example Bakery Ltd'));
    const path = join(home, 'reference', 'organisations', first, 'suppliers', edition, 'data.parquet');
    await writeFile(path, (await readFile(path)).subarray(0, 40));
    expect(await inspector().editions()).toEqual([
      { name: `organisations/${first}/suppliers/${edition}`, why: 'has rows that do not read' },
    ]);
  });

  it.each([
    'reference/organisations/../suppliers/0123456789ab',
    `reference/organisations/${first}/../0123456789ab`,
    `reference/organisations/${first}/suppliers/..`,
    `reference/organisations/org_short/suppliers/0123456789ab`,
    `reference/organisations/${first}/suppliers/0123456789ab/more`,
    `lake/organisations/${first}/suppliers/0123456789ab`,
    `reference/organisations/${first}`,
    'reference/../lake',
    '../reference/suppliers/0123456789ab',
    '',
  ])('moves nothing to %s', async (folder) => {
    const restoring = openRestoreHome(home);
    await restoring.begin();
    await expect(restoring.settle([folder])).rejects.toThrow('is a folder of a backup');
    await expect(restoring.takeBack([folder])).rejects.toThrow('is a folder of a backup');
  });
});
