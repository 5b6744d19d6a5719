import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalDate, toLocalDate } from '../../domain/values/index.ts';
import { type AddedEdition, openReferenceStore, type PlaceKind, type ReferenceStore } from './index.ts';

const monday = toLocalDate('2026-11-23');
let home: string;
let store: ReferenceStore;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-in-use-'));
  store = openReferenceStore(home);
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function add(
  kind: PlaceKind,
  name: string,
  content: string,
  day: LocalDate = monday,
): Promise<AddedEdition> {
  const path = join(home, name);
  await writeFile(path, content);
  const added = await store.add(kind, { path, label: name }, day);
  if (!added.ok) throw new Error(added.refusals.map((refusal) => refusal.sentence).join(' '));
  return added.value;
}

const list = (postcode: string) => `Supplier name,Postcode\nExample Ltd,${postcode}\n`;
const register = (code: string) => `pcds,laua\nZZ1 1AA,${code}\n`;
const sources = (editions: readonly { readonly source: string }[]) => editions.map((one) => one.source);

async function postcodeInUse(): Promise<string | null | undefined> {
  return (await store.supplierPlaces())[0]?.postcode;
}

describe('of supplier lists', () => {
  it('the last one added is in use, whatever its hash, and an older one when it is added again', async () => {
    const codes = ['HD1 1AA', 'HD1 1AB', 'HD1 1AD', 'HD1 1AE', 'HD1 1AF'];
    for (const [index, code] of codes.entries()) {
      const added = await add('suppliers', `list-${index}.csv`, list(code));
      expect(added).toMatchObject({ alreadyThere: false, sequence: index + 1 });
      expect(sources(added.inUse)).toEqual([`list-${index}.csv`]);
      expect(sources(added.replaced)).toEqual(index === 0 ? [] : [`list-${index - 1}.csv`]);
      expect(await postcodeInUse()).toBe(code);
    }
    const again = await add('suppliers', 'list-1.csv', list('HD1 1AB'));
    expect(again).toMatchObject({ alreadyThere: true, sequence: 6 });
    expect(sources(again.replaced)).toEqual(['list-4.csv']);
    expect(await postcodeInUse()).toBe('HD1 1AB');
    const twice = await add('suppliers', 'list-1.csv', list('HD1 1AB'));
    expect(twice).toMatchObject({ alreadyThere: true, sequence: 6, replaced: [] });
    const order = (await store.list()).map((one) => [one.source, one.inUse]);
    expect(order.slice(0, 2)).toEqual([
      ['list-1.csv', true],
      ['list-4.csv', false],
    ]);
  });

  it('those of before adds were counted come last', async () => {
    const old = await add('suppliers', 'old.csv', list('HD1 1AA'), toLocalDate('2026-12-01'));
    const path = join(home, 'reference', 'suppliers', old.edition, 'manifest.json');
    const { sequence, holds, ...manifest } = JSON.parse(await readFile(path, 'utf8'));
    expect([sequence, holds]).toEqual([1, []]);
    await writeFile(path, JSON.stringify(manifest));
    expect(await store.list()).toMatchObject([{ source: 'old.csv', sequence: 0, inUse: true }]);
    await add('suppliers', 'new.csv', list('HD1 1AB'));
    expect(await postcodeInUse()).toBe('HD1 1AB');
  });

  it('none is lost when several are added at one moment, and each has its own number', async () => {
    const names = ['HD1 1AA', 'HD1 1AB', 'HD1 1AD', 'HD1 1AE'];
    const added = await Promise.all(
      names.map((code, index) => add('suppliers', `list-${index}.csv`, list(code))),
    );
    expect(new Set(added.map((one) => one.sequence)).size).toBe(names.length);
    const listed = await store.list();
    expect(listed).toHaveLength(names.length);
    expect(listed.filter((one) => one.inUse)).toHaveLength(1);
    expect(listed[0]?.sequence).toBe(Math.max(...added.map((one) => one.sequence)));
  });
});

describe('of registers', () => {
  it('the newest date is in use, and of one date the last one added', async () => {
    await add('onspd', 'ONSPD_MAY_2025.csv', register('E08000034'));
    const older = await add('onspd', 'ONSPD_FEB_2025.csv', register('E08000035'));
    expect(sources(older.inUse)).toEqual(['ONSPD_MAY_2025.csv']);
    const same = await add('onspd', 'NSPL_MAY_2025.csv', register('E08000036'));
    expect(sources(same.inUse)).toEqual(['NSPL_MAY_2025.csv']);
    const again = await add('onspd', 'ONSPD_FEB_2025.csv', register('E08000035'));
    expect(again).toMatchObject({ alreadyThere: true, sequence: 2, replaced: [] });
    expect(sources(again.inUse)).toEqual(['NSPL_MAY_2025.csv']);
  });

  it('one without a date does not beat one with, until its name tells it', async () => {
    await add('onspd', 'ONSPD_MAY_2025.csv', register('E08000034'));
    const undated = await add('onspd', 'postcodes.csv', register('E08000035'));
    expect(sources(undated.inUse)).toEqual(['ONSPD_MAY_2025.csv']);
    const dated = await add('onspd', 'ONSPD_AUG_2025.csv', register('E08000035'));
    expect(dated).toMatchObject({
      edition: undated.edition,
      alreadyThere: true,
      dated: true,
      date: '2025-08-01',
      source: 'ONSPD_AUG_2025.csv',
    });
    expect(sources(dated.replaced)).toEqual(['ONSPD_MAY_2025.csv']);
    expect(await store.list()).toHaveLength(2);
  });

  it('one without a date is in use where none has one', async () => {
    await add('onspd', 'one.csv', register('E08000034'));
    const two = await add('onspd', 'two.csv', register('E08000035'));
    expect(sources(two.inUse)).toEqual(['two.csv']);
  });
});

it('of look-ups one for each half is in use', async () => {
  const regions = 'LAD25CD,RGN25CD,RGN25NM\nE08000034,E12000003,Yorkshire\n';
  const combined = 'LAD25CD,CAUTH25CD,CAUTH25NM\nE08000034,E47000003,West Yorkshire\n';
  await add('lad-lookups', 'LAD_RGN_April_2025.csv', regions);
  const second = await add('lad-lookups', 'LAD_CAUTH_December_2025.csv', combined);
  expect(sources(second.inUse)).toEqual(['LAD_CAUTH_December_2025.csv', 'LAD_RGN_April_2025.csv']);
  expect(second.replaced).toEqual([]);
  expect((await store.list()).map((one) => one.inUse)).toEqual([true, true]);
});

describe('an edition taken out', () => {
  it('leaves the one before it in use, and nothing behind', async () => {
    await add('suppliers', 'one.csv', list('HD1 1AA'));
    const two = await add('suppliers', 'two.csv', list('HD1 1AB'));
    const removed = await store.remove(two.edition);
    expect(removed).toMatchObject({ ok: true, value: { source: 'two.csv', wasInUse: true } });
    expect(removed.ok && sources(removed.value.inUse)).toEqual(['one.csv']);
    expect(await postcodeInUse()).toBe('HD1 1AA');
    expect(await readdir(join(home, 'reference', 'suppliers'))).toHaveLength(1);
    const added = await add('suppliers', 'two.csv', list('HD1 1AB'));
    expect(added).toMatchObject({ alreadyThere: false, sequence: 3 });
  });

  it('is refused where it is not there, or there twice', async () => {
    const both = 'Supplier name,Postcode,laua\nExample Ltd,HD1 1AA,E08000034\n';
    const { edition } = await add('suppliers', 'both.csv', both);
    await add('onspd', 'both.csv', both);
    for (const name of ['000000000000', '..', '', '../suppliers', `.${edition}`]) {
      expect(await store.remove(name)).toMatchObject({
        ok: false,
        refusals: [{ code: 'reference-no-edition' }],
      });
    }
    expect(await store.remove(edition)).toMatchObject({
      ok: false,
      refusals: [{ code: 'reference-two-kinds' }],
    });
    expect(await store.remove(edition, 'onspd')).toMatchObject({ ok: true, value: { inUse: [] } });
    expect(await store.list()).toMatchObject([{ kind: 'suppliers' }]);
  });

  it('is taken out once when two ask at one moment', async () => {
    const { edition } = await add('suppliers', 'one.csv', list('HD1 1AA'));
    const both = await Promise.all([store.remove(edition), store.remove(edition)]);
    expect(both.some((one) => one.ok)).toBe(true);
    expect(await store.list()).toEqual([]);
  });
});

describe('rows that disagree about a supplier', () => {
  const header = 'Supplier number,Supplier name,Postcode,Delivery site\n';
  const notes = async (rows: string) => (await add('suppliers', 'list.csv', header + rows)).notes;

  it('are counted, with the first as an example', async () => {
    const rows = [
      '7,Example Ltd,HD1 1AA,',
      '8,Example Ltd,HD1 1AB,LS1 1AA',
      '7,Example Limited,HD1 1AD,',
      '8,Example Ltd,HD1 1AB,LS1 1AB',
      ',Invented CIC,HD1 1AA,',
      ',INVENTED C.I.C.,HD1 1AA,',
    ].join('\n');
    expect(await notes(rows)).toEqual([
      'The rows of 2 suppliers disagree about where they are: for example Example Ltd, HD1 1AA on line 2 and HD1 1AD on line 4. Such a supplier counts as being in any one of its places.',
    ]);
  });

  it('are not those where one row is silent', async () => {
    expect(await notes('7,Example Ltd,HD1 1AA,\n7,Example Ltd,,LS1 1AA\n')).toEqual([]);
  });

  it('are told for a supplier that has only a number', async () => {
    expect(await notes('7,,,LS1 1AA\n7,,,LS1 1AB\n')).toEqual([
      'The rows of 1 supplier disagree about where it is: number 7, LS1 1AA on line 2 and LS1 1AB on line 3. Such a supplier counts as being in any one of its places.',
    ]);
  });
});
