import type { EvidenceFile, EvidenceId, EvidenceState } from '../domain/evidence/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** A file with the name of who added it; null where the person has left the organisation. */
export interface StoredEvidence extends EvidenceFile {
  readonly addedByName: string | null;
}

/** The files of one organisation that show that something was done. The bytes lie elsewhere, named by their hash. */
export interface EvidenceRecords {
  /** Newest first, and how many there are in that state. */
  readonly evidence: (asked: {
    readonly state: EvidenceState;
    readonly from: number;
    readonly size: number;
  }) => Promise<{ readonly files: readonly StoredEvidence[]; readonly count: number }>;
  readonly evidenceOf: (id: EvidenceId) => Promise<StoredEvidence | null>;
  /**
   * Adds a file whose bytes `isThere` finds. Nobody removes the same bytes meanwhile; false when they are gone already.
   */
  readonly addEvidence: (file: EvidenceFile, isThere: () => Promise<boolean>) => Promise<boolean>;
  /** Says that a file is kept no more; false when it was not. */
  readonly removeEvidence: (id: EvidenceId, at: Instant) => Promise<boolean>;
}

/** What is asked about the bytes themselves, which may be those of files of several organisations. */
export interface BytesAcross {
  /** The bytes that files of all organisations need, each once, by their hash. */
  readonly namedBytes: () => Promise<readonly { readonly sha256: string; readonly bytes: number }[]>;
  /** Works while no file of any organisation needs some bytes and none comes to; answers whether it worked. */
  readonly ifUnnamed: (sha256: string, work: () => Promise<void>) => Promise<boolean>;
}
