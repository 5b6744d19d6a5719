import type { EditionManifest } from './types.ts';

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDated(edition: EditionManifest): number {
  return edition.dateFrom === 'file name' ? 1 : 0;
}

/**
 * The order of editions of one kind, the one to use first. Of supplier lists the last one added counts. Of registers
 * and look-ups the newest date counts, then the last one added; one whose date is only the day it was added comes
 * after all whose date is known, because an old file added today must not pass for a new one.
 */
export function byUse(left: EditionManifest, right: EditionManifest): number {
  const added = right.sequence - left.sequence || compareText(right.addedOn, left.addedOn);
  if (left.kind === 'suppliers') return added || compareText(left.edition, right.edition);
  return (
    isDated(right) - isDated(left) ||
    compareText(right.date, left.date) ||
    added ||
    compareText(left.edition, right.edition)
  );
}

/** The editions that analyses use, of editions of one kind in their order: one, or a look-up for each half. */
export function inUseOf(editions: readonly EditionManifest[]): readonly EditionManifest[] {
  if (editions[0]?.kind !== 'lad-lookups') return editions.slice(0, 1);
  const halves = (['combined authorities', 'regions'] as const).map((half) =>
    editions.find((one) => one.holds.length === 0 || one.holds.includes(half)),
  );
  return editions.filter((one) => halves.includes(one));
}
