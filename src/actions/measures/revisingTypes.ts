import type { MeasureChange, Revision } from '../../domain/measures/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { StoredTenderFile, StoredTenderFileRow } from '../../records/measureTypes.ts';
import type { KnownSet, ListedSet } from './knownSets.ts';

/** A published version that is being revised, and the draft of the next one. */
export interface Workbench {
  readonly base: KnownSet;
  /** Null until something was changed. */
  readonly draft: KnownSet | null;
  /** What the draft changes; nothing until then. */
  readonly revision: Revision;
  /** Counts the changes of the draft; nought until there is one. */
  readonly edits: number;
}

/** What a person changes about the measures of one theme. */
export interface ThemeChanges {
  readonly theme: string;
  readonly changes: readonly MeasureChange[];
  /** The count of changes that the person has seen. */
  readonly edits: number;
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
  /** Files of past bids, newest first. */
  readonly pastBids: () => Promise<readonly StoredTenderFileRow[]>;
  readonly pastBidsIn: (id: string) => Promise<StoredTenderFile | null>;
}
