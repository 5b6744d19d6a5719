import type {
  Anchor,
  ChainHead,
  ChainReport,
  PresentRecords,
  RecordsReport,
  Sha256,
  StoredEntry,
} from '../../domain/organisations/index.ts';

/** Audit chains as they are at one moment, and the records they are about. */
export interface AuditParts {
  readonly sha256: Sha256;
  /** Every chain that has an entry or a head. */
  readonly chainNames: () => Promise<readonly string[]>;
  readonly heads: () => Promise<readonly ChainHead[]>;
  readonly chainEntries: (chain: string) => AsyncIterable<StoredEntry>;
  /** The records that belong to a chain as they are now; null for a chain that has none. */
  readonly presentRecords: (chain: string) => PresentRecords | null;
}

/** What is to be verified. */
export interface VerifyOrder {
  /** Heads as they once were, from a file kept elsewhere; empty without one. */
  readonly anchors: readonly Anchor[];
  /** Whether records are compared with what the chains say of them. */
  readonly records: boolean;
}

/** One chain, and its records where they were compared. */
export interface VerifiedChain extends ChainReport {
  readonly records: RecordsReport | null;
}

/** What was verified, and whether all of it is as it was entered. */
export interface AuditReport {
  readonly sound: boolean;
  readonly anchors: number;
  readonly chains: readonly VerifiedChain[];
}
