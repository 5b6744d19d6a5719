import type { MeasureSetId, SaidOfSet, SaidToComplete, SetMapping } from '../../domain/measures/index.ts';
import type { Decision, LocalDate } from '../../domain/values/index.ts';
import type { IncomingFile } from '../imports/types.ts';
import type { KnownSet, ListedSet } from './knownSets.ts';

export type { KnownSet, ListedSet };

/** From when a list is in force, and what it does not say of itself. */
export interface SaidToPublish extends SaidToComplete {
  readonly inForceFrom: LocalDate;
}

/** Everything the pages on sets of measures ask for. */
export interface MeasureCalls {
  /** Own versions, the one saved last first, and then the shipped ones. */
  readonly list: () => Promise<readonly ListedSet[]>;
  readonly find: (ref: string) => Promise<KnownSet | null>;
  /**
   * Reads somebody's list into a draft. Refusals about what was said of it have the name of the field as their code, all
   * others are about the file.
   */
  readonly importSet: (file: IncomingFile, said: SaidOfSet) => Promise<Decision<MeasureSetId>>;
  /** Reads the rows of a draft again by other columns; null when there is no such draft. */
  readonly readAgain: (
    ref: string,
    edits: number,
    mapping: SetMapping,
  ) => Promise<Decision<MeasureSetId> | null>;
  /**
   * Publishes a draft; null when there is no such draft. Refusals about what was said have the name of the field as their
   * code.
   */
  readonly publish: (
    ref: string,
    edits: number,
    said: SaidToPublish,
  ) => Promise<Decision<MeasureSetId> | null>;
  /** Removes an own version, a published one too; false when there is none. */
  readonly remove: (ref: string) => Promise<boolean>;
  readonly today: () => LocalDate;
}
