import type { MeasureChange, Revision } from '../../domain/measures/index.ts';
import type { CommitteePaper, Findings, PaperTable } from '../../domain/procurements/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { StoredTenderFileRow } from '../../records/measureTypes.ts';
import type { KnownSet, ListedSet } from './knownSets.ts';

export type { StoredTenderFileRow };

/** A published version that is being revised, and the draft of the next one. */
export interface Workbench {
  readonly base: KnownSet;
  /** Null until something was changed. */
  readonly draft: KnownSet | null;
  /** What the draft changes; nothing until then. */
  readonly revision: Revision;
  /** Counts the changes of the draft; null until there is one. */
  readonly edits: number | null;
}

/** What a person changes about the measures of one theme. */
export interface ThemeChanges {
  readonly theme: string;
  readonly changes: readonly MeasureChange[];
  /** The count of changes that the person has seen; null where there was no draft. */
  readonly edits: number | null;
}

/** Two versions, and the past bids that they are tried on; no bids where there are none or they may not be seen. */
export interface AskedPaper {
  readonly from: string;
  readonly to: string;
  readonly bids: string | null;
}

/** Whether something is shown to a member on a page, or leaves in a file: then a restricted set keeps its texts. */
export type PaperOut = 'page' | 'file';

/** The paper on a version that takes the place of another, and what it is made from. */
export interface ShownPaper {
  readonly from: KnownSet;
  readonly to: KnownSet;
  readonly bids: StoredTenderFileRow | null;
  readonly paper: CommitteePaper;
}

/** What bids of the past say about the measures of a version. */
export interface ShownFindings {
  readonly known: KnownSet;
  readonly bids: StoredTenderFileRow;
  readonly findings: Findings;
  readonly tables: readonly PaperTable[];
}

/** Everything the pages on revising measures ask for. */
export interface RevisingCalls {
  /** Every version that can be used: own ones first. */
  readonly sets: () => Promise<readonly ListedSet[]>;
  readonly find: (ref: string) => Promise<KnownSet | null>;
  /** What is revised, by the name of the published version or of the draft; null for anything else. */
  readonly workbench: (ref: string) => Promise<Workbench | null>;
  /** Keeps what is changed about the measures of one theme; answers how addresses name the draft. */
  readonly revise: (ref: string, changed: ThemeChanges) => Promise<Decision<string>>;
  /** Files of past bids, newest first; none for whoever may not see bids. */
  readonly pastBids: () => Promise<readonly StoredTenderFileRow[]>;
  /** Null where one of the versions is not there. */
  readonly paper: (asked: AskedPaper, out: PaperOut) => Promise<ShownPaper | null>;
  /** Null where the version or the bids are not there. */
  readonly findings: (ref: string, bids: string, out: PaperOut) => Promise<ShownFindings | null>;
}
