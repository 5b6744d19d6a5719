import type { KnownSet } from '../../../actions/measures/types.ts';
import { columnsIn } from '../../../domain/measures/index.ts';
import { countOf, formatCount } from '../../../domain/values/index.ts';
import { meaningWords, setHref } from './setWords.ts';

/** Rows with something wrong that are shown at once. */
const mostProblems = 100;

const byWords = {
  found: 'The columns were found by the words of their headings.',
  said: 'The columns are read as somebody here said.',
  unknown: 'We could not tell which columns are the reference, the measure and the unit.',
  earlier: 'All headings are known from an earlier file, so the columns are read as was said for that one.',
} as const;

function leftOutText(count: number): string {
  if (count === 0) return 'Every row could be read.';
  return `${countOf(count, 'row was', 'rows were')} left out.`;
}

/** A draft that was read from a file: how it was read, and which rows could not be. Null for any other set. */
export function draftView({ ref, set, stored }: KnownSet) {
  if (set.status !== 'draft' || stored?.source.kind !== 'file') return null;
  const { rows, mapping, columnsBy, headerRow, counts, problems } = stored.source;
  const columns = rows === null ? [] : columnsIn({ rows, mapping, headerRow });
  const shown = problems.slice(0, mostProblems);
  return {
    ...{ columnsHref: setHref(ref, '/columns'), columnsBy: byWords[columnsBy] },
    isUnknown: columnsBy === 'unknown',
    leftOut: countOf(counts.leftOut, 'row that was left out', 'rows that were left out'),
    read: `${countOf(counts.measures, 'measure')} and ${countOf(counts.headings, 'heading')} were read from ${countOf(counts.rows, 'row')}. ${leftOutText(counts.leftOut)}`,
    columns: columns.map(({ header, meaning }) => ({
      ...{ header, meaning: meaning === null ? 'Not read' : meaningWords[meaning] },
    })),
    problems: shown.map(({ row, reference, sentence }) => ({ row, reference, sentence })),
    problemCount: problems.length,
    more:
      problems.length > shown.length
        ? `The first ${formatCount(shown.length)} of ${formatCount(problems.length)} are shown. Mend these in the file and import it again.`
        : null,
  };
}
