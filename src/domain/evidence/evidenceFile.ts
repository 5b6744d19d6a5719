import type { PersonId } from '../organisations/index.ts';
import { accept, type Decision, type Instant, refuse } from '../values/index.ts';
import type { FileType } from './fileTypes.ts';

declare const evidenceId: unique symbol;

/** Our own number for a file that shows something: `evi_` and twenty small letters and digits. */
export type EvidenceId = string & { readonly [evidenceId]: true };

/** The identifier, when the text is one of a file that shows something. */
export function parseEvidenceId(text: string): EvidenceId | undefined {
  return /^evi_[a-z0-9]{20}$/.test(text) ? (text as EvidenceId) : undefined;
}

/** A file that somebody added to show that something was done. */
export interface EvidenceFile {
  readonly id: EvidenceId;
  /** The hash of the bytes, which is also their address in the store of files. */
  readonly sha256: string;
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  /** What it shows, in the words of whoever added it. */
  readonly note: string;
  /** Null once the account of the person is no more. */
  readonly addedBy: PersonId | null;
  readonly addedAt: Instant;
  /** Null while the file is kept. */
  readonly removedAt: Instant | null;
}

/** The states of a file, on which access depends. */
export type EvidenceState = 'kept' | 'removed';

/** Whether a file is kept, or was removed and only its record is left. */
export function evidenceState({ removedAt }: Pick<EvidenceFile, 'removedAt'>): EvidenceState {
  return removedAt === null ? 'kept' : 'removed';
}

/** Characters of a note at most. */
export const longestNote = 500;

/** What a file shows, as it is kept: without space around it. Refused when it says nothing or is too long to read. */
export function readNote(text: string): Decision<string> {
  const note = text.replaceAll('\r\n', '\n').trim();
  if (note === '') return refuse('note', 'Enter what the file shows.');
  if ([...note].length > longestNote) {
    return refuse('note', `What the file shows must be ${longestNote} characters or fewer.`);
  }
  return accept(note);
}
