import type { Rehearsal, StoredTenderFileRow } from '../../../actions/tenders/types.ts';
import { awardSentence, formulasName, underEach } from '../../../domain/procurements/index.ts';
import { formatMoment, millisecondsOf, type Refusal } from '../../../domain/values/index.ts';

/** Tenders on one page of the list. */
export const tendersOnPage = 20;

/** The address of a tender that is rehearsed. */
export function tenderHref(id: string, below = ''): string {
  return `/tenders/${id}${below}`;
}

/** Who added a file and when, for a list. */
export function savedBy({ savedAt, savedByName }: StoredTenderFileRow) {
  return { savedAt: formatMoment(millisecondsOf(savedAt)), savedBy: savedByName ?? 'Not known any more' };
}

/** One row of the list: what wins under the formula of the file, and whether another formula changes that. */
export function tenderRow({ file, tender }: Rehearsal) {
  const all = underEach(tender);
  const [chosen] = all;
  const keys = new Set(all.map(({ scored }) => scored.winners.map(({ bid }) => bid.id).join(' ')));
  return {
    ...{ title: file.title, fileName: file.fileName, href: tenderHref(file.id) },
    ...savedBy(file),
    formula: chosen ? formulasName(chosen, chosen) : '',
    award: chosen ? awardSentence(chosen).replace(/\.$/, '') : '',
    depends: keys.size > 1,
  };
}

const placed = /^(?:(Line \d+) |((?:(?:Sheet|Row)\b(?:“[^”]*”|[^:“])*|[a-z]+[.[][^: ]*)): )(.+)$/s;

/** What is wrong in a file, a row each: where, as far as the sentence begins with that, and what. */
export function problemRows(refusals: readonly Refusal[]) {
  return refusals.map(({ sentence }) => {
    const [, line, place, what] = placed.exec(sentence) ?? [];
    if (what === undefined) return { where: 'The file', what: sentence };
    return { where: line ?? place ?? '', what: what.charAt(0).toUpperCase() + what.slice(1) };
  });
}

/** Why an upload with a title was refused, at the fields that it is about; lines of the file apart. */
export function fileErrors(refusals: readonly Refusal[], lineCode: string) {
  const lines = refusals.filter(({ code }) => code === lineCode);
  const mend = 'Some lines cannot be used. Mend what the table lists, then choose the file again.';
  const other = refusals.find(({ code }) => code !== lineCode && code !== 'title')?.sentence ?? null;
  const title = refusals.find(({ code }) => code === 'title')?.sentence ?? null;
  const file = lines.length > 0 ? mend : other;
  const summary = [
    ...(title === null ? [] : [{ text: title, href: '#title' }]),
    ...(file === null ? [] : [{ text: file, href: '#file' }]),
  ];
  return { title, file, lines, summary };
}
