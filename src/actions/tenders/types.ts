import type { PastProcurement, TenderFileId, TenderToEvaluate } from '../../domain/procurements/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { StoredTenderFileRow } from '../../records/measureTypes.ts';
import type { IncomingFile } from '../imports/types.ts';

export type { StoredTenderFileRow };

/** A tender that is rehearsed, with the file that it was read from. */
export interface Rehearsal {
  readonly file: StoredTenderFileRow;
  readonly tender: TenderToEvaluate;
}

/** Some of the tenders that are rehearsed, newest first, and how many there are. */
export interface RehearsalPage {
  readonly rehearsals: readonly Rehearsal[];
  /** Whether the invented example is among all of them. */
  readonly hasExample: boolean;
  readonly count: number;
}

/** Everything the pages on tenders ask for. What the access table does not open is not there. */
export interface TenderCalls {
  readonly list: (asked: { readonly from: number; readonly size: number }) => Promise<RehearsalPage>;
  readonly find: (id: string) => Promise<Rehearsal | null>;
  /** Reads a tender from a file and keeps it; refuses with everything that is wrong in it, and then keeps nothing. */
  readonly add: (file: IncomingFile) => Promise<Decision<TenderFileId>>;
  /** Keeps the invented example, once. */
  readonly addExample: () => Promise<Decision<TenderFileId>>;
  /** A small tender, or bids of past ones, as a CSV file has them, to be copied. */
  readonly exampleText: (of: 'rehearsal' | 'past-bids') => string;
  /** Files of past bids, newest first. */
  readonly pastBids: () => Promise<readonly StoredTenderFileRow[]>;
  /** Reads bids of past tenders from a file and keeps them; refuses with a sentence for each line that is wrong. */
  readonly addPastBids: (file: IncomingFile, title: string) => Promise<Decision<TenderFileId>>;
  /** What can be removed here: a tender that is rehearsed, or bids of past tenders. */
  readonly removable: (id: string) => Promise<StoredTenderFileRow | null>;
  readonly remove: (id: string) => Promise<boolean>;
}

/** Results of past procurements with the file that they were read from. */
export interface Results {
  readonly file: StoredTenderFileRow;
  readonly procurements: readonly PastProcurement[];
}

/** Everything the pages on commitments ask for. */
export interface CommitmentCalls {
  /** Newest first. */
  readonly list: () => Promise<readonly StoredTenderFileRow[]>;
  /** The results of one file, or of the newest; null when there are none. */
  readonly find: (id: string | null) => Promise<Results | null>;
  /** Some results as a CSV file has them, to be copied. */
  readonly exampleText: () => string;
  /** Reads results from a file and keeps them; refuses with a sentence for each line that is wrong, and then keeps nothing. */
  readonly add: (file: IncomingFile, title: string) => Promise<Decision<TenderFileId>>;
  readonly remove: (id: string) => Promise<boolean>;
}
