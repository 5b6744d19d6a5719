import { parseMeasureSetId } from '../../src/domain/measures/index.ts';
import { assert } from '../../src/domain/values/index.ts';
import { newId } from '../../src/external/newId.ts';
import type { FileSource } from '../../src/records/measureTypes.ts';
import type { Records } from '../../src/records/types.ts';
import { keptSetAt } from './keptSets.ts';

/** Sets of one organisation, by their state. */
export type SetRows = Readonly<Record<'draft' | 'published', string>>;

const header = ['Ref', 'Measure', 'Unit'];

/** A draft that was read from a file, so that its columns can be read otherwise. */
const source: FileSource = {
  ...{ kind: 'file', file: 'list.csv', sha256: 'ab'.repeat(32), table: 'list.csv', priceYear: '2026' },
  ...{ mapping: { reference: 'Ref', title: 'Measure', unit: 'Unit' }, columnsBy: 'found', headerRow: 1 },
  problems: [],
  counts: { rows: 1, measures: 1, headings: 0, leftOut: 0 },
  rows: [
    { row: 1, cells: header },
    { row: 2, cells: ['KV1', 'Hours', 'hours'] },
  ],
};

let version = 0;

/** Adds a published set and a draft that was read from a file; both may not be shared. */
export async function addSets(records: Pick<Records, 'addMeasureSet'>): Promise<SetRows> {
  const add = async (status: 'draft' | 'published'): Promise<string> => {
    version += 1;
    const id = parseMeasureSetId(newId('set'));
    assert(id !== undefined, 'a new id is one');
    const made = keptSetAt(version, { id, source });
    await records.addMeasureSet({ ...made, content: { ...made.content, status } });
    return id;
  };
  return { draft: await add('draft'), published: await add('published') };
}
