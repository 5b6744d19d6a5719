import type { Acting } from '../../domain/organisations/index.ts';
import type { Instant } from '../../domain/values/index.ts';
import type { Identity } from '../../external/identity/types.ts';
import type { DemoOrganisation, DemoPerson } from '../../formats/demo/people.ts';
import type { Records, Store } from '../../records/types.ts';
import type { ImportCalls, IncomingFile } from '../imports/types.ts';
import type { CommitmentCalls, TenderCalls } from '../tenders/types.ts';

/** What the store of the demonstration is filled from. */
export interface DemoContent {
  readonly organisations: readonly DemoOrganisation[];
  readonly people: readonly DemoPerson[];
  /** The email address of the person in whose name the ledgers are imported into the first organisation. */
  readonly analyst: string;
  /** The code of the authority that is home to the first organisation. */
  readonly home: string;
  /** Names of the ledgers, and what is in them. */
  readonly ledgerNames: readonly string[];
  readonly ledgers: () => AsyncIterable<IncomingFile>;
  /** The email address of the person in whose name tenders and results are added to the first organisation. */
  readonly officer: string;
  /** Results of past procurements, and what they are called. */
  readonly results: () => TitledFile;
  readonly pastBids: () => TitledFile;
}

/** A file with what it is called on pages. */
export interface TitledFile {
  readonly file: IncomingFile;
  readonly title: string;
}

/** What the store of the demonstration is filled with; the real parts, as for people who do the same on pages. */
export interface DemoParts {
  readonly content: DemoContent;
  readonly store: Pick<Store, 'organisations'> & {
    readonly as: (acting: Acting) => Pick<Records, 'addOrganisation' | 'members' | 'addMember'>;
  };
  readonly identity: Pick<Identity, 'createPerson' | 'personWithEmail'>;
  readonly importsFor: (acting: Acting) => ImportCalls;
  readonly tendersFor: (acting: Acting) => {
    readonly tenders: TenderCalls;
    readonly commitments: CommitmentCalls;
  };
  readonly newId: (prefix: 'org' | 'run') => string;
  readonly now: () => Instant;
  /** Lets a moment pass while a job runs; false when the program is ending. */
  readonly pause: () => Promise<boolean>;
}
