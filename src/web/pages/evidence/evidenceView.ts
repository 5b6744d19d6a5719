import type { StoredEvidence } from '../../../actions/evidence/types.ts';
import { type EvidenceState, fileTypes } from '../../../domain/evidence/index.ts';
import { formatMoment, type Instant, millisecondsOf } from '../../../domain/values/index.ts';
import { sizeText } from '../../components/words.ts';

/** Files on one page of the list. */
export const filesOnPage = 50;

/** The address of a file's own page. */
export function evidenceHref(id: string, below = ''): string {
  return `/evidence/${id}${below}`;
}

/** The address of the list of files in a state. */
export function listHref(state: EvidenceState): string {
  return state === 'kept' ? '/evidence' : '/evidence?show=removed';
}

/** `3 November 2026 at 14:05`, by the clocks in London. */
function momentText(at: Instant): string {
  return formatMoment(millisecondsOf(at));
}

/** Who added a file, as far as that is still known. */
function whoText({ addedBy, addedByName }: StoredEvidence): string {
  if (addedByName !== null) return addedByName;
  return addedBy === null ? 'Not known any more' : 'Somebody who has left';
}

function kindText({ type, bytes }: StoredEvidence): string {
  return `${fileTypes[type].name}, ${sizeText(bytes)}`;
}

/** One row of the list. */
export function listRow(file: StoredEvidence) {
  const { id, name, note, addedAt } = file;
  return {
    ...{ name, note, href: evidenceHref(id), kind: kindText(file) },
    ...{ addedAt: momentText(addedAt), addedBy: whoText(file) },
  };
}

/** What is known of one file, row by row. */
export function detailRows(file: StoredEvidence) {
  const removed =
    file.removedAt === null ? [] : [{ label: 'Removed', text: momentText(file.removedAt), code: false }];
  return [
    { label: 'What it shows', text: file.note, code: false },
    { label: 'Kind and size', text: kindText(file), code: false },
    { label: 'Added by', text: whoText(file), code: false },
    { label: 'Added', text: momentText(file.addedAt), code: false },
    ...removed,
    { label: 'SHA-256', text: file.sha256, code: true },
  ];
}
