import type { EditionManifest } from './types.ts';

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDated(edition: EditionManifest): number {
  return edition.dateFrom === 'day added' ? 0 : 1;
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

/** The newest edition that holds each register; one that shares a register with a newer one stays for its others. */
function newestOfEach(editions: readonly EditionManifest[]): readonly EditionManifest[] {
  const held = new Set(editions.flatMap((one) => one.holds));
  const chosen = [...held].map((register) => editions.find((one) => one.holds.includes(register)));
  return editions.filter((one) => chosen.includes(one));
}

/**
 * The editions that analyses use, of editions of one kind in their order: one; a look-up for each half; a plain list for
 * each register whose identifiers it holds.
 */
export function inUseOf(editions: readonly EditionManifest[]): readonly EditionManifest[] {
  if (editions[0]?.kind === 'register') return newestOfEach(editions);
  if (editions[0]?.kind !== 'lad-lookups') return editions.slice(0, 1);
  const halves = (['combined authorities', 'regions'] as const).map((half) =>
    editions.find((one) => one.holds.length === 0 || one.holds.includes(half)),
  );
  return editions.filter((one) => halves.includes(one));
}
