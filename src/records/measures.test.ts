import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptSetAt, keptTenderFileAt } from '../../test/support/keptSets.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { minute, recordsOf, removeTemplate, withOwner } from '../../test/support/records.ts';
import { type OpenedStore, soundness, storesOn } from '../../test/support/stores.ts';
import type { NewSet } from './measureTypes.ts';
import { changing } from './scope.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

function published(set: NewSet): NewSet {
  return { ...set, content: { ...set.content, status: 'published' } };
}

function renamed(set: NewSet, name: string): NewSet {
  return { ...set, content: { ...set.content, name } };
}

describe.each(storesOn(server).filter(({ there }) => there))('measure sets in a store $name', ({ open }) => {
  let opened: OpenedStore;
  const records = () => recordsOf(opened.store);
  const name = async () => (await records().measureSetOf(keptSetAt(1).id))?.content.name;

  beforeEach(async () => {
    opened = await open();
    await withOwner(opened.store);
  });
  afterEach(() => opened.end());

  it('keeps each version of a set once', async () => {
    expect(await records().addMeasureSet(keptSetAt(1))).toBe(true);
    const again = { ...keptSetAt(2), content: keptSetAt(1).content };
    expect(await records().addMeasureSet(again)).toBe(false);
    expect((await records().measureSets()).map(({ id }) => id)).toEqual([keptSetAt(1).id]);
    expect(await records().addMeasureSet(keptSetAt(2))).toBe(true);
    expect(await records().saveMeasureSet({ ...again, id: keptSetAt(2).id }, 0)).toBe(false);
  });

  it('changes a draft only for who has seen its last change', async () => {
    await records().addMeasureSet(keptSetAt(1));
    expect(await records().saveMeasureSet(renamed(keptSetAt(1), 'First'), 0)).toBe(true);
    expect(await records().saveMeasureSet(renamed(keptSetAt(1), 'Second'), 0)).toBe(false);
    expect(await name()).toBe('First');
    expect(await records().saveMeasureSet(renamed(keptSetAt(1), 'Second'), 1)).toBe(true);
    expect((await records().measureSetOf(keptSetAt(1).id))?.edits).toBe(2);
  });

  it('never changes what is published, whoever asks', async () => {
    await records().addMeasureSet(keptSetAt(1));
    expect(await records().saveMeasureSet(published(keptSetAt(1)), 0)).toBe(true);
    const before = await name();
    expect(await records().saveMeasureSet(published(renamed(keptSetAt(1), 'Other')), 1)).toBe(false);
    const forced = changing(opened.db, { role: 'sevenbox_across' }, (tx) =>
      sql`update measure_sets set content = '{}'`.execute(tx),
    );
    await expect(forced).rejects.toThrow('a published version never changes');
    expect(await name()).toBe(before);
    expect((await records().measureSets())[0]).toMatchObject({ publishedAt: minute(1), savedByName: null });
  });

  it('removes sets and files, which leaves the audit chain sound', async () => {
    await records().addMeasureSet(keptSetAt(1));
    await records().saveMeasureSet(published(keptSetAt(1)), 0);
    await records().addTenderFile(keptTenderFileAt(1, { content: { bids: [1, 2] } }));
    expect((await records().tenderFileOf(keptTenderFileAt(1).id))?.content).toEqual({ bids: [1, 2] });
    expect((await records().tenderFiles('rehearsal')).length).toBe(0);
    expect((await soundness(opened.store)).wrong).toEqual([]);
    expect(await records().removeMeasureSet(keptSetAt(1).id)).toBe(true);
    expect(await records().removeMeasureSet(keptSetAt(1).id)).toBe(false);
    expect(await records().removeTenderFile(keptTenderFileAt(1).id)).toBe(true);
    expect(await records().removeTenderFile(keptTenderFileAt(1).id)).toBe(false);
    expect(await records().measureSets()).toEqual([]);
    expect((await soundness(opened.store)).wrong).toEqual([]);
  });
});
