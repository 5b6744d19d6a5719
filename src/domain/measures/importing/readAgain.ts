import { type Decision, refuse } from '../../values/index.ts';
import type { MeasureSet } from '../measureSet.ts';
import { headerIn } from './chooseTable.ts';
import {
  type ColumnMeaning,
  columnsBy,
  type FoundHeader,
  type SetMapping,
  type SheetRow,
} from './columns.ts';
import type { SetAnswers } from './readRow.ts';
import { type ReadSet, rowsToSet } from './rowsToSet.ts';

/** What is kept of the file that a draft was read from. */
export interface KeptRows {
  readonly table: string;
  readonly rows: readonly SheetRow[];
  readonly mapping: SetMapping;
  /** The number of the row that names the columns. */
  readonly headerRow: number;
  readonly priceYear: string | null;
}

/** A column as it stands in the file, with what is read from it. */
export interface SheetColumn {
  /** The word of its header. */
  readonly header: string;
  /** Null where nothing is read from it. */
  readonly meaning: ColumnMeaning | null;
  /** The first different values below the header. */
  readonly examples: readonly string[];
}

const mostExamples = 3;

function examplesAt(rows: readonly SheetRow[], at: number): readonly string[] {
  const texts = rows.flatMap(({ cells }) => cells.slice(at, at + 1).map((cell) => cell.trim()));
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, mostExamples);
}

/** What is read from each column, by its position. */
function meaningsOf(cells: readonly string[], mapping: SetMapping): ReadonlyMap<number, ColumnMeaning> {
  return new Map([...columnsBy(cells, mapping)].map(([meaning, at]) => [at, meaning]));
}

/** The columns of the sheet that have a header, in their order. */
export function columnsIn(kept: Pick<KeptRows, 'rows' | 'mapping' | 'headerRow'>): readonly SheetColumn[] {
  const { rows, mapping, headerRow } = kept;
  const index = rows.findIndex(({ row }) => row === headerRow);
  const cells = rows.slice(index, index + 1).flatMap((row) => row.cells);
  const meanings = meaningsOf(cells, mapping);
  return cells.flatMap((cell, at) => {
    const text = cell.replace(/\s+/g, ' ').trim();
    if (text === '') return [];
    const examples = examplesAt(rows.slice(index + 1), at);
    return [{ header: text, meaning: meanings.get(at) ?? null, examples }];
  });
}

/** What a person said of a list when it was brought, as far as it is kept. */
export function answersOf(set: MeasureSet, priceYear: string | null): SetAnswers {
  const { id, name, version, publisher, licence, redistributable } = set;
  return { id, name, version, publisher, licence, redistributable, priceYear };
}

const needed = { reference: 'reference', title: 'measure', unit: 'unit' } as const;

function missingIn(mapping: SetMapping): readonly string[] {
  return (['reference', 'title', 'unit'] as const)
    .filter((meaning) => mapping[meaning] === undefined)
    .map((meaning) => needed[meaning]);
}

/** The same rows read by other columns: a new draft in the place of the one that was read before. */
export function readAgain(kept: KeptRows, set: MeasureSet, mapping: SetMapping): Decision<ReadSet> {
  const missing = missingIn(mapping);
  if (missing.length > 0) {
    return refuse('columns-needed', `Choose the column for the ${missing.join(' and the ')}.`);
  }
  const header: FoundHeader | undefined = headerIn(kept.rows, mapping);
  if (header === undefined) {
    return refuse(
      'set-header-missing',
      'No line of the sheet has all these columns. Choose columns that stand in one line.',
    );
  }
  return rowsToSet(kept.rows, header, answersOf(set, kept.priceYear));
}
