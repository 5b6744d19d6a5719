import type { Organisation, Owner } from '../../domain/organisations/index.ts';
import type { Batch, BatchId, Import, ImportId, TableChoice } from '../../domain/spend/imports/types.ts';
import type { Profile } from '../../domain/spend/mapping/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { BatchRow } from '../../records/types.ts';

/** A file on its way in. `content` must be read to its end or thrown away before the next one comes. */
export interface IncomingFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** How far a job has come, while it runs. */
export interface Progress {
  /** What is being done now, as a sentence without a full stop: "Reading april.csv". */
  readonly sentence: string;
  readonly startedMilliseconds: number;
  /** Jobs that stand in front of it; 0 when it runs. */
  readonly waitingBehind: number;
}

/** What a person said on the check page. */
export interface SaidAnswers {
  /** By the shown name of a table: answers to questions and changed column meanings. */
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly tables: Readonly<Record<string, TableChoice>>;
}

/** Everything the pages of the import journey ask for. Refusals carry sentences for people. */
export interface ImportCalls {
  /** The organisation whose ledgers these are; null before the first import. */
  readonly owner: () => Promise<Owner | null>;
  /** The organisation that is acted in, whether or not its home is known. */
  readonly organisation: () => Promise<Organisation | null>;
  /** Changes the name, org-id or home of the organisation. `home` is a code or a name. */
  readonly saveOwner: (said: {
    readonly name: string;
    readonly orgId: string;
    readonly home: string;
  }) => Promise<Decision<Owner>>;
  /** Names of the authorities that can be home, for suggestions. */
  readonly homeNames: () => Promise<readonly string[]>;

  /**
   * Streams files to disk and starts reading. A cut-off upload leaves nothing. `profiles` are answers that were given
   * already, by the signature of a header.
   */
  readonly receive: (
    files: AsyncIterable<IncomingFile>,
    profiles?: Readonly<Record<string, Profile>>,
  ) => Promise<Decision<ImportId>>;
  readonly importOf: (id: string) => Promise<Import | null>;
  readonly progressOf: (id: string) => Promise<Progress | null>;
  readonly imports: () => Promise<readonly Import[]>;
  /** Saves answers and reads again with them. Refuses what does not fit, by field. */
  readonly answer: (id: string, version: number, said: SaidAnswers) => Promise<Decision<Import>>;
  /** Refused while a question is open, a table overlaps undecided, or nothing would be added. */
  readonly confirm: (id: string, version: number) => Promise<Decision<Import>>;
  readonly cancel: (id: string) => Promise<Decision<Import>>;
  /** Reads a stopped import again. */
  readonly retry: (id: string) => Promise<Decision<Import>>;

  /** Batches of every state, newest first. */
  readonly batches: () => Promise<readonly BatchRow[]>;
  readonly batchOf: (id: string) => Promise<Batch | null>;
  readonly batchesOfImport: (id: string) => Promise<readonly BatchRow[]>;
  /** Takes batches out of the figures: one, or all of an import. */
  readonly undo: (
    what: { readonly batch: string } | { readonly import: string },
  ) => Promise<Decision<readonly BatchId[]>>;
  readonly bringBack: (
    what: { readonly batch: string } | { readonly import: string },
  ) => Promise<Decision<readonly BatchId[]>>;
}
