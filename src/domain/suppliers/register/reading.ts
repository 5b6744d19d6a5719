import type { Decision, LocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from './types.ts';

/** The registers that are read: of companies, of charities in England and Wales, and any other as a plain list. */
export const registerKinds = ['companies', 'charities', 'register'] as const;
export type RegisterKind = (typeof registerKinds)[number];

/** A file or folder that holds a register or a part of one. */
export interface RegisterFile {
  readonly path: string;
  /** What people should see as the source: a file name or an address. */
  readonly label: string;
}

/** How far a reading has come. It is complete when the entities have ended. */
export interface ReadingTally {
  /** Records below the headers, of organisations: `records` = entities + `leftOut`. */
  readonly records: number;
  readonly leftOut: number;
  /** Sentences about what was left out or read in part, at most twenty. */
  readonly notes: readonly string[];
  /** How much has been read, from 0 to 1; null where the size is not known beforehand. */
  readonly share: number | null;
}

/** A register that has been opened. Nothing but its beginnings has been read. */
export interface RegisterReading {
  readonly kind: RegisterKind;
  /** The day of which the register says it is, or that its file name says; null where neither does. */
  readonly date: { readonly day: LocalDate; readonly from: 'file name' | 'register' } | null;
  /**
   * Every organisation, in the order of the files, read as they are asked for and only once. Throws an error that
   * carries a `refusal` where a file turns out to be damaged or cut short.
   */
  readonly entities: AsyncIterable<RegisteredEntity>;
  readonly tally: () => ReadingTally;
}

/** Opens a register, or says in a sentence why it cannot be read. */
export type ReadRegister = (files: readonly RegisterFile[]) => Promise<Decision<RegisterReading>>;
