import type { PersonId } from '../domain/organisations/index.ts';
import type { DecisionId, Matching, StoredFinding, SupplierDecision } from '../domain/suppliers/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** A decision with the names of who made it and who undid it; null where the person has left or nobody did. */
export interface StoredDecision extends SupplierDecision {
  /** Null where the person was erased, or where no person decided. */
  readonly decidedBy: PersonId | null;
  readonly decidedByName: string | null;
  readonly undoneByName: string | null;
}

/** A decision that is to be kept, and who makes it. */
export interface NewDecision extends SupplierDecision {
  readonly decidedBy: PersonId | null;
}

/** Who the suppliers of one organisation's ledgers are. */
export interface SupplierRecords {
  /** Every decision, those that were undone too, the newest first. */
  readonly supplierDecisions: () => Promise<readonly StoredDecision[]>;
  /** Keeps decisions, all of them or none, as one change. */
  readonly addSupplierDecisions: (decisions: readonly NewDecision[]) => Promise<void>;
  /** Undoes decisions; answers those that held until then. */
  readonly undoSupplierDecisions: (
    ids: readonly DecisionId[],
    undone: { readonly by: PersonId | null; readonly at: Instant },
  ) => Promise<readonly DecisionId[]>;
  /** The last run of the matcher; null where there was none. */
  readonly matching: () => Promise<(Matching & { readonly madeAt: Instant }) | null>;
  /** What the last run found, by number and then by name. */
  readonly supplierFindings: () => Promise<readonly StoredFinding[]>;
  /** Keeps a run and what it found in place of what was found before, all of it or nothing. */
  readonly saveMatching: (
    matching: Matching,
    findings: readonly StoredFinding[],
    at: Instant,
  ) => Promise<void>;
  /** Changes whenever a decision or a finding does. */
  readonly supplierVersion: () => Promise<string>;
}
