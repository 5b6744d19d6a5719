import type { SupplierPlace } from '../../domain/places/index.ts';
import type { FigurePair } from '../../domain/spend/figureChange.ts';
import type { Decision } from '../../domain/values/index.ts';
import type {
  AddedEdition,
  EditionManifest,
  ListedEdition,
  ReferenceKind,
  RemovedEdition,
} from '../../lake/reference/types.ts';
import type { IncomingFile } from '../imports/types.ts';

/** What an edition changed in the leading definition's figures. */
export type FigureChange = FigurePair;

/** An edition that came in or went out, with the figures of the leading definition before and after. */
export type EditionChange =
  | { readonly kind: 'added'; readonly edition: AddedEdition; readonly changes: readonly FigureChange[] }
  | { readonly kind: 'removed'; readonly edition: RemovedEdition; readonly changes: readonly FigureChange[] };

/** Everything the pages on reference data ask for. */
export interface ReferenceCalls {
  readonly list: () => Promise<readonly ListedEdition[]>;
  /** Rows of the supplier list in use, in their order; empty where there is none. */
  readonly suppliers: () => Promise<readonly SupplierPlace[]>;
  /** Figures before and after come with it, where there are ledgers. */
  readonly add: (
    kind: ReferenceKind,
    file: IncomingFile,
  ) => Promise<Decision<Extract<EditionChange, { readonly kind: 'added' }>>>;
  /** A kind need be named only where the same bytes were added under two. */
  readonly remove: (
    edition: string,
    kind?: ReferenceKind,
  ) => Promise<Decision<Extract<EditionChange, { readonly kind: 'removed' }>>>;
  /** What would be in use of its kind if an edition were taken out. */
  readonly without: (edition: ListedEdition) => Promise<readonly EditionManifest[]>;
  /** What the last add or removal of an edition changed, for the page after it; null when that is no longer known. */
  readonly changeOf: (edition: string, kind: ReferenceKind) => EditionChange | null;
}
