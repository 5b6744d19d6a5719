import type { Figure } from '../../domain/spend/analysis.ts';
import type { Decision } from '../../domain/values/index.ts';
import type {
  AddedEdition,
  ListedEdition,
  ReferenceKind,
  RemovedEdition,
} from '../../lake/reference/types.ts';
import type { IncomingFile } from '../imports/types.ts';

/** What an edition changed in the leading definition's figures. */
export interface FigureChange {
  readonly period: string;
  readonly ring: string;
  readonly before: Figure | null;
  readonly after: Figure | null;
}

/** Everything the pages on reference data ask for. */
export interface ReferenceCalls {
  readonly list: () => Promise<readonly ListedEdition[]>;
  /** Figures before and after come with it, where there are ledgers. */
  readonly add: (
    kind: ReferenceKind,
    file: IncomingFile,
  ) => Promise<Decision<{ readonly edition: AddedEdition; readonly changes: readonly FigureChange[] }>>;
  readonly remove: (
    edition: string,
  ) => Promise<Decision<{ readonly edition: RemovedEdition; readonly changes: readonly FigureChange[] }>>;
}
