import {
  type ComparedField,
  type CountChange,
  type FieldChange,
  type PlacedMeasure,
  type RemovalReason,
  type SetComparison,
  unitInWords,
} from '../../measures/index.ts';
import { countOf, listed } from '../../values/index.ts';
import { columns, count, empty, text } from './paperCells.ts';
import type { PaperCell, PaperTable } from './paperTypes.ts';

const reasons: Readonly<Record<RemovalReason, string>> = {
  'not-local': 'Not limited to local effect',
  'nothing-without-weighting': 'Adds nothing without a weighting',
  overlaps: 'Overlaps another measure',
  'no-evidence': 'Cannot be evidenced',
};

/** Why a measure goes, as people choose and read it. */
export function reasonName(reason: RemovalReason): string {
  return reasons[reason];
}

const fields: Readonly<Record<ComparedField, string>> = {
  title: 'another title',
  guidance: 'other guidance',
  evidence: 'other evidence',
  unit: 'another unit',
  proxy: 'another value',
  localOnly: 'counts from elsewhere too',
  recordOnly: 'is scored again',
  weighting: 'another weighting',
  partialAttribution: 'another rule for parts',
  lists: 'other lists',
  theme: 'another theme',
  outcome: 'another outcome',
};

function changeWords({ field, after }: FieldChange): string {
  if (field === 'localOnly' && after === true) return 'counts local effects only';
  if (field === 'recordOnly' && after === true) return 'is kept for the record only';
  if (field === 'weighting' && after === '1') return 'has no weighting any more';
  return fields[field];
}

function nameOf({ measure }: PlacedMeasure, withhold: boolean): readonly PaperCell[] {
  return [text(measure.reference), ...(withhold ? [] : [text(measure.title)])];
}

function removedTable({ removed }: SetComparison, withhold: boolean): PaperTable {
  const rows = removed.map(({ placed, reason, overlaps, sentence }) => [
    ...nameOf(placed, withhold),
    text(unitInWords(placed.measure.unit)),
    reason === null ? text('No reason given') : text(reasonName(reason)),
    overlaps === null ? empty : text(overlaps),
    ...(withhold ? [] : [sentence === null ? empty : text(sentence)]),
  ]);
  return {
    ...{ id: 'removed', title: 'Measures that go' },
    sentence: `${countOf(removed.length, 'measure')} would go, each with its reason.`,
    columns: withhold
      ? columns('Reference', 'Unit', 'Reason', 'Overlaps')
      : columns('Reference', 'Measure', 'Unit', 'Reason', 'Overlaps', 'Why'),
    rows,
  };
}

function changedTable({ changed, unchanged }: SetComparison): PaperTable {
  return {
    ...{ id: 'changed', title: 'Measures that change' },
    sentence: `${countOf(changed.length, 'measure')} would stay and change, ${countOf(unchanged, 'measure')} would stay as they are.`,
    columns: columns('Reference', 'What changes'),
    rows: changed.map(({ reference, changes }) => [text(reference), text(listed(changes.map(changeWords)))]),
  };
}

function addedTable({ added }: SetComparison, withhold: boolean): readonly PaperTable[] {
  if (added.length === 0) return [];
  const table: PaperTable = {
    ...{ id: 'added', title: 'New measures' },
    sentence: `${countOf(added.length, 'measure')} would be new.`,
    columns: withhold ? columns('Reference', 'Unit') : columns('Reference', 'Measure', 'Unit'),
    rows: added.map((placed) => [...nameOf(placed, withhold), text(unitInWords(placed.measure.unit))]),
  };
  return [table];
}

function countRow(
  name: string,
  { before, after }: Pick<CountChange, 'before' | 'after'>,
): PaperTable['rows'][number] {
  return [text(name), count(before), count(after), count(after - before)];
}

function countsTable({ before, after, lists, recordOnly }: SetComparison): PaperTable {
  return {
    ...{ id: 'counts', title: 'How long the lists are' },
    sentence: `From ${countOf(before.measures, 'measure')} to ${after.measures}.`,
    columns: columns('List', `#Version ${before.version}`, `#Version ${after.version}`, '#Difference'),
    rows: [
      countRow('All measures', { before: before.measures, after: after.measures }),
      ...lists.map((list) => countRow(list.name, list)),
      countRow(recordOnly.name, recordOnly),
    ],
  };
}

function reasonsTable({ reasons: counted, withoutReason }: SetComparison): PaperTable {
  const none = withoutReason.length;
  return {
    ...{ id: 'reasons', title: 'Why measures go' },
    sentence: 'How many go for each reason.',
    columns: columns('Reason', '#Measures'),
    rows: [
      ...counted.map((one) => [text(reasonName(one.reason)), count(one.count)]),
      ...(none === 0 ? [] : [[text('No reason given'), count(none)]]),
    ],
  };
}

function themesTable({ before, after, themes }: SetComparison, withhold: boolean): PaperTable {
  return {
    ...{ id: 'themes', title: 'Measures by theme' },
    sentence: 'How many measures each theme has.',
    columns: columns('Theme', `#Version ${before.version}`, `#Version ${after.version}`, '#Difference'),
    rows: themes.map((theme, index) => countRow(withhold ? `Theme ${index + 1}` : theme.name, theme)),
  };
}

/** What the revision does to the set, as tables; without the texts of the set where they are withheld. */
export function revisionTables(comparison: SetComparison, withhold: boolean): readonly PaperTable[] {
  return [
    countsTable(comparison),
    removedTable(comparison, withhold),
    reasonsTable(comparison),
    changedTable(comparison),
    ...addedTable(comparison, withhold),
    themesTable(comparison, withhold),
  ];
}
