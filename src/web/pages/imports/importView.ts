import type { Progress } from '../../../actions/imports/types.ts';
import { planImport } from '../../../domain/spend/imports/planImport.ts';
import type { Import } from '../../../domain/spend/imports/types.ts';
import { addPence, type Instant, toPence } from '../../../domain/values/index.ts';
import { countOf, poundsText, sizeText } from '../../components/words.ts';
import { tableNote } from './checkView.ts';
import { agoText, importName, namesText } from './importWords.ts';
import { type BatchLine, type BatchRow, batchLine } from './ledgersView.ts';

const filesListed = 50;
const rowsListed = 100;

export interface ProgressView {
  readonly id: string;
  readonly heading: string;
  readonly sentence: string;
  readonly started: string | null;
  readonly inFront: string | null;
  readonly files: readonly string[];
  readonly moreFiles: string | null;
}

const headings = {
  receiving: 'Your files are being uploaded',
  reading: 'Your files are being read',
  importing: 'Your ledgers are being added',
} as const;
export type MovingState = keyof typeof headings;

/** Whether work on an import goes on by itself. */
export function isMoving(state: Import['state']): state is MovingState {
  return Object.hasOwn(headings, state);
}

function listed(names: readonly string[]): Pick<ProgressView, 'files' | 'moreFiles'> {
  const rest = names.length - filesListed;
  return {
    files: names.slice(0, filesListed),
    moreFiles: rest > 0 ? `and ${countOf(rest, 'more file')}` : null,
  };
}

/** How far an import has come while work on it goes on. */
export function progressView(
  one: Import & { readonly state: MovingState },
  progress: Progress | null,
  now: Instant,
): ProgressView {
  const waits = progress !== null && progress.waitingBehind > 0;
  return {
    id: one.id,
    heading: headings[one.state],
    sentence:
      progress === null
        ? 'Work on it starts in a moment.'
        : waits
          ? 'Your files wait for their turn.'
          : `${progress.sentence}.`,
    started: progress === null || waits ? null : `Started ${agoText(progress.startedMilliseconds, now)}.`,
    inFront: waits
      ? `${countOf(progress.waitingBehind, 'job stands', 'jobs stand')} in front of it. It starts by itself.`
      : null,
    ...listed(one.files.map(({ name, bytes }) => `${name}, ${sizeText(bytes)}`)),
  };
}

export interface ResultView {
  readonly id: string;
  readonly heading: string;
  readonly summary: string;
  readonly rows: readonly BatchLine[];
  readonly moreRows: string | null;
  readonly unchanged: readonly { readonly name: string; readonly why: string }[];
  readonly replaced: readonly string[];
  readonly canUndo: boolean;
  readonly canBringBack: boolean;
}

function unchangedOf({ reading, answers }: Import): ResultView['unchanged'] {
  if (reading === null) return [];
  const plan = planImport(reading, answers);
  const added = new Set(plan.add.map(({ table }) => table.name));
  return reading.tables
    .filter(({ name }) => !added.has(name))
    .map((table) => ({
      name: table.name,
      why: plan.leftOut.includes(table.name)
        ? 'You left it out.'
        : (tableNote(table, answers) ?? 'Nothing of it could be added.'),
    }))
    .slice(0, rowsListed);
}

function replacedOf({ reading, answers }: Import, counting: ReadonlySet<string>): readonly string[] {
  if (reading === null) return [];
  return planImport(reading, answers).add.flatMap(({ table, replaces }) => {
    const known = [...(table.sameBytes ? [table.sameBytes] : []), ...table.overlaps];
    const old = known.find(({ batch }) => batch === replaces);
    return old === undefined || !counting.has(table.name)
      ? []
      : [`${table.name} took the place of ${old.name}.`];
  });
}

function headingOf(batches: readonly BatchRow[], lines: number): string {
  const counts = batches.filter(({ state }) => state === 'current').length;
  if (batches.length > 0 && counts === 0) return 'What this import added is not in the figures any more';
  return `${countOf(lines, 'line was', 'lines were')} added`;
}

/** What a finished import added, and what it did not. */
export function resultView(one: Import, batches: readonly BatchRow[]): ResultView {
  const counting = new Set(batches.filter(({ state }) => state === 'current').map(({ name }) => name));
  const lines = batches.reduce((sum, { report }) => sum + report.control.accepted, 0);
  const pence = addPence(...batches.map(({ report }) => toPence(report.control.acceptedPence)));
  const rest = batches.length - rowsListed;
  return {
    id: one.id,
    heading: headingOf(batches, lines),
    summary: `${namesText(batches.map(({ name }) => name))}: ${countOf(lines, 'line')}, £${poundsText(pence)}.`,
    rows: batches.slice(0, rowsListed).map(batchLine),
    moreRows: rest > 0 ? `${countOf(rest, 'more file')} of this import are in the list of ledgers.` : null,
    unchanged: unchangedOf(one),
    replaced: replacedOf(one, counting).slice(0, rowsListed),
    canUndo: batches.some(({ state }) => state === 'current'),
    canBringBack: batches.some(({ state }) => state === 'undone'),
  };
}

export interface EndedView {
  readonly id: string;
  readonly heading: string;
  readonly sentence: string;
  readonly name: string;
  readonly canRetry: boolean;
}

/** What became of an import that was cancelled or stopped. */
export function endedView(one: Import): EndedView {
  const stopped = one.state === 'stopped';
  return {
    id: one.id,
    heading: stopped ? 'This import stopped, and nothing was added' : 'This import was cancelled',
    sentence: one.sentence ?? 'Nothing was added. Your earlier ledgers are as they were.',
    name: importName(one),
    canRetry: stopped,
  };
}
