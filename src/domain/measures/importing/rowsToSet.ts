import { accept, countOf, cutText, type Decision, refuse } from '../../values/index.ts';
import { type Measure, type MeasureSet, measureSetSchema, type Outcome, type Theme } from '../measureSet.ts';
import type { FoundHeader, SetMapping, SheetRow } from './columns.ts';
import { type RowProblem, type RowTexts, readRow, type SetAnswers, textsOf } from './readRow.ts';

/** A list of measures as it was read. Every row is a measure, a heading, left out with its reason, or blank. */
export interface ReadSet {
  /** A draft: it is checked and published by a person. */
  readonly set: MeasureSet;
  readonly mapping: SetMapping;
  readonly headerRow: number;
  readonly counts: {
    readonly rows: number;
    readonly measures: number;
    readonly headings: number;
    readonly leftOut: number;
  };
  readonly problems: readonly RowProblem[];
}

interface PlacedRow {
  readonly texts: RowTexts;
  readonly theme: string;
  readonly outcome: string;
}

/** A row that only names a theme or an outcome for the rows below it. */
function isHeading({ text }: RowTexts): boolean {
  const others = (['reference', 'title', 'unit', 'value'] as const).map(text);
  return others.every((cell) => cell === '') && text('theme') + text('outcome') !== '';
}

/** Rows with the theme and outcome that hold for them: their own, else the last one above. */
function placedRows(rows: readonly RowTexts[]): readonly PlacedRow[] {
  let [theme, outcome] = ['', ''];
  return rows.map((texts) => {
    const own = texts.text('theme');
    if (own !== '' && own !== theme) [theme, outcome] = [own, ''];
    outcome = texts.text('outcome') || outcome;
    return { texts, theme, outcome };
  });
}

interface KeptRow {
  readonly measure: Measure;
  readonly theme: string;
  readonly outcome: string;
}

function placeProblems({ texts, theme }: PlacedRow): readonly RowProblem[] {
  if (!texts.has('theme') || theme !== '') return [];
  const reference = texts.text('reference') || null;
  const sentence = `Row ${texts.row} stands above the first theme. Write its theme beside it.`;
  return [{ row: texts.row, reference, code: 'row-theme-missing', sentence }];
}

function twiceProblem(texts: RowTexts, first: ReadonlyMap<string, number>): readonly RowProblem[] {
  const reference = texts.text('reference');
  const row = first.get(reference.toLowerCase());
  if (reference === '' || row === undefined) return [];
  const sentence = `Row ${texts.row} has the reference ${cutText(reference, 40)}, which row ${row} has already. Give each measure its own.`;
  return [{ row: texts.row, reference, code: 'row-reference-twice', sentence }];
}

function readRows(
  rows: readonly PlacedRow[],
  answers: SetAnswers,
): { readonly kept: readonly KeptRow[]; readonly problems: readonly RowProblem[] } {
  const first = new Map<string, number>();
  const kept: KeptRow[] = [];
  const problems: RowProblem[] = [];
  for (const placed of rows) {
    const { texts, theme, outcome } = placed;
    const read = readRow(texts, answers);
    const found = [...twiceProblem(texts, first), ...placeProblems(placed), ...read.problems];
    const reference = texts.text('reference').toLowerCase();
    if (!first.has(reference)) first.set(reference, texts.row);
    problems.push(...found);
    if (read.measure && found.length === 0) kept.push({ measure: read.measure, theme, outcome });
  }
  return { kept, problems };
}

function grouped<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}

function outcomesOf(rows: readonly KeptRow[], theme: string): readonly Outcome[] {
  return grouped(rows, ({ outcome }) => outcome).map(([outcome, inIt], index) => ({
    ...{ id: `${theme}-${index + 1}`, title: cutText(outcome || 'Measures', 300), confirmed: true },
    measures: inIt.map(({ measure }) => measure),
  }));
}

function themesOf(rows: readonly KeptRow[]): readonly Theme[] {
  return grouped(rows, ({ theme }) => theme).map(([theme, inIt], index) => ({
    ...{ id: `theme-${index + 1}`, title: cutText(theme || 'Measures', 300), confirmed: true },
    outcomes: [...outcomesOf(inIt, `theme-${index + 1}`)],
  }));
}

function setOf(kept: readonly KeptRow[], answers: SetAnswers): MeasureSet {
  const lite = kept.some(({ measure }) => measure.lists.includes('lite'));
  const { id, name, version, publisher, licence, redistributable } = answers;
  return {
    ...{ id, name, version, publisher, licence, redistributable, status: 'draft' },
    ...{ inForceFrom: null, inForceUntil: null, note: '', replaces: null, removed: [] },
    source: { title: `${name}, ${publisher}`, address: null },
    lists: [
      { id: 'main', name: 'Main list', subsetOf: null },
      ...(lite ? [{ id: 'lite', name: 'Lite list', subsetOf: 'main' }] : []),
    ],
    hourRates: { staff: null, expert: null },
    ...{ oneMeasureOnly: false, onePlace: [], permittedDoubleCounts: [] },
    themes: [...themesOf(kept)],
  };
}

/** A list that has more themes or outcomes than a set can have was read by the wrong column. */
function tooManyParts({ themes }: MeasureSet): Decision<never> {
  return refuse(
    'set-too-many-parts',
    `The list has ${countOf(themes.length, 'theme')}. A set has at most 50, and at most 100 outcomes in each. Check which column names the theme and which the outcome.`,
  );
}

const withoutLicence = refuse(
  'set-licence-missing',
  'Say under which licence you have this list. Without that it is not known what may be done with it.',
);

/** An empty draft for rows whose columns nobody has explained yet: each of them is left out until then. */
export function rowsToExplain(
  rows: readonly SheetRow[],
  header: FoundHeader,
  answers: SetAnswers,
): Decision<ReadSet> {
  if (answers.licence.trim() === '') return withoutLicence;
  const count = rows.length - header.index - 1;
  return accept({
    ...{ set: setOf([], answers), mapping: header.mapping, headerRow: header.row, problems: [] },
    counts: { rows: count, measures: 0, headings: 0, leftOut: count },
  });
}

/**
 * A draft set from the rows below a header. Rows that are wrong are left out, each with its number and a sentence; the
 * counts add up. Refused without a licence, and where nothing is left.
 */
export function rowsToSet(
  rows: readonly SheetRow[],
  header: FoundHeader,
  answers: SetAnswers,
): Decision<ReadSet> {
  if (answers.licence.trim() === '') return withoutLicence;
  const texts = rows.slice(header.index + 1).map((row) => textsOf(row, header));
  const placed = placedRows(texts);
  const below = placed.filter((one) => !isHeading(one.texts));
  const { kept, problems } = readRows(below, answers);
  if (below.length === 0) {
    return refuse(
      'set-no-rows',
      'There is no measure below the line that names the columns. Add rows to the list.',
    );
  }
  const set = setOf(kept, answers);
  if (!measureSetSchema.safeParse(set).success) return tooManyParts(set);
  return accept({
    ...{ set, mapping: header.mapping, headerRow: header.row, problems },
    counts: {
      ...{ rows: texts.length, measures: kept.length, headings: texts.length - below.length },
      leftOut: below.length - kept.length,
    },
  });
}
