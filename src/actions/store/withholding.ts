import { type MeasureSet, measureSetSchema, withheld } from '../../domain/measures/index.ts';
import { assert } from '../../domain/values/index.ts';
import type { TableRow } from '../../formats/backup/rows.ts';
import type { SetSource } from '../../records/measureTypes.ts';

function sourceWithout(source: SetSource): SetSource {
  if (source.kind === 'revision') return { ...source, revision: { changes: [] } };
  return { ...source, mapping: {}, columnsBy: 'found', problems: [], rows: null };
}

function contentWithout(content: unknown): MeasureSet {
  const read = measureSetSchema.safeParse(content);
  assert(read.success, 'a set that is kept is one');
  return withheld(read.data);
}

/** Passes rows on without texts and values of sets that may not leave the organisation, and counts these sets. */
export function withholding(rows: AsyncIterable<TableRow>) {
  let count = 0;
  async function* passing(): AsyncGenerator<TableRow> {
    for await (const one of rows) {
      const { table, row } = one;
      if (table !== 'measure_sets' || row.redistributable !== false) {
        yield one;
        continue;
      }
      count += 1;
      const source = sourceWithout(row.source as SetSource);
      yield { table, row: { ...row, content: contentWithout(row.content), source } };
    }
  }
  return { count: () => count, rows: passing() };
}
