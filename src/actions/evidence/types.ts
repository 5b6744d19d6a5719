import type { Readable } from 'node:stream';
import type { EvidenceId, EvidenceState } from '../../domain/evidence/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { StoredEvidence } from '../../records/evidenceTypes.ts';
import type { IncomingFile } from '../imports/types.ts';

export type { StoredEvidence };

/** Some files of a list, and how many it has. */
export interface EvidencePage {
  readonly files: readonly StoredEvidence[];
  readonly count: number;
}

/** Everything the pages on evidence ask for. What the access table does not open is not there. */
export interface EvidenceCalls {
  /** Newest first. */
  readonly list: (asked: {
    readonly state: EvidenceState;
    readonly from: number;
    readonly size: number;
  }) => Promise<EvidencePage>;
  readonly find: (id: string) => Promise<StoredEvidence | null>;
  /** Takes one file with what it shows; refusals about what it shows have the code `note`. */
  readonly add: (file: IncomingFile, note: string) => Promise<Decision<EvidenceId>>;
  /** The bytes of a file that is kept; null when it, or they, are not there. */
  readonly open: (
    id: string,
  ) => Promise<{ readonly file: StoredEvidence; readonly content: Readable } | null>;
  /** Removes a file that is kept; false when there is none. */
  readonly remove: (id: string) => Promise<boolean>;
}
