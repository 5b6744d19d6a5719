import type { ImportCalls, Progress } from '../../../actions/imports/types.ts';
import type { Import } from '../../../domain/spend/imports/types.ts';

import { countOf, countText, dayText, poundsText } from '../../components/words.ts';
import type { Tag } from '../spend/filesView.ts';
import { isMoving } from './importView.ts';
import { batchTag, importName, importTag, momentText } from './importWords.ts';

/** A batch in a list. */
export type BatchRow = Awaited<ReturnType<ImportCalls['batches']>>[number];

export interface BatchLine {
  readonly name: string;
  readonly href: string;
  readonly tag: Tag;
  readonly lines: string;
  readonly amount: string;
  readonly days: string;
}

/** Batches of one import that follow each other in the list. */
export interface BatchGroup {
  readonly heading: string;
  readonly href: string;
  /** Set where something of it can be taken back. */
  readonly undoHref: string | null;
  readonly rows: readonly BatchLine[];
}

export interface ImportLine {
  readonly name: string;
  readonly href: string;
  readonly tag: Tag;
  readonly sentence: string;
}

/** `1 April 2020 to 31 March 2021`, or why there are none. */
export function daysOf(report: BatchRow['report']): string {
  const { firstDay, lastDay } = report;
  if (firstDay === null || lastDay === null) return 'No dates';
  return firstDay === lastDay ? dayText(firstDay) : `${dayText(firstDay)} to ${dayText(lastDay)}`;
}

/** One batch as a row of a list. */
export function batchLine({ id, name, state, report }: BatchRow): BatchLine {
  return {
    name,
    href: `/ledgers/${id}`,
    tag: batchTag(state),
    lines: countText(report.control.accepted),
    amount: poundsText(report.control.acceptedPence),
    days: daysOf(report),
  };
}

function byName(one: BatchRow, other: BatchRow): number {
  if (one.name === other.name) return 0;
  return one.name < other.name ? -1 : 1;
}

/** Batches in the order of their imports, and by name within each. */
export function inOrder(batches: readonly BatchRow[]): readonly BatchRow[] {
  const imports = new Map<string, BatchRow[]>();
  for (const batch of batches) {
    const rows = imports.get(batch.import);
    if (rows) rows.push(batch);
    else imports.set(batch.import, [batch]);
  }
  return [...imports.values()].flatMap((rows) => rows.toSorted(byName));
}

/** Batches by import, in the order they come in. */
export function batchGroups(batches: readonly BatchRow[]): readonly BatchGroup[] {
  const groups = new Map<string, BatchRow[]>();
  for (const batch of batches) {
    const group = groups.get(batch.import);
    if (group) group.push(batch);
    else groups.set(batch.import, [batch]);
  }
  return [...groups].flatMap(([id, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    const counts = rows.some(({ state }) => state === 'current');
    return [
      {
        heading: `Added on ${momentText(first.importedAt)}`,
        href: `/imports/${id}`,
        undoHref: counts ? `/imports/${id}/undo` : null,
        rows: rows.map(batchLine),
      },
    ];
  });
}

function standing(one: Import, progress: Progress | null): string {
  if (one.state === 'waiting') return 'Check what we read, then confirm.';
  if (one.state === 'stopped') return one.sentence ?? 'It stopped. Nothing was added.';
  if (progress === null) return 'It goes on by itself.';
  if (progress.waitingBehind > 0) return `${countOf(progress.waitingBehind, 'job')} in front of it.`;
  return `${progress.sentence}.`;
}

/** Imports that are not finished, and where they stand. Others may show these lines too. */
export function importsInProgress(
  imports: readonly Import[],
  progressOf: (id: string) => Promise<Progress | null>,
): Promise<readonly ImportLine[]> {
  const open = imports.filter(({ state }) => state !== 'imported' && state !== 'cancelled').slice(0, 20);
  return Promise.all(
    open.map(async (one) => ({
      name: importName(one),
      href: `/imports/${one.id}`,
      tag: importTag(one.state),
      sentence: standing(one, isMoving(one.state) ? await progressOf(one.id) : null),
    })),
  );
}

/** How many files count and how many lines they hold, as a sentence. */
export function countedText(batches: readonly BatchRow[]): string {
  const current = batches.filter(({ state }) => state === 'current');
  if (current.length === 0) return 'No file counts in the figures.';
  const lines = current.reduce((sum, { report }) => sum + report.control.accepted, 0);
  return `${countOf(current.length, 'file counts', 'files count')} in the figures: ${countOf(lines, 'line')}.`;
}
