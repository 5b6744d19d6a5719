import { formatCount } from '../../values/index.ts';
import { batchIdentity } from './batchIdentity.ts';
import type { Reading, TableReading } from './types.ts';

const nothingAdded = 'Nothing was added.';

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether an error says that no room was left on the disk, in the words of the system, the engine or the database. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === '53100' ||
    /no space left on device|disk (?:is )?full/i.test(messageOf(error))
  );
}

/** Whether an error is about this computer and not about one file, so that reading on would help nobody. */
export function isMachineFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return isDiskFull(error) || ['EACCES', 'EPERM', 'EROFS', 'EIO', 'EMFILE', 'ENFILE'].includes(code);
}

/** Why an import stopped: what happened, that nothing was added, and what to do. */
export function stoppedSentence(error: unknown): string {
  if (isDiskFull(error)) {
    return `The disk is full. ${nothingAdded} Make room on the disk, then read the files again.`;
  }
  const [line = ''] = messageOf(error).split('\n', 1);
  const about = line
    .trim()
    .slice(0, 300)
    .replace(/[.\s]+$/, '');
  return `Something went wrong while we worked on these files: ${about}. ${nothingAdded} Read the files again; if it happens again, report it with these words.`;
}

/** Words for imports that a stop of the program found unfinished. */
export const stoppedWhile = {
  receiving:
    'Sevenbox was stopped while these files were being uploaded. Nothing was kept. Upload them again.',
  importing: `Sevenbox was stopped while it imported. ${nothingAdded} Read the files again.`,
  again: `Sevenbox was stopped again and again while it worked on these files. ${nothingAdded} Read the files again; if it happens again, upload fewer at once.`,
  filesGone: `The uploaded files are no longer on this computer. ${nothingAdded} Upload them again.`,
} as const;

function batchesOf({ sameBytes, overlaps }: TableReading): string {
  return [sameBytes?.batch ?? '', ...overlaps.map(({ batch }) => batch)].toSorted().join(' ');
}

function differs(confirmed: TableReading, again: TableReading): boolean {
  const { control } = confirmed.report;
  const other = again.report.control;
  return (
    again.status !== confirmed.status ||
    batchIdentity('', again.profile ?? {}) !== batchIdentity('', confirmed.profile ?? {}) ||
    control.accepted !== other.accepted ||
    control.rejected !== other.rejected ||
    control.blank !== other.blank ||
    control.acceptedPence !== other.acceptedPence ||
    control.rejectedPence !== other.rejectedPence
  );
}

/**
 * Why a second reading is not what a person confirmed, as a sentence; null when every table counts the same lines and
 * pence, and overlaps the same batches.
 */
export function whatChanged(confirmed: Reading, again: Reading, names: readonly string[]): string | null {
  const find = ({ tables }: Reading, name: string) => tables.find((table) => table.name === name);
  for (const name of names) {
    const [before, after] = [find(confirmed, name), find(again, name)];
    if (before && after && batchesOf(before) !== batchesOf(after)) {
      return `Other payments were imported or undone since you checked ${name}. ${nothingAdded} Read the files again and check them.`;
    }
    if (!before || !after || differs(before, after)) {
      const lines = formatCount(before?.report.control.accepted ?? 0);
      return `${name} does not read as it did when you checked it (${lines} lines then). ${nothingAdded} Read the files again and check them.`;
    }
  }
  return null;
}
